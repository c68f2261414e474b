import { logMessage } from '../flows/log-message.ts'
import { settleMessage } from '../flows/settle-message.ts'
import type { JobOf } from '../jobs/catalogue.ts'
import { findMessageEntry } from '../store/entries.ts'
import { findPosted, savePosted } from '../store/posted-messages.ts'
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

/**
 * Shows on a message that it is on the timeline, by a reaction of the bot's own, and takes that off when it no longer is.
 * Before the call it is noted that nobody knows what Slack shows, so that after a crash it is asked again.
 */
export async function refreshNoticed(desk: Desk, job: JobOf<'noticed.refresh'>): Promise<void> {
  const { noticed } = desk.ctx.config.emoji
  if (!noticed) return
  const { workspaceId } = desk
  const { channelId, ts, incidentId } = job
  const key = `noticed:${channelId}:${ts}`
  const { db } = desk.ctx
  const entry = await db.statement((tx) => findMessageEntry(tx, { workspaceId, channelId, ts }))
  const before = await db.statement((tx) => findPosted(tx, workspaceId, key))
  const isShown = entry !== null && !entry.isHidden
  const wanted = isShown ? 'on' : 'off'
  if (wanted === (before ? before.fingerprint : 'off')) return
  const posted = { workspaceId, key, incidentId, channelId, ts, triedAt: desk.ctx.clock.now() }
  const keep = (fingerprint: string | null) => db.statement((tx) => savePosted(tx, { ...posted, fingerprint }))
  await keep(null)
  await react(desk, isShown ? 'reactions.add' : 'reactions.remove', { channel: channelId, timestamp: ts, name: noticed })
  await keep(wanted)
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

async function react(
  desk: Desk,
  method: 'reactions.add' | 'reactions.remove',
  args: { channel: string; timestamp: string; name: string },
): Promise<void> {
  try {
    await desk.api.call(method, args)
  } catch (error) {
    if (!(error instanceof SlackRefused) || !doneAlready.has(error.code)) throw error
  }
}
