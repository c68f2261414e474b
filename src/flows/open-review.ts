import type { Ctx } from '../context.ts'
import type { Incident } from '../core/incident.ts'
import { mayOpen } from '../core/review/review-state.ts'
import { asBot } from '../core/viewer.ts'
import { refreshShownReview } from '../jobs/refresh.ts'
import type { Tx } from '../store/db.ts'
import { getIncidentForUpdate } from '../store/incidents.ts'
import { findReview, type ReviewRecord, saveReview } from '../store/reviews.ts'
import { writeVersion } from './write-version.ts'

/**
 * Opens a review that is due: from now on released answers stand in it, beside their moments, and the channel is told.
 * One that is open already, or whose incident people are at work on again or have cancelled, is left as it is.
 */
export async function openReview(ctx: Ctx, input: { workspaceId: string; incidentId: string }): Promise<void> {
  const { workspaceId, incidentId } = input
  await ctx.db.transaction(async (tx) => {
    const incident = await getIncidentForUpdate(tx, asBot(workspaceId), incidentId)
    const review = await findReview(tx, incidentId)
    if (review?.state === 'draft' && mayOpen(incident)) await openIn(tx, ctx, incident, review)
  })
}

/** Part of a transaction that holds the incident. */
export async function openIn(tx: Tx, ctx: Ctx, incident: Incident, review: ReviewRecord): Promise<void> {
  await saveReview(tx, { ...review, state: 'open', openedAt: ctx.clock.now() })
  await writeVersion(tx, ctx, incident)
  await refreshShownReview(tx, incident)
}
