import type { Ctx } from '../context.ts'
import { bringForward } from '../jobs/queue.ts'
import { clearNotice } from '../store/notices.ts'

/** What the operator was told of is mended: `doctor` shows it no longer, and what waited for it is done at once. */
export async function withdrawNote(ctx: Ctx, note: { workspaceId: string; key: string }): Promise<void> {
  ctx.log.info({ notice: note.key }, 'mended')
  await ctx.db.transaction(async (tx) => {
    await clearNotice(tx, note.workspaceId, note.key)
    await bringForward(tx, note.workspaceId)
  })
}
