import type { Tx } from './db.ts'

/** One Slack installation, as `auth.test` tells it. `url` ends in a slash. */
export type Workspace = { id: string; name: string; url: string; botUserId: string; botId: string }

/** Keeps what Slack says of the installation now. */
export async function saveWorkspace(tx: Tx, workspace: Workspace, now: Date): Promise<void> {
  const { id, ...rest } = workspace
  await tx.workspace.upsert({ where: { id }, create: { id, ...rest, createdAt: now }, update: rest })
}

/** @throws Error where the bot never started in that workspace */
export async function getWorkspace(tx: Tx, id: string): Promise<Workspace> {
  return tx.workspace.findUniqueOrThrow({
    where: { id },
    select: { id: true, name: true, url: true, botUserId: true, botId: true },
  })
}

/** Every workspace that this database knows. */
export async function listWorkspaces(tx: Tx): Promise<Workspace[]> {
  return tx.workspace.findMany({
    select: { id: true, name: true, url: true, botUserId: true, botId: true },
    orderBy: { createdAt: 'asc' },
  })
}

/** The next number of an incident. Numbers have no gaps but those of transactions that were rolled back: none. */
export async function takeIncidentNumber(tx: Tx, workspaceId: string): Promise<number> {
  const { lastIncidentNumber } = await tx.workspace.update({
    where: { id: workspaceId },
    data: { lastIncidentNumber: { increment: 1 } },
    select: { lastIncidentNumber: true },
  })
  return lastIncidentNumber
}

/** When the bot was last at work in a workspace; null before it was noted for the first time. */
export async function findAliveAt(tx: Tx, id: string): Promise<Date | null> {
  return (await tx.workspace.findUnique({ where: { id }, select: { aliveAt: true } }))?.aliveAt ?? null
}

/** Notes that the bot is at work, unless that was noted after `unlessAfter`. */
export async function saveAliveAt(tx: Tx, id: string, now: Date, unlessAfter: Date): Promise<void> {
  const isDue = [{ aliveAt: null }, { aliveAt: { lte: unlessAfter } }]
  await tx.workspace.updateMany({ where: { id, OR: isDue }, data: { aliveAt: now } })
}
