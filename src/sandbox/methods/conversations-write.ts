import { channelName } from '../channel-name.ts'
import { addConversation, join, leave, openDirect, rename, setArchived, setNote } from '../conversations.ts'
import { emit } from '../events.ts'
import { refuse } from '../refuse.ts'
import { shapeConversation } from '../shapes.ts'
import { type Conversation, nextEventTs } from '../state.ts'
import type { Fields } from '../types.ts'
import {
  anyOf,
  conversationIn,
  type MethodCall,
  type Methods,
  needChannel,
  needMember,
  needOpen,
  needScope,
  topicScopes,
  writeScopes,
} from './method.ts'

/** https://docs.slack.dev/reference/methods/conversations.setTopic */
const longestNote = 250

/** Making and changing channels. */
export const conversationWriteMethods: Methods = {
  'conversations.create': {
    tier: 't2',
    scopes: anyOf(writeScopes),
    run: (call) => {
      const { team, args } = call
      const kind = args.flag('is_private') ? 'group' : 'channel'
      needScope(team, writeScopes[kind])
      if (team.settings.restrictsChannelCreation) refuse('restricted_action')
      const name = channelName(team, args.text('name') ?? '')
      const made = addConversation(team, { kind, name, creator: team.botUserId, members: [] })
      const { id, created } = made
      if (kind === 'channel')
        emit(
          team,
          { type: 'channel_created', channel: { id, name, created, creator: team.botUserId }, event_ts: nextEventTs(team) },
          made,
        )
      join(team, made, team.botUserId)
      return { channel: shapeConversation(team, made) }
    },
  },
  'conversations.setTopic': { tier: 't2', scopes: anyOf(topicScopes), run: (call) => setIn(call, 'topic') },
  'conversations.setPurpose': { tier: 't2', scopes: anyOf(topicScopes), run: (call) => setIn(call, 'purpose') },
  'conversations.open': {
    tier: 't3',
    scopes: ['im:write', 'mpim:write', 'channels:manage', 'groups:write'],
    run: (call) => {
      const { conversation, isNew } = directIn(call)
      const already = isNew ? {} : { no_op: true, already_open: true }
      return {
        ...already,
        channel: call.args.flag('return_im') ? shapeConversation(call.team, conversation) : { id: conversation.id },
      }
    },
  },
  'conversations.join': {
    tier: 't3',
    scopes: ['channels:join'],
    run: (call) => {
      const conversation = conversationIn(call)
      if (conversation.kind !== 'channel') refuse('method_not_supported_for_channel_type')
      needOpen(conversation)
      const isIn = conversation.members.has(call.team.botUserId)
      if (!isIn) join(call.team, conversation, call.team.botUserId)
      const channel = shapeConversation(call.team, conversation)
      return isIn
        ? { channel, warning: 'already_in_channel', response_metadata: { warnings: ['already_in_channel'] } }
        : { channel }
    },
  },
  'conversations.leave': {
    tier: 't3',
    scopes: anyOf(writeScopes),
    run: (call) => {
      const conversation = channelToChange(call)
      needOpen(conversation)
      if (!conversation.members.has(call.team.botUserId)) return { not_in_channel: true }
      if (conversation.isGeneral) refuse('cant_leave_general')
      if (conversation.kind === 'group' && conversation.members.size === 1) refuse('last_member')
      leave(call.team, conversation, call.team.botUserId)
      return {}
    },
  },
  'conversations.archive': {
    tier: 't2',
    scopes: anyOf(writeScopes),
    run: (call) => {
      const conversation = channelToChange(call)
      if (conversation.isGeneral) refuse('cant_archive_general')
      if (conversation.isArchived) refuse('already_archived')
      needMember(call.team, conversation)
      setArchived(call.team, conversation, true, call.team.botUserId)
      return {}
    },
  },
  'conversations.unarchive': {
    tier: 't2',
    scopes: anyOf(writeScopes),
    run: (call) => {
      const conversation = channelToChange(call)
      if (!conversation.isArchived) refuse('not_archived')
      setArchived(call.team, conversation, false, call.team.botUserId)
      return {}
    },
  },
  'conversations.rename': {
    tier: 't2',
    scopes: anyOf(writeScopes),
    run: (call) => {
      const { team, args } = call
      const conversation = channelToChange(call)
      needOpen(conversation)
      needMember(team, conversation)
      if (conversation.creator !== team.botUserId) refuse('not_authorized')
      const asked = args.text('name') ?? ''
      if (asked !== conversation.name) rename(team, conversation, channelName(team, asked), team.botUserId)
      return { channel: shapeConversation(team, conversation) }
    },
  },
}

function channelToChange(call: MethodCall): Conversation {
  const conversation = conversationIn(call)
  needChannel(conversation)
  needScope(call.team, writeScopes[conversation.kind])
  return conversation
}

function setIn(call: MethodCall, which: 'topic' | 'purpose'): Fields {
  const { team, args } = call
  const conversation = conversationIn(call)
  needScope(team, topicScopes[conversation.kind])
  needChannel(conversation)
  needOpen(conversation)
  needMember(team, conversation)
  const value = args.text(which) ?? ''
  if (value.length > longestNote) refuse('too_long')
  if (value !== conversation[which].value) setNote(team, conversation, which, value, team.botUserId)
  return { channel: shapeConversation(team, conversation) }
}

function directIn(call: MethodCall): { conversation: Conversation; isNew: boolean } {
  const { team, args } = call
  if (args.has('channel')) {
    const conversation = conversationIn(call)
    if (conversation.kind === 'channel' || conversation.kind === 'group') refuse('method_not_supported_for_channel_type')
    return { conversation, isNew: false }
  }
  const users = args.list('users').filter((id) => id !== team.botUserId)
  if (users.length === 0) refuse('users_list_not_supplied')
  if (users.length > 8) refuse('too_many_users')
  needScope(team, users.length === 1 ? writeScopes.im : writeScopes.mpim)
  for (const id of users) needPerson(call, id)
  return openDirect(team, [team.botUserId, ...users])
}

function needPerson({ team }: MethodCall, id: string): void {
  const member = team.members.get(id)
  if (!member || member.isBot) refuse('user_not_found')
  if (member?.isDeleted) refuse('user_disabled')
}
