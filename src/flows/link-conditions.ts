import type { Ctx } from '../context.ts'
import { checkLink } from '../core/condition-links.ts'
import type { Incident } from '../core/incident.ts'
import type { Condition, ConditionLink } from '../core/material/material.ts'
import type { PersonViewer } from '../core/viewer.ts'
import { refreshReview } from '../jobs/refresh.ts'
import { insertLink } from '../store/condition-links.ts'
import { takeDelivery } from '../store/delivered.ts'
import { getCondition, reachForChange } from './reach-material.ts'

/** Two conditions and what one did to the other, as people see it. */
export type Linked = { incident: Incident; from: Condition; to: Condition; link: ConditionLink }

/**
 * Says what one condition did to another of the same incident. Circles are welcome; what is linked so already stays.
 * @returns null where this request was done before
 * @throws Refusal where one of them is not there for this viewer, or both are the same
 */
export async function linkConditions(
  ctx: Ctx,
  input: { viewer: PersonViewer; link: ConditionLink; requestKey: string },
): Promise<Linked | null> {
  const at = ctx.clock.now()
  const { viewer, link } = input
  return ctx.db.transaction(async (tx) => {
    if (!(await takeDelivery(tx, viewer.workspaceId, input.requestKey, at))) return null
    const { incident } = await reachForChange(tx, viewer, 'condition', link.fromId)
    checkLink(link)
    const from = await getCondition(tx, incident, link.fromId)
    const to = await getCondition(tx, incident, link.toId)
    await insertLink(tx, incident, link, { by: viewer.userId, at })
    await refreshReview(tx, incident)
    return { incident, from, to, link }
  })
}
