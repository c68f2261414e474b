import { randomUUID } from 'node:crypto'
import type { Ctx } from '../context.ts'
import { isOpen } from '../core/incident.ts'
import { getOwn } from '../core/own-prompt.ts'
import type { Person } from '../core/people.ts'
import { newPrompt, type Prompt } from '../core/prompts.ts'
import { Refusal } from '../core/refusal.ts'
import type { PersonViewer } from '../core/viewer.ts'
import { refreshPrompt } from '../jobs/refresh.ts'
import type { Tx } from '../store/db.ts'
import { takeDelivery } from '../store/delivered.ts'
import { findIncident } from '../store/incidents.ts'
import { findPerson, findPersonForUpdate } from '../store/people.ts'
import { findPromptForUpdate, insertPrompt } from '../store/prompts.ts'
import { type Chosen, chosenFor, decideFor, gatherAskingFacts, listAsked } from './question-for.ts'

/**
 * Somebody has answered and would like one more question: the next one that fits, now, below the one before.
 * @throws Refusal for anybody else, and where there is none (any more)
 */
export async function askOneMore(ctx: Ctx, input: { viewer: PersonViewer; promptId: string; requestKey: string }): Promise<void> {
  const now = ctx.clock.now()
  const { workspaceId, userId } = input.viewer
  await ctx.db.transaction(async (tx) => {
    if (!(await takeDelivery(tx, workspaceId, input.requestKey, now))) return
    const before = getOwn(await findPromptForUpdate(tx, workspaceId, input.promptId), input.viewer)
    const person = await findPersonForUpdate(tx, workspaceId, userId)
    const chosen = person && (await nextFor(tx, ctx, before, person))
    if (!chosen) throw new Refusal('There is no further question for you about this one. What you told is kept.')
    const { incidentId } = before
    const times = { dueAt: now, createdAt: now, sentAt: now, askedAt: now }
    const more = newPrompt({
      ...chosen,
      ...times,
      id: randomUUID(),
      workspaceId,
      incidentId,
      userId,
      state: 'sent',
      origin: 'more',
    })
    await insertPrompt(tx, more)
    await refreshPrompt(tx, before)
    await refreshPrompt(tx, more)
  })
}

/** Whether one more would be there for whoever answered this question. */
export async function hasOneMore(tx: Tx, ctx: Ctx, prompt: Prompt): Promise<boolean> {
  const person = await findPerson(tx, prompt.workspaceId, prompt.userId)
  return person !== null && (await nextFor(tx, ctx, prompt, person)) !== null
}

/** It is offered below the newest answer alone, and not while another question stands, so that pressed twice it comes once. */
async function nextFor(tx: Tx, ctx: Ctx, prompt: Prompt, person: Person): Promise<Chosen | null> {
  const { workspaceId, userId, incidentId } = prompt
  if (prompt.askedAt === null || prompt.state !== 'answered') return null
  const asked = await listAsked(tx, incidentId, userId)
  const isLast = asked.every(
    (other) => other.createdAt <= prompt.createdAt && other.state !== 'sent' && other.state !== 'waiting',
  )
  const incident = await findIncident(tx, { kind: 'person', workspaceId, userId }, incidentId)
  if (!isLast || !incident || isOpen(incident)) return null
  const facts = await gatherAskingFacts(tx, ctx, incident)
  if (facts.review?.state !== 'draft' && facts.review?.state !== 'open') return null
  const decision = await decideFor(tx, ctx, facts, person, 'more')
  return decision.kind === 'ask' ? chosenFor(ctx, decision.choice, person) : null
}
