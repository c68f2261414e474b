import { checkedContent, givenContent } from '../content.ts'
import { directWithBot } from '../conversations.ts'
import { isFields, textOf } from '../json.ts'
import { asBot, edit, findMessage, makeMessage, post, remove, shownMessage } from '../messages.ts'
import { refuse, refuseArguments } from '../refuse.ts'
import { permalinkOf } from '../shapes.ts'
import type { Conversation, Team } from '../state.ts'
import type { Fields, Message } from '../types.ts'
import { conversationIn, type MethodCall, type Methods, needMember, needOpen } from './method.ts'

/** https://docs.slack.dev/reference/methods/chat.update */
const longestUpdate = 4000

export const chatMethods: Methods = {
  'chat.postMessage': { tier: 'special', scopes: ['chat:write'], run: postMessage },
  'chat.postEphemeral': { tier: 't4', scopes: ['chat:write'], run: postEphemeral },
  'chat.update': { tier: 't3', scopes: ['chat:write'], run: update },
  'chat.delete': {
    tier: 't3',
    scopes: ['chat:write'],
    run: (call) => {
      const conversation = namedConversation(call)
      const message = findMessage(conversation, call.args.required('ts')) ?? refuse('message_not_found')
      if (message.bot_id !== call.team.botId) refuse('cant_delete_message')
      remove(call.team, conversation, message)
      return { channel: conversation.id, ts: message.ts }
    },
  },
  'chat.getPermalink': {
    tier: 'special',
    run: (call) => {
      const conversation = conversationIn(call)
      const message = findMessage(conversation, call.args.required('message_ts')) ?? refuse('message_not_found')
      const permalink = permalinkOf(call.team, conversation.id, message.ts, message.thread_ts)
      return { channel: conversation.id, permalink }
    },
  },
}

function postMessage(call: MethodCall): Fields {
  const { team, args } = call
  const conversation = addressed(call)
  needOpen(conversation)
  const mayPost = conversation.members.has(team.botUserId) || team.scopes.includes('chat:write.public')
  if (!mayPost) refuse('not_in_channel')
  const content = checkedContent(givenContent(args))
  needPictures(team, content.blocks)
  const parent = parentIn(call, conversation)
  const isBroadcast = parent !== undefined && args.flag('reply_broadcast')
  const subtype = isBroadcast ? { subtype: 'thread_broadcast' } : {}
  const draft = { ...asBot(team), ...subtype, ...content, ...(parent ? { thread_ts: parent.ts } : {}) }
  const { message } = post(team, conversation, draft)
  return { channel: conversation.id, ts: message.ts, message: shownMessage(message, conversation) }
}

function postEphemeral(call: MethodCall): Fields {
  const { team, args } = call
  const conversation = addressed(call)
  needOpen(conversation)
  needMember(team, conversation)
  const user = args.required('user')
  if (!conversation.members.has(user)) refuse('user_not_in_channel')
  const thread = args.text('thread_ts')
  const draft = { ...asBot(team), ...checkedContent(givenContent(args)), ...(thread ? { thread_ts: thread } : {}) }
  const message = makeMessage(team, conversation, draft)
  conversation.ephemerals.push({ to: user, message })
  return { message_ts: message.ts }
}

/** What is left out stays as it is (https://github.com/slackapi/python-slack-sdk/issues/523); an empty list or object takes it away. */
function update(call: MethodCall): Fields {
  const { team, args } = call
  const conversation = namedConversation(call)
  const message = findMessage(conversation, args.required('ts')) ?? refuse('message_not_found')
  if (conversation.isArchived) refuse('is_inactive')
  if (message.bot_id !== team.botId) refuse('cant_update_message')
  const given = givenContent(args)
  const isCleared = isFields(given.metadata) && Object.keys(given.metadata).length === 0
  const checked = checkedContent(isCleared ? { ...given, metadata: undefined } : given, { longestText: longestUpdate })
  needPictures(team, checked.blocks)
  if (isCleared) delete message.metadata
  const text = given.text === undefined && given.markdown_text === undefined ? message.text : checked.text
  edit(team, conversation, message, { ...checked, text }, team.botUserId)
  return { channel: conversation.id, ts: message.ts, text, message: shownMessage(message, conversation) }
}

/**
 * A picture in a message is a file that was uploaded.
 * https://docs.slack.dev/reference/block-kit/composition-objects/slack-file-object
 * @throws Refused `invalid_blocks`
 */
function needPictures(team: Team, blocks: readonly unknown[] = []): void {
  const at = blocks.findIndex((block) => {
    const file = isFields(block) && isFields(block.slack_file) ? textOf(block.slack_file.id) : ''
    return file !== '' && !team.files.get(file)?.isUploaded
  })
  if (at >= 0)
    refuse('invalid_blocks', { response_metadata: { messages: [`invalid slack file [json-pointer:/blocks/${at}/slack_file]`] } })
}

/** The conversation that a message goes to: an id, a public channel's name, or a person. */
function addressed(call: MethodCall): Conversation {
  const { team, args } = call
  const to = args.text('channel')
  if (!to) return refuse('channel_not_found')
  const member = team.members.get(to)
  if (member) return member.isBot || member.isDeleted ? refuse('channel_not_found') : directWithBot(team, member.id)
  const named = [...team.conversations.values()].find(({ kind, name }) => kind === 'channel' && name === to.replace(/^#/, ''))
  return named ?? conversationIn(call)
}

function namedConversation(call: MethodCall): Conversation {
  if (!call.args.text('channel')) refuseArguments('missing required field: channel')
  return conversationIn(call)
}

/** The first message of the thread that is replied to. @throws Refused `cannot_reply_to_message` */
function parentIn({ args }: MethodCall, conversation: Conversation): Message | undefined {
  const ts = args.text('thread_ts')
  if (!ts) return undefined
  const found = findMessage(conversation, ts)
  if (!found) return refuse('cannot_reply_to_message')
  return found.thread_ts && found.thread_ts !== found.ts ? findMessage(conversation, found.thread_ts) : found
}
