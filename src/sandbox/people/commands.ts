import { composed } from '../compose.ts'
import { actionTs, channelNameOf, interact, messageBefore, whoDid } from '../interactions.ts'
import { isFields } from '../json.ts'
import { Refused } from '../refuse.ts'
import { respond } from '../respond.ts'
import type { Conversation, Member, Team } from '../state.ts'
import { newResponseUrl, newTrigger } from '../triggers.ts'
import type { Answer, CommandAnswer, Message, SeenMessage } from '../types.ts'
import { seen } from './sight.ts'

/** Somebody types a slash command, as in `/incident status monitoring`. @throws Error where the app has no such command */
export async function runCommand(team: Team, member: Member, typed: string, conversation: Conversation): Promise<CommandAnswer> {
  const [, command, rest = ''] = /^(\/\S+)\s*([\s\S]*)$/.exec(typed.trim()) ?? []
  if (!command) throw new Error(`"${typed}" is no command`)
  const isKnown = team.scopes.includes('commands') && (team.commands?.includes(command) ?? true)
  if (!isKnown) throw new Error(`${command} is not a valid command`)
  const about = { userId: member.id, channel: conversation.id, ts: null, threadTs: null, isEphemeral: false }
  const answer = await team.world.deliveries.ask(team.app, 'slash_commands', {
    token: 'verification-token',
    team_id: team.id,
    team_domain: team.domain,
    channel_id: conversation.id,
    channel_name: channelNameOf(conversation),
    user_id: member.id,
    user_name: member.name,
    command,
    text: team.settings.shouldEscape ? composed(team, rest.trim(), true) : rest.trim(),
    api_app_id: team.app.id,
    is_enterprise_install: 'false',
    response_url: newResponseUrl(team, about),
    trigger_id: newTrigger(team, member.id),
  })
  return withReply(answer, conversation, () => respond(team, about, said(answer)))
}

const said = (answer: Answer) => (isFields(answer.body) ? answer.body : { text: String(answer.body) })

function withReply(answer: Answer, conversation: Conversation, show: () => Message | null): CommandAnswer {
  const isSaying = answer.ok && answer.body !== '' && answer.body !== null && Object.keys(said(answer)).length > 0
  if (!isSaying) return { ...answer, reply: null }
  try {
    const message = show()
    return {
      ...answer,
      reply:
        message &&
        seen(
          conversation,
          message,
          conversation.messages.every((each) => each !== message),
        ),
    }
  } catch (error) {
    if (error instanceof Refused) return { ...answer, ok: false, error: error.code, reply: null }
    throw error
  }
}

/** Somebody chooses a shortcut, from anywhere or in the menu of a message. */
export function runShortcut(team: Team, member: Member, callbackId: string, on?: SeenMessage): Promise<Answer> {
  const common = { ...whoDid(team, member), callback_id: callbackId, action_ts: actionTs(team) }
  if (!on) return interact(team, { type: 'shortcut', ...common })
  const { conversation, message, isEphemeral } = messageBefore(team, member, on.channel, on.ts)
  const about = { userId: member.id, channel: conversation.id, ts: message.ts, threadTs: message.thread_ts ?? null, isEphemeral }
  return interact(team, {
    type: 'message_action',
    ...common,
    channel: { id: conversation.id, name: channelNameOf(conversation) },
    message_ts: message.ts,
    message,
    response_url: newResponseUrl(team, about),
  })
}
