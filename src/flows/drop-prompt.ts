import type { Ctx } from '../context.ts'
import { refreshHome } from '../jobs/refresh.ts'
import { findPromptForUpdate, savePrompt } from '../store/prompts.ts'

/** Slack will not let the bot write to this person: the question is dropped, and nobody is told that they were not reached. */
export async function dropPrompt(ctx: Ctx, input: { workspaceId: string; promptId: string }): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const prompt = await findPromptForUpdate(tx, input.workspaceId, input.promptId)
    if (prompt?.state !== 'sent' && (prompt?.state !== 'waiting' || prompt.sentAt !== null)) return
    await savePrompt(tx, { ...prompt, state: 'dropped' })
    await refreshHome(tx, prompt)
  })
}
