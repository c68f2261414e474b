import type { WordingRule } from './wording-rule.ts'

const reason = 'mends a person, and leaves the conditions as they were.'
const question = 'change-touches'
const careful = '(careful|diligent|vigilant|cautious|attentive|mindful|thorough|disciplined|aware|responsible)'

export const punitiveRules: readonly WordingRule[] = [
  {
    id: 'more-careful-person',
    category: 'punitive',
    strength: 'strong',
    reason,
    question,
    patterns: [
      `<person> (<modal>|need|needs|has|have|will|to)? ..3 be <adverb>? more ${careful}`,
      `please be <adverb>? more? ${careful}`,
      '<person> (should|must|need|needs|has|have|will|better)? to? (pay|start)? <adverb>? (pay|paying) ..2 attention',
      'next time ,? maybe? (do not|check|read|test|ask|look|think)',
      'next time ,? maybe? do not',
    ],
    examples: [
      'Tom needs to pay more attention next time',
      "next time maybe don't run DELETE without a WHERE",
      'You need to be more careful.',
    ],
    traps: ['careful: this is irreversible'],
  },
  {
    id: 'more-careful',
    category: 'punitive',
    strength: 'soft',
    reason,
    question,
    patterns: [
      `<we> (should|must|need|have)? to? be <adverb>? more ${careful}`,
      `~^ be more ${careful}`,
      'remind more? (<person>|people|everyone)',
    ],
    unless: ['telling ..6 careful'],
    examples: ['We should be more careful when making changes', 'Be more careful to test the service'],
    traps: ['careful: irreversible'],
  },
  {
    id: 'punish',
    category: 'punitive',
    strength: 'strong',
    reason,
    question,
    patterns: [
      '(retrain|discipline|reprimand|demote|sack|punish) <person>',
      '(fire|sack) (<person>|them|him|her)',
      '<person> (should|must|needs|need|deserves|ought) ..3 (fired|sacked|terminated|disciplined|punished|demoted|reprimanded|resign|resigned|jailed|prosecuted|sued)',
      '(should|must|to) ..2 (resign|resigned)',
      'revoke (his|her|their|your) ..3 (access|rights|permissions|privileges)',
      "revoke <person> 's ..3 (access|rights|permissions|privileges)",
      '(in|on) (his|her|their|your) ..2 (review|record)',
      'owes ..5 apology',
      '(heads|head) (should|must|will|need)? to? roll',
      '(should|must|needs|need) ..2 be held (accountable|responsible)',
      'resume-generating event',
    ],
    unless: ['(not|never|without) ..3 (fired|fire|punish|sacked)', 'fire <person> who did it'],
    examples: [
      'action item: retrain the on-call on failover',
      'we should revoke his prod access after this',
      'he owes the whole company an apology',
    ],
    traps: ['retraining the fraud model tonight', 'the alert fired at 14:03'],
  },
]
