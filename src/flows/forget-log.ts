import type { Ctx } from '../context.ts'
import { forgetLog as forgetPart } from '../store/log-messages.ts'

const day = 24 * 60 * 60 * 1000

/** Removes from the log what the settings no longer want kept: of incidents that were closed long enough ago, all but the timeline. */
export async function forgetLog(ctx: Ctx, workspaceId: string): Promise<void> {
  const { logKeptDays } = ctx.config
  if (logKeptDays === null) return
  const now = ctx.clock.now()
  const closedBefore = new Date(now.getTime() - logKeptDays * day)
  let isMore = true
  while (isMore) isMore = await ctx.db.transaction((tx) => forgetPart(tx, workspaceId, closedBefore, now))
}
