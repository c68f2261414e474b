import { indexPatterns, type PatternIndex } from './wording-index.ts'
import { findAll, findsAny } from './wording-match.ts'
import { readPatterns } from './wording-pattern.ts'
import { joinPersons } from './wording-persons.ts'
import type { Category, Strength, WordingRule } from './wording-rule.ts'
import { talkAboutBlame, wordingRules } from './wording-rules.ts'
import { ownWords } from './wording-text.ts'
import { sentencesOf, type Token } from './wording-tokens.ts'

export { type Nudge, nudgeFor, nudgesInEditor } from './wording-nudge.ts'
export type { Category, Strength } from './wording-rule.ts'

/** What a text holds: `span` is the exact piece of it, `rule` the id of the rule that found it. */
export type Finding = { category: Category; strength: Strength; span: string; rule: string }

/** What is told of a text besides its words: `names` are display names, which stand for people as mentions and first names do. */
export type WordingOptions = { names?: readonly string[] }

/**
 * Finds wording that judges with hindsight or makes a person the cause. English; it catches some of it and promises nothing.
 * Code, links, quoted lines and text in quotation marks are not read: they are not what the writer says.
 * @returns the findings in the order of the text; those of a category that overlap are one
 */
export const checkWording = createWordingCheck(wordingRules)

/** A check with these rules, to which talk about blame is no blame. */
export function createWordingCheck(rules: readonly WordingRule[]): (text: string, options?: WordingOptions) => Finding[] {
  let indexes: Indexes | null = null
  return (text, options = {}) => {
    indexes ??= indexesOf(rules)
    const found: Found[] = []
    for (const tokens of sentencesOf(ownWords(text), namesIn(options))) found.push(...findIn(joinPersons(tokens), indexes))
    return found.map((one) => findingOf(one, text))
  }
}

type Indexes = { blaming: PatternIndex<WordingRule>; excused: PatternIndex<WordingRule>; spared: PatternIndex<null> }

const indexesOf = (rules: readonly WordingRule[]): Indexes => ({
  blaming: indexOf(rules, ({ patterns }) => patterns),
  excused: indexOf(rules, ({ unless = [] }) => unless),
  spared: indexOf([null], () => talkAboutBlame),
})

function findIn(tokens: readonly Token[], { blaming, excused, spared }: Indexes): Found[] {
  const found = findAll(blaming, tokens)
  if (found.length === 0 || findsAny(spared, tokens)) return []
  const without = new Set(findAll(excused, tokens).map(({ of }) => of))
  return joined(found.flatMap(({ from, to, of }) => (without.has(of) ? [] : foundBy(of, tokens[from], tokens[to - 1]))))
}

function indexOf<T>(all: readonly T[], patternsOf: (one: T) => readonly string[]): PatternIndex<T> {
  return indexPatterns(
    all.flatMap((of) => patternsOf(of).flatMap((source) => readPatterns(source).map((pattern) => ({ pattern, of })))),
  )
}

const namesIn = ({ names = [] }: WordingOptions): ReadonlySet<string> =>
  new Set(names.flatMap((name) => name.toLowerCase().split(/\s+/)).filter((name) => name.length > 1))

type Found = { rule: WordingRule; start: number; end: number }

const foundBy = (rule: WordingRule, first: Token | undefined, last: Token | undefined): Found[] =>
  first && last ? [{ rule, start: first.start, end: last.end }] : []

const findingOf = ({ rule: { category, strength, id }, start, end }: Found, text: string): Finding => ({
  category,
  strength,
  span: text.slice(start, end),
  rule: id,
})

/** Those of a category that overlap are one, from where the first begins; beside a strong one, soft ones are not told. */
function joined(all: readonly Found[]): Found[] {
  const last = new Map<Category, Found>()
  const kept = new Set<Found>()
  for (const one of all.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const { category, strength } = one.rule
    const before = last.get(category)
    const overlaps = before !== undefined && one.start < before.end
    if (overlaps && before.rule.strength === strength) before.end = Math.max(before.end, one.end)
    if (overlaps && (before.rule.strength === strength || strength === 'soft')) continue
    if (overlaps) kept.delete(before)
    kept.add(one)
    last.set(category, one)
  }
  return [...kept].sort((a, b) => a.start - b.start)
}
