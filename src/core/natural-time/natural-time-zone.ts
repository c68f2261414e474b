import { tzOffset } from '@date-fns/tz'

/** What a clock on the wall shows: the milliseconds at which a clock in UTC shows the same. A day is the wall at its midnight. */
export type Wall = number

/** An IANA name, or minutes east of UTC. */
export type Zone = string | number

export const minute = 60_000
export const day = 24 * 60 * minute

/** What the clocks of a zone show at a moment. */
export const wallOf = (at: Date, zone: Zone): Wall => at.getTime() + offsetAt(at.getTime(), zone)

/** The day that a wall lies in. */
export const dayOf = (wall: Wall): Wall => Math.floor(wall / day) * day

/**
 * The moments at which the clocks of a zone show this, in their order: one; two in the hour that comes twice in autumn; none in
 * the hour that spring skips. `TZDate` is not used here: it goes by way of the machine's own zone.
 */
export function momentsAt(wall: Wall, zone: Zone): Date[] {
  const offsets = new Set([offsetAt(wall - day, zone), offsetAt(wall + day, zone)])
  return [...offsets]
    .map((offset) => new Date(wall - offset))
    .filter((at) => wallOf(at, zone) === wall)
    .sort((one, other) => one.getTime() - other.getTime())
}

/** The first moment at which the clocks show this; where they skip it, as long after the skip as it is after the skip's beginning. */
export const momentAt = (wall: Wall, zone: Zone): Date => momentsAt(wall, zone)[0] ?? new Date(wall - offsetAt(wall - day, zone))

/** How far east of UTC the zone is at a moment: "+02:00". */
export function offsetText(at: Date, zone: Zone): string {
  const minutes = Math.round(offsetAt(at.getTime(), zone) / minute)
  const two = (number: number): string => String(Math.floor(number)).padStart(2, '0')
  return `${minutes < 0 ? '-' : '+'}${two(Math.abs(minutes) / 60)}:${two(Math.abs(minutes) % 60)}`
}

/** So many months earlier at the same hour; the last day of a month that is too short. */
export function monthsBefore(wall: Wall, months: number): Wall {
  const from = new Date(wall)
  const first = Date.UTC(from.getUTCFullYear(), from.getUTCMonth() - months, 1)
  const lastDay = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() - months + 1, 0)).getUTCDate()
  return first + (Math.min(from.getUTCDate(), lastDay) - 1) * day + (wall - dayOf(wall))
}

const offsetAt = (at: number, zone: Zone): number =>
  typeof zone === 'number' ? zone * minute : Math.round(tzOffset(zone, new Date(at)) * minute)
