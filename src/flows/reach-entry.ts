import type { Incident } from '../core/incident.ts'
import { Refusal } from '../core/refusal.ts'
import type { Entry } from '../core/timeline.ts'
import type { Viewer } from '../core/viewer.ts'
import type { Tx } from '../store/db.ts'
import { findEntry } from '../store/entries.ts'
import { findIncident } from '../store/incidents.ts'

/**
 * An entry by its number, through the gate of its incident. Part of a transaction.
 * @throws Refusal where there is no such entry for this viewer
 */
export async function reachEntry(tx: Tx, viewer: Viewer, entryId: number): Promise<{ incident: Incident; entry: Entry }> {
  const entry = await findEntry(tx, viewer.workspaceId, entryId)
  const incident = entry && (await findIncident(tx, viewer, entry.incidentId))
  if (!incident) throw new Refusal('There is no such entry that you can see. `/incident timeline` shows them with their numbers.')
  return { incident, entry }
}
