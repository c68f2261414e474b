import type { Ctx } from '../context.ts'
import { type Incident, nameOf } from '../core/incident.ts'
import { Refusal } from '../core/refusal.ts'
import { noReviewText } from '../core/review/review-state.ts'
import { storyOf } from '../core/story.ts'
import type { PersonViewer } from '../core/viewer.ts'
import { enqueue } from '../jobs/queue.ts'
import { refreshHostRequest } from '../jobs/refresh.ts'
import { listAskings } from '../store/askings.ts'
import type { Tx } from '../store/db.ts'
import { takeDelivery } from '../store/delivered.ts'
import { listEntries } from '../store/entries.ts'
import { deleteHostRequest, listHostRequests } from '../store/host-requests.ts'
import { getIncident, getIncidentForUpdate } from '../store/incidents.ts'
import { findReview, type ReviewRecord, saveReview } from '../store/reviews.ts'
import { listRoles } from '../store/roles.ts'
import { checkReach } from './reach.ts'
import { refreshCare } from './refresh-care.ts'

/**
 * Somebody who may see the incident names the host of its review, in place of whoever it was. The host hears what hosting is, the channel
 * who it is, and whoever was asked how they are finds the host behind the button.
 * @returns false where this request was done before
 * @throws Refusal where there is no review (any more), they host it already, or cannot be told of the incident
 */
export async function nameHost(
  ctx: Ctx,
  input: { viewer: PersonViewer; incidentId: string; userId: string; requestKey: string },
): Promise<boolean> {
  const { viewer, userId } = input
  const { workspaceId } = viewer
  return ctx.db.transaction(async (tx) => {
    if (!(await takeDelivery(tx, workspaceId, input.requestKey, ctx.clock.now()))) return false
    const incident = await getIncidentForUpdate(tx, viewer, input.incidentId)
    const review = reviewToHost(incident, await findReview(tx, incident.id))
    if (review.hostId === userId) throw new Refusal(`<@${userId}> hosts the review of ${nameOf(incident)} already.`, 'person')
    await checkReach(tx, incident, [userId], 'person')
    await makeHost(tx, incident, review, userId)
    return true
  })
}

/** Part of a transaction that holds the incident. Whoever else was asked whether they would host it hears that it is settled. */
export async function makeHost(
  tx: Tx,
  { id: incidentId, workspaceId }: Incident,
  review: ReviewRecord,
  hostId: string,
): Promise<void> {
  await saveReview(tx, { ...review, hostId })
  await enqueue(tx, workspaceId, 'host.tell', { incidentId }, { key: `host:${incidentId}` })
  for (const request of await listHostRequests(tx, incidentId)) {
    await deleteHostRequest(tx, request)
    await refreshHostRequest(tx, request)
  }
  for (const asking of await listAskings(tx, incidentId)) if (asking.care === 'none') await refreshCare(tx, asking)
}

/** What the form to name a host says: the incident, who hosts it now, and who held no role in it, in order of appearance. */
export const readHostChoice = (ctx: Ctx, { viewer, incidentId }: { viewer: PersonViewer; incidentId: string }) =>
  ctx.db.transaction(async (tx) => {
    const incident = await getIncident(tx, viewer, incidentId)
    const { hostId } = reviewToHost(incident, await findReview(tx, incident.id))
    const { involved, held } = storyOf(await listEntries(tx, incident.id), await listRoles(tx, incident.id))
    return { incident, hostId, withoutRole: involved.filter((userId) => !held.has(userId)) }
  })

/** @throws Refusal where there is no review to host */
export function reviewToHost(incident: Incident, review: ReviewRecord | null): ReviewRecord {
  if (!review) throw new Refusal(noReviewText(incident))
  if (review.state === 'declined') throw new Refusal(`The review of ${nameOf(incident)} was declined; there is nothing to host.`)
  return review
}
