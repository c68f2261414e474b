import type { Ctx } from '../context.ts'
import { asBot } from '../core/viewer.ts'
import { enqueue } from '../jobs/queue.ts'
import { refreshIncident, refreshRhymes } from '../jobs/refresh.ts'
import { getIncidentForUpdate, saveIncident } from '../store/incidents.ts'
import { findHolder } from '../store/roles.ts'

export type Made = { workspaceId: string; incidentId: string; channelId: string; channelName: string }

/**
 * The channel of an incident is there: keeps its id and name as Slack gave them, and sets going all that furnishes it.
 * @param told whom to tell of it, and where
 */
export async function recordChannel(ctx: Ctx, made: Made, told: { userId: string; responseUrl: string | null }): Promise<void> {
  const { workspaceId, incidentId, channelId, channelName } = made
  await ctx.db.transaction(async (tx) => {
    const incident = await getIncidentForUpdate(tx, asBot(workspaceId), incidentId)
    if (incident.channelId) return
    await saveIncident(tx, { ...incident, channelId, channelName, triedName: null, triedAt: null })
    await enqueue(tx, workspaceId, 'link.tell', { incidentId, ...told }, { key: `link:${incidentId}` })
    await enqueue(
      tx,
      workspaceId,
      'people.invite',
      { incidentId, userIds: [incident.declaredBy] },
      { key: `invite:${incidentId}` },
    )
    await enqueue(tx, workspaceId, 'watchers.invite', { incidentId }, { key: `watchers:${incidentId}` })
    await refreshIncident(tx, incident)
    await refreshRhymes(tx, incident, (await findHolder(tx, incidentId, 'lead')) ?? incident.declaredBy)
  })
}
