import type { Ctx } from '../context.ts'
import { countsOf, fewestAfterwards } from '../core/afterwards.ts'
import { asBot } from '../core/viewer.ts'
import { enqueue } from '../jobs/queue.ts'
import { refreshAfterwards, refreshReview } from '../jobs/refresh.ts'
import {
  deleteAfterwardsAnswers,
  listAfterwardsAnswers,
  listAfterwardsPeople,
  saveAfterwardsPeople,
} from '../store/afterwards.ts'
import type { Tx } from '../store/db.ts'
import { getIncidentForUpdate } from '../store/incidents.ts'
import { findMeeting, listMeetingsToClose, saveMeeting } from '../store/meetings.ts'

/**
 * Ends the time for the questions after meetings. Where at least three people answered, the host sees what was said, all of it at
 * once, and the review counts it; where fewer did, it is deleted. Who was asked, and who answered, is forgotten either way.
 */
export async function closeAfterwards(ctx: Ctx, workspaceId: string): Promise<void> {
  const now = ctx.clock.now()
  for (const incidentId of await ctx.db.statement((tx) => listMeetingsToClose(tx, workspaceId, now)))
    await ctx.db.transaction((tx) => close(tx, ctx, workspaceId, incidentId))
}

async function close(tx: Tx, ctx: Ctx, workspaceId: string, incidentId: string): Promise<void> {
  const incident = await getIncidentForUpdate(tx, asBot(workspaceId), incidentId)
  const meeting = await findMeeting(tx, incidentId)
  if (!meeting?.closesAt || meeting.closesAt > ctx.clock.now()) return
  const people = await listAfterwardsPeople(tx, incidentId)
  const answered = people.filter(({ state }) => state === 'answered').length
  const areEnough = answered >= fewestAfterwards
  const counts = areEnough ? countsOf(answered, await listAfterwardsAnswers(tx, ctx.seals, incidentId)) : null
  await saveMeeting(tx, {
    ...meeting,
    closesAt: null,
    answeredBy: counts?.people ?? null,
    changedFor: counts?.changed ?? null,
    againFor: counts?.again ?? null,
  })
  await saveAfterwardsPeople(tx, incidentId, [])
  for (const person of people) await refreshAfterwards(tx, person)
  if (!areEnough) return deleteAfterwardsAnswers(tx, incidentId)
  await refreshReview(tx, incident)
  await enqueue(tx, workspaceId, 'afterwards.tell', { incidentId }, { key: `afterwards-told:${incidentId}` })
}
