import { createHash } from 'node:crypto'
import { findPosted, forgetPosted, type PostedMessage, savePosted } from '../store/posted-messages.ts'
import { SlackRefused } from './api.ts'
import type { Message } from './blocks.ts'
import type { Desk } from './desk.ts'

/** One message for one purpose. `key` names the purpose: the same key is the same message, posted once and edited after that.
 * With `threadTs` it is posted in that thread.
 */
export type Shown = { key: string; incidentId: string | null; channelId: string; threadTs?: string; message: Message }

/** The type of the metadata on our messages, by which one is found again whose posting nobody lived to note. */
export const metadataType = 'second_story_message'

/**
 * Shows a message: posts it, or edits the one that is there; does nothing where it reads so already. Run twice, it is harmless:
 * before the call the attempt is noted, so that after a crash the channel is searched before anything is posted again.
 * @returns the message's timestamp, and whether it was posted just now
 */
export async function show(desk: Desk, shown: Shown): Promise<{ ts: string; isNew: boolean }> {
  const before = await desk.ctx.db.statement((tx) => findPosted(tx, desk.workspaceId, shown.key))
  const fingerprint = fingerprintOf(shown.message)
  if (before?.ts && before.fingerprint === fingerprint) return { ts: before.ts, isNew: false }
  if (before?.ts && (await isEdited(desk, before, before.ts, shown, fingerprint))) return { ts: before.ts, isNew: false }
  const found = before && before.ts === null ? await search(desk, before, shown.threadTs) : null
  const ts = found ?? (await post(desk, shown))
  await keep(desk, shown, ts, found ? null : fingerprint)
  return found ? { ...(await show(desk, shown)), isNew: true } : { ts, isNew: true }
}

/** @returns false where the message is gone, so that it must be posted anew */
async function isEdited(desk: Desk, before: PostedMessage, ts: string, shown: Shown, fingerprint: string): Promise<boolean> {
  try {
    await desk.api.call('chat.update', { channel: before.channelId, ts, ...shown.message })
  } catch (error) {
    if (!isCode(error, 'message_not_found')) throw error
    await desk.ctx.db.statement((tx) => forgetPosted(tx, desk.workspaceId, shown.key))
    return false
  }
  await keep(desk, { ...shown, channelId: before.channelId }, ts, fingerprint)
  return true
}

async function post(desk: Desk, shown: Shown): Promise<string> {
  await keep(desk, shown, null, null)
  const metadata = { event_type: metadataType, event_payload: { key: shown.key } }
  const { ts } = await desk.api.call('chat.postMessage', {
    channel: shown.channelId,
    ...shown.message,
    ...(shown.threadTs && { thread_ts: shown.threadTs }),
    metadata,
    unfurl_links: false,
    unfurl_media: false,
  })
  return ts
}

async function keep(
  desk: Desk,
  { key, incidentId, channelId }: Shown,
  ts: string | null,
  fingerprint: string | null,
): Promise<void> {
  const triedAt = desk.ctx.clock.now()
  const posted = { workspaceId: desk.workspaceId, key, incidentId, channelId, ts, fingerprint, triedAt }
  await desk.ctx.db.statement((tx) => savePosted(tx, posted))
}

/** How far Slack's clock may be behind ours, in seconds. */
const skew = 60

/**
 * Looks in the channel for a message of ours with this key, posted since it was tried. In a public channel where the bot may post
 * without being in it, it has to come in to look. Where it may not look at all, or the channel is none that
 * it knows (as one that the settings named wrongly), there is none.
 */
async function search(desk: Desk, tried: PostedMessage, threadTs: string | undefined): Promise<string | null> {
  try {
    return await searchInside(desk, tried, threadTs)
  } catch (error) {
    if (isCode(error, 'channel_not_found')) return null
    if (!isCode(error, 'not_in_channel')) throw error
  }
  try {
    await desk.api.call('conversations.join', { channel: tried.channelId })
  } catch (error) {
    if (error instanceof SlackRefused) return null
    throw error
  }
  return searchInside(desk, tried, threadTs)
}

const isCode = (error: unknown, code: string): boolean => error instanceof SlackRefused && error.code === code

async function searchInside(desk: Desk, tried: PostedMessage, threadTs: string | undefined): Promise<string | null> {
  const oldest = String(Math.floor(tried.triedAt.getTime() / 1000) - skew)
  let cursor: string | undefined
  do {
    const args = { channel: tried.channelId, oldest, limit: 200, include_all_metadata: true, ...(cursor ? { cursor } : {}) }
    const { messages, response_metadata: next } = await (threadTs
      ? desk.api.call('conversations.replies', { ...args, ts: threadTs })
      : desk.api.call('conversations.history', args))
    const ours = messages.find(
      ({ metadata, user }) =>
        user === desk.botUserId && metadata?.event_type === metadataType && metadata.event_payload?.key === tried.key,
    )
    if (ours) return ours.ts
    cursor = next?.next_cursor
  } while (cursor)
  return null
}

const fingerprintOf = (message: Message): string => createHash('sha256').update(JSON.stringify(message)).digest('base64url')
