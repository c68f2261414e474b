import type { Incident } from './incident.ts'
import type { ChangeState } from './material/material-fields.ts'
import type { Since } from './since.ts'

/** Words that may be shown; null where their source is gone, or is not shown yet. */
type Words = string | null

/** One time that a condition was seen: where, in which words, and since when it was so then. */
export type Sighting = { incident: Incident; conditionId: number; words: Words; since: Since | null }

/** A change that was to change a condition, wherever it was seen. */
export type ChangeMade = {
  incident: Incident
  id: number
  words: Words
  state: ChangeState
  doneAt: Date | null
  outcome: string | null
}

/** A change that was done, and where the condition was seen after that. Facts beside each other: no verdict on the change. */
export type ChangeSince = ChangeMade & { seenAfter: Incident[] }

/** A condition of an incident: where else it was seen, what was done about it, and which may be the same. */
export type KnownCondition = {
  conditionId: number
  words: string
  since: Since | null
  /** Of other incidents, in the order of time. */
  sightings: Sighting[]
  changes: ChangeSince[]
  /** What reads alike, and nobody has said anything about yet. */
  alike: Sighting[]
  /** What people have said is something else. */
  apart: Sighting[]
}

/** From when on an incident was known to people: what has been so for long counts from when it was noticed. */
export const noticedAt = ({ detectedAt, declaredAt }: Pick<Incident, 'detectedAt' | 'declaredAt'>): Date =>
  detectedAt ?? declaredAt

export const byTime = (a: { incident: Incident }, b: { incident: Incident }): number =>
  noticedAt(a.incident).getTime() - noticedAt(b.incident).getTime() || a.incident.number - b.incident.number

/** What was seen after each change was done; of one that is not done, or from before that was noted, nothing is said. */
export function changesSince(changes: readonly ChangeMade[], sightings: readonly Sighting[]): ChangeSince[] {
  return changes.map((change) => {
    const { doneAt } = change
    const after = doneAt === null ? [] : sightings.filter(({ incident }) => noticedAt(incident) > doneAt)
    return { ...change, seenAfter: [...new Set(after.sort(byTime).map(({ incident }) => incident))] }
  })
}
