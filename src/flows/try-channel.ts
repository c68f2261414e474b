import type { Ctx } from '../context.ts'
import { asBot } from '../core/viewer.ts'
import { getIncidentForUpdate, saveIncident } from '../store/incidents.ts'

/** Notes, before Slack is asked, which name is being tried: after a crash the channel is looked for before another is made. */
export async function tryChannel(ctx: Ctx, input: { workspaceId: string; incidentId: string; name: string }): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const incident = await getIncidentForUpdate(tx, asBot(input.workspaceId), input.incidentId)
    await saveIncident(tx, { ...incident, triedName: input.name, triedAt: ctx.clock.now() })
  })
}
