import { unread } from './wording-text.ts'
import { keysOf } from './wording-words.ts'

/**
 * A word, a sign, or a phrase that stands for a person. `keys` are what a pattern may ask for: the word itself in small letters,
 * and the classes to which it belongs, as `<person>`.
 */
export type Token = { keys: readonly string[]; start: number; end: number }

const piece = new RegExp(
  `${unread}+|<@[^>\\s]{1,60}>|(?<![\\p{L}\\p{N}])@[\\p{L}\\p{N}](?:[\\p{L}\\p{N}._-]*[\\p{L}\\p{N}])?|(?<=[\\p{L}\\p{N}>])['’]s(?![\\p{L}\\p{N}])|:[a-z0-9_+-]{1,60}:|[\\p{L}\\p{N}]+(?:['’.\\-_][\\p{L}\\p{N}]+)*['’]?|\\n(?:[ \\t]*\\n)*|[^\\s]`,
  'gu',
)
const contraction = /^(.+?)(n't|'ve|'d|'s|'re|'ll|'m|')$/
const run = /^(is|are|was|were|do|does|did|has|have|had|would|could|should|ca|wo)(nt)$/
const runTogether = /^(would|could|should|might|must)(a|ve)$/
const abbreviations = new Set(['e.g', 'i.e', 'eg', 'ie', 'vs', 'mr', 'mrs', 'ms', 'dr', 'approx', 'cf'])
const isWord = /[\p{L}\p{N}]/u
const emphasis = /^[*_~]+$/
const ends = new Set(['.', '!', '?', '…'])

/**
 * The tokens of each sentence. Every sentence begins with the key `^` and ends with `$`, which stand for no text; the beginning of
 * one that ends in a question mark has the key `<asked>` too, and of all others `<said>`.
 */
export function sentencesOf(text: string, names: ReadonlySet<string>): Token[][] {
  const sentences: Token[][] = []
  let current: Token[] = []
  const close = (at: number) => {
    const first = current[0]
    const isAsked = current.some(({ keys }) => keys[0] === '?')
    if (first) sentences.push([sentinel(first.start, '^', isAsked ? '<asked>' : '<said>'), ...current, sentinel(at, '$')])
    current = []
  }
  for (const { 0: found, index } of text.matchAll(piece)) {
    const after = text[index + found.length]
    if (found.startsWith('\n')) {
      if (/\n[ \t]*\n/.test(found) || !/\p{Ll}/u.test(after ?? '')) close(index)
    } else if (ends.has(found)) {
      if (found === '.' && isAbbreviation(current)) continue
      if (found !== '.') current.push({ keys: [found], start: index, end: index + 1 })
      if (found === '.' ? after === undefined || !/[\p{L}\p{N}]/u.test(after) : !/[?!]/.test(after ?? '')) close(index + 1)
    } else current.push(...tokensOf(found, index, current.length === 0, names))
  }
  close(text.length)
  return sentences
}

const sentinel = (at: number, ...keys: string[]): Token => ({ keys, start: at, end: at })

const isAbbreviation = (tokens: readonly Token[]): boolean => abbreviations.has(tokens.at(-1)?.keys[0] ?? '')

function tokensOf(found: string, start: number, isFirst: boolean, names: ReadonlySet<string>): Token[] {
  const end = start + found.length
  if (emphasis.test(found)) return []
  if (found.startsWith(unread)) return [{ keys: ['<quote>'], start, end }]
  if (found.startsWith('<@') || (found.startsWith('@') && found.length > 1)) return [{ keys: [found, '<mention>'], start, end }]
  if (!isWord.test(found)) return [{ keys: [found], start, end }]
  const word = found.toLowerCase().replaceAll('’', "'")
  if (word === "'s") return [{ keys: ["'s", '<be>'], start, end }]
  const split = contraction.exec(word) ?? run.exec(word) ?? runTogether.exec(word)
  if (split?.[1] && split[2]) {
    const middle = start + split[1].length
    const first = { keys: keysOf(shortened[split[1]] ?? split[1], found, isFirst, names), start, end: middle }
    return [first, { keys: keysOf(endings[split[2]] ?? split[2], '', false, names), start: middle, end }]
  }
  if (word === 'cannot')
    return [
      { keys: keysOf('can', '', false, names), start, end: start + 3 },
      { keys: keysOf('not', '', false, names), start: start + 3, end },
    ]
  return [{ keys: keysOf(word, found, isFirst, names), start, end }]
}

const shortened: Record<string, string> = { ca: 'can', wo: 'will', sha: 'shall' }
const endings: Record<string, string> = {
  "n't": 'not',
  nt: 'not',
  "'ve": 'have',
  ve: 'have',
  a: 'have',
  "'re": 'are',
  "'m": 'am',
  "'ll": 'will',
  "'": "'s",
}
