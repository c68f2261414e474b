import { peopleToAsk } from '../core/choose-question.ts'
import { asBot } from '../core/viewer.ts'
import { dropPrompt } from '../flows/drop-prompt.ts'
import { planPrompts } from '../flows/plan-prompts.ts'
import { readPrompt } from '../flows/read-prompt.ts'
import { readTimeline } from '../flows/read-timeline.ts'
import { recordPerson } from '../flows/record-person.ts'
import type { JobOf } from '../jobs/catalogue.ts'
import { listStrangers } from '../store/people.ts'
import { SlackRefused } from './api.ts'
import type { Desk } from './desk.ts'
import { directChannel } from './direct.ts'
import type { AnswerOf } from './methods.ts'
import { show } from './show.ts'
import { promptMessage } from './views/prompt.ts'

/** Plans the questions of an incident, once Slack has said who the people on its timeline are and in which time zone they live. */
export async function planQuestions(desk: Desk, job: JobOf<'prompts.plan'>): Promise<void> {
  const { workspaceId } = desk
  const { entries } = await readTimeline(desk.ctx, { viewer: asBot(workspaceId), incidentId: job.incidentId })
  await meet(desk, peopleToAsk(entries))
  await planPrompts(desk.ctx, { workspaceId, incidentId: job.incidentId })
}

/** For so long what Slack said of somebody holds, in milliseconds: people travel. */
const staysKnown = 12 * 60 * 60 * 1000

async function meet(desk: Desk, userIds: string[]): Promise<void> {
  const now = desk.ctx.clock.now()
  const since = new Date(now.getTime() - staysKnown)
  const strangers = await desk.ctx.db.transaction((tx) => listStrangers(tx, desk.workspaceId, userIds, since))
  for (const userId of strangers) {
    const { user } = await desk.api.call('users.info', { user: userId })
    await recordPerson(desk.ctx, personFrom(desk.workspaceId, user))
  }
}

function personFrom(workspaceId: string, user: AnswerOf<'users.info'>['user']) {
  const { profile } = user
  return {
    workspaceId,
    userId: user.id,
    name: profile?.display_name || profile?.real_name || user.real_name || user.name || 'there',
    timeZone: user.tz ?? null,
    isBot: user.is_bot ?? false,
    isDeleted: user.deleted ?? false,
  }
}

/** What Slack says where the bot may not write to somebody. */
const unreachable = new Set([
  'user_disabled',
  'user_not_found',
  'user_not_visible',
  'cannot_dm_bot',
  'channel_not_found',
  'is_archived',
])

/** Shows a question in its person's direct messages as it stands now. */
export async function showPrompt(desk: Desk, job: JobOf<'prompt.show'>): Promise<void> {
  const { workspaceId } = desk
  const shown = await readPrompt(desk.ctx, { workspaceId, promptId: job.promptId })
  const key = `prompt:${job.promptId}:${job.dueAt}`
  try {
    const channelId = await directChannel(desk, shown.prompt.userId)
    await show(desk, { key, incidentId: shown.incident.id, channelId, message: promptMessage(shown) })
  } catch (error) {
    if (!(error instanceof SlackRefused) || !unreachable.has(error.code)) throw error
    await dropPrompt(desk.ctx, { workspaceId, promptId: job.promptId })
  }
}
