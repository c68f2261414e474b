import type { Ctx } from '../context.ts'
import { type Incident, nameOf } from '../core/incident.ts'
import { noteToSelf, type Prompt } from '../core/prompts.ts'
import { fillQuestion, findQuestion } from '../core/questions.ts'
import { Refusal } from '../core/refusal.ts'
import { storyOf } from '../core/story.ts'
import { type ToldGroup, toldByGroup } from '../core/told-by-group.ts'
import { asBot, type PersonViewer, type Viewer } from '../core/viewer.ts'
import type { Tx } from '../store/db.ts'
import { listEntries } from '../store/entries.ts'
import { getIncident } from '../store/incidents.ts'
import { listPrompts } from '../store/prompts.ts'
import { findReview, type ReviewRecord } from '../store/reviews.ts'
import { listRoles } from '../store/roles.ts'

/** What the host asked in their own name, and of how many; what became of it is not told. */
export type SentByHost = { question: string; people: number; at: Date }

/** Who or which team might know, as somebody said; without who said so. */
export type Hint = { question: string; userId: string | null; words: string | null }

export type Hosting = { incident: Incident; review: ReviewRecord; sent: SentByHost[] }

/** What hosting a review comes to, for the host and the channel; null where there is no host. */
export const readHosting = (ctx: Ctx, { workspaceId, incidentId }: { workspaceId: string; incidentId: string }) =>
  ctx.db.reading(async (tx): Promise<Hosting | null> => {
    const incident = await getIncident(tx, asBot(workspaceId), incidentId)
    const review = await findReview(tx, incidentId)
    if (!review?.hostId) return null
    const own = (await listPrompts(tx, incidentId)).filter(({ origin, fromId }) => origin === 'host' && fromId === review.hostId)
    return { incident, review, sent: sentTogether(own, wordsOf(ctx)) }
  })

/** A question without what the record says: the host may know it, and not about whose moment it was. */
const wordsOf =
  ({ config }: Ctx) =>
  (questionId: string): string => {
    const question = findQuestion(config.questions, questionId)
    return question ? fillQuestion(question, {}) : 'a question that is asked no more'
  }

function sentTogether(prompts: readonly Prompt[], words: (questionId: string) => string): SentByHost[] {
  const sent = new Map<string, SentByHost>()
  for (const { questionId, createdAt } of prompts) {
    const key = `${questionId} ${createdAt.toISOString()}`
    const people = (sent.get(key)?.people ?? 0) + 1
    sent.set(key, { question: words(questionId), people, at: createdAt })
  }
  return [...sent.values()]
}

/** What is open, for the host: how many have told something, in groups of at least three, and who might know more. */
export type OpenForHost = { incident: Incident; groups: ToldGroup[]; hints: Hint[] }

/** @throws Refusal where the viewer does not host the review */
export const readOpenForHost = (ctx: Ctx, input: { viewer: PersonViewer; incidentId: string }): Promise<OpenForHost> =>
  ctx.db.reading(async (tx) => {
    const { incident } = await getHosted(tx, input.viewer, input.incidentId)
    const roles = await listRoles(tx, incident.id)
    const { involved } = storyOf(await listEntries(tx, incident.id), roles)
    const prompts = await listPrompts(tx, incident.id)
    const told = new Set(prompts.flatMap(({ state, userId }) => (state === 'answered' ? [userId] : [])))
    return {
      incident,
      groups: toldByGroup(involved, roles, told),
      hints: prompts.flatMap((prompt) => hintOf(prompt, wordsOf(ctx))),
    }
  })

function hintOf({ pointsToId, pointsToWords, questionId }: Prompt, words: (questionId: string) => string): Hint[] {
  if (questionId === noteToSelf || (pointsToId === null && pointsToWords === null)) return []
  return [{ question: words(questionId), userId: pointsToId, words: pointsToWords }]
}

/** The incident and its review, for its host. @throws Refusal for anybody else, with who it is */
export async function getHosted(
  tx: Tx,
  viewer: Viewer & { userId: string },
  incidentId: string,
): Promise<{ incident: Incident; review: ReviewRecord }> {
  const incident = await getIncident(tx, viewer, incidentId)
  const review = await findReview(tx, incident.id)
  if (review?.hostId === viewer.userId) return { incident, review }
  const name = nameOf(incident)
  if (!review?.hostId) throw new Refusal(`Nobody hosts the review of ${name} yet. To take it: \`/incident host ${name} me\`.`)
  throw new Refusal(`<@${review.hostId}> hosts the review of ${name}; this is for the host alone.`)
}
