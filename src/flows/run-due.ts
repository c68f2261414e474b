import type { Ctx } from '../context.ts'
import { Refusal } from '../core/refusal.ts'
import { refreshPrompt } from '../jobs/refresh.ts'
import type { Tx } from '../store/db.ts'
import { forgetDeliveries } from '../store/delivered.ts'
import { getIncident } from '../store/incidents.ts'
import { getPromptForUpdate, listDuePrompts, savePrompt } from '../store/prompts.ts'
import { listReviewsToOpen } from '../store/reviews.ts'
import { openReview } from './open-review.ts'

/** Slack delivers again for some minutes; a day is ample, in milliseconds. */
const deliveriesAreKept = 24 * 60 * 60 * 1000

/** Does what has become due in one workspace: questions reach their people, reviews open. Run every few seconds, and by many at once. */
export async function runDue(ctx: Ctx, workspaceId: string): Promise<void> {
  const now = ctx.clock.now()
  const due = await ctx.db.transaction((tx) => listDuePrompts(tx, workspaceId, now))
  for (const id of due) await ctx.db.transaction((tx) => sendPrompt(tx, workspaceId, id, now))
  for (const incidentId of await ctx.db.transaction((tx) => listReviewsToOpen(tx, workspaceId, now)))
    await openReview(ctx, { workspaceId, incidentId })
  await ctx.db.transaction((tx) => forgetDeliveries(tx, workspaceId, new Date(now.getTime() - deliveriesAreKept)))
}

async function sendPrompt(tx: Tx, workspaceId: string, id: string, now: Date): Promise<void> {
  const prompt = await getPromptForUpdate(tx, workspaceId, id)
  if (prompt.state !== 'waiting' || prompt.dueAt > now) return
  if (!(await mayStillSee(tx, workspaceId, prompt.userId, prompt.incidentId)))
    return savePrompt(tx, { ...prompt, state: 'dropped' })
  await savePrompt(tx, { ...prompt, state: 'sent', sentAt: now })
  await refreshPrompt(tx, prompt)
}

/** Somebody who has left the channel of a private incident is not asked about it any more. */
async function mayStillSee(tx: Tx, workspaceId: string, userId: string, incidentId: string): Promise<boolean> {
  try {
    await getIncident(tx, { kind: 'person', workspaceId, userId }, incidentId)
    return true
  } catch (error) {
    if (error instanceof Refusal) return false
    throw error
  }
}
