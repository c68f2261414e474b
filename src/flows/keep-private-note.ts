import { randomUUID } from 'node:crypto'
import type { Ctx } from '../context.ts'
import type { Prompt, Visibility } from '../core/prompts.ts'
import type { PersonViewer } from '../core/viewer.ts'
import { refreshPrompt, refreshReview } from '../jobs/refresh.ts'
import { saveAnswer } from '../store/answers.ts'
import { takeDelivery } from '../store/delivered.ts'
import { getIncident } from '../store/incidents.ts'
import { findPromptOf, insertPrompt } from '../store/prompts.ts'

/**
 * Keeps the note that somebody leaves themselves about an incident. It is kept like an answer that nobody asked for:
 * only they see it, until they say otherwise. One a person and incident; writing again replaces it.
 * @throws Refusal where the viewer may not see the incident
 */
export async function keepPrivateNote(
  ctx: Ctx,
  input: { viewer: PersonViewer; incidentId: string; text: string; visibility: Visibility; requestKey: string },
): Promise<void> {
  const now = ctx.clock.now()
  const { workspaceId, userId } = input.viewer
  await ctx.db.transaction(async (tx) => {
    if (!(await takeDelivery(tx, workspaceId, input.requestKey, now))) return
    const incident = await getIncident(tx, input.viewer, input.incidentId)
    const before = await findPromptOf(tx, incident.id, userId, 'note-to-self')
    const prompt = before ?? notePrompt(workspaceId, incident.id, userId, now)
    if (!before) await insertPrompt(tx, prompt)
    const { visibility } = input
    const releasedAt = visibility === 'only_me' ? null : now
    const own = { workspaceId, incidentId: incident.id, promptId: prompt.id, userId }
    await saveAnswer(tx, { ...own, text: input.text.trim(), visibility, writtenAt: now, releasedAt })
    await refreshPrompt(tx, prompt)
    await refreshReview(tx, incident)
  })
}

const notePrompt = (workspaceId: string, incidentId: string, userId: string, now: Date): Prompt => ({
  id: randomUUID(),
  workspaceId,
  incidentId,
  userId,
  questionId: 'note-to-self',
  entryId: null,
  momentAt: null,
  reason: '',
  state: 'answered',
  dueAt: now,
  sentAt: now,
  createdAt: now,
})
