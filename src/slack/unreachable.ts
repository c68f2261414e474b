import { SlackRefused } from './api.ts'

/** What Slack says where the bot may not write to somebody. */
const unreachable = new Set([
  'user_disabled',
  'user_not_found',
  'user_not_visible',
  'cannot_dm_bot',
  'channel_not_found',
  'is_archived',
])

/** Tells somebody something in their direct messages; where Slack does not let the bot write to them, `otherwise` is done. */
export async function unlessUnreachable(tell: () => Promise<void>, otherwise: () => Promise<void>): Promise<void> {
  try {
    await tell()
  } catch (error) {
    if (!(error instanceof SlackRefused) || !unreachable.has(error.code)) throw error
    await otherwise()
  }
}
