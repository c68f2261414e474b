import { day, momentAt, type Wall } from '../natural-time/natural-time-zone.ts'

/** A time as a line of a transcript gives it: `day` in milliseconds, null where it only has an hour; `offset` in minutes east of UTC. */
export type Stamp = { day: Wall | null; clock: number; offset: number | null }

/** The groups that `stampFrom` reads: day, hours, minutes, seconds, parts of a second, half of the day, zone. */
export const stampPattern = String.raw`(?:(\d{4}-\d{2}-\d{2})(?:[T ]|, ))?(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(?: ?([AaPp])\.?[Mm]\.?)?(?: ?(Z|UTC|[+-]\d{2}:?\d{2}))?`

const groups = 7

/** The time in what `stampPattern` found; null where no clock or calendar shows it. @param found begins with its groups */
export function stampFrom(found: readonly (string | undefined)[]): Stamp | null {
  const [date, hours, minutes, seconds = '0', parts = '0', half, zone] = found.slice(0, groups)
  const hour = hourOf(Number(hours), half)
  const dayNamed = date === undefined ? null : dayFrom(date)
  if (hour === null || Number(minutes) > 59 || Number(seconds) > 59 || (date !== undefined && dayNamed === null)) return null
  const milliseconds = Number(parts.padEnd(3, '0').slice(0, 3))
  const clock = ((hour * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000 + milliseconds
  return { day: dayNamed, clock, offset: zone === undefined ? null : offsetOf(zone) }
}

function hourOf(hours: number, half: string | undefined): number | null {
  if (half === undefined) return hours < 24 ? hours : null
  if (hours < 1 || hours > 12) return null
  return (hours % 12) + (half.toLowerCase() === 'p' ? 12 : 0)
}

/** `2026-11-22` as a day; null where the calendar has none such. */
export function dayFrom(date: string): Wall | null {
  const at = Date.parse(`${date}T00:00:00Z`)
  return Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== date ? null : at
}

function offsetOf(zone: string): number {
  if (!/\d/.test(zone)) return 0
  const digits = zone.replace(/\D/g, '')
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2))
  return zone.startsWith('-') ? -minutes : minutes
}

/** Over midnight hours begin anew; a transcript that is a little out of order goes back by less than that. */
const half = day / 2

/** Gives times their moments, line after line: an hour without a day is of the day of the line before, or of the next after midnight. */
export function createClockwork(first: Wall, timeZone: string): { moment(stamp: Stamp): Date; turnTo(day: Wall): void } {
  let today = first
  let last: number | null = null
  return {
    moment: ({ day: named, clock, offset }) => {
      if (named !== null) today = named
      else if (last !== null && clock < last - half) today += day
      last = clock
      return momentAt(today + clock, offset ?? timeZone)
    },
    turnTo: (next) => {
      today = next
      last = null
    },
  }
}
