import { usualSettings } from '../core/person-settings.ts'
import type { JobOf } from '../jobs/catalogue.ts'
import { SlackRefused } from './api.ts'
import type { Desk } from './desk.ts'
import { unlessUnreachable } from './unreachable.ts'
import { homeView } from './views/home.ts'

/** Takes a message of the bot's out of Slack. One that is gone is gone. */
export async function removeMessage(desk: Desk, { channelId: channel, ts }: JobOf<'message.remove'>): Promise<void> {
  try {
    await desk.api.call('chat.delete', { channel, ts })
  } catch (error) {
    if (!(error instanceof SlackRefused) || !gone.has(error.code)) throw error
  }
}

/** What Slack says of a message that is not there (any more), or of a place where nothing can be done to it. */
const gone = new Set(['message_not_found', 'channel_not_found', 'is_archived', 'cant_delete_message'])

/** Empties the page of somebody who has been forgotten: it is as that of anybody who was never asked anything. */
export async function clearHome(desk: Desk, { userId }: JobOf<'home.clear'>): Promise<void> {
  const view = homeView({ items: [], muted: [], settings: usualSettings(desk.workspaceId, userId) }, 0)
  await unlessUnreachable(
    () => desk.api.call('views.publish', { user_id: userId, view }).then(() => undefined),
    async () => undefined,
  )
}
