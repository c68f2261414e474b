import type { Ctx } from '../context.ts'
import { type Incident, openStatuses } from '../core/incident.ts'
import type { Viewer } from '../core/viewer.ts'
import { listIncidents as list } from '../store/incidents.ts'

/** How many are read at the most. A message shows what fits, and counts the rest. */
const most = 500

/** The incidents that somebody may see, newest first: the open ones, or those with other statuses. */
export async function listIncidents(
  ctx: Ctx,
  viewer: Viewer,
  statuses: readonly Incident['status'][] = openStatuses,
): Promise<Incident[]> {
  return ctx.db.reading((tx) => list(tx, viewer, { statuses, skip: 0, take: most }))
}
