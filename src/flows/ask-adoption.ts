import { randomUUID } from 'node:crypto'
import type { Ctx } from '../context.ts'
import { Refusal } from '../core/refusal.ts'
import { asBot, type PersonViewer } from '../core/viewer.ts'
import { enqueue } from '../jobs/queue.ts'
import { takeDelivery } from '../store/delivered.ts'
import { refuseTaken } from './adopt-channel.ts'

/**
 * Asks for a channel to become an incident's: the job looks at the channel first, as only Slack knows whether it is private.
 * @param input.channelId where Slack says they typed it
 * @param input.words title, severity and `--since`, as they were typed
 * @returns false where this request was done before
 * @throws Refusal where it can be said at once that this channel cannot become one
 */
export async function askAdoption(
  ctx: Ctx,
  input: { viewer: PersonViewer; channelId: string | null; words: string; requestKey: string; responseUrl: string | null },
): Promise<boolean> {
  const { viewer, channelId, words, requestKey, responseUrl } = input
  const { workspaceId, userId } = viewer
  if (!channelId || channelId.startsWith('D')) throw new Refusal(notInDirectMessages)
  if (channelId === ctx.config.announceChannel)
    throw new Refusal(
      'Incidents are announced in this channel, so it cannot be the channel of one. `/incident declare` makes one.',
    )
  return ctx.db.transaction(async (tx) => {
    if (!(await takeDelivery(tx, workspaceId, requestKey, ctx.clock.now()))) return false
    await refuseTaken(tx, asBot(workspaceId), channelId)
    const job = { incidentId: randomUUID(), channelId, words, userId, responseUrl }
    await enqueue(tx, workspaceId, 'channel.adopt', job, { queue: `adopt:${channelId}` })
    return true
  })
}

export const notInDirectMessages =
  'Direct messages stay between the people in them: they cannot become an incident. `/incident declare` makes a channel for it.'
