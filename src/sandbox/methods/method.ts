import type { Args } from '../args.ts'
import { isVisible } from '../conversations.ts'
import type { Tier } from '../limits.ts'
import { refuse } from '../refuse.ts'
import type { Conversation, ConversationKind, Team } from '../state.ts'
import type { Fields } from '../types.ts'

export type MethodCall = { team: Team; args: Args }

/**
 * A method of the Web API. `scopes` are those of which any one lets a token call it at all; `run` refuses by throwing.
 * `token` is the kind it takes; a bot token where nothing is said.
 */
export type Method = { tier: Tier; scopes?: readonly string[]; token?: 'app'; run(call: MethodCall): Fields }
export type Methods = Record<string, Method>

/** For each kind of conversation the scopes of which one is enough. */
export type KindScopes = Record<ConversationKind, readonly string[]>

export const readScopes: KindScopes = { channel: ['channels:read'], group: ['groups:read'], im: ['im:read'], mpim: ['mpim:read'] }
export const historyScopes: KindScopes = {
  channel: ['channels:history'],
  group: ['groups:history'],
  im: ['im:history'],
  mpim: ['mpim:history'],
}
export const writeScopes: KindScopes = {
  channel: ['channels:manage', 'channels:write'],
  group: ['groups:write'],
  im: ['im:write'],
  mpim: ['mpim:write'],
}
export const inviteScopes: KindScopes = {
  ...writeScopes,
  channel: ['channels:manage', 'channels:write.invites'],
  group: ['groups:write', 'groups:write.invites'],
}
export const topicScopes: KindScopes = {
  channel: ['channels:manage', 'channels:write.topic'],
  group: ['groups:write', 'groups:write.topic'],
  im: ['im:write', 'im:write.topic'],
  mpim: ['mpim:write', 'mpim:write.topic'],
}

export const anyOf = (scopes: KindScopes): string[] => [...new Set(Object.values(scopes).flat())]

/** @throws Refused `missing_scope` where the token has none of these */
export function needScope(team: Team, scopes: readonly string[]): void {
  if (scopes.length === 0 || scopes.some((scope) => team.scopes.includes(scope))) return
  refuse('missing_scope', { needed: scopes.join(','), provided: team.scopes.join(',') })
}

/** A conversation that the app may know of. @throws Refused `channel_not_found` */
export function conversationIn({ team, args }: MethodCall, name = 'channel'): Conversation {
  const conversation = team.conversations.get(args.text(name) ?? '')
  if (!conversation || !isVisible(conversation, team.botUserId)) return refuse('channel_not_found')
  return conversation
}

/** @throws Refused `not_in_channel` where the app is not a member */
export function needMember(team: Team, conversation: Conversation): void {
  if (!conversation.members.has(team.botUserId)) refuse('not_in_channel')
}

/** @throws Refused `method_not_supported_for_channel_type` for direct messages */
export function needChannel(conversation: Conversation): void {
  if (conversation.kind === 'im' || conversation.kind === 'mpim') refuse('method_not_supported_for_channel_type')
}

/** @throws Refused `is_archived` */
export function needOpen(conversation: Conversation): void {
  if (conversation.isArchived) refuse('is_archived')
}
