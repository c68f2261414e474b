import type { Condition, ConsideredChange } from '../core/material/material.ts'
import type { Tx } from './db.ts'
import { findMaterial } from './material.ts'

/** Conditions that people have said are one of these, in whatever incident, without what was removed. The caller sees to the gate. */
export async function listKnownAs(tx: Tx, workspaceId: string, knownAs: readonly number[]): Promise<Condition[]> {
  const where = { workspaceId, knownAs: { in: [...knownAs] }, removedAt: null }
  const rows = await tx.condition.findMany({ where, select: { id: true }, orderBy: { id: 'asc' } })
  return materialOf(tx, workspaceId, 'condition', rows)
}

/** The conditions of an incident, without what was removed. The caller has come through the gate with it. */
export async function listConditions(tx: Tx, workspaceId: string, incidentId: string): Promise<Condition[]> {
  const where = { incidentId, removedAt: null }
  const rows = await tx.condition.findMany({ where, select: { id: true }, orderBy: { id: 'asc' } })
  return materialOf(tx, workspaceId, 'condition', rows)
}

/** Changes that were to change one of these conditions, without what was removed. The caller sees to the gate. */
export async function listChangesOf(tx: Tx, workspaceId: string, conditionIds: readonly number[]): Promise<ConsideredChange[]> {
  const where = { workspaceId, conditionId: { in: [...conditionIds] }, removedAt: null }
  const rows = await tx.change.findMany({ where, select: { id: true }, orderBy: { id: 'asc' } })
  return materialOf(tx, workspaceId, 'change', rows)
}

async function materialOf<Kind extends 'condition' | 'change'>(tx: Tx, workspaceId: string, kind: Kind, rows: { id: number }[]) {
  const found = []
  for (const { id } of rows) found.push(await findMaterial(tx, workspaceId, kind, id))
  return found.filter((one) => one !== null)
}

/** Says which one a condition is; null: none that is known. */
export async function saveKnownAs(tx: Tx, id: number, knownAs: number | null): Promise<void> {
  await tx.condition.update({ where: { id }, data: { knownAs } })
}

/** Gives those with this number, removed ones too, that of one of them instead. */
export async function renumberKnownAs(tx: Tx, workspaceId: string, knownAs: number): Promise<void> {
  const first = await tx.condition.findFirst({ where: { workspaceId, knownAs }, select: { id: true }, orderBy: { id: 'asc' } })
  if (first) await tx.condition.updateMany({ where: { workspaceId, knownAs }, data: { knownAs: first.id } })
}

type Pair = { conditionId: number; otherId: number }

/** Keeps that two conditions are not the same. */
export async function insertApart(tx: Tx, workspaceId: string, pair: Pair): Promise<void> {
  await tx.conditionApart.createMany({ data: [{ workspaceId, ...pair }], skipDuplicates: true })
}

/** Forgets it again, whichever of the two it was said of. */
export async function deleteApart(tx: Tx, { conditionId, otherId }: Pair): Promise<void> {
  const other = { conditionId: otherId, otherId: conditionId }
  await tx.conditionApart.deleteMany({ where: { OR: [{ conditionId, otherId }, other] } })
}

/** Those of which people have said that this is not the same. */
export async function listApart(tx: Tx, conditionId: number): Promise<number[]> {
  const rows = await tx.conditionApart.findMany({ where: { OR: [{ conditionId }, { otherId: conditionId }] } })
  return rows.map((pair) => (pair.conditionId === conditionId ? pair.otherId : pair.conditionId))
}
