import type { Tx } from './db.ts'

/** A change that its review's host is to look at again. */
export type ToLookAt = { changeId: number; incidentId: string; hostId: string; lookAgainOn: Date }

/** A day begins up to so much sooner somewhere, in milliseconds. */
const soonest = 14 * 60 * 60 * 1000

/** Changes whose day to look again has come somewhere, of which nothing came yet, and which their host was not reminded of. */
export async function listToLookAt(tx: Tx, workspaceId: string, now: Date): Promise<ToLookAt[]> {
  const rows = await tx.change.findMany({
    where: {
      workspaceId,
      lookAgainOn: { lte: new Date(now.getTime() + soonest) },
      remindedAt: null,
      removedAt: null,
      outcome: null,
      state: { in: ['considered', 'agreed', 'done'] },
      incident: { review: { hostId: { not: null }, state: { in: ['open', 'published'] } } },
    },
    select: { id: true, incidentId: true, lookAgainOn: true, incident: { select: { review: { select: { hostId: true } } } } },
    orderBy: { id: 'asc' },
  })
  return rows.flatMap(({ id, incidentId, lookAgainOn, incident }) => {
    const hostId = incident.review?.hostId ?? null
    return hostId === null || lookAgainOn === null ? [] : [{ changeId: id, incidentId, hostId, lookAgainOn }]
  })
}

/** @returns false where somebody else did it first */
export async function saveReminded(tx: Tx, id: number, now: Date): Promise<boolean> {
  const { count } = await tx.change.updateMany({ where: { id, remindedAt: null }, data: { remindedAt: now } })
  return count === 1
}

/** Changes of an incident that are tied to a condition, as far as people are told of them. */
export async function listTiedChanges(
  tx: Tx,
  incidentId: string,
): Promise<{ id: number; state: string; outcome: string | null }[]> {
  return tx.change.findMany({
    where: { incidentId, removedAt: null, conditionId: { not: null } },
    select: { id: true, state: true, outcome: true },
    orderBy: { id: 'asc' },
  })
}

/** Keeps that people are told of a change at this stage. @returns false where they were before */
export async function takeTold(tx: Tx, workspaceId: string, changeId: number, stage: string): Promise<boolean> {
  const { count } = await tx.changeTold.createMany({ data: [{ workspaceId, changeId, stage }], skipDuplicates: true })
  return count === 1
}

/** What is kept of telling people of a change at this stage; null where it was not begun. */
export const findTold = (tx: Tx, changeId: number, stage: string): Promise<{ isOver: boolean } | null> =>
  tx.changeTold.findUnique({ where: { changeId_stage: { changeId, stage } }, select: { isOver: true } })

/** Keeps that it has ended. */
export async function saveToldOver(tx: Tx, changeId: number, stage: string): Promise<void> {
  await tx.changeTold.updateMany({ where: { changeId, stage }, data: { isOver: true } })
}
