import { addMended } from '../core/mended.ts'
import type { Seen } from '../core/stretch.ts'
import { compareTs } from '../core/timeline.ts'
import { asBot } from '../core/viewer.ts'
import { readIncident } from '../flows/read-incident.ts'
import { beginStep, endStep, isWritten, mendStretch, type Progress, type Step } from '../flows/reconcile-channel.ts'
import type { JobOf } from '../jobs/catalogue.ts'
import type { LogMessage } from '../store/log-messages.ts'
import { SlackRefused } from './api.ts'
import { isOut, readPins } from './deliver-backfill.ts'
import type { Desk } from './desk.ts'
import { meaningOf } from './emoji.ts'
import { asPosted, saidOf } from './message-words.ts'
import type { AnswerOf } from './methods.ts'
import type { SlackMessage } from './payloads.ts'
import { show } from './show.ts'
import { catchUpMessage } from './views/catch-up.ts'

/** The most that Slack gives at once: https://docs.slack.dev/reference/methods/conversations.history */
export const pageSize = 999

type Job = JobOf<'channel.reconcile'>
type Read = { seen: Seen<Omit<LogMessage, 'incidentId'>>[]; hasMore: boolean }

/**
 * Compares a stretch of a channel with Slack and mends what was missed. One job is one call to Slack: where Slack asks to wait,
 * it is this call that waits, and nothing is read twice.
 */
export async function reconcileChannel(desk: Desk, job: Job): Promise<void> {
  const step = await beginStep(desk.ctx, desk.workspaceId, job)
  if (!step) return
  const asOf = asOfNow(desk)
  const { progress } = job
  if (progress.isHistoryRead && progress.threads.length === 0) return readPins(desk, step, job, { sinceTs: sinceTs(step), asOf })
  const [threadTs = null] = progress.isHistoryRead ? progress.threads : []
  const read = await readFrom(desk, step.channelId, threadTs, progress.edgeTs)
  const done = {
    ...nextAfter(progress, read, sinceTs(step)),
    calls: progress.calls + 1,
    read: progress.read + countIn(read, step, threadTs),
  }
  if (read === 'out' || read === 'no thread' || read.seen.length === 0) return endStep(desk.ctx, step, job, done)
  const bounds = {
    asOf,
    newestTs: step.newestTs,
    sinceTs: sinceTs(step),
    isAfterAbsence: job.awaySince !== null || job.backfillAskedAt !== null,
  }
  const stretch = { ...edgesOf(read, threadTs, progress.edgeTs), ...bounds }
  const { mended, threads } = await mendStretch(desk.ctx, step, read.seen, stretch, meaningOf(desk))
  const all = { threads: [...done.threads, ...threads], mended: addMended(progress.mended, mended) }
  await endStep(desk.ctx, step, job, { ...done, ...all })
}

/** Slack's clock and ours may differ by so much, and Slack may show a moment later what happened just now; in milliseconds. */
const skew = 30_000

const asOfNow = (desk: Desk): string => tsAt(desk.ctx.clock.now().getTime() - skew)

/** An incident's messages begin with its declaration; Slack's clock may be behind ours by so many milliseconds. */
const earlier = 5 * 60_000

/** Those of an adopted channel begin when its people said. */
const sinceTs = ({ incident: { logsFrom, declaredAt } }: Step): string =>
  tsAt(logsFrom ? logsFrom.getTime() : declaredAt.getTime() - earlier)

const tsAt = (milliseconds: number): string => `${Math.floor(milliseconds / 1000)}.000000`

/** How many messages of the incident's time people wrote in what was read. A reply sent to the channel too counts in its thread. */
function countIn(read: Read | 'out' | 'no thread', step: Step, inThread: string | null): number {
  if (typeof read === 'string') return 0
  const counts = ({ ts, threadTs }: { ts: string; threadTs: string | null }): boolean =>
    compareTs(ts, sinceTs(step)) >= 0 && (inThread !== null || threadTs === null || threadTs === ts)
  return read.seen.filter(({ message, isOwn }) => message && !isOwn && isWritten(message) && counts(message)).length
}

/**
 * History comes with the newest first and is read backwards, a thread forwards. By time and not by cursor: what is deleted
 * meanwhile moves no edge, and no message can fall through.
 */
async function readFrom(
  desk: Desk,
  channel: string,
  threadTs: string | null,
  edgeTs: string | null,
): Promise<Read | 'out' | 'no thread'> {
  try {
    if (threadTs === null) {
      const args = { channel, limit: pageSize, ...(edgeTs && { latest: edgeTs }) }
      return readOf(desk, channel, await desk.api.call('conversations.history', args), null)
    }
    const args = { channel, ts: threadTs, limit: pageSize, ...(edgeTs && { oldest: edgeTs }) }
    return readOf(desk, channel, await desk.api.call('conversations.replies', args), threadTs)
  } catch (error) {
    if (error instanceof SlackRefused && error.code === 'thread_not_found') return 'no thread'
    if (error instanceof SlackRefused && isOut.has(error.code)) return 'out'
    throw error
  }
}

/** Every page of a thread begins with its first message, which the history has shown already. */
function readOf(desk: Desk, channelId: string, page: AnswerOf<'conversations.replies'>, threadTs: string | null): Read {
  const messages = page.messages.filter(({ ts }) => ts !== threadTs).sort((a, b) => compareTs(a.ts, b.ts))
  return { seen: messages.map((message) => seenIn(desk, channelId, message)), hasMore: page.has_more ?? false }
}

function seenIn(desk: Desk, channelId: string, message: SlackMessage): Read['seen'][number] {
  const { ts, edited, reply_count: count, latest_reply: latestTs = null } = message
  const said = saidOf(desk.workspaceId, channelId, message, edited?.ts ?? asPosted)
  return {
    ts,
    message: said.kind === 'said' ? said.message : null,
    isEdited: Boolean(edited),
    isOwn: message.user === desk.botUserId,
    replies: { count: count ?? 0, latestTs },
    reactions: (message.reactions ?? []).map(({ name, users, count: all = users.length }) => ({
      emoji: name,
      userIds: users.filter((userId) => userId !== desk.botUserId),
      isComplete: users.length >= all,
    })),
  }
}

/** Between which messages all was read. History that Slack hides or no longer has lies before the first one it shows. */
function edgesOf({ seen, hasMore }: Read, threadTs: string | null, edgeTs: string | null) {
  const firstTs = seen[0]?.ts ?? '0'
  const lastTs = seen.at(-1)?.ts ?? null
  return threadTs === null
    ? { threadTs, afterTs: firstTs, beforeTs: edgeTs }
    : { threadTs, afterTs: edgeTs ?? threadTs, beforeTs: hasMore ? lastTs : null }
}

/** How far the comparison has come with this page. */
function nextAfter(progress: Progress, read: Read | 'out' | 'no thread', startTs: string): Progress {
  if (read === 'out') return { ...progress, isHistoryRead: true, edgeTs: null, threads: [] }
  const edgeTs = read === 'no thread' || !read.hasMore ? null : (read.seen.at(progress.isHistoryRead ? -1 : 0)?.ts ?? null)
  if (progress.isHistoryRead) return { ...progress, edgeTs, threads: edgeTs ? progress.threads : progress.threads.slice(1) }
  const isMore = edgeTs !== null && compareTs(edgeTs, startTs) > 0
  return { ...progress, isHistoryRead: !isMore, edgeTs: isMore ? edgeTs : null }
}

/** Says in the channel what the timeline has regained, once. */
export async function tellCatchUp(desk: Desk, job: JobOf<'catch-up.tell'>): Promise<void> {
  const { incidentId, awaySince, askedAt, mended } = job
  const { incident } = await readIncident(desk.ctx, { viewer: asBot(desk.workspaceId), incidentId })
  const { channelId } = incident
  if (!channelId) return
  const away = awaySince === null ? 0 : new Date(askedAt).getTime() - new Date(awaySince).getTime()
  await show(desk, { key: `catch-up:${job.run}`, incidentId, channelId, message: catchUpMessage(mended, Math.max(away, 0)) })
}
