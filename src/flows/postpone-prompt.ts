import type { Ctx } from '../context.ts'
import { getOwn } from '../core/own-prompt.ts'
import type { PersonViewer } from '../core/viewer.ts'
import { dueAt, knownZone } from '../core/working-time.ts'
import { refreshPrompt } from '../jobs/refresh.ts'
import { takeDelivery } from '../store/delivered.ts'
import { findPerson } from '../store/people.ts'
import { findPromptForUpdate, savePrompt } from '../store/prompts.ts'

/** Somebody wants to be asked later: once more, at a decent hour of theirs. What was shown says when. @throws Refusal for anybody else */
export async function postponePrompt(
  ctx: Ctx,
  input: { viewer: PersonViewer; promptId: string; requestKey: string },
): Promise<void> {
  const now = ctx.clock.now()
  const { config } = ctx
  const { workspaceId, userId } = input.viewer
  await ctx.db.transaction(async (tx) => {
    if (!(await takeDelivery(tx, workspaceId, input.requestKey, now))) return
    const prompt = getOwn(await findPromptForUpdate(tx, workspaceId, input.promptId), input.viewer)
    if (prompt.state !== 'sent') return
    const zone = knownZone((await findPerson(tx, workspaceId, userId))?.timeZone ?? null, config.timeZone)
    await savePrompt(tx, { ...prompt, state: 'waiting', dueAt: dueAt(now, config.delays.later, config.workingHours, zone) })
    await refreshPrompt(tx, prompt)
  })
}
