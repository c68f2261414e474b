import { isVisible } from '../conversations.ts'
import { refuse } from '../refuse.ts'
import { shapeConversation } from '../shapes.ts'
import type { Conversation, ConversationKind, Team } from '../state.ts'
import type { Fields } from '../types.ts'
import { anyOf, conversationIn, type MethodCall, type Methods, needScope, readScopes } from './method.ts'
import { nextCursor, pageOf } from './page.ts'

const kindOfType: Record<string, ConversationKind> = {
  public_channel: 'channel',
  private_channel: 'group',
  im: 'im',
  mpim: 'mpim',
}

/** What channels there are, and who is in them. */
export const conversationReadMethods: Methods = {
  'conversations.info': {
    tier: 't3',
    scopes: anyOf(readScopes),
    run: (call) => {
      const conversation = conversationIn(call)
      needScope(call.team, readScopes[conversation.kind])
      const members = call.args.flag('include_num_members') ? { num_members: conversation.members.size } : {}
      return { channel: { ...shapeConversation(call.team, conversation), ...members } }
    },
  },
  'conversations.list': {
    tier: 't2',
    scopes: anyOf(readScopes),
    run: (call) =>
      listed(
        call,
        ofKinds(call).filter((conversation) => isVisible(conversation, call.team.botUserId)),
      ),
  },
  'users.conversations': {
    tier: 't3',
    scopes: anyOf(readScopes),
    run: (call) => {
      const user = call.args.text('user') ?? call.team.botUserId
      const theirs = ofKinds(call).filter(({ members }) => members.has(user))
      return listed(
        call,
        theirs.filter((conversation) => isVisible(conversation, call.team.botUserId)),
      )
    },
  },
  'conversations.members': {
    tier: 't4',
    scopes: anyOf(readScopes),
    run: (call) => {
      const conversation = conversationIn(call)
      needScope(call.team, readScopes[conversation.kind])
      const page = pageOf(call, [...conversation.members], { isLimitChecked: true, usual: 100 })
      return { members: page.items, ...nextCursor(page) }
    },
  },
}

function ofKinds({ team, args }: MethodCall): Conversation[] {
  const types = args.has('types') ? args.list('types') : ['public_channel']
  const kinds = types.map((type) => kindOfType[type] ?? refuse('invalid_types'))
  for (const kind of kinds) needScope(team, readScopes[kind])
  const found = [...team.conversations.values()].filter(({ kind }) => kinds.includes(kind))
  return args.flag('exclude_archived') ? found.filter(({ isArchived }) => !isArchived) : found
}

function listed(call: MethodCall, conversations: Conversation[]): Fields {
  const page = pageOf(call, conversations, { isLimitChecked: true, usual: 100 })
  return { channels: page.items.map((conversation) => withCount(call.team, conversation)), ...nextCursor(page) }
}

const withCount = (team: Team, conversation: Conversation): Fields => ({
  ...shapeConversation(team, conversation),
  ...(conversation.kind === 'im' ? {} : { num_members: conversation.members.size }),
})
