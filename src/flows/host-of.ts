import type { Incident } from '../core/incident.ts'
import type { Tx } from '../store/db.ts'
import { findIncident } from '../store/incidents.ts'
import { findReview } from '../store/reviews.ts'

/** Who hosts the review of an incident and may see it: who has left a private one is told nothing more of it. Null where nobody does. */
export async function hostOf(tx: Tx, { workspaceId, id }: Pick<Incident, 'workspaceId' | 'id'>): Promise<string | null> {
  const userId = (await findReview(tx, id))?.hostId ?? null
  return userId !== null && (await findIncident(tx, { kind: 'person', workspaceId, userId }, id)) ? userId : null
}
