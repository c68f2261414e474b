import type { Ctx } from '../context.ts'
import { homeKey, refreshHome } from '../jobs/refresh.ts'
import { savePosted } from '../store/posted-messages.ts'

/** Somebody opens their own page: from now on it is kept up to date. Done twice, it is done once. */
export async function openHome(ctx: Ctx, who: { workspaceId: string; userId: string }): Promise<void> {
  const { workspaceId, userId } = who
  const row = { workspaceId, key: homeKey(userId), incidentId: null, channelId: userId, ts: null, fingerprint: null }
  await ctx.db.transaction(async (tx) => {
    await savePosted(tx, { ...row, triedAt: ctx.clock.now() })
    await refreshHome(tx, who)
  })
}
