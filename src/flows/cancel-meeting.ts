import type { Ctx } from '../context.ts'
import type { Incident } from '../core/incident.ts'
import { isAhead, withoutMeeting } from '../core/meeting.ts'
import type { PersonViewer } from '../core/viewer.ts'
import { refreshMeeting } from '../jobs/refresh.ts'
import type { Tx } from '../store/db.ts'
import { takeDelivery } from '../store/delivered.ts'
import { getIncidentForUpdate } from '../store/incidents.ts'
import { findMeeting, saveMeeting } from '../store/meetings.ts'
import { getHosted } from './read-hosting.ts'

/**
 * The host cancels the meeting about a review; also while people are at work on the incident again.
 * @returns the incident, or null where this request was done before
 * @throws Refusal for anybody else, and where none is ahead
 */
export async function cancelMeeting(
  ctx: Ctx,
  input: { viewer: PersonViewer; incidentId: string; requestKey: string },
): Promise<Incident | null> {
  const { viewer } = input
  const now = ctx.clock.now()
  return ctx.db.transaction(async (tx) => {
    if (!(await takeDelivery(tx, viewer.workspaceId, input.requestKey, now))) return null
    const { id } = await getIncidentForUpdate(tx, viewer, input.incidentId)
    const { incident } = await getHosted(tx, viewer, id)
    await saveMeeting(tx, withoutMeeting(await findMeeting(tx, id), incident, now))
    await refreshMeeting(tx, incident)
    return incident
  })
}

/** Cancels the meeting that is ahead, where one is; part of a transaction that holds the incident. */
export async function callOff(tx: Tx, incident: Incident, now: Date): Promise<void> {
  const meeting = await findMeeting(tx, incident.id)
  if (!meeting || !isAhead(meeting, now)) return
  await saveMeeting(tx, withoutMeeting(meeting, incident, now))
  await refreshMeeting(tx, incident)
}
