import type { Incident } from '../core/incident.ts'
import { kindFrom, messageEntry, type NewEntry, permalinkOf, type SlackFile } from '../core/timeline.ts'
import { enqueue } from '../jobs/queue.ts'
import { asOne, refreshNoticed, refreshReview } from '../jobs/refresh.ts'
import type { Tx } from '../store/db.ts'
import { deleteEntry, findMessageEntry, insertEntry, saveMarked } from '../store/entries.ts'
import { deleteCopiesBut } from '../store/file-copies.ts'
import { findLogMessage, type MessageKey } from '../store/log-messages.ts'
import { listMarks, type Mark } from '../store/marks.ts'
import { getWorkspace } from '../store/workspaces.ts'

/**
 * Makes the timeline say of a message what its marks and the log say: an entry while a mark remains and the message exists,
 * none otherwise. What somebody has changed by hand stays without a mark too; once the message is deleted, only what they wrote
 * themselves does. It looks at what is there, so that events may come in any order.
 * Part of the transaction that changed a mark or the log, which holds the lock on the message.
 */
export async function settleEntry(tx: Tx, incident: Incident, key: MessageKey, news: News, now: Date): Promise<void> {
  const marks = await listMarks(tx, key)
  const message = await findLogMessage(tx, key)
  const entry = await findMessageEntry(tx, key)
  const isDeleted = message?.isDeleted ?? false
  const isWanted = marks.length > 0 && !isDeleted
  const mayChange = !(isDeleted ? entry?.isRewritten : entry?.isEdited)
  if (isWanted && !entry) await insertEntry(tx, await entryFor(tx, incident, key, { marks, message, news }, now))
  else if (isWanted && entry && mayChange && (news.of === 'message' || entry.kind !== kindFrom(marks)))
    await saveMarked(tx, entry.id, await entryFor(tx, incident, key, { marks, message, news }, now))
  else if (!isWanted && entry && mayChange) await deleteEntry(tx, entry.id)
  if (isWanted !== (entry !== null) && mayChange) await refreshNoticed(tx, incident)
  const place = { incidentId: incident.id, channelId: key.channelId, ts: key.ts }
  if (isWanted && !message) await enqueue(tx, key.workspaceId, 'message.fetch', place, asOne(`fetch:${key.channelId}:${key.ts}`))
  if (message) await settleCopies(tx, incident, key, message.files, news)
  await refreshReview(tx, incident)
}

/** Copies of files that the message has no more go at once; of those that it has, a job makes them where the settings want any. */
async function settleCopies(
  tx: Tx,
  { id: incidentId }: Incident,
  key: MessageKey,
  files: SlackFile[],
  news: News,
): Promise<void> {
  const fileIds = files.map(({ id }) => id)
  if (news.of === 'message') await deleteCopiesBut(tx, key, fileIds)
  if (fileIds.length === 0) return
  const place = { incidentId, channelId: key.channelId, ts: key.ts }
  await enqueue(tx, key.workspaceId, 'files.copy', place, asOne(`copy:${key.channelId}:${key.ts}`))
}

/** What changed. A reaction may tell who wrote its message; the log, where it has it, knows better, and where it stands. */
export type News = { of: 'message' } | { of: 'mark'; itemUser: string | null; source?: 'shortcut' | 'import' }

type Known = {
  marks: Pick<Mark, 'kind'>[]
  message: { userId: string | null; authorName: string | null; threadTs: string | null; files: SlackFile[] } | null
  news: News
}

async function entryFor(tx: Tx, incident: Incident, key: MessageKey, known: Known, now: Date): Promise<NewEntry> {
  const { workspaceId, channelId, ts } = key
  const { marks, message, news } = known
  const { url } = await getWorkspace(tx, workspaceId)
  const permalink = permalinkOf(url, channelId, ts, message?.threadTs ?? null)
  const told = news.of === 'mark' ? news.itemUser : null
  const author = { authorId: message ? message.userId : told, authorName: message?.authorName ?? null }
  const source = (news.of === 'mark' && news.source) || 'reaction'
  return messageEntry(incident, { source, kind: kindFrom(marks), channelId, ts, permalink, ...author }, now)
}
