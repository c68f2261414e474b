import { readAsksAfterwards, readToldAfterwards } from '../flows/read-afterwards.ts'
import type { JobOf } from '../jobs/catalogue.ts'
import { findPosted } from '../store/posted-messages.ts'
import type { Desk } from './desk.ts'
import { directChannel } from './direct.ts'
import { show } from './show.ts'
import { unlessUnreachable } from './unreachable.ts'
import { afterwardsMessage, saidAfterwardsMessage } from './views/afterwards.ts'

const nobodyThere = async (): Promise<void> => undefined

/** Puts the three questions to somebody, or shows what became of that. Who never saw them hears nothing of their end. */
export async function showAfterwards(desk: Desk, { incidentId, userId }: JobOf<'afterwards.show'>): Promise<void> {
  const { workspaceId, ctx } = desk
  const asks = await readAsksAfterwards(ctx, { workspaceId, incidentId, userId })
  if (!asks || asks.state === 'waiting') return
  const key = `afterwards:${incidentId}:${userId}`
  const posted = await ctx.db.statement((tx) => findPosted(tx, workspaceId, key))
  if (!posted && asks.state !== 'asked') return
  await unlessUnreachable(async () => {
    const channelId = await directChannel(desk, userId)
    await show(desk, { key, incidentId, channelId, message: afterwardsMessage(asks) })
  }, nobodyThere)
}

/** Tells the host, once, that there is something to see. */
export async function tellAfterwards(desk: Desk, { incidentId }: JobOf<'afterwards.tell'>): Promise<void> {
  const told = await readToldAfterwards(desk.ctx, { workspaceId: desk.workspaceId, incidentId })
  if (!told) return
  const { incident, hostId, people } = told
  await unlessUnreachable(async () => {
    const channelId = await directChannel(desk, hostId)
    const message = saidAfterwardsMessage(incident, people)
    await show(desk, { key: `afterwards-told:${incidentId}`, incidentId, channelId, message })
  }, nobodyThere)
}
