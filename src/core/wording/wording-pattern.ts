import { waysToWrite } from './wording-notation.ts'

/**
 * One place of a pattern: the keys that a token there has, or, where `isNot`, has none of. `isOptional` places may be left out,
 * `isBeside` ones are looked at and do not belong to what was found.
 */
export type Place = { keys: ReadonlySet<string>; isNot: boolean; isOptional: boolean; isBeside: boolean }

/**
 * A pattern over tokens, at most 30 places long. `open` tells for each place, as bits, which are reached with it by leaving out
 * optional ones; `before` and `after` how many places are beside.
 */
export type Pattern = { places: readonly Place[]; open: readonly number[]; before: number; after: number }

/** A stretch of tokens, from the first to the one before `to`. */
export type Stretch = { from: number; to: number }

/** What no gap leaps over. */
const edges: ReadonlySet<string> = new Set(['^', '$'])
/** What a gap within a clause does not leap over. */
const bounds: ReadonlySet<string> = new Set([
  '^',
  '$',
  ',',
  ';',
  ':',
  '(',
  ')',
  '—',
  '–',
  '?',
  '!',
  '"',
  '<quote>',
  'but',
  'because',
])

/**
 * Reads a pattern. Places stand between spaces: a word, `<class>`, `(one|or|<another>|several words)`, `!(none|of)`, and `..3` for
 * up to three tokens of any kind within the clause. `?` after a place makes it optional; `~` before it means beside. `^` is the
 * beginning of the sentence, `$` its end.
 * @returns more than one where an alternative has several words
 */
export function readPatterns(source: string): Pattern[] {
  return waysToWrite(source).map((parts) => {
    const places = parts.flatMap(readPlace)
    if (places.length > 30) throw new Error(`The pattern is too long: ${source}`)
    if (!places[0] || places[0].isOptional || (places[0].isNot && !places[0].isBeside))
      throw new Error(`A pattern begins with what must be there: ${source}`)
    const before = places.findIndex(({ isBeside }) => !isBeside)
    const after = places.toReversed().findIndex(({ isBeside }) => !isBeside)
    return { places, open: reached(places), before, after }
  })
}

/** For each place, and the end behind the last, the bits of those that are open when it is. */
function reached(places: readonly Place[]): number[] {
  const open = [1 << places.length]
  for (let at = places.length - 1; at >= 0; at -= 1) open.unshift((1 << at) | (places[at]?.isOptional ? (open[0] ?? 0) : 0))
  return open
}

function readPlace(source: string): Place[] {
  const gap = /^\.\.(\.?)(\d+)$/.exec(source)
  const keysOfGap = gap?.[1] ? edges : bounds
  if (gap)
    return Array.from({ length: Number(gap[2]) }, () => ({ keys: keysOfGap, isNot: true, isOptional: true, isBeside: false }))
  const [, beside, not, alternatives, optional] = /^(~)?(!)?\((.+)\)(\?)?$/.exec(source) ?? []
  const keys = new Set(alternatives?.split('|'))
  if (keys.size === 0 || keys.has('')) throw new Error(`This is no place of a pattern: ${source}`)
  return [{ keys, isNot: not !== undefined, isOptional: optional !== undefined, isBeside: beside !== undefined }]
}
