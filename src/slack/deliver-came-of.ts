import { readCameOf } from '../flows/read-came-of.ts'
import type { JobOf } from '../jobs/catalogue.ts'
import { forgetPosted, listPostedKeys } from '../store/posted-messages.ts'
import type { Desk } from './desk.ts'
import { directChannel } from './direct.ts'
import { seenBy } from './seen-by.ts'
import { show } from './show.ts'
import { unlessUnreachable } from './unreachable.ts'
import { cameOfMessage, lookAgainMessage } from './views/came-of.ts'

/**
 * Tells those whose answers a change rests on that it came of what they told. What is remembered of it is forgotten when all are told:
 * nothing here is to say later whose answer it was.
 */
export async function tellCameOf(desk: Desk, { changeId, stage }: JobOf<'came-of.tell'>): Promise<void> {
  const { ctx, workspaceId } = desk
  const read = await seenBy(() => readCameOf(ctx, { workspaceId, changeId }))
  if (!read) return
  const { incident, writers } = read
  const message = cameOfMessage(read, stage)
  const keyFor = (userId: string): string => `came-of:${changeId}:${stage}:${userId}`
  for (const userId of writers)
    await unlessUnreachable(
      async () => {
        const channelId = await directChannel(desk, userId)
        await show(desk, { key: keyFor(userId), incidentId: incident.id, channelId, message })
      },
      async () => undefined,
    )
  await ctx.db.transaction(async (tx) => {
    for (const key of await listPostedKeys(tx, workspaceId, keyFor(''))) await forgetPosted(tx, workspaceId, key)
  })
}

/** Asks the host of a review, once, what came of a change. Where somebody has said so meanwhile, nothing is asked. */
export async function askToLookAgain(desk: Desk, { changeId }: JobOf<'look-again.ask'>): Promise<void> {
  const { ctx, workspaceId } = desk
  const read = await seenBy(() => readCameOf(ctx, { workspaceId, changeId }))
  const hostId = read?.hostId ?? null
  if (!read || hostId === null || read.change.outcome !== null) return
  await unlessUnreachable(
    async () => {
      const channelId = await directChannel(desk, hostId)
      const key = `look-again:${changeId}:${read.change.lookAgainOn?.toISOString().slice(0, 10)}`
      await show(desk, { key, incidentId: read.incident.id, channelId, message: lookAgainMessage(read) })
    },
    async () => undefined,
  )
}
