import type { Ctx } from '../context.ts'
import { isNothing } from '../core/duration.ts'
import { isOpen } from '../core/incident.ts'
import { decentHour, type Pace } from '../core/pace.ts'
import type { Person } from '../core/people.ts'
import type { Prompt } from '../core/prompts.ts'
import { dueAt, knownZone } from '../core/working-time.ts'
import { refreshPrompt } from '../jobs/refresh.ts'
import { findIncident } from '../store/incidents.ts'
import { findPersonForUpdate } from '../store/people.ts'
import { findPromptForUpdate, savePrompt } from '../store/prompts.ts'
import { findReview } from '../store/reviews.ts'
import { paceFor } from './question-for.ts'

/** Working days of theirs without a word. */
const quiet = { days: 2, milliseconds: 0 }

/** When somebody who says nothing to a question is reminded of it; null in a trial, which asks at once. */
export const remindAt = ({ config }: Ctx, { timeZone }: Person, now: Date): Date | null =>
  isNothing(config.delays.firstQuestion) ? null : dueAt(now, quiet, config.workingHours, knownZone(timeZone, config.timeZone))

/**
 * Reminds somebody of a question to which they have said nothing, once and never again. Whatever they press, even to say how they
 * are, is a word; nobody is reminded then, nor where they may not see the incident any more, or want no questions.
 */
export async function remindPrompt(ctx: Ctx, input: { workspaceId: string; promptId: string }): Promise<void> {
  const now = ctx.clock.now()
  const { workspaceId } = input
  await ctx.db.transaction(async (tx) => {
    const prompt = await findPromptForUpdate(tx, workspaceId, input.promptId)
    if (prompt?.state !== 'sent' || prompt.remindAt === null || prompt.remindAt > now) return
    const { incidentId, userId } = prompt
    const person = await findPersonForUpdate(tx, workspaceId, userId)
    const incident = await findIncident(tx, { kind: 'person', workspaceId, userId }, incidentId)
    if (!incident || !person || person.isDeleted) return savePrompt(tx, { ...prompt, remindAt: null })
    if (isOpen(incident)) return
    const review = await findReview(tx, incidentId)
    const pace = await paceFor(tx, ctx, { incident, review }, person, false)
    const isOver = review === null || review.state === 'declined' || review.state === 'published'
    const after = isOver || wantsNone(pace) ? { ...prompt, remindAt: null } : remindedOr(prompt, pace, now)
    await savePrompt(tx, after)
    await refreshPrompt(tx, prompt)
    await refreshPrompt(tx, after)
  })
}

const wantsNone = ({ isNeverAsked, isMuted }: Pace): boolean => isNeverAsked || isMuted

/** Shown anew, where this is a decent hour; otherwise it waits for one. */
function remindedOr(prompt: Prompt, pace: Pace, now: Date): Prompt {
  const decent = decentHour(pace, now)
  if (decent > now) return { ...prompt, remindAt: decent }
  return { ...prompt, remindAt: null, shownAs: 'reminder', sentAt: now, dueAt: now }
}
