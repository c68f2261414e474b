import type { Pattern, Place } from './wording-pattern.ts'
import type { Token } from './wording-tokens.ts'

/** A stretch of tokens, from the first to the one before `to`. */
export type Stretch = { from: number; to: number }

type Entry<T> = { pattern: Pattern; of: T }

/** Patterns by a key that a sentence must hold for them to be found in it: the rarest, so that most are never tried. */
export type PatternIndex<T> = ReadonlyMap<string, readonly Entry<T>[]>

/** How often keys are met, in comparison to a word: without this, every sentence about a person would try half of all patterns. */
const common: Record<string, number> = {
  '^': 99,
  $: 99,
  '<said>': 90,
  '<asked>': 9,
  '<word>': 99,
  '<person>': 40,
  '<certain>': 30,
  '<one>': 25,
  '<pronoun>': 25,
  '<many>': 15,
  '<done>': 40,
  '<act>': 40,
  '<doing>': 25,
  '<adverb>': 40,
  '<be>': 50,
  '<have>': 40,
  '<not>': 20,
  '<role>': 25,
  '<Capital>': 30,
  '<First>': 50,
  '<self>': 12,
  i: 12,
  '<we>': 15,
  the: 60,
  to: 50,
  of: 40,
  a: 40,
  is: 30,
  was: 30,
  that: 25,
  it: 25,
  this: 25,
  for: 30,
  in: 40,
  on: 25,
  you: 15,
  they: 12,
  have: 20,
  be: 20,
  been: 10,
  and: 40,
  with: 25,
  not: 20,
  do: 12,
  did: 6,
  ',': 40,
  "'s": 20,
}

/** Sorts patterns by the place that is met least often. */
export function indexPatterns<T>(entries: readonly Entry<T>[]): PatternIndex<T> {
  const index = new Map<string, Entry<T>[]>()
  for (const entry of entries)
    for (const key of rarest(entry.pattern).keys) {
      const list = index.get(key)
      if (list) list.push(entry)
      else index.set(key, [entry])
    }
  return index
}

function rarest({ places }: Pattern): Place {
  const needed = places.filter(({ isNot, isOptional }) => !isNot && !isOptional)
  return needed.reduce((best, place) => (frequency(place) < frequency(best) ? place : best))
}

function frequency({ keys }: Place): number {
  let sum = 0
  for (const key of keys) sum += common[key] ?? (key.startsWith('<') ? 5 : 1)
  return sum
}

/**
 * Where the patterns of an index are found, the longest from each beginning. All that may still match is kept as bits of one
 * number, and no token is looked at twice from the same beginning: the work grows with the number of tokens and no faster.
 */
export function findAll<T>(index: PatternIndex<T>, tokens: readonly Token[]): (Stretch & { of: T })[] {
  const found: (Stretch & { of: T })[] = []
  for (const { pattern, of } of possible(index, tokens))
    for (const { from, to } of stretchesOf(pattern, tokens))
      found.push({ from: from + pattern.before, to: to - pattern.after, of })
  return found
}

/** Whether a pattern of the index is found. */
export function findsAny(index: PatternIndex<unknown>, tokens: readonly Token[]): boolean {
  for (const { pattern } of possible(index, tokens)) if (stretchesOf(pattern, tokens).length > 0) return true
  return false
}

function stretchesOf(pattern: Pattern, tokens: readonly Token[]): Stretch[] {
  const [first] = pattern.places
  const found: Stretch[] = []
  for (let from = 0; from < tokens.length; from += 1) {
    const token = tokens[from]
    const to = first && token && fits(first, token) ? endOf(pattern, tokens, from) : 0
    if (to > 0) found.push({ from, to })
  }
  return found
}

function possible<T>(index: PatternIndex<T>, tokens: readonly Token[]): Set<Entry<T>> {
  const entries = new Set<Entry<T>>()
  for (const { keys } of tokens) for (const key of keys) for (const entry of index.get(key) ?? []) entries.add(entry)
  return entries
}

/** The token behind the longest stretch that a pattern fits from here, or 0. */
function endOf({ places, open }: Pattern, tokens: readonly Token[], from: number): number {
  let now = open[0] ?? 0
  let end = 0
  for (let at = from; at < tokens.length && now !== 0; at += 1) {
    now = step(places, open, now, tokens[at])
    if (now & (1 << places.length)) end = at + 1
  }
  return end
}

function step(places: readonly Place[], open: readonly number[], now: number, token: Token | undefined): number {
  let next = 0
  for (let bits = now; bits !== 0; bits &= bits - 1) {
    const position = 31 - Math.clz32(bits & -bits)
    const place = places[position]
    if (place && token && fits(place, token)) next |= open[position + 1] ?? 0
  }
  return next
}

function fits({ keys, isNot }: Place, token: Token): boolean {
  for (const key of token.keys) if (keys.has(key)) return !isNot
  return isNot
}
