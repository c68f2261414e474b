import type { Ctx } from '../context.ts'
import type { PersonViewer } from '../core/viewer.ts'
import { refreshRhymes } from '../jobs/refresh.ts'
import { takeDelivery } from '../store/delivered.ts'
import { getIncident } from '../store/incidents.ts'
import { hideRhyme as keepHidden } from '../store/rhymes.ts'

/**
 * Says that an earlier incident is not like this one: it is not shown beside it any more, and nothing else comes of it.
 * @throws Refusal where the viewer may not see one of them
 */
export async function hideRhyme(
  ctx: Ctx,
  input: { viewer: PersonViewer; incidentId: string; earlierId: string; requestKey: string },
): Promise<void> {
  const { viewer } = input
  await ctx.db.transaction(async (tx) => {
    if (!(await takeDelivery(tx, viewer.workspaceId, input.requestKey, ctx.clock.now()))) return
    const incident = await getIncident(tx, viewer, input.incidentId)
    const earlier = await getIncident(tx, viewer, input.earlierId)
    await keepHidden(tx, viewer.workspaceId, { incidentId: incident.id, earlierId: earlier.id })
    await refreshRhymes(tx, incident, viewer.userId)
  })
}
