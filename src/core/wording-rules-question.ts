import type { WordingRule } from './wording-rule.ts'

const reason = 'holds a verdict, and asks for a defence.'
const question = 'reasonable-then'
const deed =
  '(broke|approved|merged|deployed|pushed|wrote|caused|deleted|dropped|reviewed|disabled|touched|changed|allowed|let|screwed|messed|forgot|thought|signed|authorized|authorised|turned|switched|decided|hired|designed)'

export const questionRules: readonly WordingRule[] = [
  {
    id: 'why-of-a-person',
    category: 'accusatory_question',
    strength: 'strong',
    reason,
    question,
    patterns: [
      'why (did|do|does|would|could|can|was|were|is|are|had|has|have) <not>? (<person>|anyone|someone)',
      'why (was|were) <not> <we> told',
      'why (on earth|the hell|the fuck)? ..2 (did|would) (<person>)',
      'how (could|can|did) <person> <adverb>? (not|have|let|miss|even|possibly)',
      'how do you even',
      'how (on earth|the hell) ..3 <person>',
      'what (was|were) <person> <adverb>? thinking ~!(about|of)',
      'did (<nobody>|no) one? <adverb>? (test|check|review|read|look|notice|think|see)',
      'did not (<person>) <adverb>? (test|check|review|read|look|notice|think|see)',
      'are (<person>) <adverb>? (kidding|serious|nuts|insane|crazy|joking|stupid|fucking)',
      'explain to me (what|why|how)',
      '(whose|who) (brilliant|bright|stupid|genius) idea',
    ],
    unless: ['what <be> <person> thinking (about|of)'],
    examples: [
      'what were you thinking?',
      'how could you not see the banner?',
      'seriously, did nobody test this?',
      'why would anyone run that against prod',
    ],
    traps: [
      'why does the health check pass when the pool is full?',
      'what were you seeing on the dashboard when you chose to fail over?',
    ],
  },
  {
    id: 'who-did-it',
    category: 'accusatory_question',
    strength: 'strong',
    reason,
    question,
    patterns: [
      `~^ (so|and|but|ok|okay)? who (the hell|the fuck|exactly|even)? ${deed}`,
      `who the (hell|fuck|heck)`,
      'whose fault',
    ],
    examples: ["who turned off the backups and why weren't we told?"],
    traps: ['who has access to the DNS console right now?', "who's taking comms?"],
  },
]
