import type { Tx } from './db.ts'

/** Somebody was asked whether they would host a review. */
export type HostRequest = { incidentId: string; workspaceId: string; userId: string; byId: string; at: Date }

const key = ({ incidentId, userId }: Pick<HostRequest, 'incidentId' | 'userId'>) => ({
  incidentId_userId: { incidentId, userId },
})

/** The request that waits for somebody's answer; null where none does. */
export const findHostRequest = (tx: Tx, incidentId: string, userId: string): Promise<HostRequest | null> =>
  tx.hostRequest.findUnique({ where: key({ incidentId, userId }) })

/** Everybody whose answer is waited for. */
export const listHostRequests = (tx: Tx, incidentId: string): Promise<HostRequest[]> =>
  tx.hostRequest.findMany({ where: { incidentId }, orderBy: { userId: 'asc' } })

export async function insertHostRequest(tx: Tx, request: HostRequest): Promise<void> {
  await tx.hostRequest.create({ data: request })
}

export async function deleteHostRequest(tx: Tx, request: HostRequest): Promise<void> {
  await tx.hostRequest.delete({ where: key(request) })
}
