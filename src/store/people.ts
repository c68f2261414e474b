import type { Person } from '../core/people.ts'
import type { Tx } from './db.ts'

const fields = {
  workspaceId: true,
  userId: true,
  name: true,
  timeZone: true,
  isBot: true,
  isDeleted: true,
  isGuest: true,
} as const

/** Keeps what Slack says of a user now. */
export async function savePerson(tx: Tx, person: Person, now: Date): Promise<void> {
  const { workspaceId, userId, ...rest } = person
  const data = { ...rest, fetchedAt: now }
  await tx.person.upsert({
    where: { workspaceId_userId: { workspaceId, userId } },
    create: { workspaceId, userId, ...data },
    update: data,
  })
}

export async function findPerson(tx: Tx, workspaceId: string, userId: string): Promise<Person | null> {
  return tx.person.findUnique({ where: { workspaceId_userId: { workspaceId, userId } }, select: fields })
}

/** As `findPerson`, and nobody else asks them anything until this transaction ends. */
export async function findPersonForUpdate(tx: Tx, workspaceId: string, userId: string): Promise<Person | null> {
  await tx.$executeRaw`SELECT 1 FROM "Person" WHERE "workspaceId" = ${workspaceId} AND "userId" = ${userId} FOR UPDATE`
  return findPerson(tx, workspaceId, userId)
}

/** Those of the given users whom the bot knows. */
export async function listPeople(tx: Tx, workspaceId: string, userIds: string[]): Promise<Person[]> {
  return tx.person.findMany({ where: { workspaceId, userId: { in: userIds } }, select: fields })
}

/** So many can be chosen from on a page. */
const mostMembers = 500

/** Members of the workspace whom the bot knows, by name: no apps, no guests, nobody who has left. */
export async function listMembers(tx: Tx, workspaceId: string): Promise<Person[]> {
  const where = { workspaceId, isBot: false, isDeleted: false, isGuest: false }
  return tx.person.findMany({ where, select: fields, orderBy: [{ name: 'asc' }, { userId: 'asc' }], take: mostMembers })
}

/** Those of the given users whom the bot does not know, or has not asked Slack about since `since`. */
export async function listStrangers(tx: Tx, workspaceId: string, userIds: string[], since: Date): Promise<string[]> {
  const known = await tx.person.findMany({
    where: { workspaceId, userId: { in: userIds }, fetchedAt: { gte: since } },
    select: { userId: true },
  })
  const fresh = new Set(known.map((person) => person.userId))
  return userIds.filter((userId) => !fresh.has(userId))
}
