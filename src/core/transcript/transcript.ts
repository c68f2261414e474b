import { withoutList } from './transcript-json.ts'
import { type Line, mayBeName, readLine } from './transcript-lines.ts'
import type { Stamp } from './transcript-stamp.ts'
import { createClockwork, dayFrom } from './transcript-stamp.ts'

/** What somebody said, by a transcript. `line` counts from 1; the text is in Slack's markup. */
export type TranscriptEntry = { line: number; at: Date; author: string | null; text: string }

/** `notUnderstood`: the numbers of the lines of which nothing could be made. */
export type Transcript = { entries: TranscriptEntry[]; notUnderstood: number[] }

/** `day`: of the first lines that only have an hour, `2026-11-22`. `timeZone`: of hours that name none, an IANA name. */
export type TranscriptPlace = { day: string; timeZone: string; now: Date }

/**
 * Reads a transcript: lines copied from Slack, `[14:05] maya: text`, `2026-11-22 14:05 maya: text`, ISO times, lines of JSON with
 * `ts`, `user` and `text`. Words below a line that only says who and when belong to it, and so do indented ones below any.
 * What lies ahead is not understood, with all that belongs to it: a timeline tells what happened. Never throws.
 */
export function readTranscript(text: string, place: TranscriptPlace): Transcript {
  const lines = sound(withoutList(text)).split(/\r\n|\r|\n/)
  const reading = createReading(lines, place)
  for (const [index, line] of lines.entries()) reading.take(readLine(line), index + 1)
  return transcriptFrom(reading.begun, reading.stray, place.now)
}

/** An entry as it grows. `isHeaded`: its words are below the line that says who and when. */
type Begun = Pick<TranscriptEntry, 'line' | 'at' | 'author'> & {
  words: { line: number; text: string }[]
  isHeaded: boolean
  isMarkup: boolean
}

function createReading(lines: readonly string[], { day, timeZone }: TranscriptPlace) {
  const clockwork = createClockwork(dayFrom(day) ?? 0, timeZone)
  const begun: Begun[] = []
  const stray = new Set<number>()

  const begin = (line: number, stamp: Stamp | Date, author: string | null, text: string | null, isMarkup = false): void => {
    const at = stamp instanceof Date ? stamp : clockwork.moment(stamp)
    begun.push({ line, at, author, words: text === null ? [] : [{ line, text }], isHeaded: text === null, isMarkup })
  }
  const goOn = (line: number, isIndented: boolean): void => {
    const last = begun.at(-1)
    if (last && (last.isHeaded || isIndented)) last.words.push({ line, text: lines[line - 1] ?? '' })
    else stray.add(line)
  }
  /** Whom the line above names, whose time has a line of its own. */
  const nameAbove = (line: number): string | null => {
    const above = lines[line - 2] ?? ''
    if (!mayBeName(above) || readLine(above).kind !== 'words') return null
    if (begun.at(-1)?.words.at(-1)?.line === line - 1) begun.at(-1)?.words.pop()
    stray.delete(line - 1)
    return above.trim()
  }

  const take = (read: Line, line: number) => {
    switch (read.kind) {
      case 'header': {
        const named = read.author ?? (read.isIndented ? nameAbove(line) : null)
        return begin(line, read.stamp, named ?? begun.at(-1)?.author ?? null, null)
      }
      case 'whole':
        if (!read.isMarked && begun.at(-1)?.isHeaded) return goOn(line, true)
        return begin(line, read.stamp, read.author, read.text)
      case 'json':
        return begin(line, read.json.at, read.json.author, read.json.text, true)
      case 'day':
        return clockwork.turnTo(read.day)
      case 'words':
        return goOn(line, read.isIndented)
      case 'blank':
        return begun.at(-1)?.isHeaded ? goOn(line, true) : undefined
      case 'broken':
        stray.add(line)
    }
  }
  return { begun, stray, take }
}

/** Clocks differ a little: what is less than a minute ahead is now. In milliseconds. */
const grace = 60_000

function transcriptFrom(begun: readonly Begun[], stray: ReadonlySet<number>, now: Date): Transcript {
  const read = begun.map((each) => ({ ...each, text: sound(each.words.map(({ text }) => text).join('\n')).trim() }))
  const isGood = ({ at, text }: (typeof read)[number]): boolean => text !== '' && at.getTime() <= now.getTime() + grace
  const lost = read
    .filter((each) => !isGood(each))
    .flatMap(({ line, words }) => [line, ...words.filter(isSaid).map((each) => each.line)])
  const entries = read.filter(isGood).map(({ line, at, author, text, isMarkup }) => ({
    line,
    at,
    author: author && sound(author),
    text: isMarkup ? text : escaped(text),
  }))
  return { entries, notUnderstood: [...new Set([...stray, ...lost])].sort((a, b) => a - b) }
}

const isSaid = ({ text }: { text: string }): boolean => text.trim() !== ''

/** Words as a database takes them: no NUL, and no half of a character. */
const sound = (text: string): string => text.replaceAll('\0', '').replace(/\p{Surrogate}/gu, '\ufffd')

const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
