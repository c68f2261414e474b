import type { Evidence } from '../core/material/material.ts'
import type { Tx } from './db.ts'

type Of = { id: string; workspaceId: string }

/** Keeps what something rests on; what is known already stays as it is. */
export async function insertEvidence(tx: Tx, incident: Of, evidence: Evidence, now: Date): Promise<void> {
  const { id: incidentId, workspaceId } = incident
  await tx.evidence.createMany({ data: [{ incidentId, workspaceId, ...evidence, recordedAt: now }], skipDuplicates: true })
}

export async function deleteEvidence(tx: Tx, incidentId: string, evidence: Evidence): Promise<void> {
  await tx.evidence.deleteMany({ where: { incidentId, ...evidence } })
}

/** Everything that rests on something here; a source may be gone meanwhile, or taken back. */
export async function listEvidence(tx: Tx, incidentId: string): Promise<Evidence[]> {
  return tx.evidence.findMany({
    where: { incidentId },
    select: { of: true, source: true },
    orderBy: [{ of: 'asc' }, { source: 'asc' }],
  })
}
