import type { Differing } from './material/material.ts'
import { Refusal } from './refusal.ts'

/** What can differ from another: an entry, a released answer, a surprise. */
const isAccount = (word: string): boolean => /^[EAW][1-9]\d{0,9}$/.test(word)

/** By letter, then by number. */
export const compareSources = (a: string, b: string): number =>
  a.charCodeAt(0) - b.charCodeAt(0) || Number(a.slice(1)) - Number(b.slice(1))

/** The same two in the same order, whichever was named first. */
const pairOf = (a: string, b: string): Differing => (compareSources(a, b) < 0 ? { one: a, other: b } : { one: b, other: a })

/** Two accounts that somebody chose. @throws Refusal where they are no two, or no accounts */
export function differingOf(one: string, other: string): Differing {
  if (!isAccount(one) || !isAccount(other) || one === other) throw new Refusal('Choose two different accounts.', 'other')
  return pairOf(one, other)
}

/** Tells one pair from others; `differingFrom` reads it back. */
export const differingKey = ({ one, other }: Differing): string => `${one} ${other}`

/**
 * Which two accounts somebody says differ: "A7 A9", "A7 and A9"; with "not" before or behind them, that they do not.
 * @throws Refusal where these are not two of those that can
 */
export function differingFrom(words: string): Differing & { isOff: boolean } {
  const said = words.split(/[\s,]+/).filter((word) => word !== '' && !/^(and|from)$/i.test(word))
  const isOff = said.some((word) => /^not$/i.test(word))
  const [one = '', other = '', ...more] = said.filter((word) => !/^not$/i.test(word)).map((word) => word.toUpperCase())
  if (!isAccount(one) || !isAccount(other) || one === other || more.length > 0)
    throw new Refusal(
      'Say which two accounts differ: `/incident differ A7 A9`. Their numbers stand behind what they say in the review: A is an answer, E an entry, W a surprise.',
    )
  return { ...pairOf(one, other), isOff }
}
