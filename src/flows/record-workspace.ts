import type { Ctx } from '../context.ts'
import { saveWorkspace, type Workspace } from '../store/workspaces.ts'

/** Keeps who the bot is, as Slack said at its start. */
export async function recordWorkspace(ctx: Ctx, workspace: Workspace): Promise<void> {
  await ctx.db.transaction((tx) => saveWorkspace(tx, workspace, ctx.clock.now()))
}
