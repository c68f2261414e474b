import type { Tx } from './db.ts'

export type Membership = { workspaceId: string; channelId: string; userId: string; isPresent: boolean; eventTs: string }

/** Notes that somebody joined or left a channel. Of two such events the later one by Slack's time holds, whatever order they come in. */
export async function saveMembership(tx: Tx, membership: Membership): Promise<void> {
  const { workspaceId, channelId, userId, isPresent, eventTs } = membership
  await tx.$executeRaw`
    INSERT INTO "ChannelMember" ("workspaceId", "channelId", "userId", "isPresent", "eventTs")
    VALUES (${workspaceId}, ${channelId}, ${userId}, ${isPresent}, ${eventTs})
    ON CONFLICT ("workspaceId", "channelId", "userId") DO UPDATE
    SET "isPresent" = excluded."isPresent", "eventTs" = excluded."eventTs"
    WHERE excluded."eventTs" COLLATE "C" > "ChannelMember"."eventTs" COLLATE "C"`
}

/**
 * Makes the list of a channel's members what Slack said it was at `asOf` (a Slack timestamp); events newer than that stay.
 * One statement, in the order of the ids: two lists at once wait for each other and never in a circle.
 */
export async function replaceMembers(
  tx: Tx,
  workspaceId: string,
  channelId: string,
  userIds: string[],
  asOf: string,
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "ChannelMember" ("workspaceId", "channelId", "userId", "isPresent", "eventTs")
    SELECT ${workspaceId}, ${channelId}, "userId", bool_or("isHere"), ${asOf}
    FROM (
      SELECT unnest(${userIds}::text[]) AS "userId", true AS "isHere"
      UNION ALL
      SELECT "userId", false FROM "ChannelMember" WHERE "workspaceId" = ${workspaceId} AND "channelId" = ${channelId}
    ) AS known
    GROUP BY "userId" ORDER BY "userId"
    ON CONFLICT ("workspaceId", "channelId", "userId") DO UPDATE
    SET "isPresent" = excluded."isPresent", "eventTs" = excluded."eventTs"
    WHERE excluded."eventTs" COLLATE "C" > "ChannelMember"."eventTs" COLLATE "C"`
}

/** Counts nobody as a member any more, but those who joined after `asOf` (a Slack timestamp). */
export async function forgetMembers(tx: Tx, workspaceId: string, channelId: string, asOf: string): Promise<void> {
  await replaceMembers(tx, workspaceId, channelId, [], asOf)
}

/** Who is in a channel now, of those given. */
export async function membersAmong(tx: Tx, workspaceId: string, channelId: string, userIds: string[]): Promise<string[]> {
  const rows = await tx.channelMember.findMany({
    where: { workspaceId, channelId, userId: { in: userIds }, isPresent: true },
    select: { userId: true },
  })
  return rows.map((row) => row.userId)
}
