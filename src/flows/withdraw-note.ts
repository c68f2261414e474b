import type { Ctx } from '../context.ts'
import { clearNotice } from '../store/notices.ts'

/** What the operator was told of is mended: `doctor` shows it no longer. */
export async function withdrawNote(ctx: Ctx, note: { workspaceId: string; key: string }): Promise<void> {
  ctx.log.info({ notice: note.key }, 'mended')
  await ctx.db.transaction((tx) => clearNotice(tx, note.workspaceId, note.key))
}
