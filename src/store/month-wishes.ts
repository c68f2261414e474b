import type { Tx } from './db.ts'

/** Somebody would like to be asked again about an incident, from `dueAt` on. */
export type MonthWish = { incidentId: string; workspaceId: string; userId: string; dueAt: Date }

export const findMonthWish = (tx: Tx, incidentId: string, userId: string): Promise<MonthWish | null> =>
  tx.monthWish.findUnique({ where: { incidentId_userId: { incidentId, userId } } })

/** Keeps a wish; one that is there already keeps its time. */
export async function insertMonthWish(tx: Tx, wish: MonthWish): Promise<void> {
  await tx.monthWish.createMany({ data: [wish], skipDuplicates: true })
}

/** The wishes that are due, but for those about incidents that people are at work on. */
export const listDueMonthWishes = (tx: Tx, workspaceId: string, now: Date): Promise<MonthWish[]> =>
  tx.monthWish.findMany({
    where: { workspaceId, dueAt: { lte: now }, incident: { status: { in: ['resolved', 'closed', 'cancelled'] } } },
    orderBy: { userId: 'asc' },
  })

export async function deleteMonthWishes(tx: Tx, incidentId: string, userIds: string[]): Promise<void> {
  await tx.monthWish.deleteMany({ where: { incidentId, userId: { in: userIds } } })
}
