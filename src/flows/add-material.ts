import type { Ctx } from '../context.ts'
import type { Incident } from '../core/incident.ts'
import type { MaterialKind, Materials } from '../core/material.ts'
import type { Draft } from '../core/material-rules.ts'
import type { PersonViewer } from '../core/viewer.ts'
import { takeDelivery } from '../store/delivered.ts'
import { getIncident } from '../store/incidents.ts'
import { putMaterial } from './put-material.ts'

/**
 * Writes something down for the review: a condition, a safeguard, a change and so on. One sentence is enough, or the name of an entry
 * or a released answer whose words it is made of. It can be done at any time, before the incident is resolved too.
 * @returns null where this request was done before
 * @throws Refusal where it will not do, or the viewer may not see the incident
 */
export async function addMaterial<Kind extends MaterialKind>(
  ctx: Ctx,
  input: { viewer: PersonViewer; incidentId: string; draft: Draft<Kind>; requestKey: string },
): Promise<{ incident: Incident; material: Materials[Kind] } | null> {
  const at = ctx.clock.now()
  const { viewer, draft } = input
  return ctx.db.transaction(async (tx) => {
    if (!(await takeDelivery(tx, viewer.workspaceId, input.requestKey, at))) return null
    const incident = await getIncident(tx, viewer, input.incidentId)
    return { incident, material: await putMaterial(tx, ctx, incident, draft, { by: viewer.userId, at }) }
  })
}
