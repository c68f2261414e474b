import type { Incident } from './incident.ts'
import { Refusal } from './refusal.ts'
import { plainFrom } from './typed-text.ts'

/** Where words of an incident can be found. */
export const searchPlaces = [
  'incident',
  'condition',
  'section',
  'safeguard',
  'change',
  'usual',
  'surprise',
  'helped',
  'entry',
] as const
export type SearchPlace = (typeof searchPlaces)[number]

/** What each is called; a section by its own heading. */
export const searchPlaceLabels: Readonly<Record<Exclude<SearchPlace, 'section'>, string>> = {
  incident: 'What happened',
  condition: 'Condition',
  safeguard: 'Safeguard',
  usual: 'Usual work',
  surprise: 'Surprise',
  helped: 'What held',
  change: 'Change',
  entry: 'Timeline',
}

/** How much a find counts, by where it is. No find is more true than another: this only says what stands first. */
export const placeWeights: Readonly<Record<SearchPlace, number>> = {
  incident: 8,
  condition: 6,
  section: 5,
  safeguard: 4,
  change: 4,
  usual: 3,
  surprise: 3,
  helped: 2,
  entry: 1,
}

/** One thing looked for: a word, or words that stand beside each other. `isLeftOut`: whatever has it is not wanted. */
export type SearchTerm = { words: string; isPhrase: boolean; isLeftOut: boolean }

const longest = 200
const most = 10

/**
 * What somebody typed to look for: words, "words beside each other", and -words that are not wanted. All of the others are.
 * @throws Refusal where nothing is left to look for, or it is too much
 */
export function searchTermsFrom(typed: string): SearchTerm[] {
  const text = plainFrom(typed).replaceAll('\0', '').trim()
  if (text.length > longest) throw new Refusal(`A search has at most ${longest} characters; this one has ${text.length}.`)
  const found = [...text.matchAll(/(?<![^\s])([-–—]?)(?:["“”„]([^"“”„]*)["“”]|(\S+))/gu)].map(termOf)
  const terms = found.filter(({ words }) => /[\p{L}\p{N}]/u.test(words)).slice(0, most)
  if (!terms.some(({ isLeftOut }) => !isLeftOut)) throw new Refusal('Say what to look for: `/incident search backups`.')
  return terms
}

const termOf = ([, minus = '', phrase, word = '']: RegExpMatchArray): SearchTerm => ({
  words: (phrase ?? word).trim(),
  isPhrase: phrase !== undefined,
  isLeftOut: minus !== '',
})

/** What was looked for, as it can be typed again. */
export const searchText = (terms: readonly SearchTerm[]): string =>
  terms.map(({ words, isPhrase, isLeftOut }) => `${isLeftOut ? '-' : ''}${isPhrase ? `"${words}"` : words}`).join(' ')

/** A piece of a text around what was found in it. */
export type Snippet = { text: string; isFound: boolean }[]

/** Where something was found: its name as a source (`C12`), or the section's for what people wrote. */
export type Found = { place: SearchPlace; ref: string; snippet: Snippet }
export type Hit = { incident: Incident; hasReview: boolean; found: Found[] }

/** A page of what was found. `page` counts from 0 and is clamped; `words` is what was looked for, to be asked again. */
export type SearchResult = { words: string; total: number; page: number; pages: number; hits: Hit[] }

/** Around what was found, in a text that the database gave back: characters that Unicode keeps from all texts, and that are taken out of them before. */
export const foundMarks = { begin: '\ufdd0', end: '\ufdd1' } as const

/** A text without what the database marks finds with. */
export const withoutMarks = (text: string): string => text.replaceAll(foundMarks.begin, '').replaceAll(foundMarks.end, '')

/**
 * A marked piece of a text, in parts, with an ellipsis where the text goes on.
 * @param whole the text that it is a piece of
 */
export function snippetFrom(marked: string, whole: string): Snippet {
  const piece = withoutMarks(marked).trim()
  const parts = marked
    .trim()
    .split(/(\ufdd0[^\ufdd1]*\ufdd1)/)
    .filter((part) => part !== '')
    .map((part) => ({ text: withoutMarks(part).replace(/\s+/g, ' '), isFound: part.startsWith(foundMarks.begin) }))
  const before = whole.trim().startsWith(piece) ? [] : [{ text: '… ', isFound: false }]
  const after = whole.trim().endsWith(piece) ? [] : [{ text: ' …', isFound: false }]
  return [...before, ...parts, ...after]
}
