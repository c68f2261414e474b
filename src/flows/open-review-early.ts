import type { Ctx } from '../context.ts'
import type { Incident } from '../core/incident.ts'
import { checkOpening } from '../core/review/review-state.ts'
import { decideReview, type ReviewDecision } from './decide-review.ts'
import { openIn } from './open-review.ts'

/**
 * Opens a review now, whenever it was to open: its host does, or anybody who sees it while it has none.
 * @returns the incident, or null where this request was done before
 * @throws Refusal where it may not be opened by them, or not now
 */
export const openReviewEarly = (ctx: Ctx, decision: ReviewDecision): Promise<Incident | null> =>
  decideReview(ctx, decision, async ({ tx, ...doing }) => {
    checkOpening(doing)
    if (doing.review) await openIn(tx, ctx, doing.incident, doing.review)
  })
