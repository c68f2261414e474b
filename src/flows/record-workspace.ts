import type { Ctx } from '../context.ts'
import { bringForward } from '../jobs/queue.ts'
import { saveWorkspace, type Workspace } from '../store/workspaces.ts'

/** Keeps who the bot is, as Slack said at its start. What failed before is tried again at once: a restart often mends. */
export async function recordWorkspace(ctx: Ctx, workspace: Workspace): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    await saveWorkspace(tx, workspace, ctx.clock.now())
    await bringForward(tx, workspace.id)
  })
}
