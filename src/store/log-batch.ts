import { momentOf } from '../core/timeline.ts'
import type { Tx } from './db.ts'
import type { LogMessage } from './log-messages.ts'

/** A version of a message, with Slack's id of the event that told of it; null where the bot asked Slack itself. */
export type Heard = { message: Omit<LogMessage, 'incidentId'>; eventId: string | null }

/**
 * What came of it: it is in the log, it changed nothing there, or it has to be taken by itself, as the timeline may have the message
 * or it is from before the incident.
 */
export type Logged = 'log' | 'nothing' | 'alone'

/**
 * Takes versions of messages of a workspace into the log, as `takeDelivery` and `saveLogMessage` do for one, but for those that
 * have a mark or an entry. One statement, which is a transaction of its own. The limit keeps PostgreSQL, which takes any list for
 * a hundred messages, from reading all incidents for one: with 10,000 of them a message took 1.9 times as long.
 * @returns what came of each, in their order
 */
export async function logTogether(tx: Tx, workspaceId: string, heard: readonly Heard[], now: Date): Promise<Logged[]> {
  const rows = heard.map(({ message, eventId }, index) => ({ ...message, index, eventId, postedAt: momentOf(message.ts) }))
  const done = await tx.$queryRaw<{ index: number; logged: Logged }[]>`
    WITH said AS MATERIALIZED (
      SELECT said.*, incident."id" AS "incidentId",
        EXISTS (SELECT FROM "Mark" AS mark WHERE mark."workspaceId" = ${workspaceId} AND mark."channelId" = said."channelId"
                AND mark."messageTs" = said."ts" AND mark."isPresent")
        OR EXISTS (SELECT FROM "Entry" AS entry WHERE entry."workspaceId" = ${workspaceId}
                   AND entry."channelId" = said."channelId" AND entry."messageTs" = said."ts")
        OR COALESCE(said."postedAt" < incident."logsFrom", false) AS "isAlone"
      FROM json_to_recordset(${JSON.stringify(rows)}::json) AS said(
        "index" int, "eventId" text, "channelId" text, "ts" text, "threadTs" text, "userId" text, "botId" text,
        "authorName" text, "subtype" text, "text" text, "files" jsonb, "postedAt" timestamptz, "versionTs" text)
      JOIN LATERAL (SELECT "id", "logsFrom" FROM "Incident"
                    WHERE "workspaceId" = ${workspaceId} AND "channelId" = said."channelId" LIMIT 1)
        AS incident ON true
    ), taken AS (
      INSERT INTO "Delivered" ("workspaceId", "key", "at")
      SELECT DISTINCT ${workspaceId}, "eventId", ${now}::timestamptz FROM said
      WHERE NOT "isAlone" AND "eventId" IS NOT NULL ORDER BY "eventId"
      ON CONFLICT DO NOTHING RETURNING "key"
    ), kept AS (
      INSERT INTO "LogMessage" ("workspaceId", "channelId", "ts", "incidentId", "threadTs", "userId", "botId", "authorName",
                                "subtype", "text", "files", "postedAt", "versionTs")
      SELECT DISTINCT ON ("channelId", "ts") ${workspaceId}, "channelId", "ts", "incidentId", "threadTs", "userId", "botId",
             "authorName", "subtype", "text", "files", "postedAt", "versionTs"
      FROM said WHERE NOT "isAlone" AND ("eventId" IS NULL OR "eventId" IN (SELECT "key" FROM taken))
      ORDER BY "channelId", "ts", "versionTs" COLLATE "C" DESC
      ON CONFLICT ("workspaceId", "channelId", "ts") DO UPDATE
      SET "threadTs" = excluded."threadTs", "userId" = excluded."userId", "botId" = excluded."botId",
          "authorName" = excluded."authorName", "subtype" = excluded."subtype", "text" = excluded."text",
          "files" = excluded."files", "versionTs" = excluded."versionTs"
      WHERE NOT "LogMessage"."isDeleted" AND excluded."versionTs" COLLATE "C" > "LogMessage"."versionTs" COLLATE "C"
      RETURNING "channelId", "ts", "versionTs"
    )
    SELECT "index", CASE WHEN "isAlone" THEN 'alone' WHEN kept."ts" IS NULL THEN 'nothing' ELSE 'log' END AS "logged"
    FROM said LEFT JOIN kept USING ("channelId", "ts", "versionTs")`
  const byIndex = new Map(done.map(({ index, logged }) => [index, logged]))
  return heard.map((_each, index) => byIndex.get(index) ?? 'nothing')
}
