import { randomUUID } from 'node:crypto'
import type { Ctx } from '../context.ts'
import { ownWords } from '../core/own-prompt.ts'
import { newPrompt, noteToSelf, type Prompt } from '../core/prompts.ts'
import type { PersonViewer } from '../core/viewer.ts'
import { takeDelivery } from '../store/delivered.ts'
import { getIncidentForUpdate } from '../store/incidents.ts'
import { findPromptOf, insertPrompt } from '../store/prompts.ts'
import { keepAnswer, type Words } from './answer-prompt.ts'

/**
 * Keeps the note that somebody leaves themselves about an incident. It is kept like an answer that nobody asked for:
 * only they see it, until they say otherwise. One a person and incident; writing again replaces it.
 * @throws Refusal where the viewer may not see the incident, or there are no words
 */
export async function keepPrivateNote(
  ctx: Ctx,
  input: Words & { viewer: PersonViewer; incidentId: string; requestKey: string },
): Promise<void> {
  const now = ctx.clock.now()
  const { viewer, visibility } = input
  const { workspaceId, userId } = viewer
  const text = ownWords(input.text)
  await ctx.db.transaction(async (tx) => {
    if (!(await takeDelivery(tx, workspaceId, input.requestKey, now))) return
    const incident = await getIncidentForUpdate(tx, viewer, input.incidentId)
    const before = await findPromptOf(tx, incident.id, userId, noteToSelf)
    const prompt = before ?? notePrompt(workspaceId, incident.id, userId, now)
    if (!before) await insertPrompt(tx, prompt)
    await keepAnswer(tx, ctx, prompt, { text, visibility })
  })
}

const notePrompt = (workspaceId: string, incidentId: string, userId: string, now: Date): Prompt =>
  newPrompt({
    id: randomUUID(),
    workspaceId,
    incidentId,
    userId,
    questionId: noteToSelf,
    state: 'answered',
    dueAt: now,
    sentAt: now,
    createdAt: now,
  })
