import type { Ctx } from '../context.ts'
import { getOwn } from '../core/own-prompt.ts'
import type { PersonViewer } from '../core/viewer.ts'
import { refreshHome, refreshPrompt } from '../jobs/refresh.ts'
import { saveAsking } from '../store/askings.ts'
import { takeDelivery } from '../store/delivered.ts'
import { findPromptForUpdate, listPromptsOf, savePrompt } from '../store/prompts.ts'
import { askingOf } from './asking-of.ts'

/**
 * Somebody wants nothing more about an incident, or wants to be asked about it after all. What stands before them says so; nothing
 * that they put off comes back by itself.
 * @throws Refusal where the question is somebody else's
 */
export async function muteIncident(
  ctx: Ctx,
  input: { viewer: PersonViewer; promptId: string; isMuted: boolean; requestKey: string },
): Promise<void> {
  const { viewer, isMuted } = input
  const { workspaceId, userId } = viewer
  await ctx.db.transaction(async (tx) => {
    if (!(await takeDelivery(tx, workspaceId, input.requestKey, ctx.clock.now()))) return
    const { incidentId } = getOwn(await findPromptForUpdate(tx, workspaceId, input.promptId), viewer)
    const asking = await askingOf(tx, ctx, { workspaceId, incidentId, userId })
    await saveAsking(tx, { ...asking, isMuted })
    await refreshHome(tx, viewer)
    for (const prompt of await listPromptsOf(tx, incidentId, userId)) {
      if (prompt.sentAt === null) continue
      const state = prompt.state === 'waiting' ? 'sent' : prompt.state
      await savePrompt(tx, { ...prompt, state, remindAt: null })
      await refreshPrompt(tx, prompt)
    }
  })
}
