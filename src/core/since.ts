import { readMoment } from './natural-time/natural-time.ts'
import { hasClearHour } from './natural-time/natural-time-clock.ts'
import { type Problem, problems } from './natural-time/natural-time-problems.ts'
import { slackMoment } from './natural-time/natural-time-slack.ts'
import { readSpan, type Span } from './natural-time/natural-time-span.ts'
import { day, dayOf, wallOf } from './natural-time/natural-time-zone.ts'
import { dayText } from './time-text.ts'
import { plainFrom } from './typed-text.ts'
import { knownZone } from './working-time.ts'

/** How exactly a time is known. */
export const precisions = ['minute', 'day', 'month', 'year'] as const
export type Precision = (typeof precisions)[number]

/**
 * Since when something is so. A day, month or year is its beginning in UTC, and is told without an hour or a zone, so that it is
 * the same day for every reader; a minute is a moment. Where it is no date, these are people's words for it: "before the merger".
 */
export type Since = { at: Date; precision: Precision } | { words: string }

/** Its beginning, where it is a date. */
export const sinceAt = (since: Since | null): Date | null => (since !== null && 'at' in since ? since.at : null)

/** Words for a time that is no date: as many as stand in a line. */
const longestWords = 120

/**
 * Reads since when something is so, as people type it: all that `readMoment` reads, a month, a year; anything else is kept as words.
 * @param text as it was typed, with or without "since"
 * @param timeZone the person's own zone
 * @returns null where nothing was typed; the sentence to show where it lies ahead or can be two days
 */
export function readSince(text: string, now: Date, timeZone: string): Since | Problem | null {
  const said = text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^since (?=\S)/i, '')
  if (said === '') return null
  const year = /^(?:the year )?((?:19|20)\d\d)$/.exec(said)?.[1]
  if (year) return begun(new Date(Date.UTC(Number(year), 0)), 'year', now)
  const moment = readMoment(said, now, timeZone)
  if ('at' in moment) return asSaid(said, moment.at, timeZone)
  if (moment !== problems.unread && moment !== problems.several) return moment
  if (said.length > longestWords) return { problem: `Say it in a few words: at most ${longestWords} characters.` }
  return { words: said }
}

/** As exact as it was said: "March" is a month, "3 years ago" a year, "monday" a day. */
function asSaid(said: string, at: Date, timeZone: string): Since {
  const span = readSpan(said)
  const precision = span ? precisionOf(span) : isMonth(said) ? 'month' : hasHour(said, at, timeZone) ? 'minute' : 'day'
  if (precision === 'minute') return { at, precision }
  const wall = new Date(dayOf(wallOf(at, knownZone(timeZone, 'UTC'))))
  return { at: beginningOf(wall, precision), precision }
}

function precisionOf({ months, days, milliseconds }: Span): Precision {
  if (milliseconds > 0) return 'minute'
  if (days > 0) return 'day'
  return months === 0 ? 'minute' : months % 12 === 0 ? 'year' : 'month'
}

const isMonth = (said: string): boolean =>
  /^(?:in |around |about )?(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)[a-z]*\.?,?(?: \d{4}| last year| this year)?$/i.test(
    said,
  )

const hasHour = (said: string, at: Date, timeZone: string): boolean =>
  slackMoment(said) !== null || hasClearHour(said) || wallOf(at, knownZone(timeZone, 'UTC')) % day !== 0

function beginningOf(at: Date, precision: Precision): Date {
  if (precision === 'year') return new Date(Date.UTC(at.getUTCFullYear(), 0))
  return precision === 'month' ? new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth())) : at
}

const begun = (at: Date, precision: Precision, now: Date): Since | Problem => (at > now ? problems.ahead : { at, precision })

/** A sentence, and since when it is so where it ends in that: "backups have been off since 22 September". */
export function readSentence(text: string, now: Date, timeZone: string): { text: string; since: Since | null } {
  const whole = text.trim()
  const [, before = '', after = ''] = /^([\s\S]*\S)\s+since\s+(\S[^\n]*?)[\s.]*$/i.exec(whole) ?? []
  const since = before === '' ? null : readSince(plainFrom(after), now, timeZone)
  return since && 'at' in since ? { text: before.replace(/[\s,]+$/, ''), since } : { text: whole, since: null }
}

const monthFormat = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' })

/**
 * A time as it is told: "22 September 2026", "April 2026", "2021"; of a minute what `moment` says. Words are people's, and as they are.
 * Every date of it reads back as the same.
 */
export function sinceText(since: Since, moment: (at: Date) => string): string {
  if ('words' in since) return since.words
  switch (since.precision) {
    case 'minute':
      return moment(since.at)
    case 'day':
      return dayText(since.at, 'UTC')
    case 'month':
      return monthFormat.format(since.at)
    case 'year':
      return String(since.at.getUTCFullYear())
  }
}

/** How many days of the calendar (in UTC) lie between a day and a later moment; null where it is less exact, or not earlier. */
export function daysBefore(since: Since, later: Date): number | null {
  if ('words' in since || since.precision !== 'day') return null
  const days = (dayOf(later.getTime()) - since.at.getTime()) / day
  return days > 0 ? days : null
}
