import type { Ctx } from '../context.ts'
import type { Asking } from '../core/asking.ts'
import { findAskingForUpdate } from '../store/askings.ts'
import type { Tx } from '../store/db.ts'

type Who = Pick<Asking, 'workspaceId' | 'incidentId' | 'userId'>

/** What is between the bot and somebody about an incident, held until this transaction ends; a blank one where it never came by itself. */
export const askingOf = async (tx: Tx, ctx: Ctx, who: Who): Promise<Asking> =>
  (await findAskingForUpdate(tx, who.incidentId, who.userId)) ?? blankAsking(who, ctx.clock.now())

const blankAsking = (who: Who, now: Date): Asking => ({
  ...who,
  round: 'first',
  dueAt: null,
  openedAt: null,
  isMuted: false,
  care: 'none',
  callFromId: null,
  isWished: false,
  createdAt: now,
})
