import { findAll, indexPatterns, readPatterns } from './wording-pattern.ts'
import { joinPersons } from './wording-persons.ts'
import type { Category, Strength, WordingRule } from './wording-rule.ts'
import { wordingRules } from './wording-rules.ts'
import { ownWords } from './wording-text.ts'
import { sentencesOf, type Token } from './wording-tokens.ts'

export { type Nudge, nudgeFor, nudgesInEditor } from './wording-nudge.ts'
export type { Category, Strength } from './wording-rule.ts'

/** What a text holds: `span` is the exact piece of it, `rule` the id of the rule that found it. */
export type Finding = { category: Category; strength: Strength; span: string; rule: string }

type Found = Finding & { start: number; end: number }

const patternsOf = (read: (rule: WordingRule) => readonly string[]) =>
  indexPatterns(
    wordingRules.flatMap((rule) =>
      read(rule).flatMap((source) => readPatterns(source).map((pattern) => ({ pattern, of: rule }))),
    ),
  )
const found = patternsOf(({ patterns }) => patterns)
const excused = patternsOf(({ unless = [] }) => unless)

/**
 * Finds wording that judges with hindsight or makes a person the cause. English; it catches some of it and promises nothing.
 * Code, links, quoted lines and text in quotation marks are not read: they are not what the writer says.
 * @param options.names display names, which stand for people as mentions and first names do
 * @returns the findings in the order of the text; where two of a category overlap, the longer
 */
export function checkWording(text: string, options: { names?: readonly string[] } = {}): Finding[] {
  const names = new Set(
    (options.names ?? []).flatMap((name) => name.toLowerCase().split(/\s+/)).filter((name) => name.length > 1),
  )
  const sentences = sentencesOf(ownWords(text), names)
  const all = sentences.flatMap((tokens) => findIn(joinPersons(tokens)))
  return all.map(({ start, end, ...rest }) => ({ ...rest, span: text.slice(start, end) }))
}

function findIn(tokens: readonly Token[]): Found[] {
  const stretches = [...findAll(found, tokens)]
  if (stretches.length === 0) return []
  const spared = new Set([...findAll(excused, tokens)].map(({ of }) => of))
  const kept: Found[] = []
  for (const { from, to, of } of stretches) {
    const first = tokens[from]
    const last = tokens[to - 1]
    if (!first || !last || spared.has(of)) continue
    kept.push({ category: of.category, strength: of.strength, span: '', rule: of.id, start: first.start, end: last.end })
  }
  return withoutOverlaps(kept)
}

/** Keeps, of those of a category that overlap, the strong one, or the longest. */
function withoutOverlaps(all: readonly Found[]): Found[] {
  const best = all.toSorted((a, b) => weight(b) - weight(a) || a.start - b.start)
  const kept: Found[] = []
  for (const one of best)
    if (!kept.some((other) => other.category === one.category && other.start < one.end && one.start < other.end)) kept.push(one)
  return kept.sort((a, b) => a.start - b.start)
}

const weight = ({ strength, start, end }: Found): number => (strength === 'strong' ? 1_000_000 : 0) + end - start
