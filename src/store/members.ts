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

/** Makes the list of a channel's members what Slack said it was at `asOf` (a Slack timestamp); events newer than that stay. */
export async function replaceMembers(
  tx: Tx,
  workspaceId: string,
  channelId: string,
  userIds: string[],
  asOf: string,
): Promise<void> {
  const gone = await tx.channelMember.findMany({
    where: { workspaceId, channelId, isPresent: true, userId: { notIn: userIds } },
    select: { userId: true },
  })
  const states = [
    ...userIds.map((userId) => ({ userId, isPresent: true })),
    ...gone.map(({ userId }) => ({ userId, isPresent: false })),
  ]
  for (const state of states) await saveMembership(tx, { workspaceId, channelId, ...state, eventTs: asOf })
}

/** Who is in a channel now, of those given. */
export async function membersAmong(tx: Tx, workspaceId: string, channelId: string, userIds: string[]): Promise<string[]> {
  const rows = await tx.channelMember.findMany({
    where: { workspaceId, channelId, userId: { in: userIds }, isPresent: true },
    select: { userId: true },
  })
  return rows.map((row) => row.userId)
}
