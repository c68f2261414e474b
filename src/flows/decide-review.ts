import type { Ctx } from '../context.ts'
import type { Incident } from '../core/incident.ts'
import type { PersonViewer } from '../core/viewer.ts'
import type { Tx } from '../store/db.ts'
import { takeDelivery } from '../store/delivered.ts'
import { getIncidentForUpdate } from '../store/incidents.ts'
import { findReview, type ReviewRecord } from '../store/reviews.ts'

/** Somebody's wish about a review. */
export type ReviewDecision = { viewer: PersonViewer; incidentId: string; requestKey: string }

/** What a decision is made on. */
export type Decided = { tx: Tx; incident: Incident; review: ReviewRecord | null; userId: string }

/**
 * Lets somebody decide over a review, in a transaction that holds its incident.
 * @returns the incident, or null where this request was done before
 * @throws Refusal where the viewer may not see the incident, and whatever `decide` throws
 */
export async function decideReview(
  ctx: Ctx,
  { viewer, incidentId, requestKey }: ReviewDecision,
  decide: (decided: Decided) => Promise<void>,
): Promise<Incident | null> {
  return ctx.db.transaction(async (tx) => {
    if (!(await takeDelivery(tx, viewer.workspaceId, requestKey, ctx.clock.now()))) return null
    const incident = await getIncidentForUpdate(tx, viewer, incidentId)
    await decide({ tx, incident, review: await findReview(tx, incident.id), userId: viewer.userId })
    return incident
  })
}
