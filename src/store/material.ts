import type { AllMaterial, MaterialKind, Materials } from '../core/material/material.ts'
import { countBeenThere } from './been-there.ts'
import { listLinks, listTogether } from './condition-links.ts'
import type { Tx } from './db.ts'
import { deleteDifferingOf, listDiffering } from './differing.ts'
import { listEvidence } from './evidence.ts'
import { type NewMaterial, tables } from './material-tables.ts'

/** @returns the id of the new row */
export const insertMaterial = <Kind extends MaterialKind>(tx: Tx, kind: Kind, material: NewMaterial<Kind>): Promise<number> =>
  tables[kind].insert(tx, material)

export const saveMaterial = <Kind extends MaterialKind>(tx: Tx, kind: Kind, material: Materials[Kind]): Promise<void> =>
  tables[kind].save(tx, material)

/** One, removed or not; the caller goes through the gate with its incident before anything of it is shown or changed. */
export const findMaterial = <Kind extends MaterialKind>(
  tx: Tx,
  workspaceId: string,
  kind: Kind,
  id: number,
): Promise<Materials[Kind] | null> => tables[kind].find(tx, workspaceId, id)

/** Takes the row itself away, with its words. */
export const deleteMaterial = (tx: Tx, { kind, id }: { kind: MaterialKind; id: number }): Promise<void> =>
  tables[kind].remove(tx, id)

/** All that was written down for the review of an incident, removed ones too. The caller has come through the gate with it. */
export async function listAllMaterial(tx: Tx, incidentId: string): Promise<AllMaterial> {
  const where = { incidentId }
  return {
    condition: await tables.condition.list(tx, where),
    safeguard: await tables.safeguard.list(tx, where),
    usual: await tables.usual.list(tx, where),
    surprise: await tables.surprise.list(tx, where),
    helped: await tables.helped.list(tx, where),
    change: await tables.change.list(tx, where),
    links: await listLinks(tx, incidentId),
    together: await listTogether(tx, incidentId),
    evidence: await listEvidence(tx, incidentId),
    differing: await listDiffering(tx, incidentId),
    beenThere: await countBeenThere(tx, incidentId),
  }
}

/**
 * Takes it out of all that was written down that something came from these sources: what has words of its own keeps them, what was
 * made of theirs alone goes.
 */
export async function cutFromSources(tx: Tx, incidentId: string, sources: readonly string[]): Promise<void> {
  await tx.evidence.deleteMany({ where: { incidentId, source: { in: [...sources] } } })
  await deleteDifferingOf(tx, incidentId, sources)
  const where = { incidentId, wordsOf: { in: [...sources] } }
  const [emptied, kept] = [{ where: { ...where, text: null } }, { where, data: { wordsOf: null } }]
  await tx.condition.deleteMany(emptied)
  await tx.condition.updateMany(kept)
  await tx.safeguard.deleteMany(emptied)
  await tx.safeguard.updateMany(kept)
  await tx.usualWork.deleteMany(emptied)
  await tx.usualWork.updateMany(kept)
  await tx.surprise.deleteMany(emptied)
  await tx.surprise.updateMany(kept)
  await tx.helped.deleteMany(emptied)
  await tx.helped.updateMany(kept)
  await tx.change.deleteMany(emptied)
  await tx.change.updateMany(kept)
}
