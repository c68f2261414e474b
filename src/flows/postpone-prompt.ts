import type { Ctx } from '../context.ts'
import { type LaterChoice, laterAt } from '../core/later.ts'
import { getOwn, stillOpen } from '../core/own-prompt.ts'
import type { PersonViewer } from '../core/viewer.ts'
import { knownZone } from '../core/working-time.ts'
import { refreshPrompt } from '../jobs/refresh.ts'
import { takeDelivery } from '../store/delivered.ts'
import { findPerson } from '../store/people.ts'
import { findPromptForUpdate, savePrompt } from '../store/prompts.ts'

/**
 * Somebody wants to be asked later: once more, when they chose. What was shown says when. As long as it waits, they may choose anew.
 * @throws Refusal for anybody else, or where the question is over
 */
export async function postponePrompt(
  ctx: Ctx,
  input: { viewer: PersonViewer; promptId: string; choice: LaterChoice; requestKey: string },
): Promise<void> {
  const now = ctx.clock.now()
  const { delays, workingHours: hours, timeZone: organisation } = ctx.config
  const { workspaceId, userId } = input.viewer
  await ctx.db.transaction(async (tx) => {
    if (!(await takeDelivery(tx, workspaceId, input.requestKey, now))) return
    const prompt = stillOpen(getOwn(await findPromptForUpdate(tx, workspaceId, input.promptId), input.viewer))
    const timeZone = knownZone((await findPerson(tx, workspaceId, userId))?.timeZone ?? null, organisation)
    const dueAt = laterAt(input.choice, now, { hours, timeZone, later: delays.later })
    await savePrompt(tx, { ...prompt, state: 'waiting', dueAt, shownAs: 'later', remindAt: null })
    await refreshPrompt(tx, prompt)
  })
}
