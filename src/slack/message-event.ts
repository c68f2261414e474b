import { z } from 'zod'
import type { Said } from '../flows/log-message.ts'
import type { Desk } from './desk.ts'
import { asPosted, saidOf } from './message-words.ts'
import { slackId, slackMessage, slackTs } from './payloads.ts'

const place = { channel: slackId, ts: slackTs, event_ts: slackTs.optional() }
const author = z.object({ user: z.string().nullish() }).nullish().catch(null)

const changed = z.object({ ...place, subtype: z.literal('message_changed'), message: slackMessage })
const deleted = z.object({ ...place, subtype: z.literal('message_deleted'), deleted_ts: slackTs, previous_message: author })

/** Hidden events tell of another message, as `message_replied`, which Slack sends without its subtype, does of a parent. */
const posted = slackMessage.extend({ channel: slackId, hidden: z.literal(false).optional() })

/**
 * What a `message` event says of a message: how it reads, or that it is gone. Null for what tells of none, and for the bot's own.
 * Source: https://docs.slack.dev/reference/events/message
 */
export function saidIn({ workspaceId, botUserId }: Pick<Desk, 'workspaceId' | 'botUserId'>, event: unknown): Said | null {
  const change = changed.safeParse(event).data
  if (change) {
    const { channel, message, event_ts: versionTs = change.ts } = change
    return message.user === botUserId ? null : saidOf(workspaceId, channel, message, versionTs)
  }
  const removal = deleted.safeParse(event).data
  if (removal) {
    const { channel: channelId, deleted_ts: ts, event_ts: eventTs = removal.ts, previous_message: before } = removal
    return before?.user === botUserId ? null : { kind: 'deleted', message: { workspaceId, channelId, ts }, eventTs }
  }
  const message = posted.safeParse(event).data
  if (!message || about.has(message.subtype ?? '') || message.user === botUserId) return null
  return saidOf(workspaceId, message.channel, message, asPosted)
}

/** Subtypes that tell of another message; one of these that could not be read says nothing. */
const about = new Set(['message_changed', 'message_deleted', 'message_replied'])
