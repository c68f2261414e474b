import type { Ctx } from '../context.ts'
import { getOwn, ownWords } from '../core/own-prompt.ts'
import type { Prompt, Visibility } from '../core/prompts.ts'
import { asBot, type PersonViewer } from '../core/viewer.ts'
import { refreshPrompt, refreshReview } from '../jobs/refresh.ts'
import { findAnswer, saveAnswer } from '../store/answers.ts'
import type { Tx } from '../store/db.ts'
import { takeDelivery } from '../store/delivered.ts'
import { getIncident } from '../store/incidents.ts'
import { findPromptForUpdate, savePrompt } from '../store/prompts.ts'

export type Words = { text: string; visibility: Visibility }

/**
 * Keeps somebody's answer, or what they made of it later: other words, or another choice of who may see it.
 * It reaches nobody else until they release it, and is withdrawn by choosing `only_me` again.
 * @throws Refusal where the question was put to somebody else, or there are no words
 */
export async function answerPrompt(
  ctx: Ctx,
  input: Words & { viewer: PersonViewer; promptId: string; requestKey: string },
): Promise<void> {
  const now = ctx.clock.now()
  const { viewer, visibility } = input
  const text = ownWords(input.text)
  await ctx.db.transaction(async (tx) => {
    if (!(await takeDelivery(tx, viewer.workspaceId, input.requestKey, now))) return
    const prompt = getOwn(await findPromptForUpdate(tx, viewer.workspaceId, input.promptId), viewer)
    await keepAnswer(tx, ctx, prompt, { text, visibility })
  })
}

/**
 * Keeps an answer and shows what became of it. Where nothing of it is or was released, the review hears nothing, not even when.
 * Part of a transaction that holds the prompt.
 */
export async function keepAnswer(tx: Tx, ctx: Ctx, prompt: Prompt, { text, visibility }: Words): Promise<void> {
  const now = ctx.clock.now()
  const { id: promptId, workspaceId, incidentId, userId } = prompt
  const before = await findAnswer(tx, ctx.seals, promptId)
  const releasedAt = visibility === 'only_me' ? null : (before?.releasedAt ?? now)
  await saveAnswer(tx, ctx.seals, { workspaceId, incidentId, promptId, userId, text, visibility, writtenAt: now, releasedAt })
  const answered: Prompt = { ...prompt, state: 'answered', sentAt: prompt.sentAt ?? now }
  await savePrompt(tx, answered)
  await refreshPrompt(tx, answered)
  if (releasedAt || before?.releasedAt) await refreshReview(tx, await getIncident(tx, asBot(workspaceId), incidentId))
}
