import { composed, richTextOf } from '../compose.ts'
import { addFile, shareFiles } from '../files.ts'
import { secret } from '../ids.ts'
import { type Draft, edit, findMessage, post, remove } from '../messages.ts'
import { addPin, removePin } from '../pins.ts'
import { addReaction, hasReacted, isEmoji, removeReaction } from '../reactions.ts'
import type { Conversation, Member, Team } from '../state.ts'
import type { Message, SeenMessage, SlackFile } from '../types.ts'
import { seen } from './sight.ts'

/** A file that somebody posts; `content` is text or bytes. */
export type PostedFile = { name: string; content: string | Buffer; title?: string }
/** Where and how something is posted. `threadTs` is that of any message of the thread. */
export type PostOptions = { threadTs?: string; broadcast?: boolean; files?: PostedFile[]; me?: boolean }

/** Somebody writes into a channel they are in. @throws Error where they cannot */
export async function postAs(
  team: Team,
  member: Member,
  conversation: Conversation,
  typed: string,
  options: PostOptions,
): Promise<SeenMessage> {
  if (conversation.isArchived) throw new Error(`${conversation.name} is archived: nobody can write there`)
  if (!conversation.members.has(member.id)) throw new Error(`${member.name} is not in ${conversation.name}`)
  const text = composed(team, typed)
  const thread = options.threadTs ? { thread_ts: rootOf(conversation, options.threadTs) } : {}
  const subtype = options.me ? { subtype: 'me_message' } : options.broadcast ? { subtype: 'thread_broadcast' } : {}
  const blocks = text === '' || options.me ? {} : { blocks: richTextOf(text) }
  const draft: Draft = { user: member.id, team: team.id, text, client_msg_id: secret(), ...thread, ...subtype, ...blocks }
  const files = (options.files ?? []).map((file) => uploaded(team, member, file))
  const { message, told } = files.length > 0 ? shareFiles(team, conversation, files, draft) : post(team, conversation, draft)
  await told
  return seen(conversation, message)
}

function rootOf(conversation: Conversation, ts: string): string {
  const message = need(conversation, ts)
  return message.thread_ts ?? message.ts
}

/** A file of somebody's that Slack has, and that is shared nowhere yet. */
export function uploaded(team: Team, member: Member, { name, content, title }: PostedFile) {
  const bytes = Buffer.from(content)
  const stored = addFile(team, { name, user: member.id, size: bytes.length, ...(title ? { title } : {}) })
  stored.bytes = bytes
  stored.isUploaded = true
  return stored
}

export async function editAs(
  team: Team,
  member: Member,
  conversation: Conversation,
  ts: string,
  typed: string,
): Promise<SeenMessage> {
  const message = needOwn(member, conversation, ts)
  const text = composed(team, typed)
  await edit(team, conversation, message, { text, blocks: richTextOf(text) }, member.id)
  return seen(conversation, message)
}

export const deleteAs = (team: Team, member: Member, conversation: Conversation, ts: string): Promise<unknown> =>
  remove(team, conversation, needOwn(member, conversation, ts))

/** Somebody deletes a file of theirs. The messages that had it are edited; it leaves a trace there. */
export async function deleteFileAs(team: Team, member: Member, id: string): Promise<unknown> {
  const stored = team.files.get(id)
  if (stored?.file.user !== member.id) throw new Error(`${id} is not a file of ${member.name}`)
  team.files.delete(id)
  return Promise.all(
    stored.shares.map(({ channel, ts }) => {
      const conversation = team.conversations.get(channel)
      const message = conversation && findMessage(conversation, ts)
      const files = (message?.files ?? []).map((file) => (file.id === id ? tombstoneOf(file) : file))
      return conversation && message && edit(team, conversation, message, { files }, member.id)
    }),
  )
}

const tombstoneOf = (file: SlackFile): SlackFile => ({ ...file, mode: 'tombstone', name: '', title: '', permalink: '' })

export function reactAs(team: Team, member: Member, conversation: Conversation, ts: string, name: string): Promise<unknown> {
  const message = need(conversation, ts)
  if (!isEmoji(team, name)) throw new Error(`there is no emoji "${name}"`)
  if (hasReacted(message, name, member.id)) throw new Error(`${member.name} has reacted with ${name} already`)
  return addReaction(team, conversation, message, name, member.id)
}

export function unreactAs(team: Team, member: Member, conversation: Conversation, ts: string, name: string): Promise<unknown> {
  const message = need(conversation, ts)
  if (!hasReacted(message, name, member.id)) throw new Error(`${member.name} has not reacted with ${name}`)
  return removeReaction(team, conversation, message, name, member.id)
}

export const pinAs = (team: Team, member: Member, conversation: Conversation, ts: string): Promise<unknown> =>
  addPin(team, conversation, need(conversation, ts), member.id)

export function unpinAs(team: Team, member: Member, conversation: Conversation, ts: string): Promise<unknown> {
  const pin = conversation.pins.find((each) => each.ts === ts)
  if (!pin) throw new Error(`${ts} is not pinned in ${conversation.name}`)
  return removePin(team, conversation, need(conversation, ts), pin, member.id)
}

function need(conversation: Conversation, ts: string): Message {
  const message = findMessage(conversation, ts)
  if (!message) throw new Error(`there is no message ${ts} in ${conversation.name}`)
  return message
}

function needOwn(member: Member, conversation: Conversation, ts: string): Message {
  const message = need(conversation, ts)
  if (message.user !== member.id || message.bot_id) throw new Error(`${ts} is not a message of ${member.name}`)
  return message
}
