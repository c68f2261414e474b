import { emit } from './events.ts'
import { postSystem } from './messages.ts'
import { type Conversation, type ConversationKind, nextEventTs, secondsNow, type Team } from './state.ts'

/** What a channel is made from; nobody is told. */
export type NewConversation = { kind: ConversationKind; name: string; creator: string; members: Iterable<string> }

export function addConversation(team: Team, made: NewConversation): Conversation {
  const created = secondsNow(team.world)
  const conversation: Conversation = {
    id: team.world.nextId(made.kind === 'im' ? 'D' : 'C'),
    kind: made.kind,
    name: made.name,
    previousNames: [],
    creator: made.creator,
    created,
    isArchived: false,
    isGeneral: false,
    isShared: false,
    topic: { value: '', creator: '', last_set: 0 },
    purpose: { value: '', creator: '', last_set: 0 },
    members: new Set(made.members),
    messages: [],
    ephemerals: [],
    pins: [],
    bookmarks: [],
    lastMicros: 0,
  }
  team.conversations.set(conversation.id, conversation)
  return conversation
}

/** The direct messages of these people, opened if they were not. */
export function openDirect(team: Team, users: readonly string[]): { conversation: Conversation; isNew: boolean } {
  const kind: ConversationKind = users.length > 2 ? 'mpim' : 'im'
  const found = [...team.conversations.values()].find(
    (each) => each.kind === kind && each.members.size === users.length && users.every((id) => each.members.has(id)),
  )
  if (found) return { conversation: found, isNew: false }
  const names = users.map((id) => team.members.get(id)?.name ?? id)
  const name = kind === 'mpim' ? `mpdm-${names.join('--')}-1` : ''
  return { conversation: addConversation(team, { kind, name, creator: users[0] ?? '', members: users }), isNew: true }
}

export const directWithBot = (team: Team, userId: string): Conversation => openDirect(team, [team.botUserId, userId]).conversation

/** Whether somebody may know of it: it is public, or they are in it. */
export const isVisible = (conversation: Conversation, userId: string): boolean =>
  conversation.kind === 'channel' || conversation.members.has(userId)

/** Lets somebody into a channel: the message in it, and `member_joined_channel`. */
export function join(team: Team, conversation: Conversation, userId: string, inviter?: string): Promise<unknown> {
  conversation.members.add(userId)
  const text = `<@${userId}> has joined the channel`
  const posted = postSystem(team, conversation, { subtype: subtypeIn(conversation, 'join'), user: userId, text, inviter })
  const told = emitMember(team, conversation, 'member_joined_channel', userId, inviter)
  return Promise.all([posted, told])
}

/** Takes somebody out; the message `channel_leave`, and `member_left_channel`, which the app gets for itself too. */
export function leave(team: Team, conversation: Conversation, userId: string): Promise<unknown> {
  const posted = postSystem(team, conversation, {
    subtype: subtypeIn(conversation, 'leave'),
    user: userId,
    text: `<@${userId}> has left the channel`,
  })
  const told = emitMember(team, conversation, 'member_left_channel', userId)
  conversation.members.delete(userId)
  return Promise.all([posted, told])
}

function emitMember(team: Team, conversation: Conversation, type: string, user: string, inviter?: string): Promise<unknown> {
  const channel_type = conversation.kind === 'channel' ? 'C' : 'G'
  const event = { type, user, channel: conversation.id, channel_type, team: team.id, inviter, event_ts: nextEventTs(team) }
  return emit(team, event, conversation)
}

/** Sets topic or purpose, with the message that tells of it. */
export function setNote(
  team: Team,
  conversation: Conversation,
  which: 'topic' | 'purpose',
  value: string,
  by: string,
): Promise<unknown> {
  conversation[which] = { value, creator: by, last_set: secondsNow(team.world) }
  const text = value === '' ? `<@${by}> cleared the channel ${which}` : `<@${by}> set the channel ${which}: ${value}`
  return postSystem(team, conversation, { subtype: subtypeIn(conversation, which), user: by, text, [which]: value })
}

export function rename(team: Team, conversation: Conversation, name: string, by: string): Promise<unknown> {
  const old = conversation.name
  conversation.previousNames.unshift(old)
  conversation.name = name
  const text = `<@${by}> has renamed the channel from "${old}" to "${name}"`
  const posted = postSystem(team, conversation, { subtype: subtypeIn(conversation, 'name'), user: by, text, name, old_name: old })
  const channel = {
    id: conversation.id,
    name,
    name_normalized: name,
    created: conversation.created,
    is_channel: true,
    is_mpim: false,
  }
  return Promise.all([
    posted,
    emit(team, { type: subtypeIn(conversation, 'rename'), channel, event_ts: nextEventTs(team) }, conversation),
  ])
}

export function setArchived(team: Team, conversation: Conversation, isArchived: boolean, by: string): Promise<unknown> {
  const verb = isArchived ? 'archive' : 'unarchive'
  const posted = postSystem(team, conversation, {
    subtype: subtypeIn(conversation, verb),
    user: by,
    text: `<@${by}> ${verb}d the channel`,
  })
  conversation.isArchived = isArchived
  const event = { type: subtypeIn(conversation, verb), channel: conversation.id, user: by, event_ts: nextEventTs(team) }
  return Promise.all([posted, emit(team, event, conversation)])
}

/** Events and subtypes are called `channel_…` in public channels and `group_…` in private ones: https://github.com/slackapi/java-slack-sdk/pull/562 */
const subtypeIn = (conversation: Conversation, what: string): string =>
  `${conversation.kind === 'channel' ? 'channel' : 'group'}_${what}`
