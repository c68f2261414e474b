import { findMessage, repliesTo, shownMessage } from '../messages.ts'
import { refuse, refuseArguments } from '../refuse.ts'
import type { Conversation } from '../state.ts'
import type { Fields, Message } from '../types.ts'
import { anyOf, conversationIn, historyScopes, type MethodCall, type Methods, needMember, needScope } from './method.ts'
import { nextCursor, type Page, pageOf } from './page.ts'

/** Reading what was written. */
export const historyMethods: Methods = {
  'conversations.history': {
    tier: 't3',
    scopes: anyOf(historyScopes),
    run: (call) => {
      const conversation = readable(call)
      const isAsked = between(call)
      const top = conversation.messages.filter((message) => isTop(message) && isAsked(message))
      const page = pageOf(call, top.toReversed(), { usual: 100, most: 999 })
      return { ...messagesOf(call, conversation, page), pin_count: conversation.pins.length }
    },
  },
  'conversations.replies': {
    tier: 't3',
    scopes: anyOf(historyScopes),
    run: (call) => {
      const conversation = readable(call)
      const first = findMessage(conversation, call.args.required('ts')) ?? refuse('thread_not_found')
      const rest = repliesTo(conversation, first.ts).filter(between(call))
      return messagesOf(call, conversation, pageOf(call, [first, ...rest], { most: 1000 }))
    },
  },
}

function readable(call: MethodCall): Conversation {
  if (!call.args.text('channel')) refuseArguments('missing required field: channel')
  const conversation = conversationIn(call)
  needScope(call.team, historyScopes[conversation.kind])
  needMember(call.team, conversation)
  return conversation
}

const isTop = (message: Message): boolean =>
  message.thread_ts === undefined || message.thread_ts === message.ts || message.subtype === 'thread_broadcast'

/** Which messages lie between `oldest` and `latest`. @throws Refused where one of them is no time */
function between({ args }: MethodCall): (message: Message) => boolean {
  const oldest = momentIn(args.text('oldest'), 'invalid_ts_oldest') ?? Number.NEGATIVE_INFINITY
  const latest = momentIn(args.text('latest'), 'invalid_ts_latest') ?? Number.POSITIVE_INFINITY
  const isInclusive = args.flag('inclusive')
  return ({ ts }) => {
    const at = Number(ts)
    return isInclusive ? at >= oldest && at <= latest : at > oldest && at < latest
  }
}

function momentIn(text: string | undefined, code: string): number | null {
  if (text === undefined || text === '' || text === 'now') return null
  return /^\d+(\.\d{1,6})?$/.test(text) ? Number(text) : refuse(code)
}

function messagesOf(call: MethodCall, conversation: Conversation, page: Page<Message>): Fields {
  const withMetadata = call.args.flag('include_all_metadata')
  const messages = page.items.map((message) => {
    const { metadata, ...rest } = shownMessage(message, conversation)
    return withMetadata && metadata ? { ...rest, metadata } : rest
  })
  return { messages, has_more: page.hasMore, ...(page.hasMore ? nextCursor(page) : {}) }
}
