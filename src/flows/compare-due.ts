import { randomUUID } from 'node:crypto'
import type { Ctx } from '../context.ts'
import { nothingMended } from '../core/mended.ts'
import { asBot } from '../core/viewer.ts'
import { enqueue } from '../jobs/queue.ts'
import { asOne } from '../jobs/refresh.ts'
import { askComparisons, beginComparison, listDueComparisons, listUnplanned, listWatchedIncidents } from '../store/comparisons.ts'
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
  const due = await ctx.db.transaction(async (tx) => {
    const unplanned = await listUnplanned(tx, workspaceId, new Date(now.getTime() - compareEvery))
    if (unplanned.length > 0) await askComparisons(tx, workspaceId, unplanned, null, now)
    return listDueComparisons(tx, workspaceId, now, atOnce)
  })
  for (const incidentId of due) await ctx.db.transaction((tx) => begin(tx, workspaceId, incidentId, now))
}

async function begin(tx: Tx, workspaceId: string, incidentId: string, now: Date): Promise<void> {
  const run = randomUUID()
  const begun = await beginComparison(tx, incidentId, { run, now, dueAgainAt: new Date(now.getTime() + compareEvery) })
  if (!begun) return
  const incident = await getIncident(tx, asBot(workspaceId), incidentId)
  const asked = { incidentId, run, askedAt: now.toISOString(), awaySince: begun.awaySince?.toISOString() ?? null }
  const progress = { edgeTs: null, isHistoryRead: false, threads: [], calls: 0, mended: nothingMended }
  await enqueue(tx, workspaceId, 'channel.reconcile', { ...asked, progress }, { key: `reconcile:${incidentId}` })
  if (incident.isPrivate)
    await enqueue(tx, workspaceId, 'members.refresh', { incidentId }, asOne(`members:${incident.channelId}`))
}

/** Notes that the bot is at work, so that after an absence it is known when that began. Called often, it writes seldom. */
export async function noteAlive(ctx: Ctx, workspaceId: string): Promise<void> {
  const now = ctx.clock.now()
  await ctx.db.transaction((tx) => saveAliveAt(tx, workspaceId, now, new Date(now.getTime() - aliveEvery)))
}
