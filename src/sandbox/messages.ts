import { blocksWithIds } from './blocks.ts'
import { emit } from './events.ts'
import { copy, defined } from './json.ts'
import { type Conversation, nextEventTs, nextTs, type Team } from './state.ts'
import type { Fields, Message } from './types.ts'

/** A message before it has a time; `thread_ts` is that of the parent. */
export type Draft = Omit<Message, 'type' | 'ts'>

const channelTypes = { channel: 'channel', group: 'group', im: 'im', mpim: 'mpim' } as const

/** Who posts when the app does. */
export const asBot = (team: Team): Pick<Draft, 'user' | 'bot_id' | 'app_id' | 'team'> => ({
  user: team.botUserId,
  bot_id: team.botId,
  app_id: team.app.id,
  team: team.id,
})

/** A message with its time and its ids, not yet anywhere. */
export function makeMessage(team: Team, conversation: Conversation, draft: Draft): Message {
  const { blocks, ...rest } = draft
  const message: Message = { type: 'message', ...rest, ts: nextTs(team.world, conversation) }
  if (blocks && blocks.length > 0) message.blocks = blocksWithIds(team.world, blocks)
  for (const [name, value] of Object.entries(message)) if (value === undefined) Reflect.deleteProperty(message, name)
  return message
}

/** Puts a message into a conversation, and tells the app. `told` resolves when the app has answered. */
export function post(team: Team, conversation: Conversation, draft: Draft): { message: Message; told: Promise<unknown> } {
  const message = makeMessage(team, conversation, draft)
  conversation.messages.push(message)
  if (message.thread_ts) addReply(conversation, message)
  const told = [emitMessage(team, conversation, { ...shownMessage(message, conversation) })]
  if (mentionsBot(team, message) && conversation.kind !== 'im') told.push(emitMention(team, conversation, message))
  return { message, told: Promise.all(told) }
}

/** A message that Slack itself writes when something happens in a channel. */
export function postSystem(team: Team, conversation: Conversation, draft: Draft): Promise<unknown> {
  return post(team, conversation, draft).told
}

export const findMessage = (conversation: Conversation, ts: string | undefined): Message | undefined =>
  conversation.messages.find((message) => message.ts === ts)

/** Replies of a thread, the oldest first. */
export const repliesTo = (conversation: Conversation, parent: string): Message[] =>
  conversation.messages.filter((message) => message.thread_ts === parent && message.ts !== parent)

function addReply(conversation: Conversation, reply: Message): void {
  const parent = findMessage(conversation, reply.thread_ts)
  if (!parent) return
  parent.thread_ts = parent.ts
  if (parent.user) reply.parent_user_id = parent.user
  if (reply.subtype === 'thread_broadcast') reply.root = copy({ ...parent })
  countReplies(conversation, parent)
}

function countReplies(conversation: Conversation, parent: Message): void {
  const replies = repliesTo(conversation, parent.ts)
  parent.reply_count = replies.length
  parent.reply_users = [...new Set(replies.map((reply) => reply.user ?? reply.bot_id ?? ''))]
  parent.reply_users_count = parent.reply_users.length
  const latest = replies.at(-1)
  if (latest) parent.latest_reply = latest.ts
  else
    for (const name of ['thread_ts', 'reply_count', 'reply_users', 'reply_users_count', 'latest_reply'])
      Reflect.deleteProperty(parent, name)
}

/** Changes a message in place and tells the app. A bot's message keeps what `change` leaves undefined. */
export function edit(
  team: Team,
  conversation: Conversation,
  message: Message,
  change: Partial<Draft>,
  by: string,
): Promise<unknown> {
  const before = shownMessage(message, conversation)
  Object.assign(message, defined({ ...change, blocks: undefined }))
  if (change.blocks) setBlocks(team, message, change.blocks)
  message.edited = { user: by, ts: nextEventTs(team) }
  return emitChanged(team, conversation, shownMessage(message, conversation), before)
}

function setBlocks(team: Team, message: Message, blocks: Fields[]): void {
  if (blocks.length > 0) message.blocks = blocksWithIds(team.world, blocks)
  else delete message.blocks
}

function emitChanged(team: Team, conversation: Conversation, message: Fields, previous: Fields): Promise<unknown> {
  const ts = nextEventTs(team)
  const event = { subtype: 'message_changed', message, previous_message: previous, hidden: true, ts, event_ts: ts }
  return emitMessage(team, conversation, event)
}

/** Slack puts a preview of an address below a message: an edit that nobody made. */
export function unfurl(team: Team, conversation: Conversation, message: Message, attachment: Fields): Promise<unknown> {
  const before = shownMessage(message, conversation)
  message.attachments = [...(message.attachments ?? []), attachment]
  return emitChanged(team, conversation, shownMessage(message, conversation), before)
}

/** Deletes a message. A parent that has replies stays as Slack's "This message was deleted." */
export function remove(team: Team, conversation: Conversation, message: Message): Promise<unknown> {
  const previous = shownMessage(message, conversation)
  conversation.pins = conversation.pins.filter((pin) => pin.ts !== message.ts)
  if (message.reply_count)
    return emitChanged(team, conversation, shownMessage(toTombstone(conversation, message), conversation), previous)
  conversation.messages = conversation.messages.filter((each) => each !== message)
  const parent = message.thread_ts ? findMessage(conversation, message.thread_ts) : undefined
  if (parent) countReplies(conversation, parent)
  const ts = nextEventTs(team)
  const event = { subtype: 'message_deleted', previous_message: previous, deleted_ts: message.ts, hidden: true, ts, event_ts: ts }
  return emitMessage(team, conversation, event)
}

function toTombstone(conversation: Conversation, message: Message): Message {
  const { ts, thread_ts, reply_count, reply_users, reply_users_count, latest_reply } = message
  const thread = { ts, thread_ts, reply_count, reply_users, reply_users_count, latest_reply }
  const tombstone: Message = {
    type: 'message',
    subtype: 'tombstone',
    user: 'USLACKBOT',
    text: 'This message was deleted.',
    hidden: true,
    ...thread,
  }
  conversation.messages[conversation.messages.indexOf(message)] = tombstone
  return tombstone
}

/** A message as Slack gives it: with the channels in which it is pinned. */
export function shownMessage(message: Message, conversation: Conversation): Message {
  const shown = copy(message)
  if (conversation.pins.some((pin) => pin.ts === message.ts)) shown.pinned_to = [conversation.id]
  return shown
}

function emitMessage(team: Team, conversation: Conversation, fields: Fields): Promise<unknown> {
  const event = { event_ts: fields.ts, ...fields, metadata: undefined, type: 'message', channel: conversation.id }
  return emit(team, { ...event, channel_type: channelTypes[conversation.kind] }, conversation)
}

const mentionsBot = (team: Team, message: Message) =>
  message.user !== team.botUserId && message.subtype === undefined && message.text.includes(`<@${team.botUserId}>`)

function emitMention(team: Team, conversation: Conversation, message: Message): Promise<unknown> {
  const { user, text, ts, thread_ts, blocks } = message
  const event = { type: 'app_mention', user, text, ts, thread_ts, blocks, team: team.id, channel: conversation.id, event_ts: ts }
  return emit(team, event, conversation)
}
