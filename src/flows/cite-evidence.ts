import type { Ctx } from '../context.ts'
import { type Material, type MaterialKind, materialRef } from '../core/material/material.ts'
import { checkOwn } from '../core/material/material-rules.ts'
import type { PersonViewer } from '../core/viewer.ts'
import { refreshReview } from '../jobs/refresh.ts'
import { takeDelivery } from '../store/delivered.ts'
import { deleteEvidence, insertEvidence } from '../store/evidence.ts'
import { reachForChange } from './reach-material.ts'
import { getSource } from './words-of-source.ts'

/**
 * Says what something rests on: an entry, or a released answer; or, with `isOff`, that it does not.
 * @returns null where this request was done before
 * @throws Refusal where there is no such thing for this viewer, or the source may not be shown
 */
export async function citeEvidence(
  ctx: Ctx,
  input: { viewer: PersonViewer; kind: MaterialKind; id: number; source: string; isOff?: boolean; requestKey: string },
): Promise<{ material: Material; source: string } | null> {
  const now = ctx.clock.now()
  const { viewer, kind, id } = input
  return ctx.db.transaction(async (tx) => {
    if (!(await takeDelivery(tx, viewer.workspaceId, input.requestKey, now))) return null
    const { incident, material } = await reachForChange(tx, viewer, kind, id)
    checkOwn(material, viewer.userId)
    const { ref: source } = await getSource(tx, ctx, incident, input.source)
    const evidence = { of: materialRef(material), source }
    if (input.isOff) await deleteEvidence(tx, incident.id, evidence)
    else await insertEvidence(tx, incident, evidence, now)
    await refreshReview(tx, incident)
    return { material, source }
  })
}
