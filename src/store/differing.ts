import type { Differing } from '../core/material/material.ts'
import type { Tx } from './db.ts'

type Of = { id: string; workspaceId: string }

/** Keeps that two accounts differ; what is known already stays as it is. Nobody stands beside it. */
export async function insertDiffering(tx: Tx, { id: incidentId, workspaceId }: Of, differing: Differing): Promise<void> {
  await tx.accountsDiffer.createMany({ data: [{ incidentId, workspaceId, ...differing }], skipDuplicates: true })
}

export async function deleteDiffering(tx: Tx, incidentId: string, differing: Differing): Promise<void> {
  await tx.accountsDiffer.deleteMany({ where: { incidentId, ...differing } })
}

/** Takes away every pair with one of these sources. */
export async function deleteDifferingOf(tx: Tx, incidentId: string, sources: readonly string[]): Promise<void> {
  const gone = { in: [...sources] }
  await tx.accountsDiffer.deleteMany({ where: { incidentId, OR: [{ one: gone }, { other: gone }] } })
}

/** All pairs of an incident; a source may be gone meanwhile, or taken back. */
export const listDiffering = (tx: Tx, incidentId: string): Promise<Differing[]> =>
  tx.accountsDiffer.findMany({ where: { incidentId }, select: { one: true, other: true } })
