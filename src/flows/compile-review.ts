import type { Ctx } from '../context.ts'
import { asBot } from '../core/viewer.ts'
import { enqueue } from '../jobs/queue.ts'
import { refreshShownReview } from '../jobs/refresh.ts'
import { getIncidentForUpdate } from '../store/incidents.ts'
import { findReview } from '../store/reviews.ts'
import { noteCameOf } from './note-came-of.ts'
import { writeVersion } from './write-version.ts'

/**
 * Compiles the review again, as its sources are now. Until it opens, somebody whose message has come onto the timeline
 * meanwhile is asked too.
 */
export async function compileReview(ctx: Ctx, input: { workspaceId: string; incidentId: string }): Promise<void> {
  const { workspaceId, incidentId } = input
  await ctx.db.transaction(async (tx) => {
    const incident = await getIncidentForUpdate(tx, asBot(workspaceId), incidentId)
    await noteCameOf(tx, incident)
    const isNew = await writeVersion(tx, ctx, incident)
    const review = isNew ? await findReview(tx, incidentId) : null
    if (review?.openedAt) await refreshShownReview(tx, { id: incidentId, workspaceId })
    if (review?.state !== 'draft') return
    await enqueue(tx, workspaceId, 'prompts.plan', { incidentId }, { key: `prompts:${incidentId}`, keepsRunAt: true })
  })
}
