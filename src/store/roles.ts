import type { RoleHolding } from '../core/people.ts'
import type { Tx } from './db.ts'

const fields = { incidentId: true, role: true, userId: true, fromAt: true, untilAt: true } as const

/** Everybody who holds or held a role of the incident, in the order in which they took it. */
export async function listRoles(tx: Tx, incidentId: string): Promise<RoleHolding[]> {
  return tx.roleHolding.findMany({ where: { incidentId }, select: fields, orderBy: [{ fromAt: 'asc' }, { id: 'asc' }] })
}

/** Who holds a role now. */
export async function findHolder(tx: Tx, incidentId: string, role: string): Promise<string | null> {
  const holding = await tx.roleHolding.findFirst({ where: { incidentId, role, untilAt: null }, select: { userId: true } })
  return holding?.userId ?? null
}

/** Gives a role to somebody; whoever held it does no longer. */
export async function assignRole(tx: Tx, incidentId: string, role: string, userId: string, now: Date): Promise<void> {
  await tx.roleHolding.updateMany({ where: { incidentId, role, untilAt: null }, data: { untilAt: now } })
  await tx.roleHolding.create({ data: { incidentId, role, userId, fromAt: now } })
}
