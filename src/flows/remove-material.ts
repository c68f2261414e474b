import type { Ctx } from '../context.ts'
import { type MaterialKind, materialRef } from '../core/material/material.ts'
import { checkOwn } from '../core/material/material-rules.ts'
import type { PersonViewer } from '../core/viewer.ts'
import { refreshReview } from '../jobs/refresh.ts'
import { takeDelivery } from '../store/delivered.ts'
import { deleteFormDraftsAbout } from '../store/form-drafts.ts'
import { deleteMaterial, saveMaterial } from '../store/material.ts'
import { type Reached, reachForChange } from './reach-material.ts'

/**
 * Takes something out of a review: it is gone from every version of it at once, with its links. It can be brought back, but for a
 * surprise, which is its person's own and is not kept.
 * @returns what it was, or null where this request was done before
 * @throws Refusal where there is no such thing for this viewer, or it is somebody else's own
 */
export async function removeMaterial<Kind extends MaterialKind>(
  ctx: Ctx,
  input: { viewer: PersonViewer; kind: Kind; id: number; requestKey: string },
): Promise<Reached<Kind> | null> {
  const now = ctx.clock.now()
  const { viewer, kind, id } = input
  return ctx.db.transaction(async (tx) => {
    if (!(await takeDelivery(tx, viewer.workspaceId, input.requestKey, now))) return null
    const reached = await reachForChange(tx, viewer, kind, id)
    const { incident, material } = reached
    checkOwn(material, viewer.userId)
    if (kind === 'surprise') {
      await deleteMaterial(tx, material)
      await deleteFormDraftsAbout(tx, incident.id, materialRef(material))
    } else await saveMaterial(tx, kind, { ...material, removedAt: material.removedAt ?? now })
    await refreshReview(tx, incident)
    return reached
  })
}
