import { diffWordsWithSpace } from 'diff'
import type { RenderedReview, RenderedStatement } from './review.ts'
import type { SectionKey } from './review-sections.ts'

/** A stretch of a text of people's: in both versions, put in, or taken out. */
export type Stretch = { kind: 'same' | 'added' | 'removed'; text: string }

/** What became of a sentence from one version to another. `words` of a text of people's: how it was and how it is, in stretches. */
export type Difference =
  | { kind: 'came' | 'went'; text: string; sources: string[] }
  | { kind: 'changed'; before: { text: string; sources: string[] }; after: { text: string; sources: string[] } }
  | { kind: 'rewritten'; words: Stretch[]; before: string[]; after: string[] }

export type SectionDifference = { key: SectionKey; heading: string; differences: Difference[] }

/**
 * What came, went and changed from one version of a review to another; sections in which nothing did are left out. Both are
 * rendered from what is known now: what was withdrawn is in neither.
 */
export function compareReviews(before: RenderedReview, after: RenderedReview): SectionDifference[] {
  const earlier = new Map(before.sections.map((section) => [section.key, section]))
  const later = new Map(after.sections.map((section) => [section.key, section]))
  const order = [...new Map([...before.sections, ...after.sections].map((section) => [section.key, section])).values()]
  return order.flatMap(({ key, heading }) => {
    const differences = compareStatements(earlier.get(key)?.statements ?? [], later.get(key)?.statements ?? [])
    return differences.length === 0 ? [] : [{ key, heading, differences }]
  })
}

function compareStatements(before: readonly RenderedStatement[], after: readonly RenderedStatement[]): Difference[] {
  const gone = without(before, after)
  const fresh = without(after, before)
  const pairs = pairsOf(onlyOnes(gone), onlyOnes(fresh))
  const taken = new Set(pairs.values())
  return [
    ...gone.map((old): Difference => {
      const now = pairs.get(old)
      return now ? changed(old, now) : { kind: 'went', text: old.text, sources: old.sources }
    }),
    ...fresh.filter((now) => !taken.has(now)).map(({ text, sources }): Difference => ({ kind: 'came', text, sources })),
  ]
}

const nameOf = ({ key, sources }: RenderedStatement): string => [key, ...sources].join(' ')

function without(statements: readonly RenderedStatement[], others: readonly RenderedStatement[]): RenderedStatement[] {
  const known = new Set(others.map(nameOf))
  return statements.filter((statement) => !known.has(nameOf(statement)))
}

/** The sentences of which there is one of their kind, by their kind. */
function onlyOnes(statements: readonly RenderedStatement[]): Map<string, RenderedStatement> {
  const counts = new Map<string, number>()
  for (const { key } of statements) counts.set(key, (counts.get(key) ?? 0) + 1)
  return new Map(statements.filter(({ key }) => counts.get(key) === 1).map((statement) => [statement.key, statement]))
}

/** A kind of sentence of which each version has one is the same sentence, from other sources. */
const pairsOf = (gone: ReadonlyMap<string, RenderedStatement>, fresh: ReadonlyMap<string, RenderedStatement>) =>
  new Map(
    [...gone].flatMap(([key, old]): [RenderedStatement, RenderedStatement][] => {
      const now = fresh.get(key)
      return now && !severalOf.has(key) ? [[old, now]] : []
    }),
  )

/** Sentences of these kinds are about one moment each: another one is another sentence. */
const severalOf: ReadonlySet<string> = new Set(['entry', 'answer', 'set-right'])

const changed = (before: RenderedStatement, after: RenderedStatement): Difference =>
  before.isProse && after.isProse
    ? { kind: 'rewritten', words: wordsBetween(before.text, after.text), before: before.sources, after: after.sources }
    : { kind: 'changed', before: partsOf(before), after: partsOf(after) }

const partsOf = ({ text, sources }: RenderedStatement) => ({ text, sources })

/** How one text became another, word by word: the stretches that are not `removed` are the later text, those not `added` the earlier. */
export const wordsBetween = (before: string, after: string): Stretch[] =>
  diffWordsWithSpace(before, after).map(({ value, added, removed }) => ({
    kind: added ? 'added' : removed ? 'removed' : 'same',
    text: value,
  }))
