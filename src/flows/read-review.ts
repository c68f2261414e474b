import type { Ctx } from '../context.ts'
import { Refusal } from '../core/refusal.ts'
import { type RenderedReview, type ReviewFacts, type ReviewWords, renderReview } from '../core/review/review.ts'
import { noReviewText } from '../core/review/review-state.ts'
import type { Viewer } from '../core/viewer.ts'
import { getIncident } from '../store/incidents.ts'
import { findNewestVersion } from '../store/reviews.ts'
import { gatherFacts } from './gather-facts.ts'
import { gatherWords, type People } from './gather-words.ts'

/** A review as somebody may read it: the stored statements, put into words from the facts of now. */
export type ReadReview = People & {
  words: ReviewWords
  facts: ReviewFacts
  rendered: RenderedReview
  /** Which version it is, from 1. */
  version: number
}

/**
 * Reads the stored review of an incident, with labels for people and names only beside answers that were released with one.
 * @throws Refusal where the viewer may not see the incident, or it has no review yet
 */
export async function readReview(ctx: Ctx, input: { viewer: Viewer; incidentId: string }): Promise<ReadReview> {
  return ctx.db.reading(async (tx) => {
    const incident = await getIncident(tx, input.viewer, input.incidentId)
    const facts = await gatherFacts(tx, ctx, incident)
    const version = facts && (await findNewestVersion(tx, incident.id))
    if (!facts || !version) throw new Refusal(noReviewText(incident))
    const told = await gatherWords(tx, ctx.config, facts)
    return { facts, rendered: renderReview(version.statements, facts, told.words), version: version.number, ...told }
  })
}
