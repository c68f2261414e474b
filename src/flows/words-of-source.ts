import type { Ctx } from '../context.ts'
import { type Incident, nameOf } from '../core/incident.ts'
import { Refusal } from '../core/refusal.ts'
import { listReleasedAnswers } from '../store/answers.ts'
import type { Tx } from '../store/db.ts'
import { findEntry } from '../store/entries.ts'
import { findReview } from '../store/reviews.ts'

/** With what sealed answers are opened. */
type Opener = Pick<Ctx, 'seals'>

/** What a source is: an entry of the timeline, or an answer that its writer released. `userId`: whose words they are. */
export type Source = { ref: string; words: string; entryId: number | null; at: Date | null; userId: string | null }

/**
 * A source of an incident by its name, `E45` or `A7`, as it may be shown now. The caller has come through the gate with the incident.
 * @returns null where there is none: an entry that is hidden or of elsewhere, an answer that is not released, or not yet
 */
export async function findSource(tx: Tx, ctx: Opener, incident: Incident, ref: string): Promise<Source | null> {
  const [, letter = '', number = ''] = /^([EA])([1-9]\d{0,9})$/i.exec(ref.trim()) ?? []
  const id = Number(number)
  return letter.toUpperCase() === 'E' ? entrySource(tx, incident, id) : letter === '' ? null : answerSource(tx, ctx, incident, id)
}

/** @throws Refusal where there is none */
export async function getSource(tx: Tx, ctx: Opener, incident: Incident, ref: string): Promise<Source> {
  const source = await findSource(tx, ctx, incident, ref)
  if (source) return source
  throw new Refusal(
    `There is no source of that number in ${nameOf(incident)} that may be shown. The timeline has those like E45; released answers, those like A7, stand in the review once it is open.`,
    'source',
  )
}

async function entrySource(tx: Tx, incident: Incident, id: number): Promise<Source | null> {
  const entry = await findEntry(tx, incident.workspaceId, id)
  if (entry?.incidentId !== incident.id || entry.hiddenAt !== null) return null
  return { ref: `E${id}`, words: entry.text ?? '', entryId: id, at: entry.happenedAt, userId: entry.authorId }
}

async function answerSource(tx: Tx, { seals }: Opener, incident: Incident, id: number): Promise<Source | null> {
  if (((await findReview(tx, incident.id))?.openedAt ?? null) === null) return null
  const answer = (await listReleasedAnswers(tx, seals, incident.id)).find((one) => one.id === id)
  if (!answer) return null
  const { text, entryId, momentAt, userId } = answer
  return { ref: `A${id}`, words: text ?? '', entryId, at: momentAt, userId }
}
