import { stagesOf } from '../core/came-of.ts'
import type { Incident } from '../core/incident.ts'
import { changeStates } from '../core/material/material-fields.ts'
import { enqueue } from '../jobs/queue.ts'
import { listTiedChanges, takeTold } from '../store/changes.ts'
import type { Tx } from '../store/db.ts'
import { findReview } from '../store/reviews.ts'

/**
 * Has those told whose answers a change rests on, once for each state it comes to and once for what came of it; what comes together
 * is told together. Before the review is open nobody's answer can be what something rests on. Part of a transaction that holds the incident.
 */
export async function noteCameOf(tx: Tx, { id: incidentId, workspaceId }: Incident): Promise<void> {
  if (((await findReview(tx, incidentId))?.openedAt ?? null) === null) return
  for (const { id: changeId, state, outcome } of await listTiedChanges(tx, incidentId)) {
    const known = changeStates.find((one) => one === state) ?? 'considered'
    const fresh: string[] = []
    for (const stage of stagesOf({ state: known, outcome }))
      if (await takeTold(tx, workspaceId, changeId, stage)) fresh.push(stage)
    const stage = fresh.at(-1)
    if (stage === undefined) continue
    await enqueue(tx, workspaceId, 'came-of.tell', { incidentId, changeId, stage }, { key: `came-of:${changeId}:${stage}` })
  }
}
