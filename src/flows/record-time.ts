import type { Ctx } from '../context.ts'
import type { Incident } from '../core/incident.ts'
import { NothingNew, nameOf } from '../core/incident.ts'
import { Refusal } from '../core/refusal.ts'
import type { PersonViewer } from '../core/viewer.ts'
import { refreshIncident, refreshReview } from '../jobs/refresh.ts'
import { takeDelivery } from '../store/delivered.ts'
import { getIncidentForUpdate, saveIncident } from '../store/incidents.ts'

/** The times of an incident that only people can tell. */
export const toldTimes = { started: 'startedAt', detected: 'detectedAt' } as const
export type ToldTime = keyof typeof toldTimes

/**
 * Records when an incident started, which may be long before, or when it was noticed. Told again, it is corrected.
 * @returns the incident, or null where this request was done before
 * @throws Refusal where it lies in the future, nothing would change, or the viewer may not see the incident
 */
export async function recordTime(
  ctx: Ctx,
  input: { viewer: PersonViewer; incidentId: string; which: ToldTime; at: Date; requestKey: string },
): Promise<Incident | null> {
  const { viewer, which, at } = input
  const now = ctx.clock.now()
  if (at > now) throw new Refusal('That time has not come yet. When did it happen, at the earliest that you know of?')
  return ctx.db.transaction(async (tx) => {
    if (!(await takeDelivery(tx, viewer.workspaceId, input.requestKey, now))) return null
    const before = await getIncidentForUpdate(tx, viewer, input.incidentId)
    const field = toldTimes[which]
    if (before[field]?.getTime() === at.getTime()) throw new NothingNew(`${nameOf(before)} says that already.`)
    const incident = { ...before, [field]: at }
    await saveIncident(tx, incident)
    await refreshIncident(tx, incident)
    await refreshReview(tx, incident)
    return incident
  })
}
