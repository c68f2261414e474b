/**
 * Reads the notation of patterns: places between spaces, `(one|or|several words)`, `?` behind what may be left out. Alternatives of
 * several words become ways of their own, so that a place is one token.
 * @returns every way to write the pattern with one token a place: a word, or `(one|or|another)`, with `~` and `!` before it and `?`
 * behind it as they were
 */
export function waysToWrite(source: string): string[][] {
  return sequence(source, true)
}

function sequence(source: string, isFirst: boolean): string[][] {
  return split(source, ' ').reduce<string[][]>(
    (all, part) => all.flatMap((chosen) => waysOf(part, isFirst && chosen.length === 0).map((way) => [...chosen, ...way])),
    [[]],
  )
}

function waysOf(part: string, isFirst: boolean): string[][] {
  const [, prefix = '', body = part, optional = ''] = /^([~!]*)(.+?)(\??)$/.exec(part) ?? []
  if (body.startsWith('..')) return [[part]]
  const alternatives = alternativesOf(body)
  const long = alternatives.filter((words) => /[ (]/.test(words))
  const short = alternatives.filter((words) => !long.includes(words)).join('|')
  if (long.length === 0 && !(isFirst && optional)) return [[`${prefix}(${short})${optional}`]]
  if (long.length > 0 && prefix) throw new Error(`Behind ~ and ! a place has single words: ${part}`)
  return [
    ...(short ? [[`${prefix}(${short})`]] : []),
    ...long.flatMap((words) => sequence(words, isFirst)),
    ...(optional ? [[]] : []),
  ]
}

/** A list within a list is part of it: "((a|b)|c)" is "(a|b|c)". */
function alternativesOf(body: string): string[] {
  if (!isList(body)) return [body]
  return split(body.slice(1, -1), '|').flatMap((inner) => (isList(inner) ? alternativesOf(inner) : [inner]))
}

const isList = (body: string): boolean => body.startsWith('(') && endOfList(body) === body.length - 1

/** Where the parenthesis closes that opens at the beginning. */
function endOfList(body: string): number {
  let depth = 0
  for (let at = 0; at < body.length; at += 1) {
    depth += step(body[at])
    if (depth === 0) return at
  }
  return -1
}

/** Splits at a sign, but not within parentheses. */
function split(source: string, sign: string): string[] {
  const parts: string[] = []
  let depth = 0
  let from = 0
  for (let at = 0; at < source.length; at += 1) {
    depth += step(source[at])
    if (depth > 0 || source[at] !== sign) continue
    parts.push(source.slice(from, at))
    from = at + 1
  }
  return [...parts, source.slice(from)]
}

const step = (letter: string | undefined): number => (letter === '(' ? 1 : letter === ')' ? -1 : 0)
