import type { Ctx } from '../context.ts'
import type { Incident } from '../core/incident.ts'
import type { Viewer } from '../core/viewer.ts'
import { getIncident } from '../store/incidents.ts'
import { findHolder } from '../store/roles.ts'

/** An incident, and who leads it now. @throws Refusal where the viewer may not see it */
export async function readIncident(
  ctx: Ctx,
  input: { viewer: Viewer; incidentId: string },
): Promise<{ incident: Incident; leadId: string | null }> {
  const incident = await ctx.db.statement((tx) => getIncident(tx, input.viewer, input.incidentId))
  return { incident, leadId: await ctx.db.statement((tx) => findHolder(tx, incident.id, 'lead')) }
}
