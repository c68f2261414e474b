import type { Tx } from './db.ts'

/**
 * Takes what Slack names by `key` (an event id, the trigger of a command, the view of a form) as done by this transaction.
 * Written with what it did, never before: where the work fails, its redelivery counts as new.
 * @returns false where it was done before
 */
export async function takeDelivery(tx: Tx, workspaceId: string, key: string, now: Date): Promise<boolean> {
  const { count } = await tx.delivered.createMany({ data: [{ workspaceId, key, at: now }], skipDuplicates: true })
  return count === 1
}

/** Whether something was taken as done before. */
export async function findDelivery(tx: Tx, workspaceId: string, key: string): Promise<boolean> {
  return (await tx.delivered.findUnique({ where: { workspaceId_key: { workspaceId, key } } })) !== null
}

/** Forgets what was done before `before`: Slack redelivers for minutes, not days. */
export async function forgetDeliveries(tx: Tx, workspaceId: string, before: Date): Promise<void> {
  await tx.delivered.deleteMany({ where: { workspaceId, at: { lt: before } } })
}
