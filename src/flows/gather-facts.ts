import type { Ctx } from '../context.ts'
import type { Incident } from '../core/incident.ts'
import { askedIn } from '../core/questions.ts'
import type { ReviewFacts, ShownAnswer } from '../core/review.ts'
import { severityLabel } from '../core/severity.ts'
import { listReleasedAnswers } from '../store/answers.ts'
import type { Tx } from '../store/db.ts'
import { listEntries } from '../store/entries.ts'
import { listAllMaterial } from '../store/material.ts'
import { listPrompts } from '../store/prompts.ts'
import { listPartVersions } from '../store/review-parts.ts'
import { findReview, type ReviewRecord } from '../store/reviews.ts'
import { listRoles } from '../store/roles.ts'

/**
 * Everything that a review says comes from here. The caller has come through the gate with this incident.
 * Before the review opens nobody's answers are among it; after, only those that their writers released.
 * @returns null while there is no review: before the incident was resolved
 */
export async function gatherFacts(tx: Tx, ctx: Pick<Ctx, 'config' | 'seals'>, incident: Incident): Promise<ReviewFacts | null> {
  const review = await findReview(tx, incident.id)
  if (!review) return null
  const asked = (await listPrompts(tx, incident.id)).filter(
    ({ sentAt, state, questionId }) => sentAt !== null && state !== 'dropped' && questionId !== 'note-to-self',
  )
  return {
    incident,
    entries: await listEntries(tx, incident.id),
    roles: await listRoles(tx, incident.id),
    answers: await shownAnswers(tx, ctx, review),
    parts: await listPartVersions(tx, incident.id),
    material: await listAllMaterial(tx, incident.id),
    review,
    asked: { people: new Set(asked.map(({ userId }) => userId)).size },
    severityLabel: severityLabel(ctx.config.severities, incident.severity),
  }
}

async function shownAnswers(
  tx: Tx,
  { config, seals }: Pick<Ctx, 'config' | 'seals'>,
  review: ReviewRecord,
): Promise<ShownAnswer[]> {
  if (review.openedAt === null) return []
  const asked = askedIn(config.questions)
  const released = await listReleasedAnswers(tx, seals, review.incidentId)
  return released.map(({ questionId, ...answer }) => ({ ...answer, ...asked(questionId) }))
}
