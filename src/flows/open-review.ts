import type { Ctx } from '../context.ts'
import { isOpen } from '../core/incident.ts'
import { asBot } from '../core/viewer.ts'
import { enqueue } from '../jobs/queue.ts'
import { getIncidentForUpdate } from '../store/incidents.ts'
import { findReview, saveReview } from '../store/reviews.ts'
import { writeVersion } from './write-version.ts'

/**
 * Opens a review: from now on released answers stand in it, beside their moments, and the channel is told.
 * One that is open already, or whose incident people are at work on again, is left as it is.
 */
export async function openReview(ctx: Ctx, input: { workspaceId: string; incidentId: string }): Promise<void> {
  const { workspaceId, incidentId } = input
  await ctx.db.transaction(async (tx) => {
    const incident = await getIncidentForUpdate(tx, asBot(workspaceId), incidentId)
    const review = await findReview(tx, incidentId)
    if (review?.state !== 'draft' || isOpen(incident)) return
    await saveReview(tx, { ...review, state: 'open', openedAt: ctx.clock.now() })
    await writeVersion(tx, ctx, incident)
    await enqueue(tx, workspaceId, 'review.tell', { incidentId }, { key: `opened:${incidentId}`, queue: `channel:${incidentId}` })
  })
}
