import type { App } from '@slack/bolt'
import { z } from 'zod'
import type { EntryKind } from '../core/timeline.ts'
import { logMessage, type Said } from '../flows/log-message.ts'
import { markMessage } from '../flows/mark-message.ts'
import { recordMembership } from '../flows/record-membership.ts'
import { renameChannel } from '../flows/rename-channel.ts'
import type { Desk } from './desk.ts'
import { logMessageOf } from './message-words.ts'
import { slackMessage } from './payloads.ts'

/*
 * Events are read tolerantly: one that is not of the shape is none of ours, and is ignored. What goes wrong with one that is
 * goes up, so that Slack delivers it again.
 */

/** The events that the bot listens to; the manifest asks for these. */
export const listenedTo = {
  message: ['message.channels', 'message.groups'],
  reaction_added: ['reaction_added'],
  reaction_removed: ['reaction_removed'],
  member_joined_channel: ['member_joined_channel'],
  member_left_channel: ['member_left_channel'],
  channel_rename: ['channel_rename'],
  group_rename: ['group_rename'],
} as const

const messageEvent = z.union([
  z.object({ subtype: z.literal('message_changed'), channel: z.string(), event_ts: z.string(), message: slackMessage }),
  z.object({ subtype: z.literal('message_deleted'), channel: z.string(), event_ts: z.string(), deleted_ts: z.string() }),
  slackMessage.extend({ channel: z.string(), event_ts: z.string().optional() }),
])

const reactionEvent = z.object({
  user: z.string(),
  reaction: z.string(),
  item: z.object({ type: z.literal('message'), channel: z.string(), ts: z.string() }),
  item_user: z.string().optional(),
  event_ts: z.string(),
})

const membershipEvent = z.object({ user: z.string(), channel: z.string(), event_ts: z.string() })
const renameEvent = z.object({ channel: z.object({ id: z.string(), name: z.string() }) })

export function registerEvents(app: App, desk: Desk): void {
  const { ctx, workspaceId } = desk
  const kindOf = kindsByEmoji(desk)

  app.event('message', async ({ event, body }) => {
    const read = messageEvent.safeParse(event)
    if (read.success) await logMessage(ctx, saidIn(workspaceId, read.data), body.event_id)
  })

  const onReaction = (isPresent: boolean) => async (args: { event: unknown; body: { event_id: string } }) => {
    const read = reactionEvent.safeParse(args.event)
    const kind = read.success ? kindOf.get(plainEmoji(read.data.reaction)) : undefined
    if (!read.success || !kind || read.data.user === desk.botUserId) return
    const { user: userId, reaction, item, item_user: itemUser = null, event_ts: eventTs } = read.data
    const place = { workspaceId, channelId: item.channel, messageTs: item.ts }
    await markMessage(ctx, {
      ...place,
      userId,
      emoji: plainEmoji(reaction),
      kind,
      isPresent,
      itemUser,
      eventTs,
      eventId: args.body.event_id,
    })
  }
  app.event('reaction_added', onReaction(true))
  app.event('reaction_removed', onReaction(false))

  const onMembership = (isPresent: boolean) => async (args: { event: unknown; body: { event_id: string } }) => {
    const read = membershipEvent.safeParse(args.event)
    if (!read.success) return
    const { user: userId, channel: channelId, event_ts: eventTs } = read.data
    await recordMembership(ctx, { workspaceId, channelId, userId, isPresent, eventTs }, args.body.event_id)
  }
  app.event('member_joined_channel', onMembership(true))
  app.event('member_left_channel', onMembership(false))

  const onRename = async (args: { event: unknown; body: { event_id: string } }) => {
    const read = renameEvent.safeParse(args.event)
    if (!read.success) return
    const { id: channelId, name } = read.data.channel
    await renameChannel(ctx, { workspaceId, channelId, name, eventId: args.body.event_id })
  }
  app.event('channel_rename', onRename)
  app.event('group_rename', onRename)
}

function saidIn(workspaceId: string, event: z.infer<typeof messageEvent>): Said {
  if ('deleted_ts' in event)
    return { kind: 'deleted', message: { workspaceId, channelId: event.channel, ts: event.deleted_ts }, eventTs: event.event_ts }
  if ('message' in event)
    return { kind: 'said', message: logMessageOf(workspaceId, event.channel, event.message, event.event_ts) }
  return { kind: 'said', message: logMessageOf(workspaceId, event.channel, event, event.ts) }
}

function kindsByEmoji({ ctx }: Desk): Map<string, EntryKind> {
  return new Map(
    ctx.config.emoji.marks.flatMap(({ emoji, aliases, kind }) => [emoji, ...aliases].map((name) => [name, kind] as const)),
  )
}

/** An emoji without its skin tone: Slack names the tone after two colons. */
const plainEmoji = (name: string): string => name.split('::')[0] ?? name
