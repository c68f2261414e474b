import type { Ctx } from '../context.ts'
import { forgetDeliveries } from '../store/delivered.ts'
import { listDuePrompts, listDueReminders } from '../store/prompts.ts'
import { listReviewsToOpen } from '../store/reviews.ts'
import { forgetSessions } from '../store/sessions.ts'
import { forgetTranscripts } from '../store/transcripts.ts'
import { comeInAMonth } from './ask-in-a-month.ts'
import { askPeople } from './ask-people.ts'
import { closeAfterwards } from './close-afterwards.ts'
import { comeAfterwards } from './come-afterwards.ts'
import { compareDue, noteAlive } from './compare-due.ts'
import { forgetLog } from './forget-log.ts'
import { lookAgain } from './look-again.ts'
import { lookIn } from './look-in.ts'
import { openReview } from './open-review.ts'
import { remindOfMeetings } from './remind-of-meeting.ts'
import { remindPrompt } from './remind-prompt.ts'
import { sendPrompt } from './send-prompt.ts'

/** Slack delivers again for some minutes; a day is ample, in milliseconds. */
const deliveriesAreKept = 24 * 60 * 60 * 1000

/** For so long a transcript waits to be confirmed, in milliseconds. */
const transcriptsAreKept = 24 * 60 * 60 * 1000

/** Does what has become due in one workspace: questions reach their people, leads are looked in on, reviews open, channels are compared with Slack, and what is no longer to be kept is forgotten. Run every few seconds, and by many at once. */
export async function runDue(ctx: Ctx, workspaceId: string): Promise<void> {
  const now = ctx.clock.now()
  await comeInAMonth(ctx, workspaceId)
  await askPeople(ctx, workspaceId)
  for (const promptId of await ctx.db.statement((tx) => listDuePrompts(tx, workspaceId, now)))
    await sendPrompt(ctx, { workspaceId, promptId })
  for (const promptId of await ctx.db.statement((tx) => listDueReminders(tx, workspaceId, now)))
    await remindPrompt(ctx, { workspaceId, promptId })
  for (const incidentId of await ctx.db.statement((tx) => listReviewsToOpen(tx, workspaceId, now)))
    await openReview(ctx, { workspaceId, incidentId })
  await remindOfMeetings(ctx, workspaceId)
  await comeAfterwards(ctx, workspaceId)
  await closeAfterwards(ctx, workspaceId)
  await lookIn(ctx, workspaceId)
  await lookAgain(ctx, workspaceId)
  await compareDue(ctx, workspaceId)
  await noteAlive(ctx, workspaceId)
  await forgetLog(ctx, workspaceId)
  await ctx.db.statement((tx) => forgetDeliveries(tx, workspaceId, new Date(now.getTime() - deliveriesAreKept)))
  await ctx.db.statement((tx) => forgetSessions(tx, workspaceId, now))
  await ctx.db.statement((tx) => forgetTranscripts(tx, workspaceId, new Date(now.getTime() - transcriptsAreKept)))
}
