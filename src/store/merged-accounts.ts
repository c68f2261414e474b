import { randomUUID } from 'node:crypto'
import type { Seals } from '../core/seal.ts'
import type { Tx } from './db.ts'
import { placeOf } from './reseal.ts'

/**
 * Keeps the words of merged answers of an incident, and nothing that leads to their writers. They are written in the order of their
 * ids, which are drawn here.
 */
export async function insertMergedAccounts(
  tx: Tx,
  seals: Seals,
  of: { workspaceId: string; incidentId: string },
  accounts: readonly { text: string; receiptHash: string }[],
): Promise<void> {
  const rows = accounts.map(({ text, receiptHash }) => ({ id: randomUUID(), text, receiptHash }))
  await tx.mergedAccount.createMany({
    data: rows
      .toSorted((a, b) => (a.id < b.id ? -1 : 1))
      .map(({ id, text, receiptHash }) => ({ id, ...of, ...seals.seal(placeOf('MergedAccount', id), text), receiptHash })),
  })
}

/** The words of the merged accounts of an incident; null where one cannot be opened. */
export async function listMergedTexts(tx: Tx, seals: Seals, incidentId: string): Promise<(string | null)[]> {
  const rows = await tx.mergedAccount.findMany({ where: { incidentId }, orderBy: { id: 'asc' } })
  return rows.map((row) => seals.open(placeOf('MergedAccount', row.id), row))
}

/** Takes away the account that a receipt is for. @returns its incident; null where there is none */
export async function deleteMergedAccount(tx: Tx, workspaceId: string, receiptHash: string): Promise<string | null> {
  const row = await tx.mergedAccount.findUnique({ where: { receiptHash } })
  if (row?.workspaceId !== workspaceId) return null
  await tx.mergedAccount.delete({ where: { id: row.id } })
  return row.incidentId
}
