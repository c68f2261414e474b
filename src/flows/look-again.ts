import type { Ctx } from '../context.ts'
import { isTimeToLook } from '../core/came-of.ts'
import { knownZone } from '../core/working-time.ts'
import { enqueue } from '../jobs/queue.ts'
import { listToLookAt, saveReminded } from '../store/changes.ts'
import { findPerson } from '../store/people.ts'

/** Has the hosts of reviews asked what came of changes that were to be looked at again: once, at a decent hour of theirs, and nobody else. */
export async function lookAgain(ctx: Ctx, workspaceId: string): Promise<void> {
  const now = ctx.clock.now()
  const { workingHours, timeZone } = ctx.config
  await ctx.db.transaction(async (tx) => {
    for (const { changeId, incidentId, hostId, lookAgainOn } of await listToLookAt(tx, workspaceId, now)) {
      const zone = knownZone((await findPerson(tx, workspaceId, hostId))?.timeZone ?? null, timeZone)
      if (!isTimeToLook(lookAgainOn, now, workingHours, zone) || !(await saveReminded(tx, changeId, now))) continue
      await enqueue(tx, workspaceId, 'look-again.ask', { incidentId, changeId }, { key: `look-again:${changeId}` })
    }
  })
}
