import { randomUUID } from 'node:crypto'
import type { Ctx } from '../context.ts'
import type { Incident } from '../core/incident.ts'
import { nothingMended } from '../core/mended.ts'
import { asBot } from '../core/viewer.ts'
import type { JobOf } from '../jobs/catalogue.ts'
import { enqueue } from '../jobs/queue.ts'
import { asOne } from '../jobs/refresh.ts'
import {
  askComparisons,
  beginComparison,
  listDueComparisons,
  listUnplanned,
  listWatchedIncidents,
  noteBackfill,
} from '../store/comparisons.ts'
import type { Tx } from '../store/db.ts'
import { getIncident } from '../store/incidents.ts'
import { findAliveAt, saveAliveAt } from '../store/workspaces.ts'

/** How often the channel of an open incident is compared with Slack, in milliseconds. */
export const compareEvery = 30 * 60 * 1000

/** For so long after it was resolved, what was missed of an incident is made up for when the bot starts; in milliseconds. */
const isWatchedFor = 7 * 24 * 60 * 60 * 1000

/** Every few seconds so many comparisons begin, so that they do not take all of what Slack allows a minute. */
const atOnce = 4

/** How exactly it is known when the bot was last at work, in milliseconds. */
const aliveEvery = 10_000

/** After the bot was away: has every channel in which something may have been missed compared with Slack. */
export async function compareAfterAbsence(ctx: Ctx, workspaceId: string): Promise<void> {
  const now = ctx.clock.now()
  await ctx.db.transaction(async (tx) => {
    const incidentIds = await listWatchedIncidents(tx, workspaceId, new Date(now.getTime() - isWatchedFor))
    await askComparisons(tx, workspaceId, incidentIds, await findAliveAt(tx, workspaceId), now)
  })
}

/** Begins the comparisons that are due, a few at a time. */
export async function compareDue(ctx: Ctx, workspaceId: string): Promise<void> {
  const now = ctx.clock.now()
  const unplanned = await ctx.db.statement((tx) => listUnplanned(tx, workspaceId, new Date(now.getTime() - compareEvery)))
  if (unplanned.length > 0) await ctx.db.transaction((tx) => askComparisons(tx, workspaceId, unplanned, null, now))
  const due = await ctx.db.statement((tx) => listDueComparisons(tx, workspaceId, now, atOnce))
  for (const incidentId of due) await ctx.db.transaction((tx) => begin(tx, workspaceId, incidentId, now))
}

/**
 * Begins to read what was written in the channel of an incident before, since its `logsFrom`, pins too; its channel is shown how far
 * that has come. A comparison that is under way gives way to it. Asked for twice, it adds nothing twice.
 */
export async function beginBackfill(tx: Tx, { id, workspaceId }: Incident, now: Date): Promise<void> {
  await askComparisons(tx, workspaceId, [id], null, now)
  await noteBackfill(tx, id, now)
  await begin(tx, workspaceId, id, now)
}

async function begin(tx: Tx, workspaceId: string, incidentId: string, now: Date): Promise<void> {
  const run = randomUUID()
  const begun = await beginComparison(tx, incidentId, { run, now, dueAgainAt: new Date(now.getTime() + compareEvery) })
  if (!begun) return
  const incident = await getIncident(tx, asBot(workspaceId), incidentId)
  const job = {
    incidentId,
    run,
    askedAt: now.toISOString(),
    awaySince: begun.awaySince?.toISOString() ?? null,
    backfillAskedAt: begun.backfillAskedAt?.toISOString() ?? null,
    progress: { ...nothingRead, arePinsRead: begun.backfillAskedAt === null },
  }
  await enqueue(tx, workspaceId, 'channel.reconcile', job, { key: `reconcile:${incidentId}` })
  await showBackfill(tx, workspaceId, job, false)
  if (incident.isPrivate)
    await enqueue(tx, workspaceId, 'members.refresh', { incidentId }, asOne(`members:${incident.channelId}`))
}

const nothingRead = { edgeTs: null, isHistoryRead: false, threads: [], read: 0, calls: 0, mended: nothingMended }

/** Has the channel shown how far the backfill has come, where one was asked for. */
export async function showBackfill(tx: Tx, workspaceId: string, job: JobOf<'channel.reconcile'>, isDone: boolean): Promise<void> {
  const { incidentId, backfillAskedAt: askedAt, progress } = job
  if (askedAt === null) return
  const shown = { incidentId, askedAt, read: progress.read, threadsLeft: progress.threads.length, isDone }
  await enqueue(tx, workspaceId, 'backfill.show', shown, asOne(`backfill:${incidentId}:${askedAt}`))
}

/** Notes that the bot is at work, so that after an absence it is known when that began. Called often, it writes seldom. */
export async function noteAlive(ctx: Ctx, workspaceId: string): Promise<void> {
  const now = ctx.clock.now()
  await ctx.db.statement((tx) => saveAliveAt(tx, workspaceId, now, new Date(now.getTime() - aliveEvery)))
}
