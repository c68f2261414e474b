import { createHash } from 'node:crypto'
import type { Ctx } from '../context.ts'
import { type Prompt, subjectOf } from '../core/prompts.ts'
import { Refusal } from '../core/refusal.ts'
import { findAnswerDraft } from '../store/answer-drafts.ts'
import type { Tx } from '../store/db.ts'
import { findReview } from '../store/reviews.ts'
import { type Keeping, keepOnce } from './answer-prompt.ts'

/** By what a preview recognises the words that it showed. */
export const digestOfWords = (text: string): string => createHash('sha256').update(text).digest('base64url')

/** What somebody saw before they released it: these words, and who hosted the review then. */
export type Seen = { digest: string; hostId: string | null }

/**
 * Releases what somebody has written and seen as it will stand: those words, and no others.
 * @returns the receipt of one that is merged; null for any other
 * @throws Refusal where the words or the host have changed since, and as `answerPrompt` does
 */
export const releaseAnswer = (ctx: Ctx, input: Keeping & Seen): Promise<string | null> =>
  keepOnce(ctx, input, async (tx, prompt) => {
    if (input.visibility === 'host') await checkHost(tx, prompt, input.hostId)
    const { workspaceId, userId } = prompt
    const draft = await findAnswerDraft(tx, ctx.seals, { workspaceId, userId, subject: subjectOf(prompt) })
    if (!draft?.text || digestOfWords(draft.text) !== input.digest)
      throw new Refusal('Your words have changed since this was shown. Go back, and on once more: then you see them as they are.')
    return draft.text
  })

/** A release is to a person, not to an office. */
async function checkHost(tx: Tx, { incidentId }: Prompt, hostId: string | null): Promise<void> {
  if ((await findReview(tx, incidentId))?.hostId !== hostId)
    throw new Refusal('Somebody else hosts this review now. Go back, and on once more: then you see who would read it.')
}
