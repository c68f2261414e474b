import { z } from 'zod'
import type { EntryVersion } from '../core/entry-by-hand.ts'
import { entryKinds } from '../core/timeline.ts'
import type { Tx } from './db.ts'

/** Makes this transaction the only one that changes an entry by hand, until it ends. */
export async function lockEntry(tx: Tx, id: number): Promise<void> {
  await tx.$executeRaw`SELECT 1 FROM "Entry" WHERE id = ${id} FOR UPDATE`
}

/** The words that an entry has of its own; null where they are those of its message, in the log. */
export async function findOwnText(tx: Tx, id: number): Promise<string | null> {
  const row = await tx.entry.findUnique({ where: { id }, select: { text: true } })
  return row?.text ?? null
}

/**
 * Makes an entry read as in this version, and keeps the version.
 * @param editedAt when what it says was last changed; hiding it changes nothing of that
 */
export async function saveVersion(tx: Tx, entryId: number, version: EntryVersion, editedAt: Date | null): Promise<void> {
  const { kind, text, about, happenedAt, isHidden, at } = version
  await insertVersion(tx, entryId, version)
  const data = { kind, text, about, happenedAt, hiddenAt: isHidden ? at : null, editedAt }
  await tx.entry.update({ where: { id: entryId }, data })
}

export async function insertVersion(tx: Tx, entryId: number, version: EntryVersion): Promise<void> {
  await tx.entryVersion.create({ data: { entryId, ...version } })
}

const versionKind = z.object({ kind: z.enum(entryKinds) })

/** How an entry has read, the oldest first; none where nobody has changed it by hand. */
export async function listVersions(tx: Tx, entryId: number): Promise<EntryVersion[]> {
  const rows = await tx.entryVersion.findMany({ where: { entryId }, orderBy: { number: 'asc' }, omit: { entryId: true } })
  return rows.map((row) => ({ ...row, ...versionKind.parse(row) }))
}
