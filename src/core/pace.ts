import { isWorkingHour, nextBeginning, type WorkingHours } from './working-time.ts'

/** So many questions are put to one person about one incident at the most, whoever they come from. */
export const mostPerIncident = 3

/** And so many in any seven days, over all incidents. */
export const mostPerWeek = 5

const week = 7 * 24 * 60 * 60 * 1000

/** What holds for asking one person about one incident. */
export type Pace = {
  /** They want to be asked nothing any more; or nothing more about this incident. */
  isNeverAsked: boolean
  isMuted: boolean
  /** How many questions may be put to them about this incident, and how many were. */
  most: number
  askedHere: number
  /** When questions were put to them, over all incidents; what is older than a week does not matter. */
  askedAt: readonly Date[]
  /** Decent hours on the clock on their wall; null where the settings ask at once, or they asked for it themselves. */
  hours: { working: WorkingHours; timeZone: string } | null
}

/** Whether somebody may be asked now, not before `until`, or not at all. */
export type Permission =
  | { kind: 'yes' }
  | { kind: 'wait'; why: 'hour' | 'week'; until: Date }
  | { kind: 'no'; why: 'never' | 'muted' | 'enough' }

/** First what they wish, then the hour, then how much they were asked. */
export function mayAsk(pace: Pace, now: Date): Permission {
  if (pace.isNeverAsked) return { kind: 'no', why: 'never' }
  if (pace.isMuted) return { kind: 'no', why: 'muted' }
  const decent = decentHour(pace, now)
  if (decent > now) return { kind: 'wait', why: 'hour', until: decent }
  if (pace.askedHere >= pace.most) return { kind: 'no', why: 'enough' }
  const free = freeAgain(pace, now)
  return free === null ? { kind: 'yes' } : { kind: 'wait', why: 'week', until: decentHour(pace, free) }
}

/** That moment, where it is a decent hour of theirs; otherwise when the next one begins. */
export const decentHour = ({ hours }: Pick<Pace, 'hours'>, at: Date): Date =>
  hours === null || isWorkingHour(at, hours.working, hours.timeZone) ? at : nextBeginning(at, hours.working, hours.timeZone)

/** When fewer than five questions will lie within the last seven days; null where that is so already. */
function freeAgain({ askedAt }: Pace, now: Date): Date | null {
  const recent = askedAt.map((at) => at.getTime()).filter((at) => at > now.getTime() - week)
  const oldest = recent.toSorted((a, b) => b - a)[mostPerWeek - 1]
  return oldest === undefined ? null : new Date(oldest + week)
}
