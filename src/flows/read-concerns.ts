import type { Ctx } from '../context.ts'
import type { Incident } from '../core/incident.ts'
import type { KnownMaterial, Told } from '../core/known-material.ts'
import { type Concern, concernOf } from '../core/material/material-concerns.ts'
import type { Visibility } from '../core/prompts.ts'
import { askedIn } from '../core/questions.ts'
import { Refusal } from '../core/refusal.ts'
import { noReviewText } from '../core/review/review-state.ts'
import type { Entry } from '../core/timeline.ts'
import type { PersonViewer } from '../core/viewer.ts'
import { listNamedEntries } from '../store/consents.ts'
import { listAllEntries } from '../store/entries.ts'
import { getIncident } from '../store/incidents.ts'
import { listAnswered } from '../store/prompts.ts'
import { findReview } from '../store/reviews.ts'
import { readIn } from './read-material.ts'

/** An answer of somebody's own, for them: what was asked, and who may see it. Its words are behind its form. */
export type OwnAnswer = { promptId: string; question: string; visibility: Visibility }

/**
 * What concerns one person in a review: entries with their words, entries of others that show them, and their answers.
 * `named`: beside which of their entries they want their name.
 */
export type Concerns = {
  incident: Incident
  own: Entry[]
  showing: Entry[]
  answers: OwnAnswer[]
  named: ReadonlySet<number>
  /** What else of the review has to do with them, and how. */
  material: { told: Told; concern: Concern }[]
  known: KnownMaterial
}

/** @throws Refusal where the viewer may not see the incident, or it has no review */
export async function readConcerns(ctx: Ctx, input: { viewer: PersonViewer; incidentId: string }): Promise<Concerns> {
  const { userId } = input.viewer
  return ctx.db.reading(async (tx) => {
    const incident = await getIncident(tx, input.viewer, input.incidentId)
    if (!(await findReview(tx, incident.id))) throw new Refusal(noReviewText(incident))
    const entries = await listAllEntries(tx, incident.id)
    const asked = askedIn(ctx.config.questions)
    const own = entries.filter(({ authorId, source }) => authorId === userId && source !== 'system')
    const answers = await listAnswered(tx, incident.id, userId)
    const { known } = await readIn(tx, ctx, input.viewer, incident)
    return {
      incident,
      own,
      showing: entries.filter((entry) => !own.includes(entry) && entry.hiddenAt === null && isShowing(entry, userId)),
      answers: answers.map(({ questionId, ...answer }) => ({ ...answer, question: asked(questionId).questionText })),
      named: await listNamedEntries(tx, incident.id),
      material: [...known.of.values()].flatMap((told) => {
        const concern = concernOf(told, userId)
        return concern ? [{ told, concern }] : []
      }),
      known,
    }
  })
}

/** Whether an entry mentions somebody, or says which role they took or gave up. */
const isShowing = ({ kind, text, change }: Entry, userId: string): boolean =>
  kind === 'role' ? change?.from === userId || change?.to === userId : (text ?? '').includes(`<@${userId}`)
