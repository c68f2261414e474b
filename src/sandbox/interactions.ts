import { findMessage, shownMessage } from './messages.ts'
import { type Conversation, type Member, nextEventTs, type Team } from './state.ts'
import { newTrigger } from './triggers.ts'
import type { Answer, Fields, Message } from './types.ts'

/** Sends what somebody did to the app; it has three seconds. */
export const interact = (team: Team, payload: Fields): Promise<Answer> =>
  team.world.deliveries.ask(team.app, 'interactive', payload)

/** What every interaction says of who did it where. */
export function whoDid(team: Team, member: Member): Fields {
  return {
    team: { id: team.id, domain: team.domain },
    enterprise: null,
    is_enterprise_install: false,
    user: { id: member.id, username: member.name, name: member.name, team_id: team.id },
    api_app_id: team.app.id,
    token: 'verification-token',
    trigger_id: newTrigger(team, member.id),
  }
}

export const actionTs = (team: Team): string => nextEventTs(team)

/** How commands and interactions name a channel. */
export function channelNameOf(conversation: Conversation): string {
  if (conversation.kind === 'im') return 'directmessage'
  return conversation.kind === 'group' ? 'privategroup' : conversation.name
}

/** A message before somebody: in the channel, or only theirs. */
export type Before = { conversation: Conversation; message: Message; isEphemeral: boolean }

/**
 * The message with this time that a person sees.
 * @throws Error where they do not see it
 */
export function messageBefore(team: Team, member: Member, channel: string, ts: string): Before {
  const conversation = team.conversations.get(channel)
  const ephemeral = conversation?.ephemerals.find(({ to, message }) => to === member.id && message.ts === ts)
  if (conversation && ephemeral) return { conversation, message: ephemeral.message, isEphemeral: true }
  const message = conversation && findMessage(conversation, ts)
  const mayLook = conversation && (conversation.kind === 'channel' || conversation.members.has(member.id))
  if (!conversation || !message || !mayLook)
    throw new Error(`${member.name} sees no message ${ts} in ${conversation?.name || channel}`)
  return { conversation, message: shownMessage(message, conversation), isEphemeral: false }
}
