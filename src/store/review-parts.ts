import type { ShownPart } from '../core/review/review-parts.ts'
import type { PartKey } from '../core/review/review-sections.ts'
import type { Tx } from './db.ts'

/** One text of a section, and who saved it. */
export type PartVersion = ShownPart & { by: string }

/** Every version of every section that people wrote of a review. The caller has come through the gate with its incident. */
export async function listPartVersions(tx: Tx, incidentId: string): Promise<PartVersion[]> {
  const parts = await tx.reviewPart.findMany({
    where: { incidentId },
    include: { versions: { orderBy: { number: 'asc' } } },
    orderBy: { id: 'asc' },
  })
  return parts.flatMap(({ id, section, versions }) =>
    versions.map(({ partId: _part, ...version }) => ({ id, section, ...version })),
  )
}

/** The newest version of one section; null before the first. */
export async function findNewestPart(tx: Tx, incidentId: string, section: PartKey): Promise<PartVersion | null> {
  const row = await tx.reviewPartVersion.findFirst({
    where: { part: { incidentId, section } },
    orderBy: { number: 'desc' },
  })
  if (!row) return null
  const { partId: id, ...version } = row
  return { id, section, ...version }
}

export async function insertPartVersion(tx: Tx, incidentId: string, version: Omit<PartVersion, 'id'>): Promise<void> {
  const { section, ...data } = version
  const where = { incidentId_section: { incidentId, section } }
  const { id: partId } = await tx.reviewPart.upsert({ where, create: { incidentId, section }, update: {} })
  await tx.reviewPartVersion.create({ data: { partId, ...data } })
}

/** What somebody has typed for a section and not saved. `basedOn`: the version that they began with, 0 for none. */
export type Draft = { incidentId: string; section: string; userId: string; text: string; basedOn: number; at: Date }

/** A draft belongs to its writer: nobody else is shown it. */
export async function findDraft(tx: Tx, incidentId: string, section: PartKey, userId: string): Promise<Draft | null> {
  return tx.reviewDraft.findUnique({ where: { incidentId_section_userId: { incidentId, section, userId } } })
}

/** All that somebody has typed for a review and not saved. */
export async function listDraftsOf(tx: Tx, incidentId: string, userId: string): Promise<Draft[]> {
  return tx.reviewDraft.findMany({ where: { incidentId, userId } })
}

export async function saveDraft(tx: Tx, draft: Draft): Promise<void> {
  const { incidentId, section, userId, ...data } = draft
  await tx.reviewDraft.upsert({
    where: { incidentId_section_userId: { incidentId, section, userId } },
    create: draft,
    update: data,
  })
}

export async function deleteDraft(tx: Tx, incidentId: string, section: PartKey, userId: string): Promise<void> {
  await tx.reviewDraft.deleteMany({ where: { incidentId, section, userId } })
}
