import { clockTime, dayText, durationText } from '../time-text.ts'
import { knownZone } from '../working-time.ts'
import { weekdayText } from './natural-time-problems.ts'
import { day, minute, momentsAt, offsetText, wallOf } from './natural-time-zone.ts'

/**
 * A moment as it is said back before it is kept: "Tuesday 22 September 2026, 14:05 (2 months ago, Europe/Vienna)". In an hour that
 * comes twice the offset stands with it ("02:30 +01:00"), so that `readMoment` reads every echo as the same minute.
 * @param at not after `now`
 * @param timeZone the person's own zone, an IANA name; UTC where the name means nothing here
 */
export function echoMoment(at: Date, now: Date, timeZone: string): string {
  const zone = knownZone(timeZone, 'UTC')
  const wall = wallOf(at, zone)
  const offset = momentsAt(wall, zone).length > 1 ? ` ${offsetText(at, zone)}` : ''
  const distance = distanceText(now.getTime() - at.getTime())
  return `${weekdayText(wall)} ${dayText(at, zone)}, ${clockTime(at, zone)}${offset} (${distance}, ${zone})`
}

/** From how many milliseconds on a unit is used, to the nearest one; a month is the mean one. */
const units = [
  { from: 24 * 30.44 * day, unit: 'year', size: 365.25 * day },
  { from: 60 * day - day / 2, unit: 'month', size: 30.44 * day },
  { from: 14 * day, unit: 'week', size: 7 * day },
  { from: 2 * day, unit: 'day', size: day },
] as const

const words = new Intl.RelativeTimeFormat('en-GB')

/** How long ago, as exactly as it matters: to the minute within two days, then in one unit, which grows. */
function distanceText(milliseconds: number): string {
  if (milliseconds < minute) return 'just now'
  const found = units.find(({ from }) => milliseconds >= from)
  return found ? words.format(-Math.round(milliseconds / found.size), found.unit) : `${durationText(milliseconds)} ago`
}
