import type { App } from '@slack/bolt'
import { z } from 'zod'
import { openHome } from '../flows/open-home.ts'
import { recordMembership } from '../flows/record-membership.ts'
import { renameChannel } from '../flows/rename-channel.ts'
import { createIntake } from '../flows/take-in.ts'
import type { Desk } from './desk.ts'
import { meaningOf } from './emoji.ts'
import { saidIn } from './message-event.ts'
import { slackId, slackTs } from './payloads.ts'

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
  app_home_opened: ['app_home_opened'],
} as const

const reactionEvent = z.object({
  user: slackId,
  reaction: slackId,
  item: z.object({ type: z.literal('message'), channel: slackId, ts: slackTs }),
  item_user: slackId.nullish().catch(null),
  event_ts: slackTs,
})

const membershipEvent = z.object({ user: slackId, channel: slackId, event_ts: slackTs })
const homeEvent = z.object({ user: slackId, tab: z.literal('home') })
const renameEvent = z.object({ channel: z.object({ id: slackId, name: slackId }) })

/** What Slack sends with an event, as far as it is read here. */
type Sent = { event: unknown; eventId: string }

export function registerEvents(app: App, desk: Desk): void {
  const hear = listenersFor(desk)
  // Bolt takes every listener of an app through every event, which costs it 6 µs each: with 30 of them, four times as long as
  // the event itself. So events have one way in, before the listeners.
  app.use(async (args) => {
    const listener = 'event' in args && Object.hasOwn(hear, args.event.type) ? hear[args.event.type] : undefined
    if (!listener || !('event' in args)) return args.next()
    await listener({ event: args.event, eventId: args.body.event_id })
  })
}

const channelOf = (event: unknown): string =>
  typeof event === 'object' && event !== null && 'channel' in event ? String(event.channel) : ''

function listenersFor(desk: Desk): Record<string, (sent: Sent) => Promise<void>> {
  const { ctx, workspaceId } = desk
  const kindOf = meaningOf(desk)
  const intake = createIntake(ctx, workspaceId)

  const onMessage = async ({ event, eventId }: Sent): Promise<void> => {
    // Asked before the message is read: most are no incident's.
    if (!(await intake.isIncidents(channelOf(event)))) return
    const said = saidIn(desk, event)
    if (said) await intake.message(said, eventId)
  }

  const onReaction = (isPresent: boolean) => async (sent: Sent) => {
    const read = reactionEvent.safeParse(sent.event)
    const kind = read.success ? kindOf(read.data.reaction) : undefined
    if (!read.success || !kind || [read.data.user, read.data.item_user].includes(desk.botUserId)) return
    const { user: userId, reaction: emoji, item, item_user: itemUser = null, event_ts: eventTs } = read.data
    if (!(await intake.isIncidents(item.channel))) return
    const place = { workspaceId, channelId: item.channel, messageTs: item.ts }
    await intake.reaction({ ...place, userId, emoji, kind, isPresent, itemUser, eventTs, eventId: sent.eventId })
  }

  const onMembership = (isPresent: boolean) => async (sent: Sent) => {
    const read = membershipEvent.safeParse(sent.event)
    if (!read.success) return
    const { user: userId, channel: channelId, event_ts: eventTs } = read.data
    const membership = { workspaceId, channelId, userId, isPresent, eventTs }
    await recordMembership(ctx, { membership, isBot: userId === desk.botUserId, eventId: sent.eventId })
  }

  const onRename = async (sent: Sent) => {
    const read = renameEvent.safeParse(sent.event)
    if (!read.success) return
    const { id: channelId, name } = read.data.channel
    await renameChannel(ctx, { workspaceId, channelId, name, eventId: sent.eventId })
  }

  const onHome = async ({ event }: Sent) => {
    const read = homeEvent.safeParse(event)
    if (read.success) await openHome(ctx, { workspaceId, userId: read.data.user })
  }

  return {
    message: onMessage,
    reaction_added: onReaction(true),
    reaction_removed: onReaction(false),
    member_joined_channel: onMembership(true),
    member_left_channel: onMembership(false),
    channel_rename: onRename,
    group_rename: onRename,
    app_home_opened: onHome,
  }
}
