import { isForgotten } from '../core/forgotten.ts'
import { recordPerson } from '../flows/record-person.ts'
import { listStrangers } from '../store/people.ts'
import { SlackRefused } from './api.ts'
import type { Desk } from './desk.ts'
import type { AnswerOf } from './methods.ts'

/** For so long what Slack said of somebody holds, in milliseconds: people travel, and change their names. */
const staysKnown = 12 * 60 * 60 * 1000

/** What Slack says of somebody it does not know, or whom the bot may not see. Everybody else is met all the same. */
const unknown = new Set(['user_not_found', 'user_not_visible'])

/**
 * Asks Slack who these people are and in which time zone they live, where the bot has not asked for half a day.
 * @param holds for how long what Slack said holds instead, in milliseconds
 */
export async function meet(desk: Desk, userIds: string[], holds = staysKnown): Promise<void> {
  const since = new Date(desk.ctx.clock.now().getTime() - holds)
  const met = userIds.filter((userId) => !isForgotten(userId))
  const strangers = await desk.ctx.db.statement((tx) => listStrangers(tx, desk.workspaceId, met, since))
  for (const userId of strangers) {
    try {
      const { user } = await desk.api.call('users.info', { user: userId })
      await recordPerson(desk.ctx, personFrom(desk.workspaceId, user))
    } catch (error) {
      if (!(error instanceof SlackRefused) || !unknown.has(error.code)) throw error
    }
  }
}

/** Slack's own bot, which users.info calls a person: https://docs.slack.dev/reference/objects/user-object */
const slackbot = 'USLACKBOT'

function personFrom(workspaceId: string, user: AnswerOf<'users.info'>['user']) {
  const { profile } = user
  return {
    workspaceId,
    userId: user.id,
    name: profile?.display_name || profile?.real_name || user.real_name || user.name || 'there',
    timeZone: user.tz ?? null,
    isBot: (user.is_bot ?? false) || user.id === slackbot,
    isDeleted: user.deleted ?? false,
    isGuest: (user.is_restricted ?? false) || (user.is_ultra_restricted ?? false),
  }
}
