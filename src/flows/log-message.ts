import type { Ctx } from '../context.ts'
import type { Incident } from '../core/incident.ts'
import { momentOf } from '../core/timeline.ts'
import type { Tx } from '../store/db.ts'
import { takeDelivery } from '../store/delivered.ts'
import { findMessageEntry } from '../store/entries.ts'
import { findIncidentForEvent } from '../store/incidents.ts'
import { eraseLogMessage, findLogMessage, type LogMessage, type MessageKey, saveLogMessage } from '../store/log-messages.ts'
import { listMarks, lockMessage } from '../store/marks.ts'
import { settleEntry } from './settle-entry.ts'

/** What Slack says of a message: how it reads in one version, or that it is gone. */
export type Said =
  | { kind: 'said'; message: Omit<LogMessage, 'incidentId'> }
  | { kind: 'deleted'; message: MessageKey; eventTs: string }

/** What a change has reached: nothing, the log, or the timeline too. */
export type Reached = 'nothing' | 'log' | 'timeline'

/**
 * Keeps the log of an incident's channel as Slack has it now, and the timeline with it. Messages of other channels are not kept.
 * @param eventId Slack's id of the event, or null where the bot asked Slack itself
 */
export async function logMessage(ctx: Ctx, said: Said, eventId: string | null): Promise<Reached> {
  const now = ctx.clock.now()
  const { workspaceId, channelId, ts } = said.message
  const key = { workspaceId, channelId, ts }
  return ctx.db.transaction(async (tx) => {
    const incident = await findIncidentForEvent(tx, workspaceId, channelId)
    if (!incident || (eventId && !(await takeDelivery(tx, workspaceId, eventId, now)))) return 'nothing'
    await lockMessage(tx, key)
    if (await isFromBefore(tx, incident, key)) return 'nothing'
    if (said.kind === 'deleted') await eraseLogMessage(tx, key, incident.id, said.eventTs)
    else if (!(await saveLogMessage(tx, { ...said.message, incidentId: incident.id }))) return 'nothing'
    if ((await listMarks(tx, key)).length === 0 && !(await hasEntry(tx, said))) return 'log'
    await settleEntry(tx, incident, key, { of: 'message' }, now)
    return 'timeline'
  })
}

/** What was written in an adopted channel before the incident is none of its, unless it is known or somebody marked it. */
async function isFromBefore(tx: Tx, { logsFrom }: Incident, key: MessageKey): Promise<boolean> {
  if (!logsFrom || momentOf(key.ts) >= logsFrom) return false
  return (await findLogMessage(tx, key)) === null && (await listMarks(tx, key)).length === 0
}

/** Without a mark a message can have an entry that somebody changed by hand; but hardly one that was only just written. */
async function hasEntry(tx: Tx, said: Said): Promise<boolean> {
  if (said.kind === 'said' && said.message.versionTs === '0') return false
  return (await findMessageEntry(tx, said.message)) !== null
}
