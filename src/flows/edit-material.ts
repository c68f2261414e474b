import type { Ctx } from '../context.ts'
import type { MaterialKind } from '../core/material/material.ts'
import { changedMaterial } from '../core/material/material-rules.ts'
import { type Wish, wordsOfWish } from '../core/material/material-typed.ts'
import { Refusal } from '../core/refusal.ts'
import type { PersonViewer } from '../core/viewer.ts'
import { refreshReview } from '../jobs/refresh.ts'
import { takeDelivery } from '../store/delivered.ts'
import { saveMaterial } from '../store/material.ts'
import { nudgesFor } from './nudges-for.ts'
import { checkTies } from './put-material.ts'
import { type Kept, reachForChange } from './reach-material.ts'

export type Edit<Kind extends MaterialKind> = {
  viewer: PersonViewer
  kind: Kind
  id: number
  wish: Wish<Kind>
  /** When what somebody saw had last been changed, where that matters. */
  seen?: { editedAt: Date | null }
  requestKey: string
}

/**
 * Changes something of a review: its sentence, or any of its fields. Everybody who sees the incident may, but for a surprise, which is
 * its person's own. With a sentence of its own it no longer goes with what it was made of.
 * @returns it as it is now, and questions back about its wording for whoever wrote it; null where this request was done before
 * @throws Refusal where there is no such thing for this viewer, it will not do, or it was changed since it was `seen`
 */
export async function editMaterial<Kind extends MaterialKind>(ctx: Ctx, input: Edit<Kind>): Promise<Kept<Kind> | null> {
  const now = ctx.clock.now()
  const { viewer, kind, id, wish } = input
  return ctx.db.transaction(async (tx) => {
    if (!(await takeDelivery(tx, viewer.workspaceId, input.requestKey, now))) return null
    const { incident, material } = await reachForChange(tx, viewer, kind, id)
    if (input.seen && input.seen.editedAt?.getTime() !== material.editedAt?.getTime()) throw new Refusal(changedJustNow)
    const next = changedMaterial(kind, material, wish, viewer.userId, now)
    if (!next) return { incident, material, nudges: [] }
    await checkTies(tx, incident, next)
    await saveMaterial(tx, kind, next)
    await refreshReview(tx, incident)
    const before = wordsOfWish({ ...material })
    return { incident, material: next, nudges: await nudgesFor(tx, incident, viewer.userId, wordsOfWish(wish), before) }
  })
}

const changedJustNow = 'Somebody changed this in the same moment. Nothing is lost: save once more, and you see what is different.'
