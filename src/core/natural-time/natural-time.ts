import { knownZone } from '../working-time.ts'
import { type Clock, cutClock, hasClearHour } from './natural-time-clock.ts'
import { type Beside, spellFigures } from './natural-time-figures.ts'
import { cutZone, hasZoneLetters } from './natural-time-place.ts'
import { type Problem, problems } from './natural-time-problems.ts'
import { slackMoment } from './natural-time-slack.ts'
import { momentBefore, readSpan, wallBefore } from './natural-time-span.ts'
import { type DaysRead, type Part, readWords } from './natural-time-words.ts'
import { day, dayOf, minute, momentAt, momentsAt, type Wall, wallOf, type Zone } from './natural-time-zone.ts'

export { echoMoment } from './natural-time-echo.ts'

/** A moment that has been, or the sentence to show in its place. */
export type Moment = { at: Date } | { problem: string }

/** Clocks differ a little: what is less than a minute ahead is now. */
const grace = minute

/** In letters: a link to a message with its label is the longest thing that says a time. */
const longest = 300

/** Nowhere did 1970 begin sooner. */
const earliest = -day / 2

/**
 * Reads a time as people type it: "14:05", "yesterday 18:30", "monday 14:00", "22 Sep 2026 14:05", "2 months ago", ISO 8601, and
 * Slack's own date tokens, times of messages and links to messages. `echoMoment` is to be shown before the answer is kept.
 * - Entries tell what happened: an hour is the last such hour, a weekday the last such day, a day without a year the last such
 *   day. What lies ahead is refused.
 * - A day without an hour is its beginning; a month its first day; "2 months ago" the same hour two months ago.
 * - An hour that comes twice when clocks are set back is the first of the two, unless an offset says otherwise. One that they
 *   skip is refused where it was written, and moved past the skip where it was reckoned.
 * @param timeZone the person's own zone, an IANA name; UTC where the name means nothing here
 */
export function readMoment(text: string, now: Date, timeZone: string): Moment {
  if (text.length > longest) return problems.unread
  const typed = tidy(text)
  if (typed === '') return problems.empty
  const stamp = slackMoment(typed)
  if (stamp) return settled(stamp, now) ?? problems.ahead
  const { zone, rest } = cutZone(typed, knownZone(timeZone, 'UTC'))
  const read = readRest(tidy(rest), now, zone)
  return read === problems.unread ? unreadBecause(typed) : read
}

function readRest(text: string, now: Date, zone: Zone): Moment {
  const span = readSpan(bare(text))
  if (span) return settled(momentBefore(span, now, zone), now) ?? problems.ahead
  const today = dayOf(wallOf(now, zone))
  const spelled = spellFigures(text, besideFigures(text), today)
  if (typeof spelled !== 'string') return spelled
  const { clock, rest } = cutClock(tidy(spelled.replace(/(?<=\d )T(?=\d)/i, ''))) ?? { clock: null, rest: spelled }
  if (clock && hasClearHour(rest)) return problems.several
  const read = readDay(bare(rest), clock, now, zone)
  return read === null ? problems.unread : 'problem' in read ? read : latest(read, clock, now, zone)
}

function readDay(words: string, clock: Clock | null, now: Date, zone: Zone): DaysRead | Problem | null {
  const today = dayOf(wallOf(now, zone))
  if (words === '') return clock && daysOf(today, today - day, today - 2 * day)
  const span = readSpan(words)
  if (span) return span.milliseconds === 0 ? daysOf(dayOf(wallBefore(span, now, zone))) : null
  return readWords(words, today)
}

/** What stands beside figures in a text. */
export const besideFigures = (text: string): Beside =>
  hasClearHour(text) ? 'hour' : /[a-z]{3}/i.test(text) ? 'words' : 'nothing'

const daysOf = (...days: Wall[]): DaysRead => ({ days, part: null })

/** The latest of the days on which it is not ahead. */
function latest({ days, part }: DaysRead, clock: Clock | null, now: Date, zone: Zone): Moment {
  if (days.length === 0) return problems.noSuchDay
  for (const at of days) {
    const wall = at + hourOf(clock, part)
    const moment = settled(momentAt(wall, zone), now)
    if (moment) return clock && momentsAt(wall, zone).length === 0 ? problems.skipped(wall, zone) : moment
  }
  return problems.ahead
}

function hourOf(clock: Clock | null, part: Part | null): number {
  if (!clock) return part?.begins ?? 0
  const { milliseconds, halfSaid } = clock
  const shift = halfSaid ? undefined : part?.later.find(({ from, before }) => milliseconds >= from && milliseconds < before)
  return milliseconds + (shift?.by ?? 0)
}

/** The moment, unless it lies ahead: then null. */
function settled(at: Date, now: Date): Moment | null {
  if (at.getTime() > now.getTime() + grace) return null
  if (at.getTime() < earliest) return problems.early
  return { at: at > now ? now : at }
}

function unreadBecause(typed: string): Problem {
  if (hasZoneLetters(typed)) return problems.letters
  if (isNoSuchDay(typed)) return problems.noSuchDay
  return /^in\b|\b(?:tomorrow|next|from now|later|hence)\b/i.test(typed) ? problems.ahead : problems.unread
}

/** Whether it names the last days of a month that is shorter. */
export const isNoSuchDay = (typed: string): boolean =>
  /\b(?:29|3\d)(?:st|nd|th)?\b/.test(typed) && /\b(?:feb|apr|jun|sep|nov)/i.test(typed)

/** One kind of space and minus, and no quotation marks around; `22/Sep/2026:14:05` of a log as words. */
export const tidy = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/\u2212/g, '-')
    .replace(/[\s\p{Cf}]+/gu, ' ')
    .replace(/\b(\d{1,2})\/([a-z]{3})\/(\d{4}):/i, '$1 $2 $3 ')
    .replace(/(?<=\b\d{1,2})\. ?(?=[a-z]{3})/i, ' ')
    .replace(/^[\s'"`“”‘’]+|[\s'"`“”‘’]+$/g, '')

/** Without the small words around a day. */
export const bare = (text: string): string =>
  tidy(text)
    .replace(/^(?:(?:at|on|around|about|approximately|since|from|circa|ca\.?|~|,)(?: |$))+/i, '')
    .replace(/(?:(?:^| )(?:at|on|around|about|~)|[ ,.@])+$/i, '')
