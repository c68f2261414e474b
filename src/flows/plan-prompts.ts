import { randomUUID } from 'node:crypto'
import type { Ctx } from '../context.ts'
import { chooseQuestion, peopleToAsk, reasonText } from '../core/choose-question.ts'
import { type Incident, isOpen } from '../core/incident.ts'
import type { Person } from '../core/people.ts'
import { questionsWith } from '../core/questions.ts'
import { clockTime } from '../core/time-text.ts'
import type { Entry } from '../core/timeline.ts'
import { asBot } from '../core/viewer.ts'
import { dueAt, knownZone } from '../core/working-time.ts'
import type { Tx } from '../store/db.ts'
import { listEntries } from '../store/entries.ts'
import { getIncidentForUpdate } from '../store/incidents.ts'
import { membersAmong } from '../store/members.ts'
import { listPeople } from '../store/people.ts'
import { insertPrompt, listPrompts } from '../store/prompts.ts'
import { findReview } from '../store/reviews.ts'
import { listRoles } from '../store/roles.ts'

/**
 * Plans one question for each person whose message or action is on the timeline and who has not been asked yet,
 * for a decent hour of their own next working day. People must be known by then: their time zone comes from Slack.
 */
export async function planPrompts(ctx: Ctx, input: { workspaceId: string; incidentId: string }): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const incident = await getIncidentForUpdate(tx, asBot(input.workspaceId), input.incidentId)
    const review = await findReview(tx, incident.id)
    if (isOpen(incident) || !review || review.depth === 'none') return
    const entries = await listEntries(tx, incident.id)
    for (const person of await peopleStillToAsk(tx, incident, entries)) await planFor(tx, ctx, incident, entries, person)
  })
}

async function peopleStillToAsk(tx: Tx, incident: Incident, entries: Entry[]): Promise<Person[]> {
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

async function planFor(tx: Tx, ctx: Ctx, incident: Incident, entries: Entry[], person: Person): Promise<void> {
  const now = ctx.clock.now()
  const { config } = ctx
  const zone = knownZone(person.timeZone, config.timeZone)
  const { questions } = questionsWith(config.questions)
  const roles = await listRoles(tx, incident.id)
  const chosen = chooseQuestion({ person, entries, roles, askedBefore: [], questions, resolvedAt: incident.resolvedAt, now })
  if (!chosen) return
  await insertPrompt(tx, {
    id: randomUUID(),
    workspaceId: incident.workspaceId,
    incidentId: incident.id,
    userId: person.userId,
    questionId: chosen.question.id,
    entryId: chosen.entry?.id ?? null,
    momentAt: chosen.momentAt,
    reason: reasonText(chosen.reason, (at) => clockTime(at, zone)),
    state: 'waiting',
    dueAt: dueAt(now, config.delays.firstQuestion, config.workingHours, zone),
    sentAt: null,
    createdAt: now,
  })
}
