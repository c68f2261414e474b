import { checkedContent } from './content.ts'
import { defined, textOf } from './json.ts'
import { type Draft, edit, findMessage, makeMessage, post, remove } from './messages.ts'
import { refuse } from './refuse.ts'
import type { Conversation, ResponseUrl, Team } from './state.ts'
import type { Fields, Message } from './types.ts'

/** Where an answer goes: whose it is, and what they acted on. */
export type Respond = Pick<ResponseUrl, 'userId' | 'channel' | 'ts' | 'threadTs' | 'isEphemeral'>

/**
 * What an app may answer with, in the body of an acknowledgement or to a `response_url`: only the person sees it, unless it says `in_channel`;
 * it can replace or delete the message that was acted on.
 * @returns the message, or null where one was deleted
 * @throws Refused with Slack's code
 */
export function respond(team: Team, to: Respond, body: Fields): Message | null {
  const conversation = team.conversations.get(to.channel) ?? refuse('channel_not_found')
  if (body.delete_original === true) return takeAway(team, conversation, to)
  const { text, blocks, attachments, markdown_text, metadata } = body
  const content = checkedContent(defined({ text, blocks, attachments, markdown_text, metadata }))
  if (body.replace_original === true && to.ts) return replace(team, conversation, to, content)
  const thread = textOf(body.thread_ts) || (to.threadTs ?? '')
  const draft: Draft = {
    subtype: 'bot_message',
    bot_id: team.botId,
    app_id: team.app.id,
    ...content,
    ...(thread ? { thread_ts: thread } : {}),
  }
  if (body.response_type === 'in_channel') return post(team, conversation, draft).message
  const message = makeMessage(team, conversation, { ...draft, user: team.botUserId })
  conversation.ephemerals.push({ to: to.userId, message })
  return message
}

function takeAway(team: Team, conversation: Conversation, to: Respond): null {
  if (to.isEphemeral) conversation.ephemerals = conversation.ephemerals.filter(({ message }) => message.ts !== to.ts)
  const message = findMessage(conversation, to.ts ?? '')
  if (message) remove(team, conversation, message)
  return null
}

function replace(
  team: Team,
  conversation: Conversation,
  to: Respond,
  content: Pick<Draft, 'text' | 'blocks' | 'attachments'>,
): Message {
  const whole = { ...content, blocks: content.blocks ?? [], attachments: content.attachments ?? [] }
  const shown = conversation.ephemerals.find(({ message }) => message.ts === to.ts)
  if (shown) {
    const { ts } = shown.message
    const thread = shown.message.thread_ts ? { thread_ts: shown.message.thread_ts } : {}
    shown.message = { ...makeMessage(team, conversation, { ...botOf(team), ...thread, ...whole }), ts }
    return shown.message
  }
  const message = findMessage(conversation, to.ts ?? '') ?? refuse('message_not_found')
  edit(team, conversation, message, whole, team.botUserId)
  return message
}

const botOf = (team: Team) => ({ user: team.botUserId, bot_id: team.botId, app_id: team.app.id })
