import { noteNotReached, readCall } from '../flows/ask-for-call.ts'
import { holdOpening } from '../flows/hold-asking.ts'
import { readCareIds, readOpening } from '../flows/read-asking.ts'
import type { JobOf } from '../jobs/catalogue.ts'
import { findPosted } from '../store/posted-messages.ts'
import type { Desk } from './desk.ts'
import { directChannel } from './direct.ts'
import { meet } from './meet.ts'
import { show } from './show.ts'
import { unlessUnreachable } from './unreachable.ts'
import { callMessage, openingMessage } from './views/opening.ts'

/** Asks somebody how they are, without a question; or shows what stands there now. */
export async function showOpening(desk: Desk, job: JobOf<'opening.show'>): Promise<void> {
  const who = { workspaceId: desk.workspaceId, ...job }
  const key = `opening:${job.incidentId}:${job.userId}`
  await meet(desk, [job.userId, ...(await readCareIds(desk.ctx, job.incidentId))])
  const shown = await readOpening(desk.ctx, who)
  const posted = await desk.ctx.db.statement((tx) => findPosted(tx, desk.workspaceId, key))
  if (!posted && (await holdOpening(desk.ctx, who))) return
  await unlessUnreachable(
    async () => {
      const channelId = await directChannel(desk, job.userId)
      await show(desk, { key, incidentId: job.incidentId, channelId, message: openingMessage(shown) })
    },
    async () => undefined,
  )
}

/** Tells one person that another would like to be called, and nothing else. Where they cannot be told, whoever asked hears of it. */
export async function askForCallBack(desk: Desk, job: JobOf<'call.ask'>): Promise<void> {
  const { workspaceId } = desk
  const notReached = (): Promise<void> => noteNotReached(desk.ctx, { workspaceId, ...job })
  await meet(desk, [job.calleeId])
  const { callee, incident } = await readCall(desk.ctx, { workspaceId, ...job })
  if (!callee || callee.isBot || callee.isDeleted) return notReached()
  await unlessUnreachable(async () => {
    const channelId = await directChannel(desk, job.calleeId)
    const key = `call:${job.incidentId}:${job.userId}:${job.calleeId}`
    await show(desk, { key, incidentId: job.incidentId, channelId, message: callMessage(job.userId, incident) })
  }, notReached)
}
