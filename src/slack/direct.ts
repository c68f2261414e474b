import type { Desk } from './desk.ts'

/** The channel of the direct messages between the bot and somebody. Slack gives the same one each time. */
export async function directChannel(desk: Desk, userId: string): Promise<string> {
  const { channel } = await desk.api.call('conversations.open', { users: userId })
  return channel.id
}
