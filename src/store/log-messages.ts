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

/** What the log says of a message: who wrote it, its files, and whether it is gone. Null where it never reached the log. */
export async function findLogMessage(tx: Tx, key: MessageKey) {
  const row = await tx.logMessage.findUnique({
    where: { workspaceId_channelId_ts: key },
    select: { userId: true, authorName: true, threadTs: true, files: true, isDeleted: true },
  })
  return row && { ...row, files: filesFrom(row.files) }
}

/** Keeps anybody else from changing a message in the log, or its writer from being forgotten, until this transaction ends. */
export async function holdLogMessage(tx: Tx, { workspaceId, channelId, ts }: MessageKey): Promise<void> {
  await tx.$executeRaw`
    SELECT 1 FROM "LogMessage" WHERE "workspaceId" = ${workspaceId} AND "channelId" = ${channelId} AND "ts" = ${ts} FOR SHARE`
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

/** So many rows at once: it takes some tens of milliseconds, and what else wants to write does not wait for long. */
const removedAtOnce = 5_000

/**
 * Of incidents that were closed before `closedBefore`, removes from the log what is not on their timeline. Entries keep their words, which
 * are in the log. What was erased has none, and keeps its place: no later look at Slack is to bring it back. Each incident is looked at again once a day, since Slack may
 * tell of an old message at any time.
 * @returns whether there is more to do
 */
export async function forgetLog(tx: Tx, workspaceId: string, closedBefore: Date, now: Date): Promise<boolean> {
  const again = new Date(now.getTime() - 24 * 60 * 60 * 1000)
  const [incident] = await tx.$queryRaw<{ id: string }[]>`
    SELECT "id" FROM "Incident" WHERE "workspaceId" = ${workspaceId} AND "closedAt" < ${closedBefore}
      AND ("logForgottenAt" IS NULL OR "logForgottenAt" < ${again})
    ORDER BY "closedAt" LIMIT 1 FOR UPDATE SKIP LOCKED`
  if (!incident) return false
  const removed = await tx.$executeRaw`
    DELETE FROM "LogMessage" WHERE ("workspaceId", "channelId", "ts") IN (
      SELECT log."workspaceId", log."channelId", log."ts" FROM "LogMessage" AS log
      WHERE log."incidentId" = ${incident.id}::uuid AND NOT log."isDeleted"
        AND NOT EXISTS (SELECT FROM "Entry" AS entry WHERE entry."workspaceId" = log."workspaceId"
                        AND entry."channelId" = log."channelId" AND entry."messageTs" = log."ts")
        AND NOT EXISTS (SELECT FROM "Mark" AS mark WHERE mark."workspaceId" = log."workspaceId"
                        AND mark."channelId" = log."channelId" AND mark."messageTs" = log."ts" AND mark."isPresent")
      LIMIT ${removedAtOnce})`
  if (removed < removedAtOnce) await tx.incident.update({ where: { id: incident.id }, data: { logForgottenAt: now } })
  return true
}
