import type { Tx } from './db.ts'

/** Something an operator should know: a delivery that was given up, or a step that Slack refused. */
export type Notice = { workspaceId: string; key: string; incidentId: string | null; sentence: string; at: Date }

export async function saveNotice(tx: Tx, notice: Notice): Promise<void> {
  const { workspaceId, key, ...data } = notice
  await tx.notice.upsert({ where: { workspaceId_key: { workspaceId, key } }, create: notice, update: data })
}

/** What has not been mended yet, newest first. */
export async function listNotices(tx: Tx, workspaceId: string): Promise<Notice[]> {
  return tx.notice.findMany({ where: { workspaceId }, orderBy: { at: 'desc' } })
}

/** The step went through after all. */
export async function clearNotice(tx: Tx, workspaceId: string, key: string): Promise<void> {
  await tx.notice.deleteMany({ where: { workspaceId, key } })
}
