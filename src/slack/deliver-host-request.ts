import { readForProposer, readHostRequest } from '../flows/ask-to-host.ts'
import type { JobOf } from '../jobs/catalogue.ts'
import { findPersonSettings } from '../store/person-settings.ts'
import { listPostedKeys } from '../store/posted-messages.ts'
import type { Desk } from './desk.ts'
import { directChannel } from './direct.ts'
import { meet } from './meet.ts'
import { show } from './show.ts'
import { unlessUnreachable } from './unreachable.ts'
import { hostAskedMessage, hostRequestMessage, hostRequestOverMessage, rathersNotMessage } from './views/host-request.ts'

const nobodyThere = async (): Promise<void> => undefined

/**
 * Asks somebody in private whether they would host a review, or shows that it is settled. Who wants to be asked nothing is not asked,
 * and nobody is told that.
 */
export async function showHostRequest(desk: Desk, { incidentId, userId }: JobOf<'host.ask'>): Promise<void> {
  const { workspaceId, ctx } = desk
  const shown = await readHostRequest(ctx, { workspaceId, incidentId, userId })
  if (!shown) return
  const { incident, request, isHost } = shown
  const beginning = `host-request:${incidentId}:${userId}:`
  const posted = await ctx.db.statement((tx) => listPostedKeys(tx, workspaceId, beginning))
  const { isNeverAsked } = await ctx.db.statement((tx) => findPersonSettings(tx, workspaceId, userId))
  const newest = request && !isNeverAsked ? `${beginning}${request.at.toISOString()}` : null
  const keys = new Set([...posted, ...(newest ? [newest] : [])])
  for (const key of keys)
    await unlessUnreachable(async () => {
      const channelId = await directChannel(desk, userId)
      const message =
        request && key === newest ? hostRequestMessage(incident, request.byId) : hostRequestOverMessage(incident, isHost)
      await show(desk, { key, incidentId, channelId, message })
    }, nobodyThere)
  if (request) await tellProposer(desk, incidentId, request)
}

async function tellProposer(
  desk: Desk,
  incidentId: string,
  { userId, byId, at }: { userId: string; byId: string; at: Date },
): Promise<void> {
  const incident = await readForProposer(desk.ctx, { workspaceId: desk.workspaceId, incidentId, userId: byId })
  if (!incident) return
  await meet(desk, [userId])
  const key = `host-proposed:${incidentId}:${userId}:${at.toISOString()}`
  await unlessUnreachable(async () => {
    const channelId = await directChannel(desk, byId)
    await show(desk, { key, incidentId, channelId, message: hostAskedMessage(incident, userId) })
  }, nobodyThere)
}

/** Tells whoever proposed a host, and nobody else, that they would rather not. */
export async function tellRathersNot(desk: Desk, { incidentId, userId, askedId }: JobOf<'host.declined'>): Promise<void> {
  const incident = await readForProposer(desk.ctx, { workspaceId: desk.workspaceId, incidentId, userId })
  if (!incident) return
  await unlessUnreachable(async () => {
    const channelId = await directChannel(desk, userId)
    const key = `host-declined:${incidentId}:${askedId}:${userId}`
    await show(desk, { key, incidentId, channelId, message: rathersNotMessage(incident, askedId) })
  }, nobodyThere)
}
