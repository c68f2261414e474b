import { openStatuses } from '../core/incident.ts'
import type { Tx } from './db.ts'

/** When the channel of an incident is compared with Slack again, and what is known of the comparison under way. */
export type Comparison = {
  incidentId: string
  workspaceId: string
  dueAt: Date
  run: string | null
  awaySince: Date | null
  backfillAskedAt: Date | null
}

/** Open incidents, and those resolved since `resolvedSince`, that have a channel: the bot's own list of ids, private ones too. */
export async function listWatchedIncidents(tx: Tx, workspaceId: string, resolvedSince: Date): Promise<string[]> {
  const isWatched = [{ status: { in: [...openStatuses] } }, { resolvedAt: { gte: resolvedSince } }]
  const rows = await tx.incident.findMany({
    where: { workspaceId, channelId: { not: null }, OR: isWatched },
    select: { id: true },
    orderBy: { number: 'desc' },
  })
  return rows.map(({ id }) => id)
}

/**
 * Makes comparisons due now, as nobody knows what was missed since `awaySince`; an earlier absence that was not made up for still
 * counts. What is under way stops: it began before the absence ended.
 */
export async function askComparisons(
  tx: Tx,
  workspaceId: string,
  incidentIds: string[],
  awaySince: Date | null,
  now: Date,
): Promise<void> {
  await tx.comparison.createMany({
    data: incidentIds.map((incidentId) => ({ incidentId, workspaceId, dueAt: now })),
    skipDuplicates: true,
  })
  const these = { incidentId: { in: incidentIds } }
  await tx.comparison.updateMany({ where: these, data: { dueAt: now, run: null } })
  await tx.comparison.updateMany({ where: { ...these, awaySince: null }, data: { awaySince } })
}

/** Notes that somebody asked for what was written in the channel before; until it is there, every comparison reads it. */
export async function noteBackfill(tx: Tx, incidentId: string, askedAt: Date): Promise<void> {
  await tx.comparison.update({ where: { incidentId }, data: { backfillAskedAt: askedAt } })
}

/** Open incidents declared before `declaredBefore` of which it is not said when they are compared, as after they were reopened. */
export async function listUnplanned(tx: Tx, workspaceId: string, declaredBefore: Date): Promise<string[]> {
  const rows = await tx.incident.findMany({
    where: {
      workspaceId,
      status: { in: [...openStatuses] },
      channelId: { not: null },
      declaredAt: { lte: declaredBefore },
      comparison: null,
    },
    select: { id: true },
  })
  return rows.map(({ id }) => id)
}

/** Of which incidents the comparison is due; those that have waited longest first, of these the newest incidents. */
export async function listDueComparisons(tx: Tx, workspaceId: string, now: Date, atMost: number): Promise<string[]> {
  const rows = await tx.comparison.findMany({
    where: { workspaceId, dueAt: { lte: now } },
    select: { incidentId: true },
    orderBy: [{ dueAt: 'asc' }, { incident: { number: 'desc' } }],
    take: atMost,
  })
  return rows.map(({ incidentId }) => incidentId)
}

/**
 * Begins a comparison that is due; one that is under way stops.
 * @returns null where another process was quicker
 */
export async function beginComparison(
  tx: Tx,
  incidentId: string,
  began: { run: string; now: Date; dueAgainAt: Date },
): Promise<Comparison | null> {
  const where = { incidentId, dueAt: { lte: began.now } }
  const { count } = await tx.comparison.updateMany({ where, data: { run: began.run, dueAt: began.dueAgainAt } })
  return count === 1 ? tx.comparison.findUniqueOrThrow({ where: { incidentId } }) : null
}

/** Says of a comparison when the next is due, so that one that takes long is not overtaken. @returns whether it is still the one under way */
export async function putOffComparison(tx: Tx, incidentId: string, run: string, dueAgainAt: Date): Promise<boolean> {
  const { count } = await tx.comparison.updateMany({ where: { incidentId, run }, data: { dueAt: dueAgainAt } })
  return count === 1
}

/** Ends a comparison: what was missed is made up for. Of an incident that is open no longer nothing more is planned. */
export async function endComparison(tx: Tx, incidentId: string, run: string, isOpen: boolean): Promise<void> {
  const ended = { run: null, awaySince: null, backfillAskedAt: null }
  if (isOpen) await tx.comparison.updateMany({ where: { incidentId, run }, data: ended })
  else await tx.comparison.deleteMany({ where: { incidentId, run } })
}
