import type { Ctx } from '../context.ts'
import type { Incident } from '../core/incident.ts'
import type { PersonViewer } from '../core/viewer.ts'
import { listAnswersFor } from '../store/answers.ts'
import type { Tx } from '../store/db.ts'
import { getIncident } from '../store/incidents.ts'
import { findReview } from '../store/reviews.ts'
import { factsWhenOpen, sentenceOf } from './reading-of.ts'

/** What was released to one person alone, in the words in which its writers saw it. */
export type ForHost = { incident: Incident; sentences: string[] }

/**
 * What people released to the host of a review alone. It is for that person: whoever hosts it after them does not see it, and they
 * see it no more. Before the review opens nobody sees any of it.
 * @throws Refusal where they may not see the incident
 */
export const readForHost = (ctx: Ctx, input: { viewer: PersonViewer; incidentId: string }): Promise<ForHost> =>
  ctx.db.reading(async (tx) => {
    const incident = await getIncident(tx, input.viewer, input.incidentId)
    return { incident, sentences: await sentencesFor(tx, ctx, incident, input.viewer.userId) }
  })

async function sentencesFor(tx: Tx, ctx: Ctx, incident: Incident, userId: string): Promise<string[]> {
  const review = await findReview(tx, incident.id)
  if (review?.hostId !== userId || review.openedAt === null) return []
  const answers = await listAnswersFor(tx, ctx.seals, incident.id, userId)
  const facts = answers.length > 0 ? await factsWhenOpen(tx, ctx, incident) : null
  const sentences: string[] = []
  for (const { promptId, questionId, entryId, momentAt, ...answer } of facts ? answers : []) {
    const prompt = { id: promptId, questionId, entryId, momentAt }
    if (facts) sentences.push(await sentenceOf(tx, ctx, facts, prompt, answer, 'with_name'))
  }
  return sentences
}
