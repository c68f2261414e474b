import type { Ctx } from '../context.ts'
import type { AfterwardsCounts } from '../core/afterwards.ts'
import type { Incident } from '../core/incident.ts'
import { askedIn } from '../core/questions.ts'
import type { ReviewFacts, ShownAnswer } from '../core/review/review.ts'
import { severityLabel } from '../core/severity.ts'
import { listReleasedAnswers } from '../store/answers.ts'
import { listNamedEntries } from '../store/consents.ts'
import type { Tx } from '../store/db.ts'
import { listEntries } from '../store/entries.ts'
import { listAllMaterial } from '../store/material.ts'
import { findMeeting } from '../store/meetings.ts'
import { listPrompts } from '../store/prompts.ts'
import { listPartVersions } from '../store/review-parts.ts'
import { findPeopleAsked, findReview, type ReviewRecord } from '../store/reviews.ts'
import { listRoles } from '../store/roles.ts'
import { mergedTexts } from './merged-texts.ts'

/**
 * Everything that a review says comes from here. The caller has come through the gate with this incident.
 * Before the review opens nobody's answers are among it; after, only those that their writers released.
 * @returns null while there is no review: before the incident was resolved
 */
export async function gatherFacts(tx: Tx, ctx: Pick<Ctx, 'config' | 'seals'>, incident: Incident): Promise<ReviewFacts | null> {
  const review = await findReview(tx, incident.id)
  return review && gatherFor(tx, ctx, incident, review)
}

/** As `gatherFacts`, with this review where there is none. */
export const gatherAllFacts = async (tx: Tx, ctx: Pick<Ctx, 'config' | 'seals'>, incident: Incident, otherwise: ReviewRecord) =>
  gatherFor(tx, ctx, incident, (await findReview(tx, incident.id)) ?? otherwise)

async function gatherFor(tx: Tx, ctx: Pick<Ctx, 'config' | 'seals'>, incident: Incident, review: ReviewRecord) {
  return {
    incident,
    named: await listNamedEntries(tx, incident.id),
    entries: await listEntries(tx, incident.id),
    roles: await listRoles(tx, incident.id),
    answers: await shownAnswers(tx, ctx, review),
    merged: await mergedTexts(tx, ctx.seals, review),
    parts: await listPartVersions(tx, incident.id),
    material: await listAllMaterial(tx, incident.id),
    review,
    afterwards: await afterwardsOf(tx, incident.id),
    asked: { people: (await findPeopleAsked(tx, incident.id)) ?? (await countAsked(tx, incident.id)) },
    severityLabel: severityLabel(ctx.config.severities, incident.severity),
  }
}

async function afterwardsOf(tx: Tx, incidentId: string): Promise<AfterwardsCounts | null> {
  const meeting = await findMeeting(tx, incidentId)
  if (meeting?.answeredBy == null) return null
  return { people: meeting.answeredBy, changed: meeting.changedFor ?? 0, again: meeting.againFor ?? 0 }
}

/** How many people were asked: those whom a question reached. */
export async function countAsked(tx: Tx, incidentId: string): Promise<number> {
  const asked = (await listPrompts(tx, incidentId)).filter(({ askedAt, state }) => askedAt !== null && state !== 'dropped')
  return new Set(asked.map(({ userId }) => userId)).size
}

async function shownAnswers(
  tx: Tx,
  { config, seals }: Pick<Ctx, 'config' | 'seals'>,
  review: ReviewRecord,
): Promise<ShownAnswer[]> {
  if (review.openedAt === null) return []
  const asked = askedIn(config.questions)
  const released = await listReleasedAnswers(tx, seals, review.incidentId)
  return released.map((answer) => ({ ...answer, ...asked(answer.questionId) }))
}
