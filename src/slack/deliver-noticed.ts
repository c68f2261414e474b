import { logMessage } from '../flows/log-message.ts'
import type { JobOf } from '../jobs/catalogue.ts'
import { findMessageEntry } from '../store/entries.ts'
import { findPosted, savePosted } from '../store/posted-messages.ts'
import { SlackRefused } from './api.ts'
import type { Desk } from './desk.ts'
import { logMessageOf } from './message-words.ts'

/** Fetches a message that was marked and never reached the log, as one from before the bot came. One that is gone is erased. */
export async function fetchMessage(desk: Desk, job: JobOf<'message.fetch'>): Promise<void> {
  const { workspaceId } = desk
  const { channelId, ts } = job
  try {
    const { message } = await desk.api.call('reactions.get', { channel: channelId, timestamp: ts, full: true })
    if (message) await logMessage(desk.ctx, { kind: 'said', message: logMessageOf(workspaceId, channelId, message, ts) }, null)
  } catch (error) {
    if (!(error instanceof SlackRefused) || error.code !== 'message_not_found') throw error
    await logMessage(desk.ctx, { kind: 'deleted', message: { workspaceId, channelId, ts }, eventTs: ts }, null)
  }
}

/** Shows on a message that it is on the timeline, by a reaction of the bot's own, and takes that off when it no longer is. */
export async function refreshNoticed(desk: Desk, job: JobOf<'noticed.refresh'>): Promise<void> {
  const { noticed } = desk.ctx.config.emoji
  if (!noticed) return
  const { workspaceId } = desk
  const { channelId, ts, incidentId } = job
  const key = `noticed:${channelId}:${ts}`
  const { entry, before } = await desk.ctx.db.transaction(async (tx) => ({
    entry: await findMessageEntry(tx, { workspaceId, channelId, ts }),
    before: await findPosted(tx, workspaceId, key),
  }))
  if (!entry && !before) return
  await react(desk, entry ? 'reactions.add' : 'reactions.remove', { channel: channelId, timestamp: ts, name: noticed })
  const fingerprint = entry ? 'on' : 'off'
  await desk.ctx.db.transaction((tx) =>
    savePosted(tx, { workspaceId, key, incidentId, channelId, ts, fingerprint, triedAt: desk.ctx.clock.now() }),
  )
}

/** What Slack says where there is nothing left to do. */
const doneAlready = new Set([
  'already_reacted',
  'no_reaction',
  'message_not_found',
  'too_many_reactions',
  'too_many_emoji',
  'thread_locked',
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
