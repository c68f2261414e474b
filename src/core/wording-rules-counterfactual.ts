import type { WordingRule } from './wording-rule.ts'

const reason = 'looks back with what we know now.'
const question = 'in-front-of-you'

/** After a subject: "should really not have just checked". */
const should = '<adverb>? (should|ought) <adverb>? <not>? <adverb>? to? <adverb>? <not>? <have> <adverb>? (<done>|<plain>)'
const could = '<adverb>? (could|might) <adverb>? <have> <adverb>? (<done>|<plain>)'
const omitted = '(forgot|forget|forgets|forgotten|neglected|neglects|omitted|bothered|refused|failed) (to|about)'

export const counterfactualRules: readonly WordingRule[] = [
  {
    id: 'person-should-have',
    category: 'counterfactual',
    strength: 'strong',
    reason,
    question,
    patterns: [
      `<person> ${should}`,
      `(<person>|whoever) who? ..6 should <not>? have <adverb>? (<done>|<plain>)`,
      `should <person> <not>? have <done>`,
      `(<person>|<Capital>) <adverb>? (shoulda|coulda) <done>`,
    ],
    unless: ['they should <adverb>? have been', '<person> should have (received|gotten|got)'],
    examples: [
      'Priya should have checked the replica lag before failing over',
      "you should've waited for the canary to bake",
      'He should have told the guy.',
      'the people at the vendor should have told us',
      'whoever wrote this should have tested it',
      "They shouldn't have merged it.",
    ],
    traps: [
      'the rollout should have finished by now, checking',
      'they should have the new token by now',
      'You should have access now.',
      'You should have received a mail by now.',
      'The pods restarted; they should have been evicted by 12:57.',
    ],
  },
  {
    id: 'self-should-have',
    category: 'counterfactual',
    strength: 'strong',
    reason,
    question,
    isSelf: true,
    patterns: [`<self> ${should}`, 'if only <self>'],
    examples: ['I should have checked the host first', "I shouldn't have merged that"],
    traps: ['I should have an answer by noon'],
  },
  {
    id: 'person-omitted',
    category: 'counterfactual',
    strength: 'strong',
    reason,
    question,
    patterns: [
      `<person> <adverb>? ${omitted} <adverb>? !(make|provide)`,
      '<nobody> (bothered|cared|thought) to',
      '<person> (did|could) not (bother|care|even)',
      'if only <person> had',
      'if <person> had (<adverb>|<not>)? ..5 , ..6 (would|could)',
    ],
    examples: [
      'nobody bothered to read the runbook',
      'the platform team failed to tell us the certs were rotating',
      "if only someone had looked at the disk graph on Tuesday we wouldn't be here",
      'The operator forgot to type the flag.',
    ],
    traps: ['pod failed to pull the image', 'the consumer failed to connect to kafka-3 after 5 retries'],
  },
  {
    id: 'we-should-have',
    category: 'counterfactual',
    strength: 'soft',
    reason,
    question,
    patterns: [`<we> ${should}`, `<we> (failed|forgot|neglected) to`, 'if <we> had <adverb>? <done>', `<we> ${could}`],
    unless: ['<we> should have <adverb>? (received|recovered)'],
    examples: ['We should have noticed in beta that the file was missing', 'we failed to verify that KIAM was running'],
    traps: ['we should have something quick-and-dirty', 'we should have an ETA soon'],
  },
]
