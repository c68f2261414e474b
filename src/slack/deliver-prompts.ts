import { peopleToAsk } from '../core/choose-question.ts'
import { asBot } from '../core/viewer.ts'
import { dropPrompt } from '../flows/drop-prompt.ts'
import { planPrompts } from '../flows/plan-prompts.ts'
import { readPrompt } from '../flows/read-prompt.ts'
import { readTimeline } from '../flows/read-timeline.ts'
import { holdPrompt } from '../flows/send-prompt.ts'
import type { JobOf } from '../jobs/catalogue.ts'
import { listPostedKeys } from '../store/posted-messages.ts'
import { SlackRefused } from './api.ts'
import type { Desk } from './desk.ts'
import { directChannel } from './direct.ts'
import { meet } from './meet.ts'
import { show } from './show.ts'
import { promptMessage, type Showing } from './views/prompt.ts'

/** Plans the questions of an incident, once Slack has said who the people on its timeline are and in which time zone they live. */
export async function planQuestions(desk: Desk, job: JobOf<'prompts.plan'>): Promise<void> {
  const { workspaceId } = desk
  const { entries } = await readTimeline(desk.ctx, { viewer: asBot(workspaceId), incidentId: job.incidentId })
  await meet(desk, peopleToAsk(entries))
  await planPrompts(desk.ctx, { workspaceId, incidentId: job.incidentId })
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

/** Shows a question in its person's direct messages as it stands now. One that was shown anew since says so. */
export async function showPrompt(desk: Desk, job: JobOf<'prompt.show'>): Promise<void> {
  const { workspaceId } = desk
  const { promptId } = job
  const before = await readPrompt(desk.ctx, { workspaceId, promptId })
  if (before) await meet(desk, [before.prompt.userId])
  const shown = await readPrompt(desk.ctx, { workspaceId, promptId })
  if (!shown) return
  const posted = await desk.ctx.db.transaction((tx) => listPostedKeys(tx, workspaceId, `prompt:${promptId}:`))
  const key = `prompt:${promptId}:${job.shownAt}`
  const showing = showingOf(key, `prompt:${promptId}:${shown.prompt.sentAt?.toISOString()}`, posted)
  const isNew = !posted.includes(key)
  if (isNew && showing === 'earlier') return
  if (isNew && (await holdPrompt(desk.ctx, { workspaceId, promptId, isAgain: showing === 'again' }))) return
  try {
    const channelId = await directChannel(desk, shown.prompt.userId)
    await show(desk, { key, incidentId: shown.incident.id, channelId, message: promptMessage(shown, showing) })
  } catch (error) {
    if (!(error instanceof SlackRefused) || !unreachable.has(error.code)) throw error
    await dropPrompt(desk.ctx, { workspaceId, promptId })
  }
}

/** Keys end in the time of their showing, so that they sort by it. */
function showingOf(key: string, newest: string, posted: string[]): Showing {
  if (key !== newest) return 'earlier'
  return posted.some((other) => other < key) ? 'again' : 'first'
}
