import { z } from 'zod'
import { type Asking, careStates, rounds } from '../core/asking.ts'
import type { AskingModel } from '../generated/prisma/models.ts'
import type { Tx } from './db.ts'

const rowWords = z.object({ round: z.enum(rounds), care: z.enum(careStates) })
const fromRow = (row: AskingModel): Asking => ({ ...row, ...rowWords.parse(row) })

/** What comes back from Slack as an id may be anything. */
const isId = (id: string): boolean => z.guid().safeParse(id).success

const key = (incidentId: string, userId: string) => ({ incidentId_userId: { incidentId, userId } })

/** Begins with people about an incident; with those it has begun with already, nothing changes. */
export async function insertAskings(tx: Tx, askings: readonly Asking[]): Promise<void> {
  await tx.asking.createMany({ data: [...askings], skipDuplicates: true })
}

export async function findAsking(tx: Tx, incidentId: string, userId: string): Promise<Asking | null> {
  const row = await tx.asking.findUnique({ where: key(incidentId, userId) })
  return row && fromRow(row)
}

/** As `findAsking`, and nobody else changes it until this transaction ends. */
export async function findAskingForUpdate(tx: Tx, incidentId: string, userId: string): Promise<Asking | null> {
  if (!isId(incidentId)) return null
  await tx.$executeRaw`SELECT 1 FROM "Asking" WHERE "incidentId" = ${incidentId}::uuid AND "userId" = ${userId} FOR UPDATE`
  return findAsking(tx, incidentId, userId)
}

/** Everybody whom the bot has come to about an incident, or will. */
export async function listAskings(tx: Tx, incidentId: string): Promise<Asking[]> {
  return (await tx.asking.findMany({ where: { incidentId }, orderBy: { userId: 'asc' } })).map(fromRow)
}

/** The incidents about which somebody wants nothing more. */
export async function listMutedIncidents(tx: Tx, workspaceId: string, userId: string): Promise<string[]> {
  const rows = await tx.asking.findMany({ where: { workspaceId, userId, isMuted: true }, select: { incidentId: true } })
  return rows.map(({ incidentId }) => incidentId)
}

/** To whom the bot is to come now, and about which incident. */
export async function listDueAskings(tx: Tx, workspaceId: string, now: Date): Promise<Pick<Asking, 'incidentId' | 'userId'>[]> {
  return tx.asking.findMany({
    where: { workspaceId, dueAt: { lte: now } },
    select: { incidentId: true, userId: true },
    orderBy: [{ dueAt: 'asc' }, { userId: 'asc' }],
  })
}

export async function saveAsking(tx: Tx, asking: Asking): Promise<void> {
  const { incidentId, userId, workspaceId: _workspace, createdAt: _createdAt, ...data } = asking
  await tx.asking.upsert({ where: key(incidentId, userId), create: asking, update: data })
}

/** What has not begun is as if it had never been planned. */
export async function deleteAsking(tx: Tx, { incidentId, userId }: Pick<Asking, 'incidentId' | 'userId'>): Promise<void> {
  await tx.asking.delete({ where: key(incidentId, userId) })
}

/** Takes back what has not begun with anybody about an incident. */
export async function deleteUnopenedAskings(tx: Tx, incidentId: string): Promise<void> {
  await tx.asking.deleteMany({ where: { incidentId, openedAt: null, isMuted: false } })
}
