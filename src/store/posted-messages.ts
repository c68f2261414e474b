import type { Tx } from './db.ts'

/** What the bot has shown, or is about to show, for one purpose. `ts` is null from just before the call to Slack until its answer is kept. */
export type PostedMessage = {
  workspaceId: string
  key: string
  incidentId: string | null
  channelId: string
  ts: string | null
  fingerprint: string | null
  triedAt: Date
}

export async function findPosted(tx: Tx, workspaceId: string, key: string): Promise<PostedMessage | null> {
  return tx.postedMessage.findUnique({ where: { workspaceId_key: { workspaceId, key } } })
}

/** What was shown, or tried, under keys that begin with `beginning`. */
export async function listPosted(tx: Tx, workspaceId: string, beginning: string): Promise<PostedMessage[]> {
  return tx.postedMessage.findMany({ where: { workspaceId, key: { startsWith: beginning } } })
}

/** The keys of what was shown, or tried, that begin with `beginning`. */
export const listPostedKeys = async (tx: Tx, workspaceId: string, beginning: string): Promise<string[]> =>
  (await listPosted(tx, workspaceId, beginning)).map(({ key }) => key)

export async function savePosted(tx: Tx, posted: PostedMessage): Promise<void> {
  const { workspaceId, key, ...data } = posted
  await tx.postedMessage.upsert({ where: { workspaceId_key: { workspaceId, key } }, create: posted, update: data })
}

/** Forgets all that was shown under keys that begin like these: it stays in Slack as it is, and is not found again. */
export async function forgetPostedLike(tx: Tx, workspaceId: string, beginnings: readonly string[]): Promise<void> {
  const like = beginnings.map((beginning) => ({ key: { startsWith: beginning } }))
  await tx.postedMessage.deleteMany({ where: { workspaceId, OR: like } })
}

export async function forgetPosted(tx: Tx, workspaceId: string, key: string): Promise<void> {
  await tx.postedMessage.deleteMany({ where: { workspaceId, key } })
}

/** A message on which Slack may show something else than the timeline says. `isWanted`: whether it should bear the bot's sign. */
export type Unlike = { channelId: string; ts: string; isWanted: boolean }

/** Under this key PostedMessage tells what Slack shows on a message: `on`, `off`, or null where nobody knows. */
const keyOf = ({ channelId, ts }: Pick<Unlike, 'channelId' | 'ts'>): string => `noticed:${channelId}:${ts}`

/** Messages of an incident that somebody has ever marked and that do not show yet whether they are on the timeline, the oldest ones. */
export async function listUnlike(tx: Tx, workspaceId: string, incidentId: string, most: number): Promise<Unlike[]> {
  return tx.$queryRaw<Unlike[]>`
    SELECT * FROM (
      SELECT marked."channelId", marked."messageTs" AS "ts",
        entry."id" IS NOT NULL AND entry."hiddenAt" IS NULL AS "isWanted",
        CASE WHEN posted."key" IS NULL THEN 'off' ELSE posted."fingerprint" END AS "shown"
      FROM (SELECT DISTINCT "channelId", "messageTs" FROM "Mark" WHERE "incidentId" = ${incidentId}::uuid) AS marked
      LEFT JOIN "Entry" AS entry ON entry."workspaceId" = ${workspaceId} AND entry."channelId" = marked."channelId"
        AND entry."messageTs" = marked."messageTs"
      LEFT JOIN "PostedMessage" AS posted ON posted."workspaceId" = ${workspaceId}
        AND posted."key" = 'noticed:' || marked."channelId" || ':' || marked."messageTs"
    ) AS each
    WHERE "shown" IS DISTINCT FROM CASE WHEN "isWanted" THEN 'on' ELSE 'off' END
    ORDER BY "ts" LIMIT ${most}`
}

/**
 * Keeps what Slack shows on some messages of an incident: as is wanted, or that nobody knows, as before a call and after a crash.
 * One statement.
 */
export async function savePostedSigns(
  tx: Tx,
  incident: { workspaceId: string; incidentId: string },
  messages: readonly Unlike[],
  how: 'as wanted' | 'unknown',
  at: Date,
): Promise<void> {
  const shown = ({ isWanted }: Unlike): string | null => (how === 'unknown' ? null : isWanted ? 'on' : 'off')
  const rows = messages.map((each) => ({ ...each, key: keyOf(each), shown: shown(each) }))
  await tx.$executeRaw`
    INSERT INTO "PostedMessage" ("workspaceId", "key", "incidentId", "channelId", "ts", "fingerprint", "triedAt")
    SELECT ${incident.workspaceId}, "key", ${incident.incidentId}::uuid, "channelId", "ts", "shown", ${at}::timestamptz
    FROM json_to_recordset(${JSON.stringify(rows)}::json) AS sign("key" text, "channelId" text, "ts" text, "shown" text)
    ON CONFLICT ("workspaceId", "key") DO UPDATE
    SET "fingerprint" = excluded."fingerprint", "triedAt" = excluded."triedAt"`
}
