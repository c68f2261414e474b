import type { Ctx } from '../context.ts'
import { fewestAfterwards } from '../core/afterwards.ts'
import { type Incident, isOpen } from '../core/incident.ts'
import { endOf, type Meeting } from '../core/meeting.ts'
import { asBot } from '../core/viewer.ts'
import { dueAt, isWorkingHour, knownZone, nextBeginning } from '../core/working-time.ts'
import { refreshAfterwards } from '../jobs/refresh.ts'
import {
  type AfterwardsPerson,
  insertAfterwardsPeople,
  listAfterwardsPeople,
  listDueAfterwards,
  saveAfterwardsPeople,
} from '../store/afterwards.ts'
import { findAsking } from '../store/askings.ts'
import type { Tx } from '../store/db.ts'
import { getIncidentForUpdate } from '../store/incidents.ts'
import { findMeeting, listMeetingsBegun, saveMeeting } from '../store/meetings.ts'
import { findPersonSettings } from '../store/person-settings.ts'
import { findReview } from '../store/reviews.ts'
import { invitedTo } from './invited-to.ts'

/** For so many working days the questions can be answered; then they are shown, all at once. */
const staysOpen = { days: 5, milliseconds: 0 }

/** After so long nobody remembers a meeting well enough to be asked about it, in milliseconds. */
const tooLate = 14 * 24 * 60 * 60 * 1000

/** Asks those who were invited to a meeting that is over, quietly and once: each at a decent hour of theirs. */
export async function comeAfterwards(ctx: Ctx, workspaceId: string): Promise<void> {
  const now = ctx.clock.now()
  for (const incidentId of await ctx.db.statement((tx) => listMeetingsBegun(tx, workspaceId, now)))
    await ctx.db.transaction((tx) => planAfterwards(tx, ctx, workspaceId, incidentId))
  const due = await ctx.db.statement((tx) => listDueAfterwards(tx, workspaceId, now))
  for (const incidentId of new Set(due.map((person) => person.incidentId)))
    await ctx.db.transaction((tx) => putAfterwards(tx, ctx, workspaceId, incidentId))
}

/** While people are at work on the incident again, it waits; where the review was declined, or long after, nobody is asked. */
async function planAfterwards(tx: Tx, ctx: Ctx, workspaceId: string, incidentId: string): Promise<void> {
  const now = ctx.clock.now()
  const incident = await getIncidentForUpdate(tx, asBot(workspaceId), incidentId)
  const meeting = await findMeeting(tx, incidentId)
  if (!meeting || meeting.isCancelled || meeting.askedAt || endOf(meeting) > now) return
  const review = await findReview(tx, incidentId)
  const isPast = now.getTime() - endOf(meeting).getTime() > tooLate
  if (isOpen(incident) && !isPast) return
  const isAsked = !isPast && review !== null && review.state !== 'declined' && incident.status !== 'cancelled'
  const people = isAsked ? await peopleToAsk(tx, ctx, incident, meeting, review.hostId) : []
  const areEnough = people.length >= fewestAfterwards
  const { timeZone, workingHours } = ctx.config
  const closesAt = areEnough ? dueAt(now, staysOpen, workingHours, null, timeZone) : null
  await saveMeeting(tx, { ...meeting, askedAt: now, closesAt })
  if (areEnough) await insertAfterwardsPeople(tx, people)
}

/** Everybody who was invited, but for those who want to be asked nothing. */
async function peopleToAsk(
  tx: Tx,
  { clock, config }: Ctx,
  incident: Incident,
  meeting: Meeting,
  hostId: string | null,
): Promise<AfterwardsPerson[]> {
  const { id: incidentId, workspaceId } = incident
  const now = clock.now()
  const people: AfterwardsPerson[] = []
  for (const { userId, timeZone } of await invitedTo(tx, incident, [...(hostId ? [hostId] : []), ...meeting.invitedIds])) {
    const { isNeverAsked } = await findPersonSettings(tx, workspaceId, userId)
    if (isNeverAsked || (await findAsking(tx, incidentId, userId))?.isMuted) continue
    const zone = knownZone(timeZone, config.timeZone)
    const isDecent = isWorkingHour(now, config.workingHours, zone)
    const due = isDecent ? now : nextBeginning(now, config.workingHours, zone)
    people.push({ incidentId, workspaceId, userId, dueAt: due, state: 'waiting' })
  }
  return people
}

async function putAfterwards(tx: Tx, ctx: Ctx, workspaceId: string, incidentId: string): Promise<void> {
  const now = ctx.clock.now()
  const incident = await getIncidentForUpdate(tx, asBot(workspaceId), incidentId)
  if (isOpen(incident)) return
  const people = await listAfterwardsPeople(tx, incidentId)
  const isDue = (person: AfterwardsPerson): boolean => person.state === 'waiting' && person.dueAt <= now
  await saveAfterwardsPeople(
    tx,
    incidentId,
    people.map((person) => (isDue(person) ? { ...person, state: 'asked' } : person)),
  )
  for (const person of people.filter(isDue)) await refreshAfterwards(tx, person)
}
