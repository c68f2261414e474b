import type { Ctx } from '../context.ts'
import { isOpen } from '../core/incident.ts'
import { asBot } from '../core/viewer.ts'
import { enqueue } from '../jobs/queue.ts'
import { getIncidentForUpdate } from '../store/incidents.ts'
import { findMeeting, listMeetingsToRemind, saveMeeting } from '../store/meetings.ts'
import { findReview } from '../store/reviews.ts'

/**
 * Reminds hosts of meetings that are near: them alone, and once. One of an incident that people are at work on again, or whose review
 * was declined meanwhile, is nothing to remind of.
 */
export async function remindOfMeetings(ctx: Ctx, workspaceId: string): Promise<void> {
  const now = ctx.clock.now()
  for (const incidentId of await ctx.db.statement((tx) => listMeetingsToRemind(tx, workspaceId, now)))
    await ctx.db.transaction(async (tx) => {
      const incident = await getIncidentForUpdate(tx, asBot(workspaceId), incidentId)
      const review = await findReview(tx, incidentId)
      const meeting = await findMeeting(tx, incidentId)
      if (!meeting?.remindAt || meeting.isCancelled || meeting.remindAt > now) return
      const isWorthIt = meeting.startsAt > now && !isOpen(incident) && review?.hostId && review.state !== 'declined'
      await saveMeeting(tx, { ...meeting, remindAt: null, ...(isWorthIt && { remindedAt: now }) })
      if (isWorthIt) await enqueue(tx, workspaceId, 'meeting.remind', { incidentId }, { key: `meeting-reminder:${incidentId}` })
    })
}
