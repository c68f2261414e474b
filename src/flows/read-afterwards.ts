import type { Ctx } from '../context.ts'
import { type AfterwardsState, missingIn, type Tally, talliesOf } from '../core/afterwards.ts'
import { type Incident, nameOf } from '../core/incident.ts'
import { Refusal } from '../core/refusal.ts'
import { asBot, type PersonViewer } from '../core/viewer.ts'
import { findAfterwardsPerson, listAfterwardsAnswers } from '../store/afterwards.ts'
import { findIncident, getIncident } from '../store/incidents.ts'
import { findMeeting } from '../store/meetings.ts'
import { findMonthWish } from '../store/month-wishes.ts'
import { hostOf } from './host-of.ts'
import { getHosted } from './read-hosting.ts'

/** What somebody is shown of the questions after a meeting. `state` is null once they are over. */
export type AsksAfterwards = {
  incident: Incident
  state: AfterwardsState | null
  closesAt: Date | null
  wantsMonth: boolean
}

/** Null where they may not see the incident any more. */
export const readAsksAfterwards = (ctx: Ctx, of: { workspaceId: string; incidentId: string; userId: string }) =>
  ctx.db.reading(async (tx): Promise<AsksAfterwards | null> => {
    const { incidentId, userId } = of
    const incident = await findIncident(tx, { kind: 'person', ...of }, incidentId)
    if (!incident) return null
    const closesAt = (await findMeeting(tx, incidentId))?.closesAt ?? null
    const person = closesAt && (await findAfterwardsPerson(tx, incidentId, userId))
    const wantsMonth = (await findMonthWish(tx, incidentId, userId)) !== null
    return { incident, state: person?.state ?? null, closesAt, wantsMonth }
  })

/** The incident, for the form. @throws Refusal where they may not see it, or it is over */
export async function readToAnswer(
  ctx: Ctx,
  { viewer, incidentId }: { viewer: PersonViewer; incidentId: string },
): Promise<Incident> {
  return ctx.db.reading(async (tx) => {
    const incident = await getIncident(tx, viewer, incidentId)
    const person = await findAfterwardsPerson(tx, incident.id, viewer.userId)
    if (!person) throw new Refusal(`The questions after the meeting of ${nameOf(incident)} are over.`)
    if (person.state === 'answered')
      throw new Refusal('You have answered already. Nothing tells which answers are yours, so they cannot be changed.')
    return incident
  })
}

/** What was said after a meeting, as the host sees it: counted, and in words without writers. */
export type SaidAfterwards = { incident: Incident; people: number; tallies: Tally[]; missing: string[] }

/** @throws Refusal for anybody but the host, and where there is nothing to show */
export const readSaidAfterwards = (ctx: Ctx, input: { viewer: PersonViewer; incidentId: string }): Promise<SaidAfterwards> =>
  ctx.db.reading(async (tx) => {
    const { incident } = await getHosted(tx, input.viewer, input.incidentId)
    const people = (await findMeeting(tx, incident.id))?.answeredBy ?? null
    if (people === null)
      throw new Refusal('Nothing is shown of it: it is still open, or fewer than three people answered, and then it is deleted.')
    const answers = await listAfterwardsAnswers(tx, ctx.seals, incident.id)
    return { incident, people, tallies: talliesOf(answers), missing: missingIn(answers) }
  })

/** Whom to tell that something was said after a meeting: its host. Null where there is none, or nothing to tell. */
export const readToldAfterwards = (ctx: Ctx, { workspaceId, incidentId }: { workspaceId: string; incidentId: string }) =>
  ctx.db.reading(async (tx): Promise<{ incident: Incident; hostId: string; people: number } | null> => {
    const incident = await findIncident(tx, asBot(workspaceId), incidentId)
    const people = incident && ((await findMeeting(tx, incidentId))?.answeredBy ?? null)
    const hostId = incident && (await hostOf(tx, incident))
    return incident && hostId !== null && people !== null ? { incident, hostId, people } : null
  })
