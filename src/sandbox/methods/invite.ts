import { join } from '../conversations.ts'
import { refuse, refuseArguments } from '../refuse.ts'
import { shapeConversation } from '../shapes.ts'
import type { Conversation, Member, Team } from '../state.ts'
import type { Fields } from '../types.ts'
import {
  anyOf,
  conversationIn,
  inviteScopes,
  type MethodCall,
  type Methods,
  needChannel,
  needMember,
  needOpen,
  needScope,
} from './method.ts'

/** https://docs.slack.dev/reference/methods/conversations.invite */
const mostUsers = 100

export const inviteMethods: Methods = {
  'conversations.invite': { tier: 't3', scopes: anyOf(inviteScopes), run: invite },
}

/** All who are named come in, or nobody; with `force` those come in who can. */
function invite(call: MethodCall): Fields {
  const { team, args } = call
  const conversation = conversationIn(call)
  needChannel(conversation)
  needScope(team, inviteScopes[conversation.kind])
  needOpen(conversation)
  needMember(team, conversation)
  const users = args.list('users')
  if (users.length === 0) refuse('no_user')
  if (users.length > mostUsers) refuseArguments(`no more than ${mostUsers} items allowed [json-pointer:/users]`)
  const refused = users.flatMap((user) => {
    const error = whyNot(team, conversation, user)
    return error ? [{ user, ok: false, error }] : []
  })
  const welcome = users.filter((user) => !refused.some((each) => each.user === user))
  const first = refused[0]
  if (first && (!args.flag('force') || welcome.length === 0)) refuse(first.error, { errors: refused })
  for (const user of welcome) join(team, conversation, user, team.botUserId)
  return { channel: shapeConversation(team, conversation), ...(first ? { errors: refused } : {}) }
}

function whyNot(team: Team, conversation: Conversation, user: string): string | null {
  const member = team.members.get(user)
  if (!member) return 'user_not_found'
  if (user === team.botUserId) return 'cant_invite_self'
  if (conversation.members.has(user)) return 'already_in_channel'
  if (member.isDeleted) return 'cant_invite'
  return member.isGuest === 'single' && isInSomeChannel(team, member) ? 'ura_max_channels' : null
}

const isInSomeChannel = (team: Team, member: Member): boolean =>
  [...team.conversations.values()].some(({ kind, members }) => (kind === 'channel' || kind === 'group') && members.has(member.id))
