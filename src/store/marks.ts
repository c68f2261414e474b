import { z } from 'zod'
import { compareTs, entryKinds } from '../core/timeline.ts'
import type { Tx } from './db.ts'
import type { MessageKey } from './log-messages.ts'

/** One person's reaction with an emoji that has a meaning, there or taken off. */
export type Mark = {
  workspaceId: string
  channelId: string
  messageTs: string
  userId: string
  emoji: string
  kind: (typeof entryKinds)[number]
  incidentId: string
  isPresent: boolean
  eventTs: string
}

/**
 * Makes this transaction the only one at work on the marks and the entry of a message, until it ends.
 * Without it, one person's mark and another's taking theirs off could each miss the other.
 */
export async function lockMessage(tx: Tx, key: MessageKey): Promise<void> {
  await lockMessages(tx, [key])
}

/** As `lockMessage`, for several, in one order: two transactions with some of the same never wait for each other in a circle. */
export async function lockMessages(tx: Tx, keys: readonly MessageKey[]): Promise<void> {
  const names = keys.map(({ workspaceId, channelId, ts }) => `message ${workspaceId} ${channelId} ${ts}`)
  await tx.$executeRaw`
    SELECT pg_advisory_xact_lock("lock")
    FROM (SELECT DISTINCT hashtextextended("name", 0) AS "lock" FROM unnest(${names}::text[]) AS "name" ORDER BY 1) AS "locks"`
}

/**
 * Notes that a mark was put or taken off. Of two such events the later one by Slack's time holds, whatever order they come in.
 * @returns whether that changed anything
 */
export async function saveMark(tx: Tx, mark: Mark): Promise<boolean> {
  const changed = await tx.$executeRaw`
    INSERT INTO "Mark" ("workspaceId", "channelId", "messageTs", "userId", "emoji", "kind", "incidentId", "isPresent", "eventTs")
    VALUES (${mark.workspaceId}, ${mark.channelId}, ${mark.messageTs}, ${mark.userId}, ${mark.emoji}, ${mark.kind},
            ${mark.incidentId}::uuid, ${mark.isPresent}, ${mark.eventTs})
    ON CONFLICT ("workspaceId", "channelId", "messageTs", "userId", "emoji") DO UPDATE
    SET "kind" = excluded."kind", "isPresent" = excluded."isPresent", "eventTs" = excluded."eventTs"
    WHERE excluded."eventTs" COLLATE "C" > "Mark"."eventTs" COLLATE "C"`
  return changed > 0
}

const markKind = z.enum(entryKinds)

/** The marks that are on a message now, in the order in which they were put. */
export async function listMarks(tx: Tx, key: MessageKey): Promise<Pick<Mark, 'userId' | 'kind' | 'eventTs'>[]> {
  const rows = await tx.mark.findMany({
    where: { workspaceId: key.workspaceId, channelId: key.channelId, messageTs: key.ts, isPresent: true },
    select: { userId: true, kind: true, eventTs: true },
  })
  return rows
    .map((row) => ({ ...row, kind: markKind.parse(row.kind) }))
    .sort((a, b) => compareTs(a.eventTs, b.eventTs) || (a.userId < b.userId ? -1 : 1))
}

/** Every mark of an incident, those that were taken off too. */
export async function listMarksOfIncident(tx: Tx, incidentId: string): Promise<Omit<Mark, 'workspaceId' | 'incidentId'>[]> {
  const rows = await tx.mark.findMany({ where: { incidentId }, omit: { workspaceId: true, incidentId: true } })
  return rows.map((row) => ({ ...row, kind: markKind.parse(row.kind) }))
}
