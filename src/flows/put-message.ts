import type { EntryVersion, EntryWish, HandKind } from '../core/entry-by-hand.ts'
import type { Incident } from '../core/incident.ts'
import { Refusal } from '../core/refusal.ts'
import { copiedEntry, momentOf, permalinkOf, type SlackFile, shortcutMark } from '../core/timeline.ts'
import { refreshReview } from '../jobs/refresh.ts'
import type { Tx } from '../store/db.ts'
import { findImported, findMessageEntry, insertEntry } from '../store/entries.ts'
import { insertVersion } from '../store/entry-versions.ts'
import { lockMessage, saveMark } from '../store/marks.ts'
import { getWorkspace } from '../store/workspaces.ts'
import { changeEntry } from './edit-entry.ts'
import { settleEntry } from './settle-entry.ts'

/** A message of any channel, as Slack showed it to the person who chose it. `text` in Slack's markup. */
export type ChosenMessage = {
  channelId: string
  ts: string
  threadTs: string | null
  authorId: string | null
  authorName: string | null
  text: string
  files: SlackFile[]
}

/** Who puts a message on a timeline, as what, and what they say of it beside: only that is theirs. */
export type Put = { by: string; at: Date; kind: HandKind; wish: Omit<EntryWish, 'kind'> }

/**
 * Puts a message on the timeline of an incident; a second time there is a mark or a version more, and never a second entry. One that
 * was hidden is seen again. In the incident's channel it is an entry as by a reaction, and follows what happens to it in Slack; of
 * another channel it is a copy that stays as the message was then.
 * Part of a transaction that has come through the gate with this incident.
 * @returns the id of the entry
 * @throws Refusal where the message is gone
 */
export async function putMessage(tx: Tx, incident: Incident, message: ChosenMessage, put: Put): Promise<number> {
  await lockMessage(tx, { workspaceId: incident.workspaceId, channelId: message.channelId, ts: message.ts })
  const isOwn = incident.channelId === message.channelId
  const entryId = isOwn ? await markOwn(tx, incident, message, put) : await putCopy(tx, incident, message, put)
  await changeEntry(tx, incident, entryId, { wish: { ...put.wish, isHidden: false }, by: put.by, at: put.at })
  await refreshReview(tx, incident)
  return entryId
}

async function markOwn(tx: Tx, incident: Incident, message: ChosenMessage, { by, at, kind }: Put): Promise<number> {
  const { workspaceId, id: incidentId } = incident
  const { channelId, ts, authorId: itemUser } = message
  const mark = { userId: by, emoji: shortcutMark, kind, isPresent: true, eventTs: asTs(at) }
  await saveMark(tx, { workspaceId, channelId, messageTs: ts, incidentId, ...mark })
  await settleEntry(tx, incident, { workspaceId, channelId, ts }, { of: 'mark', itemUser, source: 'shortcut' }, at)
  const entry = await findMessageEntry(tx, { workspaceId, channelId, ts })
  if (!entry) throw new Refusal('That message was deleted meanwhile, so there is nothing to put on the timeline.')
  return entry.id
}

/** Its first version says who put it there; who does so again and has more to say of it makes another. */
async function putCopy(tx: Tx, incident: Incident, message: ChosenMessage, put: Put): Promise<number> {
  const importKey = `message ${message.channelId} ${message.ts}`
  const before = await findImported(tx, incident.id, importKey)
  if (before !== null) {
    if (put.kind !== 'note') await changeEntry(tx, incident, before, { wish: { kind: put.kind }, by: put.by, at: put.at })
    return before
  }
  const { channelId, ts, threadTs, text, files } = message
  const permalink = permalinkOf((await getWorkspace(tx, incident.workspaceId)).url, channelId, ts, threadTs)
  const entry = copiedEntry(incident, { ...message, kind: put.kind, permalink }, { text, files }, put.at)
  const id = await insertEntry(tx, { ...entry, importKey })
  await insertVersion(tx, id, firstOf(message, put))
  return id
}

const firstOf = ({ ts, text }: ChosenMessage, { kind, by, at }: Put): EntryVersion => ({
  number: 1,
  kind,
  text,
  about: null,
  happenedAt: momentOf(ts),
  isHidden: false,
  by,
  at,
})

const asTs = (moment: Date): string => (moment.getTime() / 1000).toFixed(6)
