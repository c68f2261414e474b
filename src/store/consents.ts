import type { Tx } from './db.ts'

/** Keeps that somebody wants their name beside an entry, or takes that back. */
export async function saveConsent(
  tx: Tx,
  consent: { entryId: number; userId: string; incidentId: string; at: Date },
  isGiven: boolean,
): Promise<void> {
  const { entryId, userId } = consent
  if (isGiven) await tx.consent.upsert({ where: { entryId_userId: { entryId, userId } }, create: consent, update: {} })
  else await tx.consent.deleteMany({ where: { entryId, userId } })
}

/** The entries of an incident beside which their authors, whoever these are now, want their names. */
export async function listNamedEntries(tx: Tx, incidentId: string): Promise<Set<number>> {
  const rows = await tx.consent.findMany({
    where: { incidentId },
    select: { entryId: true, userId: true, entry: { select: { authorId: true } } },
  })
  return new Set(rows.filter(({ userId, entry }) => entry.authorId === userId).map(({ entryId }) => entryId))
}
