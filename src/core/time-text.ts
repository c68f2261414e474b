// Each function from its own file: the whole of date-fns is 300 of them, a quarter of a second of every start.
import { differenceInMilliseconds } from 'date-fns/differenceInMilliseconds'
import { millisecondsToHours } from 'date-fns/millisecondsToHours'
import { millisecondsToMinutes } from 'date-fns/millisecondsToMinutes'

const day = 24 * 3_600_000

/**
 * A length of time as people say it: "less than a minute", "12 min", "1 h 12 min", "26 h", "2 days 3 h", "67 days".
 * Minutes and hours are the full ones; from seven days on it is the nearest number of days, so that a change of the
 * clocks in between takes no day away. A day has 24 hours.
 * @param milliseconds 0 or more
 * @throws RangeError where it is negative or no number: a span that runs backwards is said, not printed
 */
export function durationText(milliseconds: number): string {
  if (!(milliseconds >= 0)) throw new RangeError('A length of time is 0 or more.')
  if (milliseconds < 60_000) return 'less than a minute'
  if (milliseconds < 2 * day) return together([`${millisecondsToHours(milliseconds)} h`, `${minutesPast(milliseconds)} min`])
  if (milliseconds < 7 * day)
    return together([`${Math.floor(milliseconds / day)} days`, `${millisecondsToHours(milliseconds % day)} h`])
  return `${Math.round(milliseconds / day)} days`
}

const minutesPast = (milliseconds: number): number => millisecondsToMinutes(milliseconds) % 60

const together = (parts: string[]): string => parts.filter((part) => !part.startsWith('0 ')).join(' ')

/** The time between two moments as text; null where one is not recorded or the second lies before the first. */
export function spanText(from: Date | null, to: Date | null): string | null {
  if (from === null || to === null) return null
  const length = differenceInMilliseconds(to, from)
  return length < 0 ? null : durationText(length)
}

/** "67 days before", from an earlier moment to a later one; null where it is not earlier. */
export function distanceBefore(earlier: Date, later: Date): string | null {
  return earlier.getTime() < later.getTime() ? `${durationText(differenceInMilliseconds(later, earlier))} before` : null
}

/**
 * The hour of a moment where the reader is: "14:28".
 * @param timeZone an IANA name; UTC where the name means nothing here
 */
export const clockTime = (at: Date, timeZone: string): string => formatsOf(timeZone).hour.format(at)

/** The day of a moment where the reader is: "22 September 2026". The zone as for `clockTime`. */
export const dayText = (at: Date, timeZone: string): string => formatsOf(timeZone).day.format(at)

/** The day of a moment in numbers, for names: "2026-09-22". The zone as for `clockTime`. */
export const dayNumbers = (at: Date, timeZone: string): string => formatsOf(timeZone).numbers.format(at)

type Formats = { hour: Intl.DateTimeFormat; day: Intl.DateTimeFormat; numbers: Intl.DateTimeFormat }

/** Making a format takes 70 times as long as using it, and a review tells thousands of times. */
const made = new Map<string, Formats>()

const formatsOf = (timeZone: string): Formats => findFormats(timeZone) ?? formatsIn('UTC')

function findFormats(timeZone: string): Formats | null {
  const before = made.get(timeZone)
  if (before) return before
  try {
    const formats = formatsIn(timeZone)
    made.set(timeZone, formats)
    return formats
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

const formatsIn = (timeZone: string): Formats => ({
  hour: new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
  day: new Intl.DateTimeFormat('en-GB', { timeZone, day: 'numeric', month: 'long', year: 'numeric' }),
  numbers: new Intl.DateTimeFormat('sv-SE', { timeZone, day: '2-digit', month: '2-digit', year: 'numeric' }),
})
