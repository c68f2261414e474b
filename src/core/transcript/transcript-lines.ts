import type { Wall } from '../natural-time/natural-time-zone.ts'
import { type JsonLine, readJsonLine } from './transcript-json.ts'
import { dayFrom, type Stamp, stampFrom, stampPattern } from './transcript-stamp.ts'

/**
 * What a line of a transcript is:
 * - `header`: who and when, as Slack's clients copy it; the words are on the lines below. `author` null: whoever spoke before.
 * - `whole`: a time, perhaps who, and the words. `isMarked`: its time stands in brackets, has a day, or names its author.
 * - `words`: anything else; `isIndented` words go on with what is above.
 * - `broken`: it begins like something that can be read, and cannot.
 */
export type Line =
  | { kind: 'header'; author: string | null; stamp: Stamp; isIndented: boolean }
  | { kind: 'whole'; author: string | null; stamp: Stamp; text: string; isMarked: boolean }
  | { kind: 'json'; json: JsonLine }
  | { kind: 'day'; day: Wall }
  | { kind: 'words'; isIndented: boolean }
  | { kind: 'blank' }
  | { kind: 'broken' }

const name = String.raw`[^\s:<>[\]{}"][^:<>[\]{}"]{0,78}?`
const headed = new RegExp(String.raw`^\s*(${name})(?:\s{2,}|\t|\s+(?=\[))(?:APP\s+)?\[?${stampPattern}\]?$`)
const timed = new RegExp(String.raw`^(\s*)(\[?)${stampPattern}\]?(?:\s*[,|–—-]\s+|:?\s+|$)(.*)$`)
const dated = /^[\s–—=-]*(\d{4}-\d{2}-\d{2})[\s–—=-]*$/
const spoken = /^(?:<([^<>:]{1,80})>|(@?[\p{L}\p{N}._'’()-]+(?: [\p{L}\p{N}._'’()-]+){0,4}):)(?:\s+|$)(.*)$/u

/** Reads one line. Never throws. */
export function readLine(line: string): Line {
  if (line.trim() === '') return { kind: 'blank' }
  if (line.trimStart().startsWith('{')) {
    const json = readJsonLine(line)
    return json ? { kind: 'json', json } : { kind: 'broken' }
  }
  return dayIn(line) ?? headerIn(line) ?? wholeIn(line) ?? { kind: 'words', isIndented: /^\s/.test(line) }
}

function dayIn(line: string): Line | null {
  const date = dated.exec(line)?.[1]
  const day = date === undefined ? undefined : dayFrom(date)
  return day === undefined ? null : day === null ? { kind: 'broken' } : { kind: 'day', day }
}

/** Longer ones are words; and looking for a name in them would take long. */
const longestHeader = 200

function headerIn(line: string): Line | null {
  if (line.length > longestHeader) return null
  const [, author, ...found] = headed.exec(line.trimEnd()) ?? []
  if (author === undefined || !/\p{L}/u.test(author)) return null
  const stamp = stampFrom(found)
  return stamp ? { kind: 'header', author: author.replace(/\s+APP$/, '').trim(), stamp, isIndented: false } : { kind: 'broken' }
}

function wholeIn(line: string): Line | null {
  const [, indent = '', bracket, ...found] = timed.exec(line) ?? []
  if (bracket === undefined) return null
  const stamp = stampFrom(found)
  if (!stamp) return { kind: 'broken' }
  const rest = (found.at(-1) ?? '').trim()
  if (rest === '') return { kind: 'header', author: null, stamp, isIndented: indent.length > 1 }
  const [, nick, named, words = ''] = spoken.exec(rest) ?? []
  const author = (nick ?? named)?.replace(/^@/, '').trim() || null
  const isMarked = bracket !== '' || stamp.day !== null || author !== null
  return { kind: 'whole', author, stamp, text: author ? words : rest, isMarked }
}

/** Whether a line of words may be a name, whose time stands on the next line. */
export const mayBeName = (line: string): boolean =>
  /^[^:<>[\]{}"]{1,80}$/.test(line.trim()) && /\p{L}/u.test(line) && !/^\s/.test(line)
