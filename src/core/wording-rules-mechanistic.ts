import type { WordingRule } from './wording-rule.ts'

const reason = 'treats a person as the part that broke.'
const question = 'other-days'

export const mechanisticRules: readonly WordingRule[] = [
  {
    id: 'faulty-part',
    category: 'mechanistic',
    strength: 'strong',
    reason,
    question,
    patterns: [
      '<person> <be> <adverb>? the <adverb>? (problem|issue|culprit)',
      '<person> <be> ..3 (weak|weakest|least) ..1 (link|reliable)',
      '(weak|weakest) link ..4 <be> ..2 <person>',
      '(component|part|piece) ..3 <be> <person>',
      '<person> (that|who) malfunctioned',
      'until <person> <adverb>? (touched|changed|came|decided|messed|broke|started)',
    ],
    examples: ['the process is solid, people are the problem', 'everything was healthy until someone touched it'],
    traps: ['component malfunction on PSU 2', 'replication link between a and b is weak'],
  },
]
