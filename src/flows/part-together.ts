import type { Ctx } from '../context.ts'
import type { Incident } from '../core/incident.ts'
import type { PersonViewer } from '../core/viewer.ts'
import { refreshReview } from '../jobs/refresh.ts'
import { deleteTogether } from '../store/condition-links.ts'
import { takeDelivery } from '../store/delivered.ts'
import { getIncidentForUpdate } from '../store/incidents.ts'

/**
 * Takes away that some conditions were needed together; they stay.
 * @returns null where this request was done before
 * @throws Refusal where the viewer may not see the incident
 */
export async function partTogether(
  ctx: Ctx,
  input: { viewer: PersonViewer; incidentId: string; setId: number; requestKey: string },
): Promise<{ incident: Incident } | null> {
  const { viewer } = input
  return ctx.db.transaction(async (tx) => {
    if (!(await takeDelivery(tx, viewer.workspaceId, input.requestKey, ctx.clock.now()))) return null
    const incident = await getIncidentForUpdate(tx, viewer, input.incidentId)
    await deleteTogether(tx, incident.id, input.setId)
    await refreshReview(tx, incident)
    return { incident }
  })
}
