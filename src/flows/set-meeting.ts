import { randomUUID } from 'node:crypto'
import type { Ctx } from '../context.ts'
import { isOpen, nameOf } from '../core/incident.ts'
import { type Meeting, type MeetingWish, meetingWith } from '../core/meeting.ts'
import { meetingLengths } from '../core/meeting-agenda.ts'
import { Refusal } from '../core/refusal.ts'
import type { PersonViewer } from '../core/viewer.ts'
import { knownZone } from '../core/working-time.ts'
import { refreshMeeting } from '../jobs/refresh.ts'
import { takeDelivery } from '../store/delivered.ts'
import { getIncidentForUpdate } from '../store/incidents.ts'
import { findMeeting, saveMeeting } from '../store/meetings.ts'
import { findPerson } from '../store/people.ts'
import { checkReach } from './reach.ts'
import { getHosted } from './read-hosting.ts'

/** When to meet. What is not said stays as it is. */
export type MeetingWished = Pick<MeetingWish, 'startsAt'> & Partial<MeetingWish>

/**
 * The host sets when people meet about the review, or moves it. Its channel is told, and calendars with it.
 * @returns the meeting, or null where this request was done before
 * @throws Refusal for anybody else, where it cannot be then, where somebody cannot be told of it, and while people are at work on it
 */
export async function setMeeting(
  ctx: Ctx,
  input: { viewer: PersonViewer; incidentId: string; wish: MeetingWished; requestKey: string },
): Promise<Meeting | null> {
  const { viewer, wish } = input
  const { workspaceId, userId } = viewer
  const { config, clock } = ctx
  const now = clock.now()
  return ctx.db.transaction(async (tx) => {
    if (!(await takeDelivery(tx, workspaceId, input.requestKey, now))) return null
    const { id } = await getIncidentForUpdate(tx, viewer, input.incidentId)
    const { incident, review } = await getHosted(tx, viewer, id)
    if (review.state === 'declined')
      throw new Refusal(`The review of ${nameOf(incident)} was declined; there is nothing to meet about.`)
    if (isOpen(incident))
      throw new Refusal(`People are at work on ${nameOf(incident)}. The meeting can wait until it is resolved.`)
    const before = await findMeeting(tx, id)
    const whole = { minutes: before?.minutes ?? meetingLengths[0], invitedIds: before?.invitedIds ?? [], ...wish }
    await checkReach(tx, incident, wish.invitedIds ?? [], 'people')
    const hostZone = knownZone((await findPerson(tx, workspaceId, userId))?.timeZone ?? null, config.timeZone)
    const setting = { incident, now, newUid: randomUUID(), hours: config.workingHours, hostZone }
    const meeting = meetingWith(before, whole, setting)
    await saveMeeting(tx, meeting)
    await refreshMeeting(tx, incident)
    return meeting
  })
}
