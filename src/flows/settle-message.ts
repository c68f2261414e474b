import type { Ctx } from '../context.ts'
import { findIncidentForEvent } from '../store/incidents.ts'
import { findLogMessage, type MessageKey } from '../store/log-messages.ts'
import { lockMessage } from '../store/marks.ts'
import { settleEntry } from './settle-entry.ts'

/**
 * Makes the timeline say of a marked message what the log says, where it reached the log at the same moment as its mark: those who
 * log many messages at once do not wait for those who mark one of them.
 * @returns whether the log has the message
 */
export async function settleMessage(ctx: Ctx, key: MessageKey): Promise<boolean> {
  const now = ctx.clock.now()
  return ctx.db.transaction(async (tx) => {
    const incident = await findIncidentForEvent(tx, key.workspaceId, key.channelId)
    await lockMessage(tx, key)
    if (!incident || !(await findLogMessage(tx, key))) return false
    await settleEntry(tx, incident, key, { of: 'message' }, now)
    return true
  })
}
