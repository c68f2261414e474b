import type { Pattern, Place } from './wording-pattern.ts'
import type { Token } from './wording-tokens.ts'

/** What one token of a sentence must have, or the pattern is not in it. Patterns that need the same share one. */
type Need = { keys: ReadonlySet<string>; frequency: number }

/** A pattern of an index. `needs` begins with the one that is met least often. */
export type Entry<T> = { pattern: Pattern; of: T; needs: readonly Need[] }

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
export function indexPatterns<T>(patterns: readonly { pattern: Pattern; of: T }[]): PatternIndex<T> {
  const index = new Map<string, Entry<T>[]>()
  const shared = new Map<string, Need>()
  for (const { pattern, of } of patterns) {
    const needs = needsOf(pattern, shared)
    const entry = { pattern, of, needs }
    for (const key of needs[0]?.keys ?? []) {
      const list = index.get(key)
      if (list) list.push(entry)
      else index.set(key, [entry])
    }
  }
  return index
}

function needsOf({ places }: Pattern, shared: Map<string, Need>): Need[] {
  const needed = places.filter(({ isNot, isOptional }) => !isNot && !isOptional)
  return needed.map((place) => needOf(place, shared)).sort((a, b) => a.frequency - b.frequency)
}

function needOf({ keys }: Place, shared: Map<string, Need>): Need {
  const name = [...keys].join('|')
  const need = shared.get(name) ?? { keys, frequency: frequencyOf(keys) }
  shared.set(name, need)
  return need
}

function frequencyOf(keys: ReadonlySet<string>): number {
  let sum = 0
  for (const key of keys) sum += common[key] ?? (key.startsWith('<') ? 5 : 1)
  return sum
}

/** The patterns of which a sentence holds all that they need, in whatever order. */
export function possibleIn<T>(index: PatternIndex<T>, tokens: readonly Token[]): Set<Entry<T>> {
  const present = new Set<string>()
  for (const { keys } of tokens) for (const key of keys) present.add(key)
  const known = new Map<Need, boolean>()
  const isMet = (need: Need): boolean => {
    const met = known.get(need) ?? holdsOne(need, present)
    known.set(need, met)
    return met
  }
  const entries = new Set<Entry<T>>()
  for (const key of present) for (const entry of index.get(key) ?? []) if (entry.needs.every(isMet)) entries.add(entry)
  return entries
}

function holdsOne({ keys }: Need, present: ReadonlySet<string>): boolean {
  for (const key of keys) if (present.has(key)) return true
  return false
}
