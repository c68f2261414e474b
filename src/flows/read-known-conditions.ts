import type { Ctx } from '../context.ts'
import type { Incident } from '../core/incident.ts'
import { byTime, type ChangeMade, changesSince, type KnownCondition, type Sighting } from '../core/known-condition.ts'
import type { Condition } from '../core/material/material.ts'
import type { Viewer } from '../core/viewer.ts'
import { findIncident, getIncident } from '../store/incidents.ts'
import { listApart, listChangesOf, listConditions, listKnownAs } from '../store/known-conditions.ts'
import { alikeConditions } from './alike-conditions.ts'
import { conditionsNamed, type Reader, sightingsOf, wordsOf } from './sightings-of.ts'

/** `page` counts from 0 and is clamped. */
export type KnownConditions = { incident: Incident; conditions: KnownCondition[]; page: number; pages: number }

/** How many conditions one page looks up. */
const conditionsAPage = 5

/**
 * The conditions of an incident, each with where else it was seen, in which words, what changes did, and what may be the same; of
 * all of that, what this viewer may see.
 * @throws Refusal where the viewer may not see the incident
 */
export async function readKnownConditions(
  ctx: Ctx,
  input: { viewer: Viewer; incidentId: string; page: number },
): Promise<KnownConditions> {
  const { viewer } = input
  return ctx.db.reading(async (tx) => {
    const reader = { tx, ctx, viewer }
    const incident = await getIncident(tx, viewer, input.incidentId)
    const all = await listConditions(tx, viewer.workspaceId, incident.id)
    const pages = Math.max(Math.ceil(all.length / conditionsAPage), 1)
    const page = Math.min(Math.max(input.page, 0), pages - 1)
    const conditions: KnownCondition[] = []
    for (const condition of all.slice(page * conditionsAPage, (page + 1) * conditionsAPage)) {
      const words = await wordsOf(reader, incident, condition)
      if (words !== null) conditions.push(await knownOf(reader, incident, condition, words))
    }
    return { incident, conditions, page, pages }
  })
}

async function knownOf(reader: Reader, incident: Incident, condition: Condition, words: string): Promise<KnownCondition> {
  const { id: conditionId, since } = condition
  const group = await groupOf(reader, condition)
  const all = await sightingsOf(reader, group)
  const apart = await conditionsNamed(reader, await listApart(reader.tx, conditionId))
  const own: Sighting = { incident, conditionId, words, since }
  return {
    conditionId,
    words,
    since,
    sightings: all.filter((sighting) => sighting.incident.id !== incident.id).sort(byTime),
    changes: changesSince(await changesOf(reader, [condition, ...group]), [...all, own]),
    alike: await alikeConditions(reader, condition, words, [...group, ...apart]),
    apart: await sightingsOf(reader, apart),
  }
}

const groupOf = async ({ tx, viewer }: Reader, { knownAs }: Condition): Promise<Condition[]> =>
  knownAs === null ? [] : listKnownAs(tx, viewer.workspaceId, [knownAs])

async function changesOf(reader: Reader, conditions: readonly Condition[]): Promise<ChangeMade[]> {
  const ids = [...new Set(conditions.map(({ id }) => id))]
  const made: ChangeMade[] = []
  for (const change of await listChangesOf(reader.tx, reader.viewer.workspaceId, ids)) {
    const incident = await findIncident(reader.tx, reader.viewer, change.incidentId)
    const { id, state, doneAt, outcome } = change
    if (incident) made.push({ incident, id, words: await wordsOf(reader, incident, change), state, doneAt, outcome })
  }
  return made
}
