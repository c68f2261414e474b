import { Refusal } from '../core/refusal.ts'
import { adoptChannel } from '../flows/adopt-channel.ts'
import { notInDirectMessages } from '../flows/ask-adoption.ts'
import type { JobOf } from '../jobs/catalogue.ts'
import { SlackRefused } from './api.ts'
import type { Desk } from './desk.ts'
import { command } from './ids.ts'
import { meet } from './meet.ts'
import { answerPerson } from './respond.ts'
import { refusedMessage } from './views/answers.ts'

/** Makes the channel in which somebody asked for it an incident's. Where that cannot be, they are told why, and what to do. */
export async function adopt(desk: Desk, job: JobOf<'channel.adopt'>): Promise<void> {
  const { incidentId, channelId, userId, words } = job
  try {
    const channel = await comeInto(desk, channelId)
    await meet(desk, [userId])
    const viewer = { kind: 'person', workspaceId: desk.workspaceId, userId } as const
    await adoptChannel(desk.ctx, { viewer, incidentId, channel, words })
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const message = refusedMessage(error.message, `${command} adopt ${words}`.trim())
    await answerPerson(desk, job, { key: `adopt-refused:${incidentId}`, incidentId: null, message })
  }
}

/** The channel, with the bot in it. @throws Refusal where it cannot come in, or this is no channel for an incident */
async function comeInto(desk: Desk, channel: string): Promise<{ id: string; name: string; isPrivate: boolean }> {
  const info = await lookAt(desk, channel)
  if (info.is_im || info.is_mpim || !info.name) throw new Refusal(notInDirectMessages)
  if (info.is_archived) throw new Refusal('This channel is archived. Unarchive it first, or declare with `/incident declare`.')
  if (info.is_ext_shared || info.is_pending_ext_shared)
    throw new Refusal(
      'People of other organisations are in this channel, and I would keep what they write. `/incident declare` makes a channel of your own.',
    )
  const isPrivate = info.is_private ?? false
  if (!info.is_member) await join(desk, channel, isPrivate)
  return { id: channel, name: info.name, isPrivate }
}

async function lookAt(desk: Desk, channel: string) {
  try {
    return (await desk.api.call('conversations.info', { channel })).channel
  } catch (error) {
    if (error instanceof SlackRefused && error.code === 'channel_not_found') throw new Refusal(inviteFirst(desk))
    throw error
  }
}

async function join(desk: Desk, channel: string, isPrivate: boolean): Promise<void> {
  if (isPrivate) throw new Refusal(inviteFirst(desk))
  try {
    await desk.api.call('conversations.join', { channel })
  } catch (error) {
    if (error instanceof SlackRefused) throw new Refusal(inviteFirst(desk))
    throw error
  }
}

const inviteFirst = ({ botUserId }: Desk): string =>
  `I am not in this channel, and cannot come in by myself. Invite <@${botUserId}> with \`/invite\`, then adopt it again.`
