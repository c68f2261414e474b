import type { Ctx } from '../context.ts'
import { asBot } from '../core/viewer.ts'
import { getIncidentForUpdate } from '../store/incidents.ts'
import { writeVersion } from './write-version.ts'

/** Compiles the review again, as its sources are now. */
export async function compileReview(ctx: Ctx, input: { workspaceId: string; incidentId: string }): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    await writeVersion(tx, ctx, await getIncidentForUpdate(tx, asBot(input.workspaceId), input.incidentId))
  })
}
