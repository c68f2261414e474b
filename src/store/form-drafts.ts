import { z } from 'zod'
import type { Tx } from './db.ts'

/**
 * What somebody has typed into a form about what goes into a review, and not saved. `place` names the form; `shownAt`: when they were
 * shown what they change; `requestKey`: the request that would save it.
 */
export type FormDraft = {
  incidentId: string
  place: string
  userId: string
  fields: Readonly<Record<string, string>>
  shownAt: Date
  requestKey: string
  at: Date
}

const fields = z.record(z.string(), z.string())

/** All that somebody has typed and not saved of one incident. A draft belongs to its writer: nobody else is shown it. */
export async function listFormDrafts(tx: Tx, incidentId: string, userId: string): Promise<FormDraft[]> {
  const rows = await tx.formDraft.findMany({ where: { incidentId, userId }, orderBy: { place: 'asc' } })
  return rows.map((row) => ({ ...row, fields: fields.parse(row.fields) }))
}

export async function saveFormDraft(tx: Tx, draft: FormDraft): Promise<void> {
  const { incidentId, place, userId, ...data } = draft
  const key = { incidentId, place, userId }
  await tx.formDraft.upsert({ where: { incidentId_place_userId: key }, create: draft, update: data })
}

export async function deleteFormDraft(tx: Tx, draft: Pick<FormDraft, 'incidentId' | 'place' | 'userId'>): Promise<void> {
  const { incidentId, place, userId } = draft
  await tx.formDraft.deleteMany({ where: { incidentId, place, userId } })
}

/** Takes away what was typed about something by its name, whoever typed it. */
export async function deleteFormDraftsAbout(tx: Tx, incidentId: string, ref: string): Promise<void> {
  await tx.formDraft.deleteMany({ where: { incidentId, place: { startsWith: `${ref}:` } } })
}
