import type { Ctx } from '../context.ts'
import { type EntryVersion, type EntryWish, firstVersion, nextVersion, readsOtherwise } from '../core/entry-by-hand.ts'
import type { Incident } from '../core/incident.ts'
import type { Entry } from '../core/timeline.ts'
import type { PersonViewer } from '../core/viewer.ts'
import { refreshNoticed, refreshReview } from '../jobs/refresh.ts'
import type { Tx } from '../store/db.ts'
import { takeDelivery } from '../store/delivered.ts'
import { findEntry } from '../store/entries.ts'
import { findOwnText, insertVersion, listVersions, lockEntry, saveVersion } from '../store/entry-versions.ts'
import { lockMessage } from '../store/marks.ts'
import { reachEntry } from './reach-entry.ts'

/**
 * Changes an entry by hand: its kind, words or time, or whether it is seen. Every version is kept, with who and when.
 * @returns the entry as it is now, or null where this request was done before
 * @throws Refusal where there is no such entry for this viewer, or it will not do
 */
export async function editEntry(
  ctx: Ctx,
  input: { viewer: PersonViewer; entryId: number; wish: EntryWish; requestKey: string },
): Promise<{ incident: Incident; entry: Entry } | null> {
  const now = ctx.clock.now()
  const { viewer, entryId, wish, requestKey } = input
  return ctx.db.transaction(async (tx) => {
    if (!(await takeDelivery(tx, viewer.workspaceId, requestKey, now))) return null
    const { entry } = await reachEntry(tx, viewer, entryId)
    await lockMessageOf(tx, viewer, entry)
    const { incident } = await reachEntry(tx, viewer, entryId)
    await changeEntry(tx, incident, entryId, { wish, by: viewer.userId, at: now })
    return { incident, entry: (await reachEntry(tx, viewer, entryId)).entry }
  })
}

/** Events of its message, which may take it off, wait until this is done, and this for them. */
async function lockMessageOf(tx: Tx, { workspaceId }: PersonViewer, { channelId, messageTs }: Entry): Promise<void> {
  if (channelId !== null && messageTs !== null) await lockMessage(tx, { workspaceId, channelId, ts: messageTs })
}

/** Part of a transaction that holds the lock on the entry's message, where it has one, and has come through the gate. */
export async function changeEntry(
  tx: Tx,
  incident: Incident,
  entryId: number,
  change: { wish: EntryWish; by: string; at: Date },
): Promise<void> {
  await lockEntry(tx, entryId)
  const entry = await findEntry(tx, incident.workspaceId, entryId)
  if (!entry) return
  const last = await lastVersion(tx, entry)
  const next = nextVersion(entry, last, change.wish, change.by, change.at)
  if (!next) return
  if (last.number === 1) await insertFirst(tx, entry, last)
  await saveVersion(tx, entryId, next, readsOtherwise(last, next) ? change.at : entry.editedAt)
  // Its message in the incident's channel bears the bot's sign that it is on the timeline.
  if (next.isHidden !== last.isHidden) await refreshNoticed(tx, incident)
  await refreshReview(tx, incident)
}

/** How the entry reads now, under the number of its last version: marks and events may have changed it since. */
async function lastVersion(tx: Tx, entry: Entry): Promise<EntryVersion> {
  const number = (await listVersions(tx, entry.id)).at(-1)?.number ?? 1
  return { ...firstVersion(entry, await findOwnText(tx, entry.id)), number }
}

async function insertFirst(tx: Tx, entry: Entry, first: EntryVersion): Promise<void> {
  if ((await listVersions(tx, entry.id)).length === 0) await insertVersion(tx, entry.id, first)
}
