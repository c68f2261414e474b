import { casual, type ParsedResult } from 'chrono-node/en'
import { date, daysNamed, type NamedDay } from './natural-time-day.ts'
import { type Problem, problems } from './natural-time-problems.ts'
import { day, minute, type Wall } from './natural-time-zone.ts'

/**
 * A part of a day: where it begins, in milliseconds since midnight, for want of an hour; and how much later an hour of it is than
 * it was written, "8:30" in the evening.
 */
export type Part = { begins: number; later: { from: number; before: number; by: number }[] }

/** Days that can be meant, the latest first, and the part of the day, where one was named. */
export type DaysRead = { days: Wall[]; part: Part | null }

const hour = 60 * minute
const later = (from: number, before: number, by: number) => ({ from: from * hour, before: before * hour, by: by * hour })

/** Half past one on Monday night is the Tuesday. */
const parts: { word: RegExp; part: Part }[] = [
  { word: /\bmorning\b/i, part: { begins: 6 * hour, later: [] } },
  { word: /\bafternoon\b/i, part: { begins: 15 * hour, later: [later(1, 12, 12)] } },
  { word: /\bevening\b/i, part: { begins: 20 * hour, later: [later(4, 12, 12)] } },
  { word: /\btonight\b/i, part: { begins: 22 * hour, later: [later(6, 12, 12)] } },
  { word: /\bnight\b/i, part: { begins: 22 * hour, later: [later(0, 6, 24), later(6, 13, 12)] } },
]

/**
 * Reads a day in words: "yesterday", "this morning", "last monday", "monday last week", "22 September", "Sept. 22nd, 2026".
 * Words are chrono's part; only what was certainly said is taken from it. Which year or week is meant is decided here, and all
 * its reckoning is around a noon in UTC, since chrono reckons by the clocks of the machine.
 * @returns null where there is more in the text than a day, or less
 */
export function readWords(text: string, today: Wall): DaysRead | Problem | null {
  const lastWeek = /\blast week\b/i.test(text)
  const said = inPlainWords(lastWeek ? text.replace(/\b(?:on )?last week\b/i, '').trim() : text, today)
  const [found, ...others] = casual.parse(said, { instant: new Date(today + 12 * hour), timezone: 0 })
  if (!found || others.length > 0 || !isWhole(said, found) || isMore(found)) return null
  if (found.end) return problems.several
  const named = namedBy(found)
  const days = lastWeek ? inLastWeek(named, today) : daysMeant(named, found, said, today)
  const wrong = named.month !== null && named.weekday !== null ? otherWeekday(days ?? [], named.weekday, today) : null
  return wrong ?? (days && { days, part: parts.find(({ word }) => word.test(said))?.part ?? null })
}

/**
 * What chrono would read by the clocks of the machine, or not at all, in words that leave it no choice: "last night" as "yesterday
 * night", "22 September last year" as "22 September 2025", and "29 February" with its last year.
 */
function inPlainWords(text: string, today: Wall): string {
  const year = new Date(today).getUTCFullYear()
  const leapDay = daysNamed(date(null, 2, 29), today).find((at) => at <= today) ?? today
  return text
    .replace(/\blast night\b/i, 'yesterday night')
    .replace(/(?<=[a-z]) last year$/i, ` ${year - 1}`)
    .replace(/(?<=[a-z]) this year$/i, ` ${year}`)
    .replace(
      /\b(?:29(?:th)?(?: of)? feb[a-z]*\.?|feb[a-z]*\.? 29(?:th)?)(?![a-z.]|,? ?\d)/i,
      `$& ${new Date(leapDay).getUTCFullYear()}`,
    )
}

/** Whether chrono has understood all of it, but for small words. */
const isWhole = (text: string, found: ParsedResult): boolean =>
  /^(?:(?:the|on|in|last|past|previous|this|of|night)\b|[\s,.])*$/i.test(text.replace(found.text, ' '))

/** An hour or a zone, which are read elsewhere, or a way of reckoning that `readSpan` has refused. */
const isMore = ({ start, text }: ParsedResult): boolean =>
  start.isCertain('hour') || start.isCertain('timezoneOffset') || (isRelative(start) && !/\b(?:yesterday|next)\b/i.test(text))

const isRelative = (start: ParsedResult['start']): boolean => start.tags().has('result/relativeDate')

function namedBy({ start }: ParsedResult): NamedDay {
  const certain = (part: 'year' | 'month' | 'day' | 'weekday'): number | null => (start.isCertain(part) ? start.get(part) : null)
  return { year: certain('year'), month: certain('month'), day: certain('day'), weekday: certain('weekday') }
}

function daysMeant(named: NamedDay, found: ParsedResult, said: string, today: Wall): Wall[] | null {
  if (/\bweek(?:end|day)s?\b/i.test(said)) return null
  if (/\bnext\b/i.test(said)) return [today + 7 * day]
  if (named.month === null && named.weekday === null) return ofCasualPart(found, today)
  const days = daysNamed(named, today)
  return named.weekday !== null && /\b(?:last|past|previous)\b/i.test(said) ? days.filter((at) => at < today) : days
}

/** "This morning" is today; "this week" and "this year" are no day. */
const ofCasualPart = ({ start }: ParsedResult, today: Wall): Wall[] | null =>
  [...start.tags()].some((tag) => tag.startsWith('casualReference/')) ? [today] : null

/** A day of the calendar week before this one; a week begins on Monday. */
function inLastWeek({ weekday, month }: NamedDay, today: Wall): Wall[] | null {
  if (weekday === null || month !== null) return null
  const monday = today - ((new Date(today).getUTCDay() + 6) % 7) * day
  return [monday - 7 * day + ((weekday + 6) % 7) * day]
}

/** A weekday beside a date has to be that day's own. */
function otherWeekday(days: Wall[], weekday: number, today: Wall): Problem | null {
  const meant = days.find((at) => at <= today) ?? days[0]
  return meant === undefined || new Date(meant).getUTCDay() === weekday ? null : problems.otherWeekday(meant)
}
