import type { Ctx } from '../context.ts'
import { withAgreement } from '../core/credit.ts'
import type { PersonViewer } from '../core/viewer.ts'
import { refreshReview } from '../jobs/refresh.ts'
import { takeDelivery } from '../store/delivered.ts'
import { saveMaterial } from '../store/material.ts'
import { type Reached, reachForChange } from './reach-material.ts'

/**
 * Somebody who is thanked lets their name stand beside it, or takes it away again. Until then their role stands there.
 * @returns it, or null where this request was done before
 * @throws Refusal for anybody else, or where whoever thanks them has not wanted them named
 */
export async function agreeToCredit(
  ctx: Ctx,
  input: { viewer: PersonViewer; id: number; isAgreed: boolean; requestKey: string },
): Promise<Reached<'helped'> | null> {
  const now = ctx.clock.now()
  const { viewer, id, isAgreed } = input
  return ctx.db.transaction(async (tx) => {
    if (!(await takeDelivery(tx, viewer.workspaceId, input.requestKey, now))) return null
    const { incident, material } = await reachForChange(tx, viewer, 'helped', id)
    const next = withAgreement(material, viewer.userId, isAgreed ? now : null)
    await saveMaterial(tx, 'helped', next)
    await refreshReview(tx, incident)
    return { incident, material: next }
  })
}
