import { groupedBy } from './grouped-by.ts'
import { day, dayOf, minute, momentAt, type Wall, wallOf } from './natural-time/natural-time-zone.ts'
import { beginningOf, type WorkingHours } from './working-time.ts'

/** Somebody who is to be there, and the zone of the clock on their wall, an IANA name. */
export type Attendee = { userId: string; timeZone: string }

/** A time to meet, and for whom it would lie outside their working hours, in the order in which they were given. */
export type Proposal = { startsAt: Date; outside: string[] }

export type ProposalFacts = {
  /** Everybody who is to be there, the host among them. */
  people: readonly Attendee[]
  hostId: string
  hours: WorkingHours
  minutes: number
  /** The days after the day of this moment are looked at, as the host's calendar has them: nobody is called together at once. */
  from: Date
}

/** Meetings begin at full and half hours of the host. */
const step = 30 * minute
/** So many working days of the host are looked at. */
const daysAhead = 5
/** So many times are proposed. */
const most = 3

/**
 * Up to three times to meet within the five working days that follow: first those at which the fewest are outside their working
 * hours, then those at which these are least far outside, then what the host's day has room for; one a day, so that there is a choice.
 * Where no hour suits everybody, somebody is outside theirs, and it is said how many are.
 */
export function proposeTimes(facts: ProposalFacts): Proposal[] {
  const crowds = [...groupedBy(facts.people, ({ timeZone }) => timeZone)].map(([timeZone, people]) => ({ timeZone, people }))
  const zone = facts.people.find(({ userId }) => userId === facts.hostId)?.timeZone ?? 'UTC'
  return workingDays(facts, zone)
    .flatMap((ahead) => bestOf(startsOn(ahead, facts.from, zone).map((startsAt) => weigh(startsAt, crowds, facts, zone))))
    .sort(byWeight)
    .slice(0, most)
    .map(({ startsAt, outside }) => ({ startsAt, outside }))
}

type Weighed = Proposal & { weight: number[] }

/** The days ahead on which the host works. */
function workingDays({ from, hours }: ProposalFacts, zone: string): number[] {
  const days: number[] = []
  for (let ahead = 1; days.length < daysAhead && ahead <= 14; ahead += 1)
    if (beginningOf(from, ahead, hours, zone) !== null) days.push(ahead)
  return days
}

/** Every half hour of that day. One that the clocks skip, or show twice, is there once. */
function startsOn(ahead: number, from: Date, zone: string): Date[] {
  const date = dayOf(wallOf(from, zone)) + ahead * day
  const starts = Array.from({ length: day / step }, (_, at) => momentAt(date + at * step, zone).getTime())
  return [...new Set(starts)].map((time) => new Date(time))
}

type Crowd = { timeZone: string; people: readonly Attendee[] }

function weigh(
  startsAt: Date,
  crowds: readonly Crowd[],
  { hours, minutes, hostId, people }: ProposalFacts,
  zone: string,
): Weighed {
  const outsideIn = new Set<string>()
  let far = 0
  for (const crowd of crowds) {
    const hoursOff = distance(wallOf(startsAt, crowd.timeZone), minutes, hours)
    if (hoursOff === 0) continue
    outsideIn.add(crowd.timeZone)
    far += hoursOff ** 2 * crowd.people.length
  }
  const outside = people.filter(({ timeZone }) => outsideIn.has(timeZone)).map(({ userId }) => userId)
  const isHostOutside = outside.includes(hostId) ? 1 : 0
  const cutsLunch = isOverNoon(minuteOfDay(wallOf(startsAt, zone)), minutes) ? 1 : 0
  return { startsAt, outside, weight: [outside.length, far, isHostOutside, cutsLunch, startsAt.getTime()] }
}

/** In hours: as far as the middle of a night. */
const dayOff = 12

/** How many hours a meeting lies outside working hours on the clock that shows its beginning so; 0 where it lies in them. */
function distance(begins: Wall, minutes: number, { days, from, to }: WorkingHours): number {
  if (!days.includes(((new Date(begins).getUTCDay() + 6) % 7) + 1)) return dayOff
  const first = minuteOfDay(begins)
  return Math.max(0, minutesOf(from) - first, first + minutes - minutesOf(to)) / 60
}

/** Around noon people eat. */
const isOverNoon = (begins: number, minutes: number): boolean => begins < 13 * 60 && begins + minutes > 12 * 60

const minuteOfDay = (wall: Wall): number => (wall - dayOf(wall)) / minute

function minutesOf(time: string): number {
  const [hour = '', rest = ''] = time.split(':')
  return Number(hour) * 60 + Number(rest)
}

const bestOf = (weighed: Weighed[]): Weighed[] => weighed.sort(byWeight).slice(0, 1)

function byWeight(a: Weighed, b: Weighed): number {
  return a.weight.map((one, at) => one - (b.weight[at] ?? 0)).find((difference) => difference !== 0) ?? 0
}

/** Who of those who are to be there would be outside their working hours: how many, which roles they hold, and whether the host is among them. */
export type Outside = { count: number; of: number; roles: string[]; hasHost: boolean }

/** @param heldBy the roles that somebody holds, by their keys */
export const outsideOf = (
  { outside }: Proposal,
  { people, hostId }: Pick<ProposalFacts, 'people' | 'hostId'>,
  heldBy: (userId: string) => readonly string[],
): Outside => ({
  count: outside.length,
  of: people.length,
  roles: [...new Set(outside.flatMap(heldBy))],
  hasHost: outside.includes(hostId),
})
