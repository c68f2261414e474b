import { findMessage, shownMessage } from '../messages.ts'
import { addPin, pinnedItem, removePin } from '../pins.ts'
import { addReaction, hasReacted, isEmoji, mostEmoji, mostReactions, removeReaction } from '../reactions.ts'
import { refuse } from '../refuse.ts'
import { permalinkOf } from '../shapes.ts'
import type { Conversation } from '../state.ts'
import type { Message } from '../types.ts'
import { conversationIn, type MethodCall, type Methods, needMember, needOpen } from './method.ts'

/** What is put on messages: reactions and pins. */
export const markMethods: Methods = {
  'reactions.add': {
    tier: 't3',
    scopes: ['reactions:write'],
    run: (call) => {
      const { conversation, message } = markable(call)
      needOpen(conversation)
      const name = emojiIn(call)
      if (hasReacted(message, name, call.team.botUserId)) refuse('already_reacted')
      if (isFull(message, name)) refuse('too_many_emoji')
      if (ownReactions(message, call.team.botUserId) >= mostReactions) refuse('too_many_reactions')
      addReaction(call.team, conversation, message, name, call.team.botUserId)
      return {}
    },
  },
  'reactions.remove': {
    tier: 't2',
    scopes: ['reactions:write'],
    run: (call) => {
      const { conversation, message } = markable(call)
      const name = emojiIn(call)
      if (!hasReacted(message, name, call.team.botUserId)) refuse('no_reaction')
      removeReaction(call.team, conversation, message, name, call.team.botUserId)
      return {}
    },
  },
  'reactions.get': {
    tier: 't3',
    scopes: ['reactions:read'],
    run: (call) => {
      const { conversation, message } = itemIn(call)
      const permalink = permalinkOf(call.team, conversation.id, message.ts, message.thread_ts)
      return { type: 'message', channel: conversation.id, message: { ...shownMessage(message, conversation), permalink } }
    },
  },
  'pins.add': {
    tier: 't2',
    scopes: ['pins:write'],
    run: (call) => {
      const { conversation, message } = markable(call)
      if (conversation.pins.some((pin) => pin.ts === message.ts)) refuse('already_pinned')
      if (conversation.pins.length >= call.team.settings.mostPins) refuse('too_many_pins')
      if (message.subtype === 'tombstone') refuse('not_pinnable')
      addPin(call.team, conversation, message, call.team.botUserId)
      return {}
    },
  },
  'pins.remove': {
    tier: 't2',
    scopes: ['pins:write'],
    run: (call) => {
      const { conversation, message } = itemIn(call)
      const pin = conversation.pins.find((each) => each.ts === message.ts) ?? refuse('no_pin')
      removePin(call.team, conversation, message, pin, call.team.botUserId)
      return {}
    },
  },
  'pins.list': {
    tier: 't2',
    scopes: ['pins:read'],
    run: (call) => {
      const conversation = conversationIn(call)
      const items = conversation.pins.flatMap((pin) => {
        const message = findMessage(conversation, pin.ts)
        return message ? [pinnedItem(call.team, conversation, message, pin)] : []
      })
      return { items }
    },
  },
}

/** The message that a call is about. @throws Refused `no_item_specified`, `channel_not_found`, `bad_timestamp`, `message_not_found` */
const itemIn = (call: MethodCall): { conversation: Conversation; message: Message } => messageIn(call, placeIn(call))

/** The same where only members may mark it. @throws Refused `not_in_channel` too */
function markable(call: MethodCall): { conversation: Conversation; message: Message } {
  const conversation = placeIn(call)
  needMember(call.team, conversation)
  return messageIn(call, conversation)
}

function placeIn(call: MethodCall): Conversation {
  if (!call.args.text('channel') || !call.args.text('timestamp')) refuse('no_item_specified')
  return conversationIn(call)
}

function messageIn({ args }: MethodCall, conversation: Conversation): { conversation: Conversation; message: Message } {
  const ts = args.text('timestamp') ?? ''
  if (!/^\d+\.\d+$/.test(ts)) refuse('bad_timestamp')
  return { conversation, message: findMessage(conversation, ts) ?? refuse('message_not_found') }
}

function emojiIn({ team, args }: MethodCall): string {
  const name = (args.text('name') ?? '').replace(/^:|:$/g, '')
  return isEmoji(team, name) ? name : refuse('invalid_name')
}

const isFull = (message: Message, name: string): boolean => {
  const reactions = message.reactions ?? []
  return reactions.length >= mostEmoji && !reactions.some((reaction) => reaction.name === name)
}

const ownReactions = (message: Message, user: string): number =>
  (message.reactions ?? []).filter(({ users }) => users.includes(user)).length
