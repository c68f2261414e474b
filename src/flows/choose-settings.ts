import type { Ctx } from '../context.ts'
import type { PersonSettings } from '../core/person-settings.ts'
import type { PersonViewer } from '../core/viewer.ts'
import { refreshHome } from '../jobs/refresh.ts'
import { takeDelivery } from '../store/delivered.ts'
import { findPersonSettings, savePersonSettings } from '../store/person-settings.ts'

/** What of their settings somebody changes. That they merge is never remembered: it would tell of the one who did. */
export type SettingsWish = Partial<Pick<PersonSettings, 'visibility' | 'isWordingCheckOff'>>

/** Somebody chooses for themselves, over all incidents. */
export async function chooseSettings(
  ctx: Ctx,
  input: { viewer: PersonViewer; wish: SettingsWish; requestKey: string },
): Promise<void> {
  const { workspaceId, userId } = input.viewer
  const wish = input.wish.visibility === 'merged' ? { ...input.wish, visibility: null } : input.wish
  await ctx.db.transaction(async (tx) => {
    if (!(await takeDelivery(tx, workspaceId, input.requestKey, ctx.clock.now()))) return
    await savePersonSettings(tx, { ...(await findPersonSettings(tx, workspaceId, userId)), ...wish })
    await refreshHome(tx, { workspaceId, userId })
  })
}
