import type { Ctx } from '../context.ts'
import { asBot } from '../core/viewer.ts'
import { takeDelivery } from '../store/delivered.ts'
import { findIncidentByChannel, getIncidentForUpdate, saveIncident } from '../store/incidents.ts'

/** The channel of an incident has another name now. */
export async function renameChannel(
  ctx: Ctx,
  input: { workspaceId: string; channelId: string; name: string; eventId: string },
): Promise<void> {
  const { workspaceId, channelId, name, eventId } = input
  await ctx.db.transaction(async (tx) => {
    const found = await findIncidentByChannel(tx, asBot(workspaceId), channelId)
    if (!found || !(await takeDelivery(tx, workspaceId, eventId, ctx.clock.now()))) return
    const incident = await getIncidentForUpdate(tx, asBot(workspaceId), found.id)
    await saveIncident(tx, { ...incident, channelName: name })
  })
}
