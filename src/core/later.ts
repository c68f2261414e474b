import { TZDate } from '@date-fns/tz'
import type { Duration } from './duration.ts'
import { beginningOf, dueAt, type WorkingHours } from './working-time.ts'

/** What somebody can choose who would rather be asked later. `next-day` is what the settings say under `delays: later`. */
export const laterChoices = ['evening', 'next-day', 'three-days', 'weekend'] as const
export type LaterChoice = (typeof laterChoices)[number]

/** Where and how somebody's days go. */
export type Days = { hours: WorkingHours; timeZone: string; later: Duration }

/**
 * When to come back, always at a decent hour of theirs. An evening is their own wish, and lies after the working hours of any day;
 * all else is the beginning of a working day, so that "in three days" after a Wednesday is Monday.
 */
export function laterAt(choice: LaterChoice, now: Date, { hours, timeZone, later }: Days): Date {
  switch (choice) {
    case 'evening':
      return eveningAfter(now, timeZone)
    case 'next-day':
      return dueAt(now, later, hours, timeZone)
    case 'three-days':
      return firstWorkingDay(now, 3, hours, timeZone)
    case 'weekend':
      return firstWorkingDay(now, nextFreeDay(now, hours, timeZone), hours, timeZone)
  }
}

/** At six, or at eight where six is too near; after that it is the next day's. */
const evenings = [18, 20]

const atLeastAhead = 30 * 60 * 1000

function eveningAfter(now: Date, timeZone: string): Date {
  const today = new TZDate(now, timeZone)
  const candidates = [0, 1, 2].flatMap((ahead) =>
    evenings.map(
      (hour) => new Date(new TZDate(today.getFullYear(), today.getMonth(), today.getDate() + ahead, hour, 0, timeZone).getTime()),
    ),
  )
  return candidates.find((evening) => evening.getTime() >= now.getTime() + atLeastAhead) ?? now
}

/** The beginning of the first working day that is at least so many days ahead. */
function firstWorkingDay(now: Date, ahead: number, hours: WorkingHours, timeZone: string): Date {
  return beginningOf(now, ahead, hours, timeZone) ?? firstWorkingDay(now, ahead + 1, hours, timeZone)
}

/** How many days ahead the next day off is, today included; where every day is a working day, a week. */
function nextFreeDay(now: Date, hours: WorkingHours, timeZone: string): number {
  const free = [0, 1, 2, 3, 4, 5, 6].find((ahead) => beginningOf(now, ahead, hours, timeZone) === null)
  return free ?? 7
}

/** For so long after the moment that somebody chose, coming back is what they wished, whatever the hour; in milliseconds. */
const grace = 60 * 60 * 1000

/** Whether `now` is still the time that was chosen for something. */
export const isAsChosen = (chosen: Date, now: Date): boolean => now.getTime() - chosen.getTime() <= grace
