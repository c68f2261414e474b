import { forget } from '../../src/cli/forget.ts'
import { printedBy } from './exported.ts'
import type { Stage } from './stage.ts'

/** What `forget` prints, or the sentence with which it refuses. */
export const forgets = (stage: Pick<Stage, 'database'>, args: string[]): Promise<string> => printedBy(stage, () => forget(args))

/**
 * Rows as other parts of the product leave them, each with an id of somebody's, and where they write, words of theirs.
 * @param words what to look for afterwards
 */
export async function leavesTraces(stage: Stage, incidentId: string, entryId: number, userId: string, words: string) {
  const { pool } = stage.database
  const insert = async (table: string, row: Record<string, unknown>): Promise<void> => {
    const columns = Object.keys(row).map((column) => `"${column}"`)
    const places = columns.map((_column, index) => `$${index + 1}`)
    await pool.query(`insert into "${table}" (${columns.join()}) values (${places.join()})`, Object.values(row))
  }
  const at = stage.clock.now()
  const workspaceId = stage.workspace.id
  const ofIncident = { workspaceId, incidentId }
  const recorded = { ...ofIncident, recordedBy: userId, recordedAt: at }
  const own = { ...ofIncident, userId }
  await insert('Session', { id: 'hash', workspaceId, userId, createdAt: at, lastSeenAt: at, expiresAt: at })
  await insert('Transcript', { ...own, id: crypto.randomUUID(), text: words, day: '2026-11-22', timeZone: 'UTC', createdAt: at })
  await insert('ReviewDraft', { incidentId, section: 'summary', userId, text: words, basedOn: 0, at })
  const draft = { place: 'add:condition', fields: { text: words }, shownAt: at, requestKey: 'page:draft', at }
  await insert('FormDraft', { incidentId, userId, ...draft })
  await insert('Consent', { entryId, userId, incidentId, at })
  await insert('Surprise', { ...recorded, text: words, personId: userId, expected: words, isNamed: true })
  await insert('Helped', { ...recorded, text: 'The replica', through: 'credit', thankedId: userId, mayName: true, agreedAt: at })
  await insert('Change', { ...recorded, text: `Ask <@${userId}|sam> for a copy`, ownerId: userId, state: 'agreed' })
  await insert('Condition', { ...recorded, text: 'Backups were off', part: 'open', sureness: 'told' })
  await insert('Safeguard', { ...recorded, text: 'The replica', state: 'present' })
  await insert('UsualWork', { ...recorded, text: 'Restores', isNothingWritten: true })
  await insert('NeededTogether', recorded)
  const meeting = { uid: 'meeting', sequence: 0, startsAt: at, minutes: 60, isCancelled: true, changedAt: at }
  await insert('Meeting', { ...ofIncident, ...meeting, invitedIds: ['U0ELSE0001', userId] })
  await insert('Afterwards', { ...own, dueAt: at, state: 'skipped' })
  await insert('HostRequest', { ...own, byId: 'U0ELSE0001', at })
  await insert('HostRequest', { ...own, userId: 'U0ELSE0001', byId: userId, at })
  await insert('MonthWish', { ...own, dueAt: at })
  await insert('Notice', { workspaceId, key: `trouble:${userId}`, sentence: `<@${userId}> was not reached.`, at })
  const part = await pool.query<{ id: number }>(
    `insert into "ReviewPart" ("incidentId", section) values ($1, 'summary') returning id`,
    [incidentId],
  )
  await insert('ReviewPartVersion', {
    partId: part.rows[0]?.id,
    number: 1,
    text: `What we saw with <@${userId}>`,
    by: userId,
    at,
  })
  await pool.query(`select graphile_worker.add_job($1, $2::json, run_at => now() + interval '1 day', job_key => $3)`, [
    `${workspaceId}/opening.show`,
    JSON.stringify({ incidentId, userId }),
    `${workspaceId}/opening:${incidentId}:${userId}`,
  ])
}
