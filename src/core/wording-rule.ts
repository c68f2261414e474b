/** The traps of wording, as `docs/wording.md` tells them. */
export const categories = [
  'counterfactual',
  'person_as_cause',
  'hindsight',
  'single_cause',
  'mechanistic',
  'normative',
  'minimising',
  'punitive',
  'accusatory_question',
] as const
export type Category = (typeof categories)[number]

/** `strong`: about a person, a role, a group or oneself, or a punishment. `soft`: one's own team, a system, a way to explain. */
export type Strength = 'strong' | 'soft'

/**
 * One rule. `patterns` are read by `readPattern`; the rule holds where one of them is found, and in no sentence where one of
 * `unless` is. `question` is the question of the bank that is offered in return. `examples` must be found, `traps` must not.
 */
export type WordingRule = {
  id: string
  category: Category
  strength: Strength
  /** What such a wording does, as the end of a sentence that begins with the words found. */
  reason: string
  question: string
  /** Whether the writer speaks of themselves: then care comes before everything. */
  isSelf?: true
  patterns: readonly string[]
  unless?: readonly string[]
  examples: readonly string[]
  traps: readonly string[]
}
