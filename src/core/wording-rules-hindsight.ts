import type { WordingRule } from './wording-rule.ts'

const reason = 'lets the known outcome into the moment before it.'
const question = 'cover-the-outcome'

export const hindsightRules: readonly WordingRule[] = [
  {
    id: 'person-must-have-known',
    category: 'hindsight',
    strength: 'strong',
    reason,
    question,
    patterns: [
      '<person> (clearly|obviously|surely|certainly) <not>? (knew|saw|did|had|failed|ignored|missed)',
      '(clearly|obviously|surely) ,? <person> (did|had|knew|was|were|ignored|missed|failed)',
      '<person> must have (known|seen|noticed|realized|realised)',
      '<person> (missed|ignored|overlooked) ..2 (glaring|obvious|clear|blatant)',
      '(glance|look|check) ..6 would have (told|shown|saved)',
      '<person> ..2 would have (known|seen|noticed|caught)',
    ],
    examples: ['Obviously these people did not test what they wrote.', 'you clearly knew the replica was behind'],
    traps: ['looking back at the screenshot, the label was below the fold'],
  },
  {
    id: 'waiting-to-happen',
    category: 'hindsight',
    strength: 'soft',
    reason,
    question,
    patterns: [
      '(accident|disaster|catastrophe) waiting',
      'time bomb',
      'waiting to happen',
      '(it|this) was <adverb>? obvious',
      '(in hindsight|with hindsight) ..9 should have',
    ],
    unless: ['<not> <adverb>? obvious'],
    examples: ['it was a disaster waiting to happen', 'it was obvious from the graph that the disk was going to fill'],
    traps: ["It's not obvious what caused the outage", 'in hindsight we know the lag reading was cached'],
  },
]
