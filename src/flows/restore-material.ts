import type { Ctx } from '../context.ts'
import type { MaterialKind } from '../core/material/material.ts'
import type { PersonViewer } from '../core/viewer.ts'
import { refreshReview } from '../jobs/refresh.ts'
import { takeDelivery } from '../store/delivered.ts'
import { saveMaterial } from '../store/material.ts'
import { type Reached, reachForChange } from './reach-material.ts'

/**
 * Brings back what somebody took out of a review, with the links that it had.
 * @returns it, or null where this request was done before
 * @throws Refusal where there is no such thing for this viewer
 */
export async function restoreMaterial<Kind extends MaterialKind>(
  ctx: Ctx,
  input: { viewer: PersonViewer; kind: Kind; id: number; requestKey: string },
): Promise<Reached<Kind> | null> {
  const { viewer, kind, id } = input
  return ctx.db.transaction(async (tx) => {
    if (!(await takeDelivery(tx, viewer.workspaceId, input.requestKey, ctx.clock.now()))) return null
    const { incident, material } = await reachForChange(tx, viewer, kind, id)
    const restored = { ...material, removedAt: null }
    await saveMaterial(tx, kind, restored)
    await refreshReview(tx, incident)
    return { incident, material: restored }
  })
}
