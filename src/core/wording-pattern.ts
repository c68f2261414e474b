import type { Token } from './wording-tokens.ts'

/**
 * One place of a pattern: the keys that a token there has, or, where `isNot`, has none of. `isOptional` places may be left out,
 * `isBeside` ones are looked at and do not belong to what was found.
 */
type Place = { keys: ReadonlySet<string>; isNot: boolean; isOptional: boolean; isBeside: boolean }

/** A pattern over tokens, at most 31 places long. */
export type Pattern = { places: readonly Place[]; before: number; after: number }

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
  return variants(flattened(source).match(/[~!]*(?:\([^)]*\)|[^\s()]+)\??/g) ?? []).map((parts) => {
    const places = parts.flatMap(readPlace)
    if (places.length > 30) throw new Error(`The pattern is too long: ${source}`)
    if (!places[0] || places[0].isOptional || places[0].isNot)
      throw new Error(`A pattern begins with what must be there: ${source}`)
    const before = places.findIndex(({ isBeside }) => !isBeside)
    const after = places.toReversed().findIndex(({ isBeside }) => !isBeside)
    return { places, before, after }
  })
}

/** A list within a list is part of it: "((a|b)|c)" is "(a|b|c)". */
function flattened(source: string): string {
  const inner = /(\([^()]*)\(([^()]*)\)/
  return inner.test(source) ? flattened(source.replace(inner, '$1$2')) : source
}

/** Every way to choose where an alternative has several words, or where a pattern may begin in more than one place. */
function variants(parts: readonly string[]): string[][] {
  return parts.reduce<string[][]>(
    (all, part) => all.flatMap((chosen) => waysOf(part, chosen.length === 0).map((way) => [...chosen, ...way])),
    [[]],
  )
}

function waysOf(part: string, isFirst: boolean): string[][] {
  const isOptional = part.endsWith('?') && part.length > 1
  const alternatives = part.replace(/^\(|\)?\??$/g, '').split('|')
  const long = alternatives.filter((alternative) => alternative.includes(' ')).map((words) => words.split(' '))
  if (long.length === 0 && !(isFirst && isOptional)) return [[part]]
  const short = alternatives.filter((alternative) => !alternative.includes(' '))
  return [...(short.length > 0 ? [[`(${short.join('|')})`]] : []), ...long, ...(isOptional ? [[]] : [])]
}

function readPlace(source: string): Place[] {
  const gap = /^\.\.(\.?)(\d+)$/.exec(source)
  const keysOfGap = gap?.[1] ? edges : bounds
  if (gap)
    return Array.from({ length: Number(gap[2]) }, () => ({ keys: keysOfGap, isNot: true, isOptional: true, isBeside: false }))
  const [, beside, not, alternatives = '', single = '', optional] = /^(~)?(!)?(?:\(([^)]+)\)|([^()]+?))(\?)?$/.exec(source) ?? []
  const keys = new Set((alternatives || single).split('|').filter(Boolean))
  if (keys.size === 0) throw new Error(`This is no place of a pattern: ${source}`)
  return [{ keys, isNot: not !== undefined, isOptional: optional !== undefined, isBeside: beside !== undefined }]
}

/** Patterns that may begin with a key, so that most are never tried. */
export type PatternIndex<T> = ReadonlyMap<string, readonly { pattern: Pattern; of: T }[]>

/** Sorts patterns by the keys with which they begin. */
export function indexPatterns<T>(entries: readonly { pattern: Pattern; of: T }[]): PatternIndex<T> {
  const index = new Map<string, { pattern: Pattern; of: T }[]>()
  for (const entry of entries)
    for (const key of entry.pattern.places[0]?.keys ?? []) {
      const list = index.get(key)
      if (list) list.push(entry)
      else index.set(key, [entry])
    }
  return index
}

/**
 * Where the patterns of an index are found, the longest from each beginning. The work is the number of tokens times the number
 * of patterns that begin there times their length: all that may still match is kept as bits of one number and never tried again.
 */
export function* findAll<T>(index: PatternIndex<T>, tokens: readonly Token[]): Generator<Stretch & { of: T }> {
  for (const [from, token] of tokens.entries())
    for (const key of token.keys)
      for (const { pattern, of } of index.get(key) ?? []) {
        const to = endOf(pattern, tokens, from)
        if (to !== null) yield { from: from + pattern.before, to: to - pattern.after, of }
      }
}

function endOf({ places }: Pattern, tokens: readonly Token[], from: number): number | null {
  let open = withSkipped(places, 1)
  let end: number | null = null
  for (let at = from; at < tokens.length && open !== 0; at += 1) {
    const token = tokens[at]
    let next = 0
    for (const [position, place] of places.entries())
      if (open & (1 << position) && token && fits(place, token)) next |= 2 << position
    open = withSkipped(places, next)
    if (open & (1 << places.length)) end = at + 1
  }
  return end
}

/** The open places, and those behind them that are reached by leaving out optional ones. */
function withSkipped(places: readonly Place[], open: number): number {
  let all = open
  for (const [position, { isOptional }] of places.entries()) if (isOptional && all & (1 << position)) all |= 2 << position
  return all
}

const fits = ({ keys, isNot }: Place, token: Token): boolean => token.keys.some((key) => keys.has(key)) !== isNot
