import type { Ctx } from '../context.ts'
import type { JobName } from '../jobs/catalogue.ts'
import { enqueue } from '../jobs/queue.ts'

/** Asks for the next steps of a delivery, which only need to know the incident. */
export async function enqueueNow(
  ctx: Ctx,
  workspaceId: string,
  names: Extract<JobName, 'headline.pin' | 'bookmark.add'>[],
  of: { incidentId: string },
): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    for (const name of names) await enqueue(tx, workspaceId, name, of, { key: `${name}:${of.incidentId}` })
  })
}
