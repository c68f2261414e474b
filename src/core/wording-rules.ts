import type { WordingRule } from './wording-rule.ts'
import { causeRules } from './wording-rules-cause.ts'
import { counterfactualRules } from './wording-rules-counterfactual.ts'
import { hindsightRules } from './wording-rules-hindsight.ts'
import { mechanisticRules } from './wording-rules-mechanistic.ts'
import { minimisingRules } from './wording-rules-minimising.ts'
import { normRules } from './wording-rules-norm.ts'
import { personRules } from './wording-rules-person.ts'
import { punitiveRules } from './wording-rules-punitive.ts'
import { questionRules } from './wording-rules-question.ts'

/** Every rule of the wording check, one table. */
export const wordingRules: readonly WordingRule[] = [
  ...counterfactualRules,
  ...personRules,
  ...hindsightRules,
  ...causeRules,
  ...mechanisticRules,
  ...normRules,
  ...minimisingRules,
  ...punitiveRules,
  ...questionRules,
]
