import type { WordingRule } from './wording-rule.ts'

const reason = 'judges against a norm, and hides how the work is usually done.'
const question = 'usual-way'

export const normRules: readonly WordingRule[] = [
  {
    id: 'broke-the-rules',
    category: 'normative',
    strength: 'strong',
    reason,
    question,
    patterns: [
      '<person> ..3 (violated|breached|ignored|disregarded|skipped|bypassed|circumvented|flouted) ..4 <document>',
      '<person> did not <adverb>? (follow|obey|observe|respect|adhere|comply) ..5 <document>',
      '<not> (following|obeying) ..3 <document>',
      '<person> ..8 without (permission|authorization|authorisation|asking|review)',
      '(poor|bad|terrible|awful) (judgement|judgment)',
      '(unprofessional|inexcusable|unforgivable)',
      'no excuse',
    ],
    examples: [
      'he violated the change procedure',
      'poor judgement to deploy at 5pm on a Friday',
      'not following the runbook is what got us here',
    ],
    traps: ['SLO violation on checkout', 'segfault: access violation at 0x0'],
  },
]
