import { z } from 'zod'
import { compareEntries, compareTs, type Entry, entryKinds, entrySources, type NewEntry } from '../core/timeline.ts'
import type { EntryModel, LogMessageModel, MarkModel } from '../generated/prisma/models.ts'
import type { Tx } from './db.ts'
import { filesFrom, type MessageKey } from './log-messages.ts'

/** @returns the id of the new entry */
export async function insertEntry(tx: Tx, entry: NewEntry): Promise<number> {
  const { change, ...rest } = entry
  const { id } = await tx.entry.create({ data: change ? { ...rest, change } : rest, select: { id: true } })
  return id
}

/** What an entry takes from its message and the marks on it. */
export type Marked = Pick<NewEntry, 'kind' | 'authorId' | 'authorName' | 'permalink'>

/** The entry that was made from a message, if there is one. `isEdited`: somebody has rewritten it by hand. */
export async function findMessageEntry(tx: Tx, key: MessageKey): Promise<{ id: number; kind: string; isEdited: boolean } | null> {
  const row = await tx.entry.findUnique({ where: { workspaceId_channelId_messageTs: messageWhere(key) } })
  return row && { id: row.id, kind: row.kind, isEdited: row.editedAt !== null }
}

/** Makes an entry say of its message what is known of it now. */
export async function saveMarked(tx: Tx, id: number, { kind, authorId, authorName, permalink }: Marked): Promise<void> {
  await tx.entry.update({ where: { id }, data: { kind, authorId, authorName, permalink } })
}

export async function deleteEntry(tx: Tx, id: number): Promise<void> {
  await tx.entry.delete({ where: { id } })
}

/**
 * The timeline of an incident, in the order of the story. Words of a message are those of the log now.
 * The caller has come through the gate with this incident.
 */
export async function listEntries(tx: Tx, incidentId: string): Promise<Entry[]> {
  const rows = await tx.entry.findMany({ where: { incidentId } })
  const messages = rows.flatMap((row) => (row.messageTs === null ? [] : [row.messageTs]))
  const log = await tx.logMessage.findMany({ where: { incidentId, ts: { in: messages } } })
  const marks = await tx.mark.findMany({ where: { incidentId, messageTs: { in: messages }, isPresent: true } })
  const said = new Map(log.map((message) => [`${message.channelId} ${message.ts}`, message]))
  return rows
    .map((row) => {
      const place = `${row.channelId} ${row.messageTs}`
      const own = marks.filter((mark) => `${mark.channelId} ${mark.messageTs}` === place)
      return fromRow(row, said.get(place) ?? null, own)
    })
    .sort(compareEntries)
}

const rowWords = z.object({
  kind: z.enum(entryKinds),
  source: z.enum(entrySources),
  change: z.object({ field: z.string(), from: z.string().nullable(), to: z.string().nullable() }).nullable(),
})

function fromRow(row: EntryModel, message: LogMessageModel | null, marks: MarkModel[]): Entry {
  const { workspaceId: _workspace, ...rest } = row
  return {
    ...rest,
    ...rowWords.parse(row),
    authorId: message?.userId ?? row.authorId,
    authorName: message?.authorName ?? row.authorName,
    text: row.text ?? (message && !message.isDeleted ? message.text : null),
    files: message ? filesFrom(message.files) : [],
    markedBy: [...new Set([...marks].sort((a, b) => compareTs(a.eventTs, b.eventTs)).map((mark) => mark.userId))],
  }
}

const messageWhere = ({ workspaceId, channelId, ts }: MessageKey) => ({ workspaceId, channelId, messageTs: ts })
