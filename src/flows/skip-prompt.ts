import type { Ctx } from '../context.ts'
import { getOwn, stillOpen } from '../core/own-prompt.ts'
import type { PersonViewer } from '../core/viewer.ts'
import { refreshPrompt } from '../jobs/refresh.ts'
import { takeDelivery } from '../store/delivered.ts'
import { findPromptForUpdate, savePrompt } from '../store/prompts.ts'

/**
 * Somebody would rather not answer. They are not asked again; what was shown still lets them change their mind.
 * @throws Refusal for anybody else, or where the question is over
 */
export async function skipPrompt(ctx: Ctx, input: { viewer: PersonViewer; promptId: string; requestKey: string }): Promise<void> {
  const { workspaceId } = input.viewer
  await ctx.db.transaction(async (tx) => {
    if (!(await takeDelivery(tx, workspaceId, input.requestKey, ctx.clock.now()))) return
    const prompt = stillOpen(getOwn(await findPromptForUpdate(tx, workspaceId, input.promptId), input.viewer))
    await savePrompt(tx, { ...prompt, state: 'skipped', remindAt: null })
    await refreshPrompt(tx, prompt)
  })
}
