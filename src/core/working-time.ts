import { TZDate } from '@date-fns/tz'
import { getISODay } from 'date-fns/getISODay'
import { type Duration, isNothing } from './duration.ts'

/** When people may be addressed: ISO weekdays (1 is Monday) and times of day, `HH:MM`; `to` is past the last minute and may be `24:00`. */
export type WorkingHours = { days: number[]; from: string; to: string }

/**
 * When something that waits `delay` from `from` on may reach a person.
 * - Nothing to wait for: at once, at any hour.
 * - Days count as working days of the person's zone, from the day after `from` on: one day after Friday at 15:00, or after
 *   Saturday, is Monday. It is then due when the working hours of that day begin, so that a night shift is not asked the same morning.
 * - Hours and minutes are exact; where they end outside working hours, it is due when the next ones begin.
 *   With days as well, they follow the days.
 * @param timeZone IANA name of the person's zone; an unknown one, or null, gives way to the organisation's
 */
export function dueAt(from: Date, delay: Duration, hours: WorkingHours, timeZone: string | null, organisation = 'UTC'): Date {
  if (isNothing(delay)) return from
  const zone = knownZone(timeZone, organisation)
  const day = delay.days === 0 ? from : beginningAfter(from, delay.days, hours, zone)
  const exact = new Date(day.getTime() + delay.milliseconds)
  return isWorkingHour(exact, hours, zone) ? exact : nextBeginning(exact, hours, zone)
}

/** Whether a moment lies in working hours, as the clock on that wall shows it. */
export function isWorkingHour(at: Date, hours: WorkingHours, timeZone: string): boolean {
  const local = new TZDate(at, timeZone)
  const minute = local.getHours() * 60 + local.getMinutes()
  return hours.days.includes(getISODay(local)) && minute >= minutesOf(hours.from) && minute < minutesOf(hours.to)
}

/** Whether the name is one of the IANA database, as this Node knows it (an offset such as `+02:00` is not: it knows no summer time). */
export function isTimeZone(name: string): boolean {
  try {
    return /^[A-Za-z]/.test(name) && new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}

/** The person's zone where it is one, the organisation's otherwise. */
export const knownZone = (timeZone: string | null, organisation: string): string =>
  timeZone !== null && isTimeZone(timeZone) ? timeZone : organisation

/** The beginning of the `count`th working day after the day of `at`. */
function beginningAfter(at: Date, count: number, hours: WorkingHours, zone: string): Date {
  let left = count
  for (let ahead = 1; ; ahead += 1) {
    const beginning = beginningOf(at, ahead, hours, zone)
    if (beginning && --left === 0) return beginning
  }
}

/** When the next working hours begin. */
export function nextBeginning(at: Date, hours: WorkingHours, zone: string): Date {
  for (let ahead = 0; ; ahead += 1) {
    const beginning = beginningOf(at, ahead, hours, zone)
    if (beginning && beginning >= at) return beginning
  }
}

/**
 * When the working hours begin, so many days ahead of the day of `at`; null on a free day, and on one whose working hours the
 * clocks skip (the hour lost in spring; 30 December 2011 in Samoa).
 */
export function beginningOf(at: Date, ahead: number, hours: WorkingHours, zone: string): Date | null {
  const today = new TZDate(at, zone)
  const date = new Date(Date.UTC(today.getFullYear(), today.getMonth(), today.getDate() + ahead))
  const minutes = minutesOf(hours.from)
  const local = new TZDate(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate(), 0, minutes, zone)
  const begins = new Date(local.getTime())
  return local.getDate() === date.getUTCDate() && isWorkingHour(begins, hours, zone) ? begins : null
}

function minutesOf(time: string): number {
  const [hour = '', minute = ''] = time.split(':')
  return Number(hour) * 60 + Number(minute)
}
