import type { Ctx } from '../context.ts'
import type { Incident } from '../core/incident.ts'
import type { Meeting } from '../core/meeting.ts'
import { type AgendaItem, agendaOf, meetingLengths } from '../core/meeting-agenda.ts'
import { type GuideQuestion, guideFor } from '../core/meeting-guide.ts'
import { questionsWith } from '../core/questions.ts'
import { Refusal } from '../core/refusal.ts'
import { renderReview } from '../core/review/review.ts'
import { noReviewText } from '../core/review/review-state.ts'
import { asBot, type PersonViewer } from '../core/viewer.ts'
import type { Tx } from '../store/db.ts'
import { findIncident, getIncident } from '../store/incidents.ts'
import { findMeeting } from '../store/meetings.ts'
import { membersAmong } from '../store/members.ts'
import { findNewestVersion, findReview, type ReviewRecord } from '../store/reviews.ts'
import { gatherFacts } from './gather-facts.ts'
import { gatherWords } from './gather-words.ts'
import { hostOf } from './host-of.ts'

/** The meeting about a review, as its channel is told of it. */
export type ToldMeeting = {
  incident: Incident
  review: ReviewRecord
  /** Of a private incident, only who is in its channel now is among the invited. */
  meeting: Meeting
  agenda: AgendaItem[]
  /** To be reminded; null where nobody hosts it who may see it. */
  hostId: string | null
}

/** For the channel, and for those who are invited; null where there is none, or no incident any more. */
export const readToldMeeting = (ctx: Ctx, { workspaceId, incidentId }: { workspaceId: string; incidentId: string }) =>
  ctx.db.reading(async (tx): Promise<ToldMeeting | null> => {
    const incident = await findIncident(tx, asBot(workspaceId), incidentId)
    const review = incident && (await findReview(tx, incident.id))
    const meeting = incident && (await findMeeting(tx, incident.id))
    if (!incident || !review || !meeting) return null
    const invitedIds = await withinReach(tx, incident, meeting.invitedIds)
    const agenda = agendaOf(meeting.minutes)
    return { incident, review, meeting: { ...meeting, invitedIds }, agenda, hostId: await hostOf(tx, incident) }
  })

async function withinReach(tx: Tx, { workspaceId, channelId, isPrivate }: Incident, userIds: string[]): Promise<string[]> {
  if (!isPrivate) return userIds
  return channelId ? membersAmong(tx, workspaceId, channelId, userIds) : []
}

/** The meeting as somebody asks for it. `guide` is for the host alone; null for anybody else. */
export type ReadMeeting = {
  incident: Incident
  hostId: string | null
  meeting: Meeting | null
  agenda: AgendaItem[]
  guide: GuideQuestion[] | null
}

/** @throws Refusal where the viewer may not see the incident, or it has no review */
export const readMeeting = (ctx: Ctx, input: { viewer: PersonViewer; incidentId: string }): Promise<ReadMeeting> =>
  ctx.db.reading(async (tx) => {
    const incident = await getIncident(tx, input.viewer, input.incidentId)
    const review = await findReview(tx, incident.id)
    if (!review) throw new Refusal(noReviewText(incident))
    const meeting = await findMeeting(tx, incident.id)
    const isHost = review.hostId === input.viewer.userId
    return {
      incident,
      hostId: review.hostId,
      meeting,
      agenda: agendaOf(meeting?.minutes ?? meetingLengths[0]),
      guide: isHost ? await guideOf(tx, ctx, incident) : null,
    }
  })

async function guideOf(tx: Tx, ctx: Ctx, incident: Incident): Promise<GuideQuestion[]> {
  const facts = await gatherFacts(tx, ctx, incident)
  const version = await findNewestVersion(tx, incident.id)
  if (!facts) return []
  const { words } = await gatherWords(tx, ctx.config, facts)
  const { sections } = renderReview(version?.statements ?? [], facts, words)
  const unknown = sections.find(({ key }) => key === 'unknown')?.statements.filter(({ isProse }) => !isProse) ?? []
  return guideFor(
    facts,
    questionsWith(ctx.config.questions).questions,
    words,
    unknown.map(({ text }) => text),
  )
}
