import type { Ctx } from '../context.ts'
import { saveNotice } from '../store/notices.ts'

/** Notes something that Slack refused, with a sentence for the operator: in the log at once, and for `doctor` to show later. */
export async function noteForOperator(
  ctx: Ctx,
  notice: { workspaceId: string; key: string; incidentId: string | null; sentence: string },
): Promise<void> {
  ctx.log.warn({ notice: notice.key }, notice.sentence)
  await ctx.db.statement((tx) => saveNotice(tx, { ...notice, at: ctx.clock.now() }))
}
