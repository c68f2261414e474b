import type { Ctx } from '../context.ts'
import { compareLog, type Mends } from '../core/compare-log.ts'
import { pinChanges, type SeenPin } from '../core/compare-pins.ts'
import { type Incident, isOpen } from '../core/incident.ts'
import { addMended, type Mended, nothingMended } from '../core/mended.ts'
import type { KnownMark, Seen, Stretch } from '../core/stretch.ts'
import { type EntryKind, isReaction } from '../core/timeline.ts'
import { asBot } from '../core/viewer.ts'
import type { JobOf } from '../jobs/catalogue.ts'
import { enqueue } from '../jobs/queue.ts'
import { endComparison, putOffComparison } from '../store/comparisons.ts'
import type { Tx } from '../store/db.ts'
import { findIncident } from '../store/incidents.ts'
import { findNewestTs, type LogMessage, listLogBetween } from '../store/log-messages.ts'
import { listMarksOfIncident } from '../store/marks.ts'
import { compareEvery, showBackfill } from './compare-due.ts'
import { logMessage, type Reached } from './log-message.ts'
import { logAll } from './log-messages.ts'
import { markMessage } from './mark-message.ts'

type Job = JobOf<'channel.reconcile'>
export type Progress = Job['progress']
type SeenMessage = Seen<Omit<LogMessage, 'incidentId'>>

/** What has to be known before Slack is asked: what the log had by then cannot be missing in Slack only for being new. */
export type Step = { incident: Incident; channelId: string; newestTs: string | null }

/** @returns null where another comparison has taken over, or there is nothing to compare */
export async function beginStep(ctx: Ctx, workspaceId: string, job: Job): Promise<Step | null> {
  const dueAgainAt = new Date(ctx.clock.now().getTime() + compareEvery)
  return ctx.db.transaction(async (tx) => {
    if (!(await putOffComparison(tx, job.incidentId, job.run, dueAgainAt))) return null
    const incident = await findIncident(tx, asBot(workspaceId), job.incidentId)
    if (!incident?.channelId) return null
    return { incident, channelId: incident.channelId, newestTs: await findNewestTs(tx, incident.id) }
  })
}

/**
 * Mends log and timeline of a stretch of a channel, message by message, the way that events do. Done twice, it is harmless.
 * @param kindOf what an emoji means as a mark
 * @returns what was mended, and the threads that have to be read too
 */
export async function mendStretch(
  ctx: Ctx,
  { incident, channelId }: Step,
  seen: SeenMessage[],
  stretch: Stretch,
  kindOf: (emoji: string) => EntryKind | undefined,
): Promise<{ mended: Mended; threads: string[] }> {
  const from = stretch.threadTs ?? stretch.afterTs
  const known = await ctx.db.transaction(async (tx) => ({
    log: await listLogBetween(tx, incident.id, from, stretch.beforeTs),
    marks: await listMarksOfIncident(tx, incident.id),
  }))
  const mends = compareLog(seen, known, stretch, kindOf)
  const authors = new Map(seen.map(({ ts, message }) => [ts, message?.userId ?? null]))
  const place = { workspaceId: incident.workspaceId, channelId }
  const mended = await mendLog(ctx, place, mends, stretch.asOf)
  return { mended: addMended(mended, await mendMarks(ctx, place, mends.marks, authors)), threads: mends.threads }
}

type Place = { workspaceId: string; channelId: string }

async function mendLog(
  ctx: Ctx,
  place: Place,
  { missed, edited, deleted }: Mends<Omit<LogMessage, 'incidentId'>>,
  asOf: string,
): Promise<Mended> {
  let mended = nothingMended
  const count = (kind: 'messages' | 'edits' | 'deletions', counts: boolean, reached: Reached): void => {
    if (reached === 'nothing' || !counts) return
    mended = addMended(mended, { ...nothingMended, [kind]: 1, entries: reached === 'timeline' ? 1 : 0 })
  }
  const reached = (await logAll(ctx, place.workspaceId, [...missed, ...edited])).values()
  for (const message of missed) count('messages', isWritten(message), reached.next().value ?? 'nothing')
  for (const _edit of edited) count('edits', true, reached.next().value ?? 'nothing')
  for (const { ts, isKnown } of deleted)
    count('deletions', isKnown, await logMessage(ctx, { kind: 'deleted', message: { ...place, ts }, eventTs: asOf }, null))
  return mended
}

/** Somebody wrote it; Slack's own messages, as of joins and topics, are kept and not counted. */
export const isWritten = ({ subtype }: { subtype: string | null }): boolean =>
  subtype === null || ['file_share', 'me_message', 'bot_message', 'thread_broadcast'].includes(subtype)

async function mendMarks(ctx: Ctx, place: Place, marks: KnownMark[], authors: Map<string, string | null>): Promise<Mended> {
  let mended = nothingMended
  for (const mark of marks) {
    const itemUser = authors.get(mark.messageTs) ?? null
    const own = isReaction(mark) ? {} : { source: 'import' as const }
    if (!(await markMessage(ctx, { ...place, ...mark, ...own, itemUser, eventId: null }))) continue
    mended = addMended(mended, { ...nothingMended, [mark.isPresent ? 'marksPut' : 'marksTaken']: 1, entries: 1 })
  }
  return mended
}

/** Makes marks of what is pinned in the channel, and takes those off that are pinned no longer. */
export async function mendPins(ctx: Ctx, step: Step, pins: SeenPin[], sinceTs: string, asOf: string): Promise<Mended> {
  const { incident, channelId } = step
  const known = await ctx.db.statement((tx) => listMarksOfIncident(tx, incident.id))
  const authors = new Map(pins.map(({ messageTs, authorId }) => [messageTs, authorId]))
  return mendMarks(ctx, { workspaceId: incident.workspaceId, channelId }, pinChanges(pins, known, sinceTs, asOf), authors)
}

/**
 * Has the next stretch read, or ends the comparison and has the channel told what the timeline has regained; where somebody has
 * asked for what was written before, how far that has come.
 */
export async function endStep(ctx: Ctx, { incident }: Step, job: Job, progress: Progress): Promise<void> {
  const { incidentId, run } = job
  await ctx.db.transaction(async (tx) => {
    await showBackfill(tx, incident.workspaceId, { ...job, progress }, isOver(progress))
    if (!isOver(progress))
      return enqueue(tx, incident.workspaceId, 'channel.reconcile', { ...job, progress }, { key: `reconcile:${incidentId}` })
    await endComparison(tx, incidentId, run, isOpen(incident))
    if (progress.mended.entries > 0 && !job.backfillAskedAt) await tellOfIt(tx, incident, job, progress.mended)
  })
  if (isOver(progress)) report(ctx, incidentId, progress)
}

const isOver = ({ isHistoryRead, threads, arePinsRead }: Progress): boolean =>
  isHistoryRead && threads.length === 0 && arePinsRead

/** One line for the operator; where all was as it should be, nobody need read it. */
function report({ log }: Ctx, incidentId: string, { calls, mended }: Progress): void {
  const isSomething = Object.values(mended).some((count) => count > 0)
  log[isSomething ? 'info' : 'debug']({ incident: incidentId, calls, ...mended }, 'a channel was compared with Slack')
}

async function tellOfIt(tx: Tx, { workspaceId }: Incident, { incidentId, run, askedAt, awaySince }: Job, mended: Mended) {
  const told = { incidentId, run, askedAt, awaySince, mended }
  await enqueue(tx, workspaceId, 'catch-up.tell', told, { queue: `channel:${incidentId}` })
}
