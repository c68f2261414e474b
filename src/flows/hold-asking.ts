import type { Ctx } from '../context.ts'
import { isAsChosen } from '../core/later.ts'
import { decentHour } from '../core/pace.ts'
import { findAskingForUpdate, saveAsking } from '../store/askings.ts'
import { findIncident } from '../store/incidents.ts'
import { findPerson } from '../store/people.ts'
import { findPromptForUpdate, savePrompt } from '../store/prompts.ts'
import { hoursFor } from './question-for.ts'

/*
 * What was sent could not be shown until now, as Slack was away. Where this hour is no decent one, it waits for the next.
 */

/** @returns whether the question waits */
export async function holdPrompt(ctx: Ctx, input: { workspaceId: string; promptId: string }): Promise<boolean> {
  const now = ctx.clock.now()
  const { workspaceId } = input
  return ctx.db.transaction(async (tx) => {
    const prompt = await findPromptForUpdate(tx, workspaceId, input.promptId)
    if (prompt?.state !== 'sent' || isAsChosen(prompt.dueAt, now)) return false
    const { incidentId, userId } = prompt
    const person = await findPerson(tx, workspaceId, userId)
    const incident = await findIncident(tx, { kind: 'person', workspaceId, userId }, incidentId)
    if (!person || !incident) return false
    const decent = decentHour({ hours: hoursFor(ctx, person, prompt.origin === 'more') }, now)
    if (decent <= now) return false
    await savePrompt(tx, { ...prompt, state: 'waiting', dueAt: decent })
    return true
  })
}

/** @returns whether how they are waits, or is not asked at all: they may not see the incident any more */
export async function holdOpening(
  ctx: Ctx,
  input: { workspaceId: string; incidentId: string; userId: string },
): Promise<boolean> {
  const now = ctx.clock.now()
  const { workspaceId, incidentId, userId } = input
  return ctx.db.transaction(async (tx) => {
    const person = await findPerson(tx, workspaceId, userId)
    const asking = await findAskingForUpdate(tx, incidentId, userId)
    const incident = await findIncident(tx, { kind: 'person', workspaceId, userId }, incidentId)
    if (!person || !asking || !incident) return true
    const decent = decentHour({ hours: hoursFor(ctx, person, false) }, now)
    if (decent <= now) return false
    await saveAsking(tx, { ...asking, round: 'first', openedAt: null, dueAt: decent })
    return true
  })
}
