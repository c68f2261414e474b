import { emit } from './events.ts'
import { type Conversation, nextEventTs, type Team } from './state.ts'
import type { Message } from './types.ts'

/** https://docs.slack.dev/reference/methods/reactions.add; Slack publishes no numbers, its client stops at these. */
export const mostEmoji = 50
export const mostReactions = 23

/** Whether an emoji of this name can exist in the workspace. */
export function isEmoji(team: Team, name: string): boolean {
  const [plain = '', tone] = name.split('::')
  const isWritten = /^[\p{Ll}\p{Lo}\p{N}_+'&.-]+$/u.test(plain) && (tone === undefined || /^skin-tone-[2-6]$/.test(tone))
  return isWritten && (team.settings.emoji?.includes(plain) ?? true)
}

export const hasReacted = (message: Message, name: string, user: string): boolean =>
  message.reactions?.find((reaction) => reaction.name === name)?.users.includes(user) ?? false

export function addReaction(
  team: Team,
  conversation: Conversation,
  message: Message,
  name: string,
  user: string,
): Promise<unknown> {
  const reactions = message.reactions ?? []
  const reaction = reactions.find((each) => each.name === name)
  if (reaction) reaction.users.push(user)
  else reactions.push({ name, users: [user], count: 0 })
  message.reactions = counted(reactions)
  return tell(team, conversation, message, 'reaction_added', name, user)
}

export function removeReaction(
  team: Team,
  conversation: Conversation,
  message: Message,
  name: string,
  user: string,
): Promise<unknown> {
  const reactions = (message.reactions ?? []).map((each) =>
    each.name === name ? { ...each, users: each.users.filter((id) => id !== user) } : each,
  )
  message.reactions = counted(reactions)
  if (message.reactions.length === 0) delete message.reactions
  return tell(team, conversation, message, 'reaction_removed', name, user)
}

const counted = (reactions: NonNullable<Message['reactions']>) =>
  reactions.filter(({ users }) => users.length > 0).map(({ name, users }) => ({ name, users, count: users.length }))

/** Messages of a web hook have no author to name. */
function tell(
  team: Team,
  conversation: Conversation,
  message: Message,
  type: string,
  reaction: string,
  user: string,
): Promise<unknown> {
  const item = { type: 'message', channel: conversation.id, ts: message.ts }
  return emit(team, { type, user, reaction, item, item_user: message.user, event_ts: nextEventTs(team) }, conversation)
}
