import type { Ctx } from '../context.ts'
import { asBot } from '../core/viewer.ts'
import { takeDelivery } from '../store/delivered.ts'
import { findIncidentByChannel } from '../store/incidents.ts'
import { type Membership, saveMembership } from '../store/members.ts'

/** Somebody joined or left the channel of an incident: the privacy gate knows it from now on. */
export async function recordMembership(ctx: Ctx, membership: Membership, eventId: string): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const incident = await findIncidentByChannel(tx, asBot(membership.workspaceId), membership.channelId)
    if (!incident || !(await takeDelivery(tx, membership.workspaceId, eventId, ctx.clock.now()))) return
    await saveMembership(tx, membership)
  })
}
