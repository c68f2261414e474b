import type { Ctx } from '../context.ts'
import { subjectOf, type Visibility } from '../core/prompts.ts'
import type { PersonViewer } from '../core/viewer.ts'
import { refreshHome } from '../jobs/refresh.ts'
import { findAnswerDraft, saveAnswerDraft } from '../store/answer-drafts.ts'
import { findDelivery } from '../store/delivered.ts'
import { ownPromptFor } from './own-prompt-for.ts'

/**
 * Keeps what somebody has typed so far, for them alone, so that no closed window loses it. What comes after its form was sent is old.
 * @throws Refusal where it is somebody else's, or cannot be sealed
 */
export async function keepAnswerDraft(
  ctx: Ctx,
  input: { viewer: PersonViewer; subject: string; formKey: string; text: string; visibility: Visibility; typedTs: string },
): Promise<void> {
  const { viewer, visibility, typedTs } = input
  const { workspaceId, userId } = viewer
  const text = input.text.replaceAll('\0', '')
  await ctx.db.transaction(async (tx) => {
    if (await findDelivery(tx, workspaceId, input.formKey)) return
    const subject = subjectOf(await ownPromptFor(tx, viewer, input.subject, ctx.clock.now()))
    const before = await findAnswerDraft(tx, ctx.seals, { workspaceId, userId, subject })
    await saveAnswerDraft(tx, ctx.seals, { workspaceId, userId, subject, text, visibility, typedTs })
    // Not with each stroke: that something was begun is all that the page shows.
    if (!before?.text && text !== '') await refreshHome(tx, { workspaceId, userId })
  })
}
