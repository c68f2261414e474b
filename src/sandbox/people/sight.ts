import { copy } from '../json.ts'
import { shownMessage } from '../messages.ts'
import type { Conversation, Member } from '../state.ts'
import type { Message, SeenMessage } from '../types.ts'

export const seen = (conversation: Conversation, message: Message, isEphemeral = false): SeenMessage => ({
  ...(isEphemeral ? copy(message) : shownMessage(message, conversation)),
  channel: conversation.id,
  isEphemeral,
})

/** What somebody sees in a channel, thread replies too, in order; nothing where they cannot look in. */
export function seenBy(member: Member, conversation: Conversation): SeenMessage[] {
  if (conversation.kind !== 'channel' && !conversation.members.has(member.id)) return []
  const own = conversation.ephemerals.filter(({ to }) => to === member.id)
  const all = [
    ...conversation.messages.map((message) => seen(conversation, message)),
    ...own.map(({ message }) => seen(conversation, message, true)),
  ]
  return all.sort((a, b) => Number(a.ts) - Number(b.ts))
}
