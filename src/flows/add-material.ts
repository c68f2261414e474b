import type { Ctx } from '../context.ts'
import type { MaterialKind } from '../core/material/material.ts'
import type { Draft } from '../core/material/material-rules.ts'
import { wordsOfWish } from '../core/material/material-typed.ts'
import type { PersonViewer } from '../core/viewer.ts'
import { takeDelivery } from '../store/delivered.ts'
import { getIncident } from '../store/incidents.ts'
import { nudgesFor } from './nudges-for.ts'
import { putMaterial } from './put-material.ts'
import type { Kept } from './reach-material.ts'

/**
 * Writes something down for the review: a condition, a safeguard, a change and so on. One sentence is enough, or the name of an entry
 * or a released answer whose words it is made of. It can be done at any time, before the incident is resolved too.
 * @returns it, and questions back about its wording for whoever wrote it; null where this request was done before
 * @throws Refusal where it will not do, or the viewer may not see the incident
 */
export async function addMaterial<Kind extends MaterialKind>(
  ctx: Ctx,
  input: { viewer: PersonViewer; incidentId: string; draft: Draft<Kind>; requestKey: string },
): Promise<Kept<Kind> | null> {
  const at = ctx.clock.now()
  const { viewer, draft } = input
  return ctx.db.transaction(async (tx) => {
    if (!(await takeDelivery(tx, viewer.workspaceId, input.requestKey, at))) return null
    const incident = await getIncident(tx, viewer, input.incidentId)
    const material = await putMaterial(tx, ctx, incident, draft, { by: viewer.userId, at })
    return { incident, material, nudges: await nudgesFor(tx, incident, viewer.userId, wordsOfWish(draft.wish), '') }
  })
}
