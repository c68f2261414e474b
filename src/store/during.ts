import { z } from 'zod'
import { openStatuses } from '../core/incident.ts'
import type { Tx } from './db.ts'

/** What the bot last asked while people were at work on an incident. */
export type During = { incidentId: string; workspaceId: string; leadCheckedAt: Date | null; channelAskedAt: Date | null }

const atWork = openStatuses.filter((status) => status !== 'paused')

/** The incidents that people are at work on, those that rest left out, with their lead, if they have one. For the bot's own use. */
export async function listAtWork(tx: Tx, workspaceId: string) {
  const rows = await tx.incident.findMany({
    where: { workspaceId, status: { in: [...atWork] } },
    select: { id: true, declaredAt: true, roles: { where: { role: 'lead', untilAt: null } }, during: true },
    orderBy: { number: 'asc' },
  })
  return rows.map(({ id, declaredAt, roles: [lead], during }) => ({
    incidentId: id,
    declaredAt,
    lead: lead ? { userId: lead.userId, since: lead.fromAt } : null,
    leadCheckedAt: during?.leadCheckedAt ?? null,
    channelAskedAt: during?.channelAskedAt ?? null,
  }))
}

/** Notes what was asked. Of two processes at once, the later one waits here. */
export async function saveDuring(
  tx: Tx,
  { incidentId, workspaceId, ...asked }: Pick<During, 'incidentId' | 'workspaceId'> & Partial<During>,
): Promise<void> {
  await tx.duringIncident.upsert({ where: { incidentId }, create: { incidentId, workspaceId, ...asked }, update: asked })
}

/** When the lead of an incident was last looked in on. */
export const findLeadCheckedAt = async (tx: Tx, incidentId: string): Promise<Date | null> =>
  (await tx.duringIncident.findUnique({ where: { incidentId } }))?.leadCheckedAt ?? null

const time = z.object({ at: z.date().nullable() })

/** When a person last said something in the channel of an incident; null where nobody has. */
export async function findLastSpoken(tx: Tx, incidentId: string): Promise<Date | null> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT max("postedAt") AS at FROM "LogMessage"
    WHERE "incidentId" = ${incidentId}::uuid AND "userId" IS NOT NULL AND "botId" IS NULL AND NOT "isDeleted"`
  return time.parse(rows[0]).at
}
