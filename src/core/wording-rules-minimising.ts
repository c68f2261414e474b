import type { WordingRule } from './wording-rule.ts'

const reason = 'makes it smaller than it was to the person in it.'
const question = 'tool-view'

export const minimisingRules: readonly WordingRule[] = [
  {
    id: 'how-hard-can-it-be',
    category: 'minimising',
    strength: 'strong',
    reason,
    question,
    patterns: [
      'how (hard|difficult) (can|could|is|was) (it|that)',
      'all <person> (had|has|have|needed|need) to do',
      '<person> <adverb>? (simply|just|only) (had|needed) to',
      'rocket science',
      'literally (one|a|two) ..2 (command|line|click|check)',
      '(common sense|half a brain)',
      'everyone knows',
    ],
    examples: ['all he had to do was read the prompt', 'you simply had to check the hostname'],
    traps: ['simplest rollback is to flip the flag', 'just restarted the ingress, watching'],
  },
]
