import type { Ctx } from '../context.ts'
import type { EntryKind } from '../core/timeline.ts'
import { takeDelivery } from '../store/delivered.ts'
import { findIncidentForEvent } from '../store/incidents.ts'
import { lockMessage, saveMark } from '../store/marks.ts'
import { settleEntry } from './settle-entry.ts'

export type Reaction = {
  workspaceId: string
  channelId: string
  messageTs: string
  userId: string
  emoji: string
  kind: EntryKind
  /** Put on, or taken off. */
  isPresent: boolean
  /** How it came here, where somebody did not react just now. */
  source?: 'import'
  /** The author of the message, where Slack says so. */
  itemUser: string | null
  eventTs: string
  /** Slack's id of the event, or null where the bot asked Slack itself. */
  eventId: string | null
}

/**
 * A reaction with a meaning was put on a message of an incident's channel, or taken off it. Elsewhere it means nothing.
 * @returns whether that changed the marks
 */
export async function markMessage(ctx: Ctx, reaction: Reaction): Promise<boolean> {
  const now = ctx.clock.now()
  const { itemUser, eventId, source, ...mark } = reaction
  const key = { workspaceId: mark.workspaceId, channelId: mark.channelId, ts: mark.messageTs }
  return ctx.db.transaction(async (tx) => {
    const incident = await findIncidentForEvent(tx, mark.workspaceId, mark.channelId)
    if (!incident) return false
    await lockMessage(tx, key)
    if (eventId && !(await takeDelivery(tx, mark.workspaceId, eventId, now))) return false
    if (!(await saveMark(tx, { ...mark, incidentId: incident.id }))) return false
    await settleEntry(tx, incident, key, { of: 'mark', itemUser, ...(source && { source }) }, now)
    return true
  })
}
