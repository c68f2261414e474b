import type { Ctx } from '../context.ts'
import type { Draft } from '../core/material/material-rules.ts'
import { wordsOfWish } from '../core/material/material-typed.ts'
import type { PersonViewer } from '../core/viewer.ts'
import type { Nudge } from '../core/wording/wording.ts'
import { insertLink } from '../store/condition-links.ts'
import { takeDelivery } from '../store/delivered.ts'
import type { Linked } from './link-conditions.ts'
import { nudgesFor } from './nudges-for.ts'
import { putMaterial } from './put-material.ts'
import { getCondition, reachForChange } from './reach-material.ts'

/**
 * Goes one step further back: writes down a condition that made another one possible. There is no end to how far one can go.
 * @returns both, or null where this request was done before
 * @throws Refusal where it will not do, or there is no such condition for this viewer
 */
export async function stepBack(
  ctx: Ctx,
  input: { viewer: PersonViewer; conditionId: number; draft: Draft<'condition'>; requestKey: string },
): Promise<(Linked & { nudges: Nudge[] }) | null> {
  const at = ctx.clock.now()
  const { viewer, conditionId, draft } = input
  return ctx.db.transaction(async (tx) => {
    if (!(await takeDelivery(tx, viewer.workspaceId, input.requestKey, at))) return null
    const { incident } = await reachForChange(tx, viewer, 'condition', conditionId)
    const to = await getCondition(tx, incident, conditionId)
    const from = await putMaterial(tx, ctx, incident, draft, { by: viewer.userId, at })
    const link = { fromId: from.id, toId: to.id, kind: 'made_possible' } as const
    await insertLink(tx, incident, link, { by: viewer.userId, at })
    const nudges = await nudgesFor(tx, incident, viewer.userId, wordsOfWish(draft.wish), '')
    return { incident, from, to, link, nudges }
  })
}
