import { logMessage } from '../flows/log-message.ts'
import { settleMessage } from '../flows/settle-message.ts'
import type { JobOf } from '../jobs/catalogue.ts'
import { refreshNoticedLater } from '../jobs/refresh.ts'
import { listUnlike, savePostedSigns, type Unlike } from '../store/posted-messages.ts'
import { SlackRefused } from './api.ts'
import type { Desk } from './desk.ts'
import { asPosted, saidOf } from './message-words.ts'

/**
 * Fetches a message that was marked and never reached the log, as one that was written while the bot was away.
 * One that has come meanwhile is left as it is; one that is gone is erased.
 */
export async function fetchMessage(desk: Desk, job: JobOf<'message.fetch'>): Promise<void> {
  const { ctx, workspaceId } = desk
  const { channelId, ts } = job
  const key = { workspaceId, channelId, ts }
  if (await settleMessage(ctx, key)) return
  try {
    const { message } = await desk.api.call('reactions.get', { channel: channelId, timestamp: ts, full: true })
    if (message) await logMessage(ctx, saidOf(workspaceId, channelId, message, message.edited?.ts ?? asPosted), null)
  } catch (error) {
    if (!(error instanceof SlackRefused) || error.code !== 'message_not_found') throw error
    await logMessage(ctx, { kind: 'deleted', message: key, eventTs: ts }, null)
  }
}

/** So many messages at once: what is known of them is two statements, and Slack is called side by side. */
const atOnce = 10

/** After as many the next ones wait so long, in milliseconds: signs are what matters least, and Slack takes about fifty a minute. */
const pause = 1_000

/**
 * Shows on the messages of an incident whether they are on the timeline, by a reaction of the bot's own: on those that do not show
 * it yet, so that marks by the dozen are one job. Before the calls it is noted that nobody knows what Slack shows, so that after a
 * crash it is asked again. What Slack refuses for good on one message stops no other.
 */
export async function refreshNoticed(desk: Desk, { incidentId }: JobOf<'noticed.refresh'>): Promise<void> {
  const { ctx, workspaceId } = desk
  if (!ctx.config.emoji.noticed) return
  const unlike = await ctx.db.statement((tx) => listUnlike(tx, workspaceId, incidentId, atOnce))
  if (unlike.length === 0) return
  const refused = await showOn(desk, incidentId, unlike, ctx.config.emoji.noticed)
  if (unlike.length === atOnce) await ctx.db.statement((tx) => refreshNoticedLater(tx, { id: incidentId, workspaceId }, pause))
  if (refused[0]) throw refused[0]
}

/** @returns what Slack has refused; @throws what else went wrong, once all that went well is noted */
async function showOn(desk: Desk, incidentId: string, messages: Unlike[], name: string): Promise<SlackRefused[]> {
  const { ctx, workspaceId } = desk
  const keep = (which: Unlike[], how: 'as wanted' | 'unknown'): Promise<void> =>
    ctx.db.statement((tx) => savePostedSigns(tx, { workspaceId, incidentId }, which, how, ctx.clock.now()))
  await keep(messages, 'unknown')
  const outcomes = await Promise.all(messages.map((message) => react(desk, message, name).catch((error: unknown) => ({ error }))))
  const failed = outcomes.flatMap((outcome) => (outcome && !(outcome.error instanceof SlackRefused) ? [outcome] : []))
  const settled = messages.filter((_message, index) => !failed.some((each) => each === outcomes[index]))
  if (settled.length > 0) await keep(settled, 'as wanted')
  if (failed[0]) throw failed[0].error
  return outcomes.flatMap((outcome) => (outcome?.error instanceof SlackRefused ? [outcome.error] : []))
}

/** What Slack says where there is nothing left to do. */
const doneAlready = new Set([
  'already_reacted',
  'no_reaction',
  'message_not_found',
  'too_many_reactions',
  'too_many_emoji',
  'thread_locked',
  'not_reactable',
  'is_archived',
])

async function react(desk: Desk, { channelId, ts, isWanted }: Unlike, name: string): Promise<undefined> {
  try {
    await desk.api.call(isWanted ? 'reactions.add' : 'reactions.remove', { channel: channelId, timestamp: ts, name })
  } catch (error) {
    if (!(error instanceof SlackRefused) || !doneAlready.has(error.code)) throw error
  }
}
