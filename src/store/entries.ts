import { z } from 'zod'
import { groupedBy } from '../core/grouped-by.ts'
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

/** Of entries that are recognised by their key, those that are not there yet. @returns how many these were */
export async function insertImported(tx: Tx, entries: readonly NewEntry[]): Promise<number> {
  let added = 0
  for (let start = 0; start < entries.length; start += atOnce) {
    const data = entries.slice(start, start + atOnce).map(({ change: _none, ...rest }) => rest)
    added += (await tx.entry.createMany({ data, skipDuplicates: true })).count
  }
  return added
}

/** A statement of PostgreSQL has at most 32,767 parameters. */
const atOnce = 1000

/** Which of these keys entries of an incident have. */
export async function listImportKeys(tx: Tx, incidentId: string, keys: string[]): Promise<string[]> {
  const rows = await tx.entry.findMany({ where: { incidentId, importKey: { in: keys } }, select: { importKey: true } })
  return rows.flatMap(({ importKey }) => importKey ?? [])
}

/** What an entry takes from its message and the marks on it. */
export type Marked = Pick<NewEntry, 'kind' | 'authorId' | 'authorName' | 'permalink'>

/**
 * An entry that was made from a message. `isEdited`: somebody has changed it by hand; `isRewritten`: it has words of its own.
 */
export type MessageEntry = { id: number; kind: string; isEdited: boolean; isRewritten: boolean; isHidden: boolean }

/** The entry that was made from a message, if there is one. */
export async function findMessageEntry(tx: Tx, key: MessageKey): Promise<MessageEntry | null> {
  const row = await tx.entry.findUnique({ where: { workspaceId_channelId_messageTs: messageWhere(key) } })
  if (!row) return null
  const { id, kind, editedAt, text, hiddenAt } = row
  return { id, kind, isEdited: editedAt !== null, isRewritten: text !== null, isHidden: hiddenAt !== null }
}

/** Makes an entry say of its message what is known of it now. */
export async function saveMarked(tx: Tx, id: number, { kind, authorId, authorName, permalink }: Marked): Promise<void> {
  await tx.entry.update({ where: { id }, data: { kind, authorId, authorName, permalink } })
}

export async function deleteEntry(tx: Tx, id: number): Promise<void> {
  await tx.entry.delete({ where: { id } })
}

/**
 * The timeline of an incident, in the order of the story, without what is hidden. Words of a message are those of the log now.
 * The caller has come through the gate with this incident.
 */
export async function listEntries(tx: Tx, incidentId: string): Promise<Entry[]> {
  return withWords(tx, incidentId, await tx.entry.findMany({ where: { incidentId, hiddenAt: null } }))
}

/**
 * How an incident first showed, from a moment on: the first observations and messages of other bots, as alerts are. A few, so that some
 * are left where others have no words. The caller has come through the gate with this incident.
 */
export async function listFirstSigns(tx: Tx, incidentId: string, from: Date): Promise<Entry[]> {
  const alerts = await listFirstAlerts(tx, incidentId, from)
  const rows = await tx.entry.findMany({
    where: {
      ...{ incidentId, hiddenAt: null, happenedAt: { gte: from }, source: { not: 'system' } },
      OR: [{ kind: 'observation' }, { id: { in: alerts } }],
    },
    orderBy: [{ happenedAt: 'asc' }, { id: 'asc' }],
    take: fewSigns,
  })
  return withWords(tx, incidentId, rows)
}

const fewSigns = 10

/** What another app posted in its own name; not what it posted for a person. */
async function listFirstAlerts(tx: Tx, incidentId: string, from: Date): Promise<number[]> {
  const rows = await tx.$queryRaw<{ id: number }[]>`
    SELECT entry."id" FROM "Entry" AS entry
    JOIN "Workspace" AS workspace ON workspace."id" = entry."workspaceId"
    JOIN "LogMessage" AS log ON log."workspaceId" = entry."workspaceId" AND log."channelId" = entry."channelId"
      AND log."ts" = entry."messageTs" AND log."botId" <> workspace."botId"
    LEFT JOIN "Person" AS person ON person."workspaceId" = entry."workspaceId" AND person."userId" = log."userId"
    WHERE entry."incidentId" = ${incidentId}::uuid AND entry."happenedAt" >= ${from}
      AND (log."userId" IS NULL OR person."isBot")
    ORDER BY entry."happenedAt", entry."id" LIMIT ${fewSigns}`
  return rows.map(({ id }) => id)
}

/** Whose words or changes are on the timeline of an incident. */
export async function listAuthors(tx: Tx, incidentId: string): Promise<string[]> {
  const rows = await tx.entry.findMany({ where: { incidentId }, select: { authorId: true }, distinct: ['authorId'] })
  return rows.flatMap(({ authorId }) => authorId ?? [])
}

/** As `listEntries`, with what is hidden. */
export async function listAllEntries(tx: Tx, incidentId: string): Promise<Entry[]> {
  return withWords(tx, incidentId, await tx.entry.findMany({ where: { incidentId } }))
}

/** One entry, hidden or not; the caller goes through the gate with its incident before anything of it is shown or changed. */
export async function findEntry(tx: Tx, workspaceId: string, id: number): Promise<Entry | null> {
  const row = id < 1 || id > largestId ? null : await tx.entry.findUnique({ where: { id, workspaceId } })
  if (!row) return null
  const [entry = null] = await withWords(tx, row.incidentId, [row])
  return entry
}

/** One entry of a timeline, where it is there and not hidden. The caller has come through the gate with the incident. */
export async function findShownEntry(tx: Tx, incidentId: string, id: number | null): Promise<Entry | null> {
  const row = id === null ? null : await tx.entry.findFirst({ where: { id, incidentId, hiddenAt: null } })
  const [entry = null] = row ? await withWords(tx, incidentId, [row]) : []
  return entry
}

/** The id of the entry that was made under this key from a transcript or from a message of another channel; null where there is none. */
export async function findImported(tx: Tx, incidentId: string, importKey: string): Promise<number | null> {
  const row = await tx.entry.findUnique({ where: { incidentId_importKey: { incidentId, importKey } }, select: { id: true } })
  return row?.id ?? null
}

/** What the column of ids takes; what people type may be more. */
const largestId = 2 ** 31 - 1

type Said = Pick<LogMessageModel, 'channelId' | 'ts' | 'userId' | 'authorName' | 'text' | 'files' | 'isDeleted'>
type MarkOn = Pick<MarkModel, 'channelId' | 'messageTs' | 'userId' | 'eventTs'>

/** Two lists as one parameter each: of a timeline of thousands, as many parameters took longer than what they ask for. */
async function withWords(tx: Tx, incidentId: string, rows: EntryModel[]): Promise<Entry[]> {
  const messages = rows.flatMap((row) => (row.messageTs === null ? [] : [row.messageTs]))
  const log = await tx.$queryRaw<Said[]>`
    SELECT "channelId", "ts", "userId", "authorName", "text", "files", "isDeleted" FROM "LogMessage"
    WHERE "incidentId" = ${incidentId}::uuid AND "ts" = ANY(${messages})`
  const marks = await tx.$queryRaw<MarkOn[]>`
    SELECT "channelId", "messageTs", "userId", "eventTs" FROM "Mark"
    WHERE "incidentId" = ${incidentId}::uuid AND "messageTs" = ANY(${messages}) AND "isPresent"`
  const said = new Map(log.map((message) => [`${message.channelId} ${message.ts}`, message]))
  const marked = groupedBy(marks, (mark) => `${mark.channelId} ${mark.messageTs}`)
  return rows
    .map((row) => {
      const place = `${row.channelId} ${row.messageTs}`
      return fromRow(row, said.get(place) ?? null, marked.get(place) ?? [])
    })
    .sort(compareEntries)
}

const rowWords = z.object({
  kind: z.enum(entryKinds),
  source: z.enum(entrySources),
  change: z.object({ field: z.string(), from: z.string().nullable(), to: z.string().nullable() }).nullable(),
})

function fromRow(row: EntryModel, message: Said | null, marks: MarkOn[]): Entry {
  const { workspaceId: _workspace, ...rest } = row
  return {
    ...rest,
    ...rowWords.parse(row),
    authorId: message?.userId ?? row.authorId,
    authorName: message?.authorName ?? row.authorName,
    text: row.text ?? (message && !message.isDeleted ? message.text : null),
    files: filesFrom(message ? message.files : row.files),
    markedBy: [...new Set([...marks].sort((a, b) => compareTs(a.eventTs, b.eventTs)).map((mark) => mark.userId))],
  }
}

const messageWhere = ({ workspaceId, channelId, ts }: MessageKey) => ({ workspaceId, channelId, messageTs: ts })
