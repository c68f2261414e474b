import type { Ctx } from '../context.ts'
import type { Asking } from '../core/asking.ts'
import { storyOf } from '../core/choose-question.ts'
import { type Incident, isOpen } from '../core/incident.ts'
import type { Person } from '../core/people.ts'
import { asBot } from '../core/viewer.ts'
import { dueAt, knownZone } from '../core/working-time.ts'
import { insertAskings, listAskings } from '../store/askings.ts'
import type { Tx } from '../store/db.ts'
import { listEntries } from '../store/entries.ts'
import { getIncidentForUpdate } from '../store/incidents.ts'
import { membersAmong } from '../store/members.ts'
import { listPeople } from '../store/people.ts'
import { findReview } from '../store/reviews.ts'
import { listRoles } from '../store/roles.ts'
import { takeBackAsking } from './take-back-asking.ts'

/**
 * Plans to come to everybody involved to whom the bot has not come yet, at a decent hour of their own next working day.
 * What they are asked is chosen then. People must be known by now: their time zone comes from Slack.
 * Where the severity asks for no review, or people have declined it, nobody is asked, and what was planned is taken back.
 */
export async function planPrompts(ctx: Ctx, input: { workspaceId: string; incidentId: string }): Promise<void> {
  const now = ctx.clock.now()
  await ctx.db.transaction(async (tx) => {
    const incident = await getIncidentForUpdate(tx, asBot(input.workspaceId), input.incidentId)
    const review = await findReview(tx, incident.id)
    if (isOpen(incident) || incident.status === 'cancelled' || !review) return
    if (review.depth === 'none' || review.state === 'declined') return takeBackAsking(tx, incident.id)
    const people = await peopleToComeTo(tx, incident)
    await insertAskings(
      tx,
      people.map((person) => firstAsking(ctx, incident, person, now)),
    )
  })
}

/** Everybody involved with whom the bot has not begun, and whom it may write to. */
async function peopleToComeTo(tx: Tx, incident: Incident): Promise<Person[]> {
  const { involved } = storyOf(await listEntries(tx, incident.id), await listRoles(tx, incident.id))
  const begun = new Set((await listAskings(tx, incident.id)).map(({ userId }) => userId))
  const left = involved.filter((userId) => !begun.has(userId))
  const people = (await listPeople(tx, incident.workspaceId, left)).filter((person) => !person.isBot && !person.isDeleted)
  if (!incident.isPrivate || !incident.channelId) return people
  const inside = new Set(await membersAmong(tx, incident.workspaceId, incident.channelId, left))
  return people.filter(({ userId }) => inside.has(userId))
}

const firstAsking = ({ config }: Ctx, incident: Incident, { userId, timeZone }: Person, now: Date): Asking => ({
  incidentId: incident.id,
  workspaceId: incident.workspaceId,
  userId,
  round: 'first',
  dueAt: dueAt(now, config.delays.firstQuestion, config.workingHours, knownZone(timeZone, config.timeZone)),
  openedAt: null,
  isMuted: false,
  care: 'none',
  callFromId: null,
  isWished: false,
  createdAt: now,
})
