import type { Ctx } from '../context.ts'
import type { Incident } from '../core/incident.ts'
import { checkDeclining, groundsFrom } from '../core/review/review-state.ts'
import { refreshShownReview } from '../jobs/refresh.ts'
import { saveReview } from '../store/reviews.ts'
import { callOff } from './cancel-meeting.ts'
import { decideReview, type ReviewDecision } from './decide-review.ts'
import { takeBackAsking } from './take-back-asking.ts'
import { writeVersion } from './write-version.ts'

/**
 * Declines a review, with the grounds: nobody is asked any more, a meeting that is ahead is cancelled, and what was recorded stays.
 * @returns the incident, or null where this request was done before
 * @throws Refusal where there are no grounds, or it may not be declined by them, or not now
 */
export const declineReview = (ctx: Ctx, decision: ReviewDecision & { reason: string }): Promise<Incident | null> =>
  decideReview(ctx, decision, async ({ tx, ...doing }) => {
    const declinedReason = groundsFrom(decision.reason)
    checkDeclining(doing)
    const { incident, review } = doing
    if (!review) return
    await saveReview(tx, { ...review, state: 'declined', declinedAt: ctx.clock.now(), declinedReason })
    await takeBackAsking(tx, incident.id)
    await callOff(tx, incident, ctx.clock.now())
    await writeVersion(tx, ctx, incident)
    await refreshShownReview(tx, incident)
  })
