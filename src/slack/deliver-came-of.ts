import { cameOfKey, type Telling } from '../core/came-of.ts'
import { endCameOf } from '../flows/end-came-of.ts'
import { type CameOf, readCameOf } from '../flows/read-came-of.ts'
import type { JobOf } from '../jobs/catalogue.ts'
import { findTold } from '../store/changes.ts'
import type { Desk } from './desk.ts'
import { directChannel } from './direct.ts'
import { seenBy } from './seen-by.ts'
import { show } from './show.ts'
import { unlessUnreachable } from './unreachable.ts'
import { cameOfMessage, lookAgainMessage } from './views/came-of.ts'

/** Tells those whose answers a change rests on that it came of what they told, each once; then nothing remembers who they were. */
export async function tellCameOf(desk: Desk, telling: Telling): Promise<void> {
  const { ctx, workspaceId } = desk
  const { changeId, stage } = telling
  if ((await ctx.db.statement((tx) => findTold(tx, changeId, stage)))?.isOver) return
  const read = await seenBy(() => readCameOf(ctx, { workspaceId, changeId }))
  if (read) for (const userId of read.writers) await tellWriter(desk, userId, telling, read)
  await endCameOf(ctx, workspaceId, telling)
}

async function tellWriter(desk: Desk, userId: string, telling: Telling, read: CameOf): Promise<void> {
  const message = cameOfMessage(read, telling.stage)
  await unlessUnreachable(
    async () => {
      const channelId = await directChannel(desk, userId)
      await show(desk, { key: cameOfKey(telling, userId), incidentId: read.incident.id, channelId, message })
    },
    async () => undefined,
  )
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
