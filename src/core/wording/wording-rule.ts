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
 * One rule. It holds where one of `patterns` is found (`readPatterns` says how they are written), and in no sentence that holds one
 * of `unless`. `examples` must be found by it, `traps` must not.
 */
export type WordingRule = {
  id: string
  category: Category
  strength: Strength
  /** What such a wording does: the end of a sentence that begins with the words found. */
  reason: string
  /** Id of the question of the bank that is offered in return. */
  question: string
  /** Whether the writer speaks of themselves: then care comes before everything. */
  isSelf?: true
  patterns: readonly string[]
  unless?: readonly string[]
  examples: readonly string[]
  traps: readonly string[]
}

/** Rules that share category, reason and question; a rule may say its own. */
export function ofCategory(
  category: Category,
  shared: { reason: string; question: string },
  rules: readonly (Omit<WordingRule, 'category' | 'reason' | 'question'> & Partial<Pick<WordingRule, 'reason' | 'question'>>)[],
): WordingRule[] {
  return rules.map((rule) => ({ category, ...shared, ...rule }))
}
