import type { Ctx } from '../context.ts'
import type { Incident } from '../core/incident.ts'
import { stateAfterReopening } from '../core/review/review-state.ts'
import { enqueue } from '../jobs/queue.ts'
import { refreshShownReview } from '../jobs/refresh.ts'
import { saveReview } from '../store/reviews.ts'
import { decideReview, type ReviewDecision } from './decide-review.ts'
import { writeVersion } from './write-version.ts'

/**
 * Takes a declined review up again, where it stood: people are asked again, and one that was open is open.
 * @returns the incident, or null where this request was done before
 * @throws Refusal where it is not declined, or may not be taken up by them
 */
export const reopenReview = (ctx: Ctx, decision: ReviewDecision): Promise<Incident | null> =>
  decideReview(ctx, decision, async ({ tx, ...doing }) => {
    const state = stateAfterReopening(doing)
    const { incident, review } = doing
    if (!review) return
    await saveReview(tx, { ...review, state, declinedAt: null, declinedReason: null })
    await writeVersion(tx, ctx, incident)
    await refreshShownReview(tx, incident)
    const { id: incidentId, workspaceId } = incident
    await enqueue(tx, workspaceId, 'prompts.plan', { incidentId }, { key: `prompts:${incidentId}`, keepsRunAt: true })
  })
