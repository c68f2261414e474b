import type { Ctx } from '../context.ts'
import type { Incident } from '../core/incident.ts'
import { Refusal } from '../core/refusal.ts'
import { renderReview } from '../core/review/review.ts'
import { compareReviews, type SectionDifference } from '../core/review/review-compare.ts'
import { noReviewText } from '../core/review/review-state.ts'
import type { Viewer } from '../core/viewer.ts'
import type { Tx } from '../store/db.ts'
import { getIncident } from '../store/incidents.ts'
import { findNewestVersion, findVersion, type ReviewVersion } from '../store/reviews.ts'
import { gatherFacts } from './gather-facts.ts'
import { gatherWords } from './gather-words.ts'

/** Two versions of a review side by side, each with when it was compiled; `newest` is the number of the last one. */
export type ComparedReview = {
  incident: Incident
  from: Pick<ReviewVersion, 'number' | 'compiledAt'>
  to: Pick<ReviewVersion, 'number' | 'compiledAt'>
  newest: number
  differences: SectionDifference[]
}

/**
 * Compares two versions of a review, in whatever order they are named; without numbers the newest with the one before it.
 * Both are put into words from the facts of now: what was withdrawn since is in neither.
 * @throws Refusal where the viewer may not see the incident, it has no review yet, or there is no such version
 */
export async function compareReview(
  ctx: Ctx,
  input: { viewer: Viewer; incidentId: string; numbers: readonly number[] },
): Promise<ComparedReview> {
  return ctx.db.transaction(async (tx) => {
    const incident = await getIncident(tx, input.viewer, input.incidentId)
    const facts = await gatherFacts(tx, ctx, incident)
    const newest = facts && (await findNewestVersion(tx, incident.id))
    if (!facts || !newest) throw new Refusal(noReviewText(incident))
    const [one = newest.number - 1, other = newest.number] = input.numbers
    const from = await versionOf(tx, incident, newest, Math.min(one, other))
    const to = await versionOf(tx, incident, newest, Math.max(one, other))
    const { words } = await gatherWords(tx, ctx.config, facts)
    const rendered = ({ statements }: ReviewVersion) => renderReview(statements, facts, words)
    return { incident, from, to, newest: newest.number, differences: compareReviews(rendered(from), rendered(to)) }
  })
}

async function versionOf(tx: Tx, incident: Incident, newest: ReviewVersion, number: number): Promise<ReviewVersion> {
  if (newest.number === 1) throw new Refusal('There is one version so far, and nothing to compare it with.')
  const found = number === newest.number ? newest : await findVersion(tx, incident.id, number)
  if (!found) throw new Refusal(`There is no version ${number}. The review has versions 1 to ${newest.number}.`)
  return found
}
