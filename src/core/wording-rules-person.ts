import type { WordingRule } from './wording-rule.ts'

const reason = 'makes a person the cause, and the inquiry ends there.'
const question = 'conditions-together'
const insult = `incompetent|incompetence|negligent|negligence|careless|carelessly|carelessness|sloppy|sloppiness|lazy|laziness|reckless|stupidity|idiotic|clueless|irresponsible|moronic|ineptitude|inept|malpractice`
const thing = '(prod|production|checkout|everything|it|this|main|master|tests|site|build|database|things)'

export const personRules: readonly WordingRule[] = [
  {
    id: 'human-error',
    category: 'person_as_cause',
    strength: 'strong',
    reason,
    question,
    patterns: [
      '(human|operator|user|pilot|manual) (error|errors|mistake|mistakes) ~!(message|messages|rate|report|reports|page)',
      'human-error',
    ],
    unless: ['<not> ..3 human', 'no human error', 'blames human error', 'an estimated ..9 human', '<number> ..9 human error'],
    examples: ['root cause: human error', 'The main trigger for this is human error.'],
    traps: ['This is not human error.', 'The user error rate rose.', 'The post never once blames human error'],
  },
  {
    id: 'fault-of-a-person',
    category: 'person_as_cause',
    strength: 'strong',
    reason,
    question,
    patterns: [
      "<person> 's <adverb>? (own|damn)? (fault|mistake|screw-up|negligence|incompetence)",
      '(his|her|their|your) <adverb>? (own|damn)? (fault|negligence|incompetence|stupidity)',
      '<person> <be> <adverb>? (at fault|responsible for this)',
      '<person> <be> <adverb>? (at|to) (fault|blame)',
      '(i|we|you)? blame (<person>|<Capital>|<name>)',
      'fault (of|lies) (with)? <person>',
      'caused by <person> ~!(with)',
      '<person> caused',
    ],
    unless: ['<not> ..3 (fault|blame)', 'no one <be> ..2 (fault|blame)', '(stop|without|avoid) (blaming|blame)', 'git blame'],
    examples: ["It's the intern's fault", 'Jonas is to blame for this', 'blame Search, they pushed the schema change'],
    traps: [
      "It was not Tom's fault",
      'git blame points at the merge',
      'the queries are to blame for the OOM',
      'page fault rate went up',
    ],
  },
  {
    id: 'character',
    category: 'person_as_cause',
    strength: 'strong',
    reason,
    question,
    patterns: [
      `(${insult})`,
      '<person> (screwed|messed|fucked|cocked|botched|fat-fingered|fatfingered|bungled) up?',
      '<person> dropped the ball',
      `<person> (broke|nuked|killed|trashed|wrecked) (the|our|all)? ..1 ${thing}`,
      '(pebkac|id10t|layer-8)',
      '<person> who made the (error|mistake)',
      '<person> did not (realize|realise|notice) the (mistake|error)',
      '<person> had? no idea what (he|she|they|you) (was|were|are|is) doing',
    ],
    unless: ['<not> <adverb>? (a|an)? (careless|stupid|negligent|lazy|sloppy|incompetent)'],
    examples: ['whoever wrote this migration is incompetent', 'sloppy work from the data team again', 'PEBKAC', 'Tom broke prod'],
    traps: ['He is not lazy.', 'the broken build is 4120'],
  },
  {
    id: 'self-blame',
    category: 'person_as_cause',
    strength: 'strong',
    reason,
    question,
    isSelf: true,
    patterns: [
      'my <adverb>? (own|bad|fault|stupidity|negligence)',
      '<self> take ..2 (blame|responsibility)',
      '<self> <be> <adverb>? (an|a|such|so|the)? ..2 (idiot|moron|stupid|fool|dumb|incompetent)',
      '<self> <be> to blame',
      'blame me',
      '<self> (screwed|messed|fucked) up',
      '<self> (broke|killed|nuked) (the|prod|production|everything|it|main|master)',
    ],
    unless: ['not my fault'],
    examples: ["my fault, I'm an idiot", 'I take full blame for this one', 'I broke the tests by getting overeager with merging'],
    traps: ['I ran the script on the wrong host', 'not my fault'],
  },
]
