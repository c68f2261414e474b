import { randomUUID } from 'node:crypto'
import type { Ctx } from '../context.ts'
import { peopleToAsk } from '../core/choose-question.ts'
import { isOpen } from '../core/incident.ts'
import type { Person } from '../core/people.ts'
import { asBot } from '../core/viewer.ts'
import { dueAt, knownZone } from '../core/working-time.ts'
import type { Tx } from '../store/db.ts'
import { getIncidentForUpdate } from '../store/incidents.ts'
import { membersAmong } from '../store/members.ts'
import { listPeople } from '../store/people.ts'
import { dropWaitingPrompts, insertPrompt, listPrompts } from '../store/prompts.ts'
import { findReview } from '../store/reviews.ts'
import { type AskingFacts, gatherAskingFacts, questionFor } from './question-for.ts'

/**
 * Plans one question for each person whose message or action is on the timeline and who has not been asked yet,
 * for a decent hour of their own next working day. People must be known by then: their time zone comes from Slack.
 * Where the severity asks for no review, nobody is asked, and what was planned is taken back.
 */
export async function planPrompts(ctx: Ctx, input: { workspaceId: string; incidentId: string }): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const incident = await getIncidentForUpdate(tx, asBot(input.workspaceId), input.incidentId)
    const review = await findReview(tx, incident.id)
    if (isOpen(incident) || incident.status === 'cancelled' || !review) return
    if (review.depth === 'none') return dropWaitingPrompts(tx, incident.id)
    const facts = await gatherAskingFacts(tx, ctx.config, incident)
    for (const person of await peopleStillToAsk(tx, facts)) await planFor(tx, ctx, facts, person)
  })
}

async function peopleStillToAsk(tx: Tx, { incident, entries }: AskingFacts): Promise<Person[]> {
  const asked = new Set((await listPrompts(tx, incident.id)).filter(isQuestion).map(({ userId }) => userId))
  const involved = peopleToAsk(entries).filter((userId) => !asked.has(userId))
  const people = await listPeople(tx, incident.workspaceId, involved)
  const reachable = people.filter((person) => !person.isBot && !person.isDeleted)
  if (!incident.isPrivate || !incident.channelId) return reachable
  const inside = await membersAmong(tx, incident.workspaceId, incident.channelId, involved)
  return reachable.filter(({ userId }) => inside.includes(userId))
}

/** A note that somebody left themselves is kept like an answer; nobody asked for it. */
const isQuestion = ({ questionId }: { questionId: string }): boolean => questionId !== 'note-to-self'

async function planFor(tx: Tx, ctx: Ctx, facts: AskingFacts, person: Person): Promise<void> {
  const now = ctx.clock.now()
  const { config } = ctx
  const chosen = questionFor(config, facts, person, now)
  if (!chosen) return
  const zone = knownZone(person.timeZone, config.timeZone)
  await insertPrompt(tx, {
    ...chosen,
    id: randomUUID(),
    workspaceId: facts.incident.workspaceId,
    incidentId: facts.incident.id,
    userId: person.userId,
    state: 'waiting',
    dueAt: dueAt(now, config.delays.firstQuestion, config.workingHours, zone),
    sentAt: null,
    createdAt: now,
  })
}
