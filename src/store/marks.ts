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
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${lockName(key)}, 0))`
}

/** The name of that lock; the lock itself is `hashtextextended(name, 0)`. */
export const lockName = ({ workspaceId, channelId, ts }: MessageKey): string => `message ${workspaceId} ${channelId} ${ts}`

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
