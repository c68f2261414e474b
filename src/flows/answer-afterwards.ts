import type { Ctx } from '../context.ts'
import type { AfterwardsAnswer, AfterwardsState } from '../core/afterwards.ts'
import { nameOf } from '../core/incident.ts'
import { Refusal } from '../core/refusal.ts'
import type { PersonViewer } from '../core/viewer.ts'
import { refreshAfterwards } from '../jobs/refresh.ts'
import { type AfterwardsPerson, addAfterwardsAnswers, listAfterwardsPeople, saveAfterwardsPeople } from '../store/afterwards.ts'
import type { Tx } from '../store/db.ts'
import { takeDelivery } from '../store/delivered.ts'
import { getIncidentForUpdate } from '../store/incidents.ts'
import { findMeeting } from '../store/meetings.ts'
import { wishForMonth } from './ask-in-a-month.ts'

type Doing = { viewer: PersonViewer; incidentId: string; requestKey: string }

/**
 * Keeps what somebody said after a meeting, and apart from it that they have: nothing leads from one to the other.
 * @throws Refusal where they were not asked, have answered already, or it is over
 */
export const answerAfterwards = (
  ctx: Ctx,
  input: Doing & { answers: readonly AfterwardsAnswer[]; wantsMonth: boolean },
): Promise<void> =>
  settle(ctx, input, input.answers.length > 0 ? 'answered' : 'skipped', async (tx, { workspaceId, incidentId }) => {
    if (input.answers.length === 0 && !input.wantsMonth)
      throw new Refusal('Nothing is filled in yet. One of them is enough; or close this and choose Skip.', 'changes')
    await addAfterwardsAnswers(tx, ctx.seals, { workspaceId, incidentId }, input.answers)
    if (input.wantsMonth) await wishForMonth(tx, ctx, { workspaceId, incidentId, userId: input.viewer.userId })
  })

/** They would rather say nothing. @throws Refusal as `answerAfterwards` */
export const skipAfterwards = (ctx: Ctx, input: Doing): Promise<void> => settle(ctx, input, 'skipped', async () => undefined)

async function settle(
  ctx: Ctx,
  { viewer, incidentId: id, requestKey }: Doing,
  state: AfterwardsState,
  keep: (tx: Tx, person: AfterwardsPerson) => Promise<void>,
): Promise<void> {
  const now = ctx.clock.now()
  const { workspaceId, userId } = viewer
  await ctx.db.transaction(async (tx) => {
    if (!(await takeDelivery(tx, workspaceId, requestKey, now))) return
    const incident = await getIncidentForUpdate(tx, viewer, id)
    const closesAt = (await findMeeting(tx, incident.id))?.closesAt ?? null
    const people = await listAfterwardsPeople(tx, incident.id)
    const person = people.find((one) => one.userId === userId)
    if (!person || !closesAt || closesAt <= now)
      throw new Refusal(`The questions after the meeting of ${nameOf(incident)} are over.`)
    if (person.state === 'answered')
      throw new Refusal('You have answered already. Nothing tells which answers are yours, so they cannot be changed.')
    await keep(tx, person)
    await saveAfterwardsPeople(
      tx,
      incident.id,
      people.map((one) => (one.userId === userId ? { ...one, state } : one)),
    )
    await refreshAfterwards(tx, person)
  })
}
