import type { NewEntry } from '../core/timeline.ts'
import type { Sql, Tx } from './db.ts'
import { lockName, type Mark } from './marks.ts'

/** A mark that was put, with Slack's id of the event; null where the bot asked Slack itself. */
export type PutMark = Omit<Mark, 'incidentId'> & { eventId: string | null }

/** The message of a mark, as the log has it. */
export type FirstMark = {
  index: number
  incidentId: string
  threadTs: string | null
  userId: string | null
  authorName: string | null
  workspaceUrl: string
}

/**
 * Of these marks, those that are the first one on their message, where the message is in the log of an incident that is not
 * resolved, has no files, which may have to be copied, and is on no timeline: most are. `index` is of the list. Takes no locks:
 * `saveFirstMarks` looks again. The limits keep PostgreSQL from reading a whole log for ten messages of it.
 */
export async function listFirstMarks(tx: Tx, workspaceId: string, marks: readonly PutMark[]): Promise<FirstMark[]> {
  const places = marks.map(({ channelId, messageTs }, index) => ({ index, channelId, messageTs }))
  return tx.$queryRaw<FirstMark[]>`
    SELECT put."index", incident."id" AS "incidentId", log."threadTs", log."userId", log."authorName", workspace."url" AS "workspaceUrl"
    FROM json_to_recordset(${JSON.stringify(places)}::json) AS put("index" int, "channelId" text, "messageTs" text)
    JOIN LATERAL (SELECT "id" FROM "Incident" WHERE "workspaceId" = ${workspaceId} AND "channelId" = put."channelId"
                  AND "resolvedAt" IS NULL LIMIT 1) AS incident ON true
    JOIN LATERAL (SELECT "threadTs", "userId", "authorName", "isDeleted", "files" FROM "LogMessage"
                  WHERE "workspaceId" = ${workspaceId} AND "channelId" = put."channelId" AND "ts" = put."messageTs" LIMIT 1)
      AS log ON NOT log."isDeleted" AND log."files" = '[]'::jsonb
    JOIN "Workspace" AS workspace ON workspace."id" = ${workspaceId}
    WHERE NOT EXISTS (SELECT FROM "Mark" AS mark WHERE mark."workspaceId" = ${workspaceId}
                      AND mark."channelId" = put."channelId" AND mark."messageTs" = put."messageTs")
      AND NOT EXISTS (SELECT FROM "Entry" AS entry WHERE entry."workspaceId" = ${workspaceId}
                      AND entry."channelId" = put."channelId" AND entry."messageTs" = put."messageTs")
    ORDER BY put."index"`
}

/**
 * Keeps first marks, the entries that they make, and that their events were done. One statement, which is a transaction of its own
 * and waits for nobody who changes an incident or a message: one that somebody else is at work on, or that is no longer as
 * `listFirstMarks` saw it, is left. What another transaction committed since this one began is seen by the locks on the rows of the
 * incident and of the log, or meets the unique keys of marks and entries, and then nothing is kept. Without the lock on the incident,
 * entries would wait for whoever changes it, with messages in hand that these may want, as who erases somebody does.
 * @param then what is asked for where anything is kept: rows of a query that writes
 * @returns of which of these, by their place in the list
 */
export async function saveFirstMarks(
  tx: Tx,
  workspaceId: string,
  puts: readonly { mark: PutMark; entry: NewEntry }[],
  then: Sql,
  now: Date,
): Promise<Set<number>> {
  const rows = puts.map(({ mark, entry }, index) => ({
    ...entry,
    ...mark,
    index,
    kind: mark.kind,
    entryKind: entry.kind,
    lock: lockName({ workspaceId, channelId: mark.channelId, ts: mark.messageTs }),
  }))
  const done = await tx.$queryRaw<{ index: number }[]>`
    WITH put AS MATERIALIZED (
      SELECT * FROM json_to_recordset(${JSON.stringify(rows)}::json) AS put(
        "index" int, "eventId" text, "channelId" text, "messageTs" text, "userId" text, "emoji" text, "kind" text,
        "eventTs" text, "incidentId" uuid, "entryKind" text, "source" text, "happenedAt" timestamptz,
        "recordedAt" timestamptz, "authorId" text, "authorName" text, "permalink" text, "lock" text)
    ), locked AS MATERIALIZED (
      SELECT * FROM put WHERE pg_try_advisory_xact_lock(hashtextextended("lock", 0))
    ), open AS MATERIALIZED (
      SELECT "id" FROM "Incident" WHERE "id" = ANY(ARRAY(SELECT DISTINCT "incidentId" FROM locked)) AND "resolvedAt" IS NULL
      FOR KEY SHARE SKIP LOCKED
    ), first AS MATERIALIZED (
      SELECT locked.* FROM locked JOIN open ON open."id" = locked."incidentId" JOIN LATERAL (
        SELECT FROM "LogMessage" AS log WHERE log."workspaceId" = ${workspaceId} AND log."channelId" = locked."channelId"
        AND log."ts" = locked."messageTs" AND NOT log."isDeleted" AND log."files" = '[]'::jsonb LIMIT 1 FOR SHARE SKIP LOCKED
      ) AS log ON true
      WHERE NOT EXISTS (SELECT FROM "Mark" AS mark WHERE mark."workspaceId" = ${workspaceId}
                        AND mark."channelId" = locked."channelId" AND mark."messageTs" = locked."messageTs")
        AND NOT EXISTS (SELECT FROM "Entry" AS entry WHERE entry."workspaceId" = ${workspaceId}
                        AND entry."channelId" = locked."channelId" AND entry."messageTs" = locked."messageTs")
    ), taken AS (
      INSERT INTO "Delivered" ("workspaceId", "key", "at")
      SELECT DISTINCT ${workspaceId}, "eventId", ${now}::timestamptz FROM first WHERE "eventId" IS NOT NULL ORDER BY "eventId"
      ON CONFLICT DO NOTHING RETURNING "key"
    ), done AS MATERIALIZED (
      SELECT * FROM first WHERE "eventId" IS NULL OR "eventId" IN (SELECT "key" FROM taken)
    ), marked AS (
      INSERT INTO "Mark" ("workspaceId", "channelId", "messageTs", "userId", "emoji", "kind", "incidentId", "isPresent", "eventTs")
      SELECT ${workspaceId}, "channelId", "messageTs", "userId", "emoji", "kind", "incidentId", true, "eventTs" FROM done
    ), entered AS (
      INSERT INTO "Entry" ("workspaceId", "incidentId", "kind", "source", "happenedAt", "recordedAt", "authorId", "authorName",
                           "channelId", "messageTs", "permalink")
      SELECT ${workspaceId}, "incidentId", "entryKind", "source", "happenedAt", "recordedAt", "authorId", "authorName",
             "channelId", "messageTs", "permalink" FROM done ORDER BY "index"
    ), wanted AS MATERIALIZED (${then})
    SELECT "index", (SELECT count(*) FROM wanted)::int AS "wanted" FROM done`
  return new Set(done.map(({ index }) => index))
}
