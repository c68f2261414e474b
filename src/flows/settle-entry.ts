import type { Incident } from '../core/incident.ts'
import { kindFrom, messageEntry, permalinkOf } from '../core/timeline.ts'
import { enqueue } from '../jobs/queue.ts'
import { asOne, refreshReview } from '../jobs/refresh.ts'
import type { Tx } from '../store/db.ts'
import { deleteEntry, findMessageEntry, insertEntry, saveEntryKind } from '../store/entries.ts'
import { findLogMessage, type MessageKey } from '../store/log-messages.ts'
import { listMarks } from '../store/marks.ts'
import { getWorkspace } from '../store/workspaces.ts'

/**
 * Makes the timeline say of a message what its marks and the log say: an entry while a mark remains and the message exists,
 * none otherwise; what somebody has rewritten by hand stays. It looks at what is there, so that events may come in any order.
 * Part of the transaction that changed a mark or the log, which holds the lock on the message.
 * @param itemUser the author, where Slack told it with a reaction
 */
export async function settleEntry(
  tx: Tx,
  incident: Incident,
  key: MessageKey,
  itemUser: string | null,
  now: Date,
): Promise<void> {
  const marks = await listMarks(tx, key)
  const message = await findLogMessage(tx, key)
  const entry = await findMessageEntry(tx, key)
  const isWanted = marks.length > 0 && !message?.isDeleted
  const kind = kindFrom(marks)
  if (isWanted && !entry) {
    const { url } = await getWorkspace(tx, key.workspaceId)
    const permalink = permalinkOf(url, key.channelId, key.ts, message?.threadTs ?? null)
    const author = { authorId: message ? message.userId : itemUser, authorName: message?.authorName ?? null }
    await insertEntry(tx, messageEntry(incident, { kind, channelId: key.channelId, ts: key.ts, permalink, ...author }, now))
  } else if (isWanted && entry && entry.kind !== kind && !entry.isEdited) {
    await saveEntryKind(tx, entry.id, kind)
  } else if (!isWanted && entry && !entry.isEdited) {
    await deleteEntry(tx, entry.id)
  }
  const place = { incidentId: incident.id, channelId: key.channelId, ts: key.ts }
  if (isWanted && !message) await enqueue(tx, key.workspaceId, 'message.fetch', place, asOne(`fetch:${key.channelId}:${key.ts}`))
  await enqueue(tx, key.workspaceId, 'noticed.refresh', place, asOne(`noticed:${key.channelId}:${key.ts}`))
  await refreshReview(tx, incident)
}
