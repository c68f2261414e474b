import type { Ctx } from '../context.ts'
import { readSince } from '../core/adoption.ts'
import { type Incident, nameOf } from '../core/incident.ts'
import { Refusal } from '../core/refusal.ts'
import type { PersonViewer } from '../core/viewer.ts'
import { takeDelivery } from '../store/delivered.ts'
import { getIncidentForUpdate, saveIncident } from '../store/incidents.ts'
import { findPerson } from '../store/people.ts'
import { beginBackfill } from './compare-due.ts'

/**
 * Has what was written in the channel of an incident before read, from further back than until now or once more.
 * @param input.since as `readSince` takes it
 * @returns the incident, or null where this request was done before
 * @throws Refusal where that is no time, the incident has no channel yet, or the viewer may not see it
 */
export async function backfillChannel(
  ctx: Ctx,
  input: { viewer: PersonViewer; incidentId: string; since: string; requestKey: string },
): Promise<Incident | null> {
  const now = ctx.clock.now()
  const { viewer, requestKey } = input
  return ctx.db.transaction(async (tx) => {
    const before = await getIncidentForUpdate(tx, viewer, input.incidentId)
    if (!before.channelId) throw new Refusal(`${nameOf(before)} has no channel yet.`)
    const person = await findPerson(tx, viewer.workspaceId, viewer.userId)
    const since = readSince(input.since, now, person?.timeZone ?? ctx.config.timeZone)
    if (!(await takeDelivery(tx, viewer.workspaceId, requestKey, now))) return null
    const incident = { ...before, logsFrom: before.logsFrom && before.logsFrom < since ? before.logsFrom : since }
    await saveIncident(tx, incident)
    await beginBackfill(tx, incident, now)
    return incident
  })
}
