import type { Ctx } from '../context.ts'
import type { Incident } from '../core/incident.ts'
import type { ConditionLink } from '../core/material/material.ts'
import type { PersonViewer } from '../core/viewer.ts'
import { refreshReview } from '../jobs/refresh.ts'
import { deleteLink } from '../store/condition-links.ts'
import { takeDelivery } from '../store/delivered.ts'
import { reachForChange } from './reach-material.ts'

/**
 * Takes a link between two conditions away; they stay.
 * @returns null where this request was done before
 * @throws Refusal where there is no such condition for this viewer
 */
export async function unlinkConditions(
  ctx: Ctx,
  input: { viewer: PersonViewer; link: ConditionLink; requestKey: string },
): Promise<{ incident: Incident } | null> {
  const { viewer, link } = input
  return ctx.db.transaction(async (tx) => {
    if (!(await takeDelivery(tx, viewer.workspaceId, input.requestKey, ctx.clock.now()))) return null
    const { incident } = await reachForChange(tx, viewer, 'condition', link.fromId)
    await deleteLink(tx, incident.id, link)
    await refreshReview(tx, incident)
    return { incident }
  })
}
