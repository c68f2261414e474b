import type { Ctx } from '../context.ts'
import type { Tx } from '../store/db.ts'
import { findMessageEntry } from '../store/entries.ts'
import { listCopied } from '../store/file-copies.ts'
import { findLogMessage, type MessageKey } from '../store/log-messages.ts'

/** Which files of a message are to be copied, and for which entry; of a message that is on no timeline none are. */
export const filesToCopy = (ctx: Ctx, key: MessageKey): Promise<string[]> =>
  ctx.db.transaction(async (tx) => {
    const found = await findUncopied(tx, key)
    return found?.fileIds ?? []
  })

/** The same, for whoever keeps one. Part of a transaction. */
export async function findUncopied(tx: Tx, key: MessageKey): Promise<{ entryId: number; fileIds: string[] } | null> {
  const entry = await findMessageEntry(tx, key)
  const message = entry && (await findLogMessage(tx, key))
  if (!entry || !message) return null
  const copied = new Set(await listCopied(tx, entry.id))
  return { entryId: entry.id, fileIds: message.files.map(({ id }) => id).filter((id) => !copied.has(id)) }
}
