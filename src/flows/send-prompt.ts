import type { Ctx } from '../context.ts'
import { isNothing } from '../core/duration.ts'
import { type Incident, isOpen } from '../core/incident.ts'
import type { Person } from '../core/people.ts'
import type { Prompt } from '../core/prompts.ts'
import { dueAt, isWorkingHour, knownZone } from '../core/working-time.ts'
import { refreshPrompt } from '../jobs/refresh.ts'
import type { Tx } from '../store/db.ts'
import { findIncident } from '../store/incidents.ts'
import { findPerson } from '../store/people.ts'
import { deletePrompt, findPromptForUpdate, savePrompt } from '../store/prompts.ts'
import { type Chosen, gatherAskingFacts, questionFor } from './question-for.ts'

/**
 * A question has become due: it goes to its person, as the timeline is now, so that the reason given is true.
 * It waits on while people are at work on the incident, and where the hour is no decent one any more (the bot was away when
 * it was due). It is taken back where nothing of theirs is left on the timeline, or they may not see the incident any more.
 */
export async function sendPrompt(ctx: Ctx, input: { workspaceId: string; promptId: string }): Promise<void> {
  const now = ctx.clock.now()
  await ctx.db.transaction(async (tx) => {
    const prompt = await findPromptForUpdate(tx, input.workspaceId, input.promptId)
    if (prompt?.state !== 'waiting' || prompt.dueAt > now) return
    const { workspaceId, userId, incidentId } = prompt
    const incident = await findIncident(tx, { kind: 'person', workspaceId, userId }, incidentId)
    const person = await findPerson(tx, workspaceId, userId)
    if (!incident || !person || person.isDeleted) return takeBack(tx, prompt)
    if (isOpen(incident)) return
    const decent = decentHour(ctx, prompt.sentAt !== null, person, now)
    if (decent > now) return savePrompt(tx, { ...prompt, dueAt: decent })
    const chosen = await chosenNow(tx, ctx, prompt, incident, person)
    if (!chosen) return takeBack(tx, prompt)
    const sent: Prompt = { ...prompt, ...chosen, state: 'sent', sentAt: now }
    await savePrompt(tx, sent)
    await refreshPrompt(tx, prompt)
    await refreshPrompt(tx, sent)
  })
}

/**
 * A question that was sent could not be shown until now, as Slack was away. Where this hour is no decent one, it waits for the next.
 * @returns whether it waits
 */
export async function holdPrompt(ctx: Ctx, input: { workspaceId: string; promptId: string; isAgain: boolean }): Promise<boolean> {
  const now = ctx.clock.now()
  return ctx.db.transaction(async (tx) => {
    const prompt = await findPromptForUpdate(tx, input.workspaceId, input.promptId)
    const person = prompt?.state === 'sent' ? await findPerson(tx, input.workspaceId, prompt.userId) : null
    if (!prompt || !person) return false
    const decent = decentHour(ctx, input.isAgain, person, now)
    if (decent <= now) return false
    await savePrompt(tx, { ...prompt, state: 'waiting', dueAt: decent })
    return true
  })
}

/** Now, where that is a decent hour of theirs or the settings ask at once; otherwise when the next one begins. */
function decentHour({ config }: Ctx, isAgain: boolean, person: Person, now: Date): Date {
  const { delays, workingHours } = config
  if (isNothing(isAgain ? delays.later : delays.firstQuestion)) return now
  const zone = knownZone(person.timeZone, config.timeZone)
  return isWorkingHour(now, workingHours, zone) ? now : dueAt(now, { days: 0, milliseconds: 1 }, workingHours, zone)
}

/** The question as it was planned may be about a moment that is gone by now. One that comes again stays the same if it can. */
async function chosenNow(tx: Tx, ctx: Ctx, prompt: Prompt, incident: Incident, person: Person): Promise<Chosen | null> {
  const facts = await gatherAskingFacts(tx, ctx.config, incident)
  const isThere = prompt.entryId === null || facts.entries.some(({ id }) => id === prompt.entryId)
  if (prompt.sentAt !== null && isThere) return prompt
  return questionFor(ctx.config, facts, person, ctx.clock.now())
}

/** What nobody has seen yet is as if it had never been. */
async function takeBack(tx: Tx, prompt: Prompt): Promise<void> {
  if (prompt.sentAt === null) return deletePrompt(tx, prompt.id)
  await savePrompt(tx, { ...prompt, state: 'dropped' })
  await refreshPrompt(tx, prompt)
}
