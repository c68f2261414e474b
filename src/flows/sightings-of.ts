import type { Ctx } from '../context.ts'
import type { Incident } from '../core/incident.ts'
import type { Sighting } from '../core/known-condition.ts'
import type { Condition, ConsideredChange } from '../core/material/material.ts'
import type { Viewer } from '../core/viewer.ts'
import type { Tx } from '../store/db.ts'
import { findIncident } from '../store/incidents.ts'
import { findMaterial } from '../store/material.ts'
import { findSource } from './words-of-source.ts'

/** What reading needs to know: for whom, and with what sealed words are opened. */
export type Reader = { tx: Tx; ctx: Pick<Ctx, 'seals'>; viewer: Viewer }

/** The words that a condition or a change has now; null where they may not be shown. The caller has come through the gate. */
export async function wordsOf(
  { tx, ctx }: Reader,
  incident: Incident,
  one: Condition | ConsideredChange,
): Promise<string | null> {
  const source = one.text === null && one.wordsOf !== null ? await findSource(tx, ctx, incident, one.wordsOf) : null
  const words = (one.text ?? source?.words ?? '').trim()
  return words === '' ? null : words
}

/** Of these, what this viewer may see, in their order. */
export async function sightingsOf(reader: Reader, conditions: readonly Condition[]): Promise<Sighting[]> {
  const sightings: Sighting[] = []
  for (const condition of conditions) {
    const incident = await findIncident(reader.tx, reader.viewer, condition.incidentId)
    const words = incident && (await wordsOf(reader, incident, condition))
    if (incident) sightings.push({ incident, conditionId: condition.id, words, since: condition.since })
  }
  return sightings
}

/** Conditions by their numbers, without what was removed. The caller sees to the gate. */
export async function conditionsNamed({ tx, viewer }: Reader, ids: readonly number[]): Promise<Condition[]> {
  const found: Condition[] = []
  for (const id of ids) {
    const condition = await findMaterial(tx, viewer.workspaceId, 'condition', id)
    if (condition?.removedAt === null) found.push(condition)
  }
  return found
}
