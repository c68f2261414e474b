import type { Ctx } from '../context.ts'
import type { Incident } from '../core/incident.ts'
import { isAhead, type Meeting } from '../core/meeting.ts'
import { meetingLengths } from '../core/meeting-agenda.ts'
import { type Outside, outsideOf, proposeTimes } from '../core/meeting-times.ts'
import type { PersonViewer } from '../core/viewer.ts'
import { knownZone } from '../core/working-time.ts'
import { findMeeting } from '../store/meetings.ts'
import { listPrompts } from '../store/prompts.ts'
import { listRoles } from '../store/roles.ts'
import { invitedTo } from './invited-to.ts'
import { getHosted } from './read-hosting.ts'

/** What the host chooses from: times to come, each with who would be outside their working hours. */
export type Proposals = {
  incident: Incident
  /** The meeting that is to be moved; null where none is ahead. */
  meeting: Meeting | null
  times: { startsAt: Date; outside: Outside }[]
  /** The zone of the host, in which they read the times. */
  timeZone: string
}

/**
 * Times to meet, for the host alone: in the working hours of as many as can be, from the day after the review opens. Whom the host has
 * asked something counts too, as the host knows of them.
 * @throws Refusal for anybody else
 */
export const readProposals = (ctx: Ctx, input: { viewer: PersonViewer; incidentId: string }): Promise<Proposals> =>
  ctx.db.reading(async (tx) => {
    const { config, clock } = ctx
    const { incident, review } = await getHosted(tx, input.viewer, input.incidentId)
    const now = clock.now()
    const hostId = input.viewer.userId
    const before = await findMeeting(tx, incident.id)
    const meeting = before && isAhead(before, now) ? before : null
    const asked = (await listPrompts(tx, incident.id)).filter(({ origin, fromId }) => origin === 'host' && fromId === hostId)
    const others = [hostId, ...(meeting?.invitedIds ?? []), ...asked.map(({ userId }) => userId)]
    const people = (await invitedTo(tx, incident, others)).map(({ userId, timeZone }) => ({
      userId,
      timeZone: knownZone(timeZone, config.timeZone),
    }))
    const roles = (await listRoles(tx, incident.id)).filter(({ untilAt }) => untilAt === null)
    const heldBy = (userId: string) => roles.filter((holding) => holding.userId === userId).map(({ role }) => role)
    const from = review.openedAt === null && review.opensAt > now ? review.opensAt : now
    const facts = { people, hostId, hours: config.workingHours, minutes: meeting?.minutes ?? meetingLengths[0], from }
    return {
      incident,
      meeting,
      times: proposeTimes(facts).map((proposal) => ({
        startsAt: proposal.startsAt,
        outside: outsideOf(proposal, facts, heldBy),
      })),
      timeZone: people.find(({ userId }) => userId === hostId)?.timeZone ?? config.timeZone,
    }
  })
