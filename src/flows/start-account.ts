import { randomUUID } from 'node:crypto'
import type { Ctx } from '../context.ts'
import { newPrompt, type OwnQuestion } from '../core/prompts.ts'
import { Refusal } from '../core/refusal.ts'
import { noReviewText } from '../core/review/review-state.ts'
import type { PersonViewer } from '../core/viewer.ts'
import { enqueue } from '../jobs/queue.ts'
import { getIncidentForUpdate } from '../store/incidents.ts'
import { findOpenOwnPrompt, insertPrompt } from '../store/prompts.ts'
import { findReview } from '../store/reviews.ts'
import { reachEntry } from './reach-entry.ts'

/** What somebody adds by themselves to the review of an incident: about one entry of it, or about none. */
export type OwnAccount = { viewer: PersonViewer; questionId: OwnQuestion } & ({ incidentId: string } | { entryId: number })

/**
 * Begins an account that nobody asked for: a question of somebody's own, which is answered, released and taken back like any other.
 * One that they have begun and not written is gone on with.
 * @returns the id of the question
 * @throws Refusal where the viewer may not see the incident, or it has no review
 */
export async function startAccount(ctx: Ctx, input: OwnAccount): Promise<string> {
  const { viewer, questionId } = input
  const now = ctx.clock.now()
  return ctx.db.transaction(async (tx) => {
    const about = 'entryId' in input ? await reachEntry(tx, viewer, input.entryId) : null
    const incidentId = 'entryId' in input ? (about?.incident.id ?? '') : input.incidentId
    const incident = await getIncidentForUpdate(tx, viewer, incidentId)
    if (!(await findReview(tx, incident.id))) throw new Refusal(noReviewText(incident))
    const entryId = about?.entry.id ?? null
    const begun = await findOpenOwnPrompt(tx, { incidentId: incident.id, userId: viewer.userId, questionId, entryId })
    if (begun) return begun
    const id = randomUUID()
    const of = { id, workspaceId: viewer.workspaceId, incidentId: incident.id, userId: viewer.userId, questionId, entryId }
    const momentAt = about?.entry.happenedAt ?? null
    await insertPrompt(tx, newPrompt({ ...of, momentAt, state: 'sent', origin: 'own', dueAt: now, createdAt: now, sentAt: now }))
    await enqueue(tx, viewer.workspaceId, 'prompt.meet', { promptId: id }, { key: `meet:${id}` })
    return id
  })
}
