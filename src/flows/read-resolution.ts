import type { Ctx } from '../context.ts'
import type { Incident } from '../core/incident.ts'
import type { ReviewFacts } from '../core/review/review.ts'
import { asBot } from '../core/viewer.ts'
import { getIncident } from '../store/incidents.ts'
import { findReview, type ReviewRecord } from '../store/reviews.ts'
import { gatherFacts } from './gather-facts.ts'

/** What the channel of an incident is told of its end and its review: what stands there is shown to everybody in it. */
export async function readResolution(
  ctx: Ctx,
  input: { workspaceId: string; incidentId: string },
): Promise<{ incident: Incident; review: ReviewRecord | null; facts: ReviewFacts | null }> {
  return ctx.db.reading(async (tx) => {
    const incident = await getIncident(tx, asBot(input.workspaceId), input.incidentId)
    return { incident, review: await findReview(tx, incident.id), facts: await gatherFacts(tx, ctx, incident) }
  })
}
