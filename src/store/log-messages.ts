import { z } from 'zod'
import { momentOf, type SlackFile } from '../core/timeline.ts'
import type { Tx } from './db.ts'

export type MessageKey = { workspaceId: string; channelId: string; ts: string }

/** A message as Slack has it now. `versionTs` is Slack's time of this version: of the edit, or `0` where it was never edited. */
export type LogMessage = MessageKey & {
  incidentId: string
  threadTs: string | null
  userId: string | null
  botId: string | null
  authorName: string | null
  subtype: string | null
  text: string
  files: SlackFile[]
  versionTs: string
}

const storedFiles = z.array(z.object({ id: z.string(), name: z.string(), permalink: z.string().nullable() }))

/** Files as they were stored with a message. */
export const filesFrom = (stored: unknown): SlackFile[] => storedFiles.parse(stored)

/**
 * Puts a version of a message in the log. Versions may come in any order: the newest one stays, and a deleted message stays deleted.
 * @returns whether the log changed
 */
export async function saveLogMessage(tx: Tx, message: LogMessage): Promise<boolean> {
  const changed = await tx.$executeRaw`
    INSERT INTO "LogMessage" ("workspaceId", "channelId", "ts", "incidentId", "threadTs", "userId", "botId", "authorName",
                              "subtype", "text", "files", "postedAt", "versionTs")
    VALUES (${message.workspaceId}, ${message.channelId}, ${message.ts}, ${message.incidentId}::uuid, ${message.threadTs},
            ${message.userId}, ${message.botId}, ${message.authorName}, ${message.subtype}, ${message.text},
            ${JSON.stringify(message.files)}::jsonb, ${momentOf(message.ts)}, ${message.versionTs})
    ON CONFLICT ("workspaceId", "channelId", "ts") DO UPDATE
    SET "threadTs" = excluded."threadTs", "userId" = excluded."userId", "botId" = excluded."botId",
        "authorName" = excluded."authorName", "subtype" = excluded."subtype", "text" = excluded."text",
        "files" = excluded."files", "versionTs" = excluded."versionTs"
    WHERE NOT "LogMessage"."isDeleted" AND excluded."versionTs" COLLATE "C" > "LogMessage"."versionTs" COLLATE "C"`
  return changed > 0
}

/** Erases a message that was deleted in Slack. Its place is kept, so that a version that arrives late does not bring it back. */
export async function eraseLogMessage(tx: Tx, key: MessageKey, incidentId: string, eventTs: string): Promise<void> {
  const erased = { text: '', files: [], authorName: null, userId: null, botId: null, isDeleted: true, versionTs: eventTs }
  await tx.logMessage.upsert({
    where: { workspaceId_channelId_ts: key },
    create: { ...key, ...erased, incidentId, postedAt: momentOf(key.ts) },
    update: erased,
  })
}

/** What the log says of a message: who wrote it, and whether it is gone. Null where it never reached the log. */
export async function findLogMessage(tx: Tx, key: MessageKey) {
  return tx.logMessage.findUnique({
    where: { workspaceId_channelId_ts: key },
    select: { userId: true, authorName: true, threadTs: true, isDeleted: true },
  })
}

/** The newest message of a channel that the log has, by its timestamp; null where it has none. */
export async function findNewestTs(tx: Tx, incidentId: string): Promise<string | null> {
  const row = await tx.logMessage.findFirst({
    where: { incidentId },
    orderBy: [{ postedAt: 'desc' }, { ts: 'desc' }],
    select: { ts: true },
  })
  return row?.ts ?? null
}

/** What the log has between two timestamps, the first one included, with all replies to these messages. `untilTs` null: to the end. */
export async function listLogBetween(tx: Tx, incidentId: string, fromTs: string, untilTs: string | null) {
  const between = { gte: fromTs, ...(untilTs !== null && { lt: untilTs }) }
  const rows = await tx.logMessage.findMany({
    where: { incidentId, OR: [{ ts: between }, { threadTs: between }] },
    select: { ts: true, threadTs: true, text: true, files: true, versionTs: true, isDeleted: true },
  })
  return rows.map((row) => ({ ...row, files: filesFrom(row.files) }))
}
