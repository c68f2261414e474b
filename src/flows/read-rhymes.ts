import type { Ctx } from '../context.ts'
import type { Incident } from '../core/incident.ts'
import { firstSignals, isForRhymes, mostRhymes, type OwnStem, type Rhyme, rhymesAmong, signalsFrom } from '../core/rhymes.ts'
import type { PersonViewer } from '../core/viewer.ts'
import type { Tx } from '../store/db.ts'
import { listFirstSigns } from '../store/entries.ts'
import { getIncident, listIncidentsNamed } from '../store/incidents.ts'
import { listStems } from '../store/likeness.ts'
import { findNewestPart } from '../store/review-parts.ts'
import { listLikeIncidents } from '../store/rhymes.ts'
import { findHolder } from '../store/roles.ts'

/** How many of the words of a description are looked up. */
const mostStems = 40

/**
 * Up to three earlier incidents that are like one, by the words of title and description, of their conditions and of what was observed
 * first; with what was written there for the next one. Of all that, what this person may see.
 * @returns `isForThem`: whether they are the one it is offered to, now
 * @throws Refusal where they may not see the incident
 */
export async function readRhymes(
  ctx: Ctx,
  input: { viewer: PersonViewer; incidentId: string },
): Promise<{ incident: Incident; isForThem: boolean; rhymes: Rhyme[] }> {
  const { viewer } = input
  return ctx.db.reading(async (tx) => {
    const incident = await getIncident(tx, viewer, input.incidentId)
    const isForThem = isForRhymes(incident, viewer.userId, await findHolder(tx, incident.id, 'lead'))
    return { incident, isForThem, rhymes: await rhymesOf(tx, viewer, incident) }
  })
}

async function rhymesOf(tx: Tx, viewer: PersonViewer, incident: Incident): Promise<Rhyme[]> {
  const own = await ownStems(tx, incident)
  const { candidates, counts } = await listLikeIncidents(tx, viewer, incident.id, own)
  const alike = await listIncidentsNamed(tx, viewer, rhymesAmong(own, candidates, counts))
  const rhymes: Rhyme[] = []
  for (const earlier of alike.slice(0, mostRhymes)) {
    const next = (await findNewestPart(tx, earlier.id, 'next'))?.text ?? ''
    const signals = firstSignals(await listFirstSigns(tx, earlier.id, signalsFrom(earlier)))
    rhymes.push({ incident: earlier, next: next === '' ? null : next, signals })
  }
  return rhymes
}

async function ownStems(tx: Tx, { title, description }: Incident): Promise<OwnStem[]> {
  const [ofTitle = [], ofDescription = []] = await listStems(tx, [title, description])
  const named = new Set(ofTitle)
  const others = ofDescription.filter((stem) => !named.has(stem))
  return [...ofTitle.map((stem) => ({ stem, counts: 2 })), ...others.map((stem) => ({ stem, counts: 1 }))].slice(0, mostStems)
}
