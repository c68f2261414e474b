import { type PatternIndex, possibleIn } from './wording-index.ts'
import type { Pattern, Place } from './wording-pattern.ts'
import type { Token } from './wording-tokens.ts'

/** A stretch of tokens, from the first to the one before `to`. */
export type Stretch = { from: number; to: number }

/**
 * Where the patterns of an index are found, the longest from each beginning. All that may still match is kept as bits of one
 * number, and no token is looked at twice from the same beginning: the work grows with the number of tokens and no faster.
 */
export function findAll<T>(index: PatternIndex<T>, tokens: readonly Token[]): (Stretch & { of: T })[] {
  const found: (Stretch & { of: T })[] = []
  for (const { pattern, of } of possibleIn(index, tokens))
    for (const { from, to } of stretchesOf(pattern, tokens))
      found.push({ from: from + pattern.before, to: to - pattern.after, of })
  return found
}

/** Whether a pattern of the index is found. */
export function findsAny(index: PatternIndex<unknown>, tokens: readonly Token[]): boolean {
  for (const { pattern } of possibleIn(index, tokens)) if (stretchesOf(pattern, tokens).length > 0) return true
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
