import { z } from 'zod'
import { type Stamp, stampFrom, stampPattern } from './transcript-stamp.ts'

/** A line of JSON as it says itself. `at` is a moment, or a time like those of other lines; the text is in Slack's markup. */
export type JsonLine = { at: Date | Stamp; author: string | null; text: string }

const record = z.record(z.string(), z.unknown())
const words = z.string().trim().min(1)
const profile = z
  .object({ display_name: words.optional().catch(undefined), real_name: words.optional().catch(undefined) })
  .catch({})

/** Reads `{"ts": …, "user": …, "text": …}` and its likes, Slack's own export among them. Null where it lacks a time or a text. */
export function readJsonLine(line: string): JsonLine | null {
  const read = record.safeParse(jsonIn(line)).data
  if (!read) return null
  const text = firstOf(read, ['text', 'message', 'msg'])
  const at = momentIn(read.ts ?? read.time ?? read.timestamp ?? read.date ?? read['@timestamp'])
  if (!text || !at) return null
  const { display_name: shown, real_name: real } = profile.parse(read.user_profile)
  return { at, text, author: shown ?? real ?? firstOf(read, ['user_name', 'username', 'author', 'name', 'user']) }
}

/** A whole export that is one list, as a line each. Anything else stays as it is. */
export function withoutList(text: string): string {
  const list = text.trimStart().startsWith('[') ? z.array(record).safeParse(jsonIn(text)).data : undefined
  return list ? list.map((each) => JSON.stringify(each)).join('\n') : text
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

const firstOf = (read: Record<string, unknown>, names: string[]): string | null =>
  names.map((name) => words.safeParse(read[name]).data).find((found) => found !== undefined) ?? null

const whole = new RegExp(`^${stampPattern}$`)

/** Seconds since 1970 as Slack counts, milliseconds as others do, or a time in words. */
function momentIn(value: unknown): Date | Stamp | null {
  const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : ''
  const [, seconds, parts = ''] = /^(\d{9,10})(?:\.(\d{1,9}))?$/.exec(text) ?? []
  if (seconds) return new Date(Number(seconds) * 1000 + Number(parts.padEnd(3, '0').slice(0, 3)))
  if (/^\d{12,13}$/.test(text)) return new Date(Number(text))
  const found = whole.exec(text)
  return found && stampFrom(found.slice(1))
}
