import type { Ctx } from '../context.ts'
import type { Incident } from '../core/incident.ts'
import { checkPublishing, noteFrom } from '../core/review/review-state.ts'
import { enqueue } from '../jobs/queue.ts'
import { refreshShownReview } from '../jobs/refresh.ts'
import { forgetSecret } from '../store/been-there.ts'
import { findNewestVersion, saveReview } from '../store/reviews.ts'
import { decideReview, type ReviewDecision } from './decide-review.ts'
import { unlinkMerged } from './unlink-merged.ts'
import { writeVersion } from './write-version.ts'

/**
 * Publishes a review: it stands from now on, and what it says can be corrected. Nothing that it lacks holds it up, and nothing of
 * its incident changes. What was said beside it is kept with it. Accounts that are told without attribution part from their writers,
 * and who pressed "I have been there too" is forgotten; the counts stay.
 * @returns the incident, or null where this request was done before
 * @throws Refusal where it may not be published by them, or is not open
 */
export const publishReview = (ctx: Ctx, decision: ReviewDecision & { note: string }): Promise<Incident | null> =>
  decideReview(ctx, decision, async ({ tx, ...doing }) => {
    checkPublishing(doing)
    const { incident, review } = doing
    if (!review) return
    const published = {
      ...review,
      state: 'published' as const,
      publishedAt: ctx.clock.now(),
      publishedNote: noteFrom(decision.note),
    }
    await saveReview(tx, published)
    await unlinkMerged(tx, ctx, incident.id)
    await forgetSecret(tx, incident.id)
    await writeVersion(tx, ctx, incident)
    await saveReview(tx, { ...published, publishedVersion: (await findNewestVersion(tx, incident.id))?.number ?? null })
    await refreshShownReview(tx, incident)
    const { id: incidentId, workspaceId } = incident
    await enqueue(tx, workspaceId, 'published.tell', { incidentId }, { queue: `channel:${incidentId}` })
  })
