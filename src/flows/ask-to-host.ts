import type { Ctx } from '../context.ts'
import { NothingNew, nameOf } from '../core/incident.ts'
import { Refusal } from '../core/refusal.ts'
import { asBot, type PersonViewer } from '../core/viewer.ts'
import { enqueue } from '../jobs/queue.ts'
import { refreshHostRequest } from '../jobs/refresh.ts'
import { takeDelivery } from '../store/delivered.ts'
import { deleteHostRequest, findHostRequest, insertHostRequest } from '../store/host-requests.ts'
import { findIncident, getIncidentForUpdate } from '../store/incidents.ts'
import { findReview } from '../store/reviews.ts'
import { makeHost, reviewToHost } from './name-host.ts'
import { checkReach } from './reach.ts'

/**
 * Somebody proposes a host, who is asked in private whether they would; also somebody who had nothing to do with the incident.
 * @throws Refusal where there is no review to host, they host it, cannot be told of it, or are asked already
 */
export async function askToHost(
  ctx: Ctx,
  input: { viewer: PersonViewer; incidentId: string; userId: string; requestKey: string },
): Promise<boolean> {
  const { viewer, userId } = input
  const { workspaceId } = viewer
  const now = ctx.clock.now()
  return ctx.db.transaction(async (tx) => {
    if (!(await takeDelivery(tx, workspaceId, input.requestKey, now))) return false
    const incident = await getIncidentForUpdate(tx, viewer, input.incidentId)
    const { hostId } = reviewToHost(incident, await findReview(tx, incident.id))
    if (hostId === userId) throw new Refusal(`<@${userId}> hosts the review of ${nameOf(incident)} already.`, 'person')
    await checkReach(tx, incident, [userId], 'person')
    if (await findHostRequest(tx, incident.id, userId))
      throw new NothingNew(`<@${userId}> is asked already, and has not answered yet.`)
    const request = { incidentId: incident.id, workspaceId, userId, byId: viewer.userId, at: now }
    await insertHostRequest(tx, request)
    await refreshHostRequest(tx, request)
    return true
  })
}

/**
 * Whoever was asked whether they would host a review says yes, and hosts it; or no, of which only whoever proposed them hears, and no
 * reason is asked.
 * @throws Refusal where nobody waits for their answer any more
 */
export async function answerHostRequest(
  ctx: Ctx,
  input: { viewer: PersonViewer; incidentId: string; isAccepted: boolean; requestKey: string },
): Promise<void> {
  const { viewer, isAccepted } = input
  const { workspaceId, userId } = viewer
  await ctx.db.transaction(async (tx) => {
    if (!(await takeDelivery(tx, workspaceId, input.requestKey, ctx.clock.now()))) return
    const incident = await getIncidentForUpdate(tx, viewer, input.incidentId)
    const request = await findHostRequest(tx, incident.id, userId)
    if (!request) throw new Refusal('This is settled already: nobody waits for your answer any more. Thank you.')
    await deleteHostRequest(tx, request)
    await refreshHostRequest(tx, request)
    if (isAccepted) return makeHost(tx, incident, reviewToHost(incident, await findReview(tx, incident.id)), userId)
    const { byId } = request
    const told = { incidentId: incident.id, userId: byId, askedId: userId }
    await enqueue(tx, workspaceId, 'host.declined', told, { key: `host-declined:${incident.id}:${userId}` })
  })
}

/** What somebody is shown who was asked to host; null where they may not see the incident any more. */
export const readHostRequest = (ctx: Ctx, of: { workspaceId: string; incidentId: string; userId: string }) =>
  ctx.db.transaction(async (tx) => {
    const incident = await findIncident(tx, { kind: 'person', ...of }, of.incidentId)
    if (!incident) return null
    const request = await findHostRequest(tx, incident.id, of.userId)
    const hostId = (await findReview(tx, incident.id))?.hostId ?? null
    return { incident, request, isHost: hostId === of.userId }
  })

/** The incident, for whoever proposed a host who would rather not; null where they may not see it any more. */
export const readForProposer = (ctx: Ctx, of: { workspaceId: string; incidentId: string; userId: string }) =>
  ctx.db.transaction(
    async (tx) =>
      (await findIncident(tx, asBot(of.workspaceId), of.incidentId)) &&
      findIncident(tx, { kind: 'person', ...of }, of.incidentId),
  )
