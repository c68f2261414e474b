import type { Ctx } from '../context.ts'
import { type FileCopy, insertFileCopy } from '../store/file-copies.ts'
import { holdLogMessage, type MessageKey } from '../store/log-messages.ts'
import { lockMessage } from '../store/marks.ts'
import { findUncopied } from './files-to-copy.ts'

/**
 * Keeps the copy of a file of a message, where the message still has it and is on the timeline. Whoever is forgotten in the same moment
 * waits for it and takes it with the rest, or it waits for them and finds no message.
 */
export async function keepFileCopy(ctx: Ctx, key: MessageKey, copy: Omit<FileCopy, 'copiedAt'>): Promise<void> {
  const copiedAt = ctx.clock.now()
  await ctx.db.transaction(async (tx) => {
    await lockMessage(tx, key)
    await holdLogMessage(tx, key)
    const wanted = await findUncopied(tx, key)
    if (wanted?.fileIds.includes(copy.fileId)) await insertFileCopy(tx, wanted.entryId, { ...copy, copiedAt })
  })
}
