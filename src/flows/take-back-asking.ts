import { deleteUnopenedAskings } from '../store/askings.ts'
import type { Tx } from '../store/db.ts'
import { dropWaitingPrompts } from '../store/prompts.ts'

/** Takes back what was planned about an incident and nobody has seen yet: people are at work on it again, or there was none. */
export async function takeBackAsking(tx: Tx, incidentId: string): Promise<void> {
  await deleteUnopenedAskings(tx, incidentId)
  await dropWaitingPrompts(tx, incidentId)
}
