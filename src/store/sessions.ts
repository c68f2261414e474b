import type { Session } from '../core/session.ts'
import type { Tx } from './db.ts'

export async function findSession(tx: Tx, id: string): Promise<Session | null> {
  return tx.session.findUnique({ where: { id } })
}

export async function insertSession(tx: Tx, session: Session): Promise<void> {
  await tx.session.create({ data: session })
}

/** Keeps that a session was used, where it is still there. */
export async function saveSession(tx: Tx, { id, lastSeenAt, expiresAt }: Session): Promise<void> {
  await tx.session.updateMany({ where: { id }, data: { lastSeenAt, expiresAt } })
}

export async function deleteSession(tx: Tx, id: string): Promise<void> {
  await tx.session.deleteMany({ where: { id } })
}

/** Ends every session of somebody. */
export async function deleteSessionsOf(tx: Tx, workspaceId: string, userId: string): Promise<void> {
  await tx.session.deleteMany({ where: { workspaceId, userId } })
}

/** Forgets the sessions that ended before `now`. */
export async function forgetSessions(tx: Tx, workspaceId: string, now: Date): Promise<void> {
  await tx.session.deleteMany({ where: { workspaceId, expiresAt: { lte: now } } })
}
