import type { Ctx } from '../context.ts'
import { replaceMembers } from '../store/members.ts'

/** Keeps who is in a channel, as Slack said when it was asked at `asOf` (a Slack timestamp). */
export async function recordMembers(
  ctx: Ctx,
  input: { workspaceId: string; channelId: string; userIds: string[]; asOf: string },
): Promise<void> {
  await ctx.db.statement((tx) => replaceMembers(tx, input.workspaceId, input.channelId, input.userIds, input.asOf))
}
