import type { WordingRule } from './wording-rule.ts'
import { carefulRules } from './wording-rules-careful.ts'
import { causeRules } from './wording-rules-cause.ts'
import { characterRules } from './wording-rules-character.ts'
import { contemptRules } from './wording-rules-contempt.ts'
import { counterfactualRules } from './wording-rules-counterfactual.ts'
import { deedRules } from './wording-rules-deed.ts'
import { faultRules } from './wording-rules-fault.ts'
import { hindsightRules } from './wording-rules-hindsight.ts'
import { mechanisticRules } from './wording-rules-mechanistic.ts'
import { minimisingRules } from './wording-rules-minimising.ts'
import { mockeryRules } from './wording-rules-mockery.ts'
import { normRules } from './wording-rules-norm.ts'
import { omittedRules } from './wording-rules-omitted.ts'
import { punishRules } from './wording-rules-punish.ts'
import { rebukeRules } from './wording-rules-rebuke.ts'
import { selfRules } from './wording-rules-self.ts'
import { verdictRules } from './wording-rules-verdict.ts'
import { whyRules } from './wording-rules-why.ts'
import { youRules } from './wording-rules-you.ts'

/** Every rule of the wording check, one table. */
export const wordingRules: readonly WordingRule[] = [
  ...selfRules,
  ...counterfactualRules,
  ...omittedRules,
  ...faultRules,
  ...characterRules,
  ...contemptRules,
  ...mockeryRules,
  ...deedRules,
  ...youRules,
  ...rebukeRules,
  ...hindsightRules,
  ...causeRules,
  ...mechanisticRules,
  ...normRules,
  ...minimisingRules,
  ...carefulRules,
  ...punishRules,
  ...whyRules,
  ...verdictRules,
]

/**
 * Talk about blame, mostly against it: nothing is found in a sentence that holds one of these.
 */
export const talkAboutBlame: readonly string[] = [
  '(blameless|blamelessly|finger-pointing|scapegoat|scapegoats|scapegoating|scapegoated|blame-free|blameaware|blame-aware)',
  '(point|points|pointing|pointed) ..1 (finger|fingers)',
  'finger pointing',
  '(blame|blaming) (game|culture|someone|people|individuals|somebody|others)',
  'hindsight bias',
  '(instead of|rather than|stop|avoid|without|than|against|about|not) (blaming|firing|punishing|shaming|pointing)',
  '(wrong|easy|tempting|unfair|unhelpful|useless|pointless|not) to (blame|fire|punish|accuse)',
  'not (a|the|an)? ..1 (solution|answer) $',
  '(telling|blaming|firing|punishing|shaming|training|retraining|reminding|yelling|shouting|blame|punishment) ...9 (does|do|will|would) not (help|work|scale|fix)',
  '(happens|happen|happened) to (everyone|anyone|everybody|all of us|the best of us|best)',
  '(could|can|might|would) happen to (anyone|anybody|everyone|any of us)',
  '(been there|we have all|we all make)',
  'not ..4 (fault|blame)',
  '(did|have|had) not ..2 (anything|nothing) wrong',
  '(allocate|allocating|assign|assigning|place|placing|apportion|apportioning) (the)? blame',
  '(honest mistake|honest mistakes)',
]
