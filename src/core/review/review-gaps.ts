import { type Incident, nameOf } from '../incident.ts'
import { type Entry, entryRef } from '../timeline.ts'

/** A stretch between declaration and resolution with no entry. `sources` are what stands at its two ends. */
export type Gap = { from: Date; to: Date; sources: string[] }

/** From how long on a stretch without an entry is said, in milliseconds. */
const shortestGap = 30 * 60_000

export const gapKey = (sources: readonly string[]): string => sources.join(' ')

/**
 * The stretches of more than 30 minutes with no entry, from declaration to resolution (while it is open: to the last entry).
 * @param entries in the order of the story
 */
export function gapsIn(incident: Incident, entries: readonly Entry[]): Map<string, Gap> {
  const { declaredAt, resolvedAt } = incident
  const record = nameOf(incident)
  const isWithin = ({ happenedAt }: Entry) => happenedAt >= declaredAt && (resolvedAt === null || happenedAt <= resolvedAt)
  const points = entries.filter(isWithin).map(({ happenedAt, id }) => ({ at: happenedAt, source: entryRef(id) }))
  const ends = resolvedAt === null ? [] : [{ at: resolvedAt, source: record }]
  const gaps = new Map<string, Gap>()
  let last = { at: declaredAt, source: record }
  for (const point of [...points, ...ends]) {
    const sources = point.source === last.source ? [record] : [last.source, point.source]
    if (point.at.getTime() - last.at.getTime() > shortestGap) gaps.set(gapKey(sources), { from: last.at, to: point.at, sources })
    last = point
  }
  return gaps
}
