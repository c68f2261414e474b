import type { App } from '@slack/bolt'
import { z } from 'zod'
import { logMessage } from '../flows/log-message.ts'
import { markMessage } from '../flows/mark-message.ts'
import { recordMembership } from '../flows/record-membership.ts'
import { renameChannel } from '../flows/rename-channel.ts'
import type { Desk } from './desk.ts'
import { meaningOf } from './emoji.ts'
import { saidIn } from './message-event.ts'
import { slackTs } from './payloads.ts'

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

const reactionEvent = z.object({
  user: z.string(),
  reaction: z.string(),
  item: z.object({ type: z.literal('message'), channel: z.string(), ts: slackTs }),
  item_user: z.string().nullish(),
  event_ts: slackTs,
})

const membershipEvent = z.object({ user: z.string(), channel: z.string(), event_ts: slackTs })
const renameEvent = z.object({ channel: z.object({ id: z.string(), name: z.string() }) })

export function registerEvents(app: App, desk: Desk): void {
  const { ctx, workspaceId } = desk
  const kindOf = meaningOf(desk)

  app.event('message', async ({ event, body }) => {
    const said = saidIn(desk, event)
    if (said) await logMessage(ctx, said, body.event_id)
  })

  const onReaction = (isPresent: boolean) => async (args: { event: unknown; body: { event_id: string } }) => {
    const read = reactionEvent.safeParse(args.event)
    const kind = read.success ? kindOf(read.data.reaction) : undefined
    if (!read.success || !kind || [read.data.user, read.data.item_user].includes(desk.botUserId)) return
    const { user: userId, reaction: emoji, item, item_user: itemUser = null, event_ts: eventTs } = read.data
    const place = { workspaceId, channelId: item.channel, messageTs: item.ts }
    await markMessage(ctx, { ...place, userId, emoji, kind, isPresent, itemUser, eventTs, eventId: args.body.event_id })
  }
  app.event('reaction_added', onReaction(true))
  app.event('reaction_removed', onReaction(false))

  const onMembership = (isPresent: boolean) => async (args: { event: unknown; body: { event_id: string } }) => {
    const read = membershipEvent.safeParse(args.event)
    if (!read.success) return
    const { user: userId, channel: channelId, event_ts: eventTs } = read.data
    const membership = { workspaceId, channelId, userId, isPresent, eventTs }
    await recordMembership(ctx, { membership, isBot: userId === desk.botUserId, eventId: args.body.event_id })
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
