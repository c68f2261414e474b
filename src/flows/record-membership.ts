import type { Ctx } from '../context.ts'
import { asBot } from '../core/viewer.ts'
import { enqueue } from '../jobs/queue.ts'
import { asOne, refreshHome } from '../jobs/refresh.ts'
import { takeDelivery } from '../store/delivered.ts'
import { findIncidentByChannel } from '../store/incidents.ts'
import { forgetMembers, type Membership, saveMembership } from '../store/members.ts'

/**
 * Somebody joined or left the channel of an incident: the privacy gate knows it from now on, and their own page shows it.
 * While the bot itself is out it hears of nobody's leaving, so that nobody counts as a member; let in again, it asks who is there.
 */
export async function recordMembership(
  ctx: Ctx,
  input: { membership: Membership; isBot: boolean; eventId: string },
): Promise<void> {
  const { membership, isBot, eventId } = input
  const { workspaceId, channelId, isPresent, eventTs } = membership
  await ctx.db.transaction(async (tx) => {
    const incident = await findIncidentByChannel(tx, asBot(workspaceId), channelId)
    if (!incident || !(await takeDelivery(tx, workspaceId, eventId, ctx.clock.now()))) return
    await saveMembership(tx, membership)
    if (!isBot) return incident.isPrivate ? refreshHome(tx, membership) : undefined
    if (!isPresent) await forgetMembers(tx, workspaceId, channelId, eventTs)
    else await enqueue(tx, workspaceId, 'members.refresh', { incidentId: incident.id }, asOne(`members:${channelId}`))
  })
}
