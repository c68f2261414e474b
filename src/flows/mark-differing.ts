import type { Ctx } from '../context.ts'
import { type Incident, nameOf } from '../core/incident.ts'
import type { Differing } from '../core/material/material.ts'
import { Refusal } from '../core/refusal.ts'
import { isThere, knownFrom } from '../core/review/review-facts.ts'
import { noReviewText } from '../core/review/review-state.ts'
import type { PersonViewer } from '../core/viewer.ts'
import { refreshReview } from '../jobs/refresh.ts'
import type { Tx } from '../store/db.ts'
import { takeDelivery } from '../store/delivered.ts'
import { deleteDiffering, insertDiffering } from '../store/differing.ts'
import { getIncidentForUpdate } from '../store/incidents.ts'
import { gatherFacts } from './gather-facts.ts'

/**
 * Says of two accounts that they differ, or with `isOff` that they do not. Both stay as they are.
 * @returns null where this request was done before
 * @throws Refusal where one of them may not be shown in this review (any more, or not yet)
 */
export async function markDiffering(
  ctx: Ctx,
  input: { viewer: PersonViewer; incidentId: string; accounts: Differing; isOff: boolean; requestKey: string },
): Promise<{ incident: Incident } | null> {
  const { viewer, accounts, isOff } = input
  return ctx.db.transaction(async (tx) => {
    if (!(await takeDelivery(tx, viewer.workspaceId, input.requestKey, ctx.clock.now()))) return null
    const incident = await getIncidentForUpdate(tx, viewer, input.incidentId)
    await checkShown(tx, ctx, incident, accounts)
    if (isOff) await deleteDiffering(tx, incident.id, accounts)
    else await insertDiffering(tx, incident, accounts)
    await refreshReview(tx, incident)
    return { incident }
  })
}

async function checkShown(tx: Tx, ctx: Ctx, incident: Incident, { one, other }: Differing): Promise<void> {
  const facts = await gatherFacts(tx, ctx, incident)
  if (!facts) throw new Refusal(noReviewText(incident))
  const known = knownFrom(facts)
  const missing = [one, other].find((source) => !isThere(known, source))
  if (missing !== undefined)
    throw new Refusal(
      `There is no ${missing} in the review of ${nameOf(incident)} that may be shown. Answers and surprises stand there once it is open.`,
    )
}
