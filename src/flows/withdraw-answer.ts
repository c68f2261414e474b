import type { Ctx } from '../context.ts'
import { getOwn } from '../core/own-prompt.ts'
import { asBot, type PersonViewer } from '../core/viewer.ts'
import { refreshPrompt, refreshReview } from '../jobs/refresh.ts'
import { hideAnswer } from '../store/answers.ts'
import { takeDelivery } from '../store/delivered.ts'
import { getIncident } from '../store/incidents.ts'
import { findPromptForUpdate } from '../store/prompts.ts'

/**
 * Takes an answer back from everybody it was shown to; its writer keeps the words. It needs no key, so that it can always be done,
 * also once the review is published.
 * @throws Refusal where it is somebody else's
 */
export async function withdrawAnswer(
  ctx: Ctx,
  input: { viewer: PersonViewer; promptId: string; requestKey: string },
): Promise<void> {
  const { viewer } = input
  const { workspaceId } = viewer
  await ctx.db.transaction(async (tx) => {
    if (!(await takeDelivery(tx, workspaceId, input.requestKey, ctx.clock.now()))) return
    const prompt = getOwn(await findPromptForUpdate(tx, workspaceId, input.promptId), viewer)
    if (!(await hideAnswer(tx, prompt.id))) return
    await refreshPrompt(tx, prompt)
    await refreshReview(tx, await getIncident(tx, asBot(workspaceId), prompt.incidentId))
  })
}
