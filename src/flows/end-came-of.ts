import type { Ctx } from '../context.ts'
import { cameOfKey, type Telling } from '../core/came-of.ts'
import { saveToldOver } from '../store/changes.ts'
import { forgetPostedLike } from '../store/posted-messages.ts'

/**
 * Ends the telling of a change at a stage, also where it could not be done or there is nothing to tell any more: what was posted under
 * names is forgotten, so that nothing here says later whose answer it was.
 */
export const endCameOf = (ctx: Ctx, workspaceId: string, telling: Telling): Promise<void> =>
  ctx.db.transaction(async (tx) => {
    await saveToldOver(tx, telling.changeId, telling.stage)
    await forgetPostedLike(tx, workspaceId, [cameOfKey(telling)])
  })
