import type { Ctx } from '../context.ts'
import { bringForward } from '../jobs/queue.ts'

/** What stood in the way of everything is gone: all that failed meanwhile is tried again at once, not after its pause. */
export async function tryAgain(ctx: Ctx, workspaceId: string): Promise<void> {
  ctx.log.info('Slack answers again; what failed is tried again')
  await ctx.db.statement((tx) => bringForward(tx, workspaceId))
}
