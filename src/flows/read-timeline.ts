import type { Ctx } from '../context.ts'
import type { Incident } from '../core/incident.ts'
import type { Entry } from '../core/timeline.ts'
import type { Viewer } from '../core/viewer.ts'
import { listAllEntries } from '../store/entries.ts'
import { getIncident } from '../store/incidents.ts'

/** The timeline of an incident, in its order, with what is hidden. @throws Refusal where the viewer may not see the incident */
export async function readTimeline(
  ctx: Ctx,
  input: { viewer: Viewer; incidentId: string },
): Promise<{ incident: Incident; entries: Entry[] }> {
  return ctx.db.reading(async (tx) => {
    const incident = await getIncident(tx, input.viewer, input.incidentId)
    return { incident, entries: await listAllEntries(tx, incident.id) }
  })
}
