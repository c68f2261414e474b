import type { Tx } from './db.ts'

/** What the bot has shown, or is about to show, for one purpose. `ts` is null from just before the call to Slack until its answer is kept. */
export type PostedMessage = {
  workspaceId: string
  key: string
  incidentId: string | null
  channelId: string
  ts: string | null
  fingerprint: string | null
  triedAt: Date
}

export async function findPosted(tx: Tx, workspaceId: string, key: string): Promise<PostedMessage | null> {
  return tx.postedMessage.findUnique({ where: { workspaceId_key: { workspaceId, key } } })
}

/** What was shown, or tried, under keys that begin with `beginning`. */
export async function listPosted(tx: Tx, workspaceId: string, beginning: string): Promise<PostedMessage[]> {
  return tx.postedMessage.findMany({ where: { workspaceId, key: { startsWith: beginning } } })
}

/** The keys of what was shown, or tried, that begin with `beginning`. */
export const listPostedKeys = async (tx: Tx, workspaceId: string, beginning: string): Promise<string[]> =>
  (await listPosted(tx, workspaceId, beginning)).map(({ key }) => key)

export async function savePosted(tx: Tx, posted: PostedMessage): Promise<void> {
  const { workspaceId, key, ...data } = posted
  await tx.postedMessage.upsert({ where: { workspaceId_key: { workspaceId, key } }, create: posted, update: data })
}

/** Forgets all that was shown under keys that begin like these: it stays in Slack as it is, and is not found again. */
export async function forgetPostedLike(tx: Tx, workspaceId: string, beginnings: readonly string[]): Promise<void> {
  const like = beginnings.map((beginning) => ({ key: { startsWith: beginning } }))
  await tx.postedMessage.deleteMany({ where: { workspaceId, OR: like } })
}

export async function forgetPosted(tx: Tx, workspaceId: string, key: string): Promise<void> {
  await tx.postedMessage.deleteMany({ where: { workspaceId, key } })
}
