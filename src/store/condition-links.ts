import { z } from 'zod'
import { type ConditionLink, linkKinds, type NeededTogether } from '../core/material/material.ts'
import type { Tx } from './db.ts'

type Of = { id: string; workspaceId: string }

/** Who wrote something down, and when. */
type Recorded = { by: string; at: Date }

/** Keeps a link; one that is there already stays as it is. */
export async function insertLink(tx: Tx, incident: Of, link: ConditionLink, { by, at }: Recorded): Promise<void> {
  const { id: incidentId, workspaceId } = incident
  const row = { ...link, incidentId, workspaceId, recordedBy: by, recordedAt: at }
  await tx.conditionLink.createMany({ data: [row], skipDuplicates: true })
}

export async function deleteLink(tx: Tx, incidentId: string, { fromId, toId, kind }: ConditionLink): Promise<void> {
  await tx.conditionLink.deleteMany({ where: { incidentId, fromId, toId, kind } })
}

const linkKind = z.enum(linkKinds)

/** The links of an incident, those of removed conditions too, in the order of their ends. */
export async function listLinks(tx: Tx, incidentId: string): Promise<ConditionLink[]> {
  const rows = await tx.conditionLink.findMany({
    where: { incidentId },
    select: { fromId: true, toId: true, kind: true },
    orderBy: [{ fromId: 'asc' }, { toId: 'asc' }, { kind: 'asc' }],
  })
  return rows.map((row) => ({ ...row, kind: linkKind.parse(row.kind) }))
}

/** @returns the id of the new set */
export async function insertTogether(tx: Tx, incident: Of, conditionIds: number[], { by, at }: Recorded): Promise<number> {
  const { id: incidentId, workspaceId } = incident
  const members = { create: conditionIds.map((conditionId) => ({ conditionId })) }
  const row = { incidentId, workspaceId, recordedBy: by, recordedAt: at, members }
  return (await tx.neededTogether.create({ data: row, select: { id: true } })).id
}

export async function deleteTogether(tx: Tx, incidentId: string, id: number): Promise<void> {
  await tx.neededTogether.deleteMany({ where: { id, incidentId } })
}

/** The sets of an incident, with removed conditions too, by id. */
export async function listTogether(tx: Tx, incidentId: string): Promise<NeededTogether[]> {
  const rows = await tx.neededTogether.findMany({
    where: { incidentId },
    select: { id: true, members: { select: { conditionId: true }, orderBy: { conditionId: 'asc' } } },
    orderBy: { id: 'asc' },
  })
  return rows.map(({ id, members }) => ({ id, conditionIds: members.map(({ conditionId }) => conditionId) }))
}
