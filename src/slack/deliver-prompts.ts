import { storyOf } from '../core/choose-question.ts'
import { findQuestion } from '../core/questions.ts'
import { asBot } from '../core/viewer.ts'
import { askAgain } from '../flows/ask-again.ts'
import { readDueMonth } from '../flows/ask-in-a-month.ts'
import { dropPrompt } from '../flows/drop-prompt.ts'
import { holdPrompt } from '../flows/hold-asking.ts'
import { planPrompts } from '../flows/plan-prompts.ts'
import { readPeopleAround, readShownQuestion, type ShownQuestion } from '../flows/read-asking.ts'
import { readTimeline } from '../flows/read-timeline.ts'
import { sendPrompt } from '../flows/send-prompt.ts'
import type { JobOf } from '../jobs/catalogue.ts'
import { findPerson } from '../store/people.ts'
import { listPostedKeys } from '../store/posted-messages.ts'
import { findPrompt } from '../store/prompts.ts'
import { listRoles } from '../store/roles.ts'
import type { Desk } from './desk.ts'
import { directChannel } from './direct.ts'
import { meet } from './meet.ts'
import { show } from './show.ts'
import { unlessUnreachable } from './unreachable.ts'
import { promptMessage } from './views/prompt.ts'

/** Plans to come to everybody involved, once Slack has said who they are and in which time zone they live. */
export async function planQuestions(desk: Desk, job: JobOf<'prompts.plan'>): Promise<void> {
  const { workspaceId } = desk
  const { incidentId } = job
  const { entries } = await readTimeline(desk.ctx, { viewer: asBot(workspaceId), incidentId })
  const roles = await desk.ctx.db.statement((tx) => listRoles(tx, incidentId))
  await meet(desk, [...storyOf(entries, roles).involved])
  await planPrompts(desk.ctx, { workspaceId, incidentId })
}

/** Plans to come to those who wished for it, once Slack has said who they are. */
export async function planMonth(desk: Desk, { incidentId }: JobOf<'month.plan'>): Promise<void> {
  const { ctx, workspaceId } = desk
  const wishedBy = await readDueMonth(ctx, { workspaceId, incidentId })
  await meet(desk, wishedBy)
  if (wishedBy.length > 0) await askAgain(ctx, { workspaceId, incidentId, round: 'month-after', wishedBy })
}

/** Meets whom a question is for, so that it can come at a decent hour of theirs, or who began to tell something unasked, whose name a review may need. Where Slack knows nobody of that id, it is dropped. */
export async function meetForPrompt(desk: Desk, { promptId }: JobOf<'prompt.meet'>): Promise<void> {
  const { ctx, workspaceId } = desk
  const prompt = await ctx.db.statement((tx) => findPrompt(tx, workspaceId, promptId))
  if (!prompt) return
  await meet(desk, [prompt.userId])
  const isKnown = await ctx.db.statement((tx) => findPerson(tx, workspaceId, prompt.userId))
  await (isKnown ? sendPrompt : dropPrompt)(ctx, { workspaceId, promptId })
}

/**
 * Shows a question in its person's direct messages as it stands now, wherever it was shown before; anew where this is the showing
 * that is meant. What was shown anew since says so.
 */
export async function showPrompt(desk: Desk, { promptId, shownAt }: JobOf<'prompt.show'>): Promise<void> {
  const { workspaceId } = desk
  await meet(desk, await readPeopleAround(desk.ctx, { workspaceId, promptId }))
  const shown = await readShownQuestion(desk.ctx, { workspaceId, promptId })
  const newest = shown?.prompt.sentAt?.toISOString()
  if (!shown || !newest) return
  const posted = await desk.ctx.db.statement((tx) => listPostedKeys(tx, workspaceId, `prompt:${promptId}:`))
  const isNew = shownAt === newest && !posted.includes(`prompt:${promptId}:${newest}`)
  if (isNew && (isPast(shown) || (await holdPrompt(desk.ctx, { workspaceId, promptId })))) return
  const keys = isNew ? [...posted, `prompt:${promptId}:${newest}`] : posted
  await unlessUnreachable(
    () => showAll(desk, shown, keys.sort()),
    () => dropPrompt(desk.ctx, { workspaceId, promptId }),
  )
}

/** It was taken back, or waits again, before anybody saw it. */
const isPast = ({ prompt }: ShownQuestion): boolean => prompt.state === 'waiting' || prompt.state === 'dropped'

/** Keys end in the time of their showing, so that they sort by it. */
async function showAll(desk: Desk, shown: ShownQuestion, keys: string[]): Promise<void> {
  const { promise, questions, delays } = desk.ctx.config
  const isMonthAfter = findQuestion(questions, shown.prompt.questionId)?.moment === 'month-after'
  const channelId = await directChannel(desk, shown.prompt.userId)
  for (const [index, key] of keys.entries()) {
    const showing = { isNewest: key.endsWith(`:${shown.prompt.sentAt?.toISOString()}`), isFirst: index === 0 }
    const message = promptMessage({ ...shown, promise, later: delays.later, isMonthAfter }, showing)
    await show(desk, { key, incidentId: shown.incident.id, channelId, message })
  }
}
