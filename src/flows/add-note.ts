import type { Ctx } from '../context.ts'
import type { Incident } from '../core/incident.ts'
import { Refusal } from '../core/refusal.ts'
import { noteEntry } from '../core/timeline.ts'
import type { PersonViewer } from '../core/viewer.ts'
import { refreshReview } from '../jobs/refresh.ts'
import { takeDelivery } from '../store/delivered.ts'
import { insertEntry } from '../store/entries.ts'
import { getIncident } from '../store/incidents.ts'

/**
 * Writes something on the timeline as of now.
 * @returns null where this request was done before
 * @throws Refusal where there are no words, or the viewer may not see the incident
 */
export async function addNote(
  ctx: Ctx,
  input: { viewer: PersonViewer; incidentId: string; text: string; requestKey: string },
): Promise<{ incident: Incident; at: Date } | null> {
  const at = ctx.clock.now()
  const text = input.text.trim()
  if (text === '') throw new Refusal('Say what to note, for example: `/incident note restored the table from the replica`.')
  return ctx.db.transaction(async (tx) => {
    if (!(await takeDelivery(tx, input.viewer.workspaceId, input.requestKey, at))) return null
    const incident = await getIncident(tx, input.viewer, input.incidentId)
    await insertEntry(tx, noteEntry(incident, text, input.viewer.userId, at))
    await refreshReview(tx, incident)
    return { incident, at }
  })
}
