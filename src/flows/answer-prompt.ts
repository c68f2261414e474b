import type { Ctx } from '../context.ts'
import { getOwn } from '../core/own-prompt.ts'
import type { Visibility } from '../core/prompts.ts'
import { asBot, type PersonViewer } from '../core/viewer.ts'
import { refreshPrompt, refreshReview } from '../jobs/refresh.ts'
import { saveAnswer } from '../store/answers.ts'
import { takeDelivery } from '../store/delivered.ts'
import { getIncident } from '../store/incidents.ts'
import { getPromptForUpdate, savePrompt } from '../store/prompts.ts'

/**
 * Keeps somebody's answer, or what they made of it later: other words, or another choice of who may see it.
 * It reaches nobody else until they release it, and is withdrawn by choosing `only_me` again.
 * @throws Refusal where the question was put to somebody else, or there are no words
 */
export async function answerPrompt(
  ctx: Ctx,
  input: { viewer: PersonViewer; promptId: string; text: string; visibility: Visibility; requestKey: string },
): Promise<void> {
  const now = ctx.clock.now()
  const { viewer, visibility } = input
  const { workspaceId, userId } = viewer
  await ctx.db.transaction(async (tx) => {
    if (!(await takeDelivery(tx, workspaceId, input.requestKey, now))) return
    const prompt = getOwn(await getPromptForUpdate(tx, workspaceId, input.promptId), viewer)
    const { id: promptId, incidentId } = prompt
    const releasedAt = visibility === 'only_me' ? null : now
    await saveAnswer(tx, {
      workspaceId,
      incidentId,
      promptId,
      userId,
      text: input.text.trim(),
      visibility,
      writtenAt: now,
      releasedAt,
    })
    await savePrompt(tx, { ...prompt, state: 'answered' })
    await refreshPrompt(tx, prompt)
    await refreshReview(tx, await getIncident(tx, asBot(workspaceId), incidentId))
  })
}
