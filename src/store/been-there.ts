import type { Tx } from './db.ts'

type Of = { id: string; workspaceId: string }

/**
 * The secret that presses of an incident are made with, kept from the first press on.
 * @param fresh one to keep where there is none yet
 */
export async function keepSecret(tx: Tx, { id: incidentId, workspaceId }: Of, fresh: string): Promise<string> {
  await tx.beenThereSecret.createMany({ data: [{ incidentId, workspaceId, secret: fresh }], skipDuplicates: true })
  const { secret } = await tx.beenThereSecret.findUniqueOrThrow({ where: { incidentId }, select: { secret: true } })
  return secret
}

/** From now on nobody can find out any more who pressed. */
export async function forgetSecret(tx: Tx, incidentId: string): Promise<void> {
  await tx.beenThereSecret.deleteMany({ where: { incidentId } })
}

/** Puts a press there, or takes it off where it was there. @returns whether it is there now */
export async function togglePress(tx: Tx, { id: incidentId, workspaceId }: Of, of: string, press: string): Promise<boolean> {
  const { count } = await tx.beenThere.deleteMany({ where: { incidentId, of, press } })
  if (count === 0) await tx.beenThere.create({ data: { incidentId, workspaceId, of, press } })
  return count === 0
}

/** How many pressed, by the name of what it is about. */
export async function countBeenThere(tx: Tx, incidentId: string): Promise<Map<string, number>> {
  const rows = await tx.beenThere.groupBy({ by: ['of'], where: { incidentId }, _count: true })
  return new Map(rows.map(({ of, _count }) => [of, _count]))
}

export type Press = { incidentId: string; of: string; press: string }

/** Every press of a workspace of which it can be found out whose it is. */
export const listPressesWithSecrets = (tx: Tx, workspaceId: string): Promise<(Press & { secret: string })[]> =>
  tx.$queryRaw<(Press & { secret: string })[]>`
    SELECT pressed."incidentId", pressed."of", pressed."press", secret."secret" FROM "BeenThere" AS pressed
    JOIN "BeenThereSecret" AS secret USING ("incidentId") WHERE pressed."workspaceId" = ${workspaceId}`

export async function deletePress(tx: Tx, { incidentId, of, press }: Press): Promise<void> {
  await tx.beenThere.deleteMany({ where: { incidentId, of, press } })
}
