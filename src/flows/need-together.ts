import type { Ctx } from '../context.ts'
import { newSet } from '../core/condition-links.ts'
import type { Incident } from '../core/incident.ts'
import type { PersonViewer } from '../core/viewer.ts'
import { refreshReview } from '../jobs/refresh.ts'
import { insertTogether, listTogether } from '../store/condition-links.ts'
import { takeDelivery } from '../store/delivered.ts'
import { getIncidentForUpdate } from '../store/incidents.ts'
import { getCondition } from './reach-material.ts'

/**
 * Says of two or more conditions that each was needed, and all of them together. The same set said twice is there once.
 * @returns null where this request was done before
 * @throws Refusal where there are fewer than two, or one of them is not there for this viewer
 */
export async function needTogether(
  ctx: Ctx,
  input: { viewer: PersonViewer; incidentId: string; conditionIds: readonly number[]; requestKey: string },
): Promise<{ incident: Incident } | null> {
  const at = ctx.clock.now()
  const { viewer } = input
  return ctx.db.transaction(async (tx) => {
    if (!(await takeDelivery(tx, viewer.workspaceId, input.requestKey, at))) return null
    const incident = await getIncidentForUpdate(tx, viewer, input.incidentId)
    for (const id of input.conditionIds) await getCondition(tx, incident, id)
    const wanted = newSet(await listTogether(tx, incident.id), input.conditionIds)
    if (wanted) await insertTogether(tx, incident, wanted, { by: viewer.userId, at })
    await refreshReview(tx, incident)
    return { incident }
  })
}
