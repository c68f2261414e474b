import type { Ctx } from '../context.ts'
import { getOwn } from '../core/own-prompt.ts'
import type { PersonViewer } from '../core/viewer.ts'
import { refreshHome, refreshPrompt } from '../jobs/refresh.ts'
import { takeDelivery } from '../store/delivered.ts'
import { findPersonSettings, savePersonSettings } from '../store/person-settings.ts'
import { findPromptForUpdate, listOpenPromptsOf, savePrompt } from '../store/prompts.ts'

/**
 * Somebody wants to be asked nothing any more, about any incident; or wants to be asked again. What stands before them says so.
 * @param input.promptId the question beside which they said so; null on their own page
 * @throws Refusal where the question is somebody else's
 */
export async function neverAskPerson(
  ctx: Ctx,
  input: { viewer: PersonViewer; promptId: string | null; isNeverAsked: boolean; requestKey: string },
): Promise<void> {
  const { viewer, isNeverAsked } = input
  const { workspaceId, userId } = viewer
  await ctx.db.transaction(async (tx) => {
    if (!(await takeDelivery(tx, workspaceId, input.requestKey, ctx.clock.now()))) return
    const pressed = input.promptId === null ? null : getOwn(await findPromptForUpdate(tx, workspaceId, input.promptId), viewer)
    await savePersonSettings(tx, { ...(await findPersonSettings(tx, workspaceId, userId)), isNeverAsked })
    for (const prompt of await listOpenPromptsOf(tx, workspaceId, userId)) {
      await savePrompt(tx, { ...prompt, state: 'sent', remindAt: null })
      await refreshPrompt(tx, prompt)
    }
    if (pressed) await refreshPrompt(tx, pressed)
    await refreshHome(tx, viewer)
  })
}
