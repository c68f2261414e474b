import type { Ctx } from '../context.ts'
import { receiptIn } from '../core/receipt.ts'
import { Refusal } from '../core/refusal.ts'
import { asBot, type PersonViewer } from '../core/viewer.ts'
import { refreshReview } from '../jobs/refresh.ts'
import { getIncidentForUpdate } from '../store/incidents.ts'
import { deleteMergedAccount } from '../store/merged-accounts.ts'
import { hashOfReceipt } from './unlink-merged.ts'

/**
 * Takes a merged account out of its published review, and out of every version of it, for whoever has its receipt. Nobody is told
 * who that was, and nothing of it is kept.
 * @throws Refusal where there is no account for these words
 */
export async function redactAccount(ctx: Ctx, input: { viewer: PersonViewer; words: string }): Promise<void> {
  const { workspaceId } = input.viewer
  const receipt = receiptIn(input.words)
  if (receipt === null)
    throw new Refusal('A receipt looks like `7K3M-Q9WD-…`, with six groups of four. It stands in your direct messages with me.')
  await ctx.db.transaction(async (tx) => {
    const incidentId = await deleteMergedAccount(tx, workspaceId, hashOfReceipt(receipt))
    if (incidentId === null)
      throw new Refusal(
        'There is no account with this receipt. Until the review is published, “Change” beside your answer takes it back; afterwards, once is enough.',
      )
    await refreshReview(tx, await getIncidentForUpdate(tx, asBot(workspaceId), incidentId))
  })
}
