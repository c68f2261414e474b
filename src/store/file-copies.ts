import type { Tx } from './db.ts'
import type { MessageKey } from './log-messages.ts'

/** The copy of a file of an entry's message. */
export type FileCopy = { fileId: string; mimetype: string; bytes: Uint8Array; copiedAt: Date }

/** Keeps a copy; where there is one already, it stays. */
export async function insertFileCopy(tx: Tx, entryId: number, { bytes, ...copy }: FileCopy): Promise<void> {
  await tx.fileCopy.createMany({ data: [{ ...copy, entryId, bytes: Uint8Array.from(bytes) }], skipDuplicates: true })
}

/** Which files of an entry's message are copied. */
export async function listCopied(tx: Tx, entryId: number): Promise<string[]> {
  const rows = await tx.fileCopy.findMany({ where: { entryId }, select: { fileId: true } })
  return rows.map(({ fileId }) => fileId)
}

/** Which files are copied of all that is on the timeline of an incident and not hidden. The caller has come through the gate with it. */
export async function listCopiesOf(tx: Tx, incidentId: string): Promise<{ entryId: number; fileId: string }[]> {
  const entry = { incidentId, hiddenAt: null }
  return tx.fileCopy.findMany({ where: { entry }, select: { entryId: true, fileId: true } })
}

/** A copy with its bytes; null where there is none, or its entry is hidden. The caller has come through the gate with the incident. */
export async function findFileCopy(
  tx: Tx,
  incidentId: string,
  place: { entryId: number; fileId: string },
): Promise<FileCopy | null> {
  return tx.fileCopy.findFirst({ where: { ...place, entry: { incidentId, hiddenAt: null } } })
}

/** Removes the copies of an entry's message but those of these files. */
export async function deleteCopiesBut(
  tx: Tx,
  { workspaceId, channelId, ts: messageTs }: MessageKey,
  fileIds: string[],
): Promise<void> {
  await tx.fileCopy.deleteMany({ where: { entry: { workspaceId, channelId, messageTs }, fileId: { notIn: fileIds } } })
}
