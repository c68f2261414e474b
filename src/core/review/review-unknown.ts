import type { Incident } from '../incident.ts'
import { durationText } from '../time-text.ts'
import { type Entry, entryRef } from '../timeline.ts'
import type { Known } from './review-facts.ts'
import { gapKey } from './review-gaps.ts'
import { nounOf, times } from './review-recorded.ts'
import { counted, ofRecord, type Template } from './review-template.ts'
import { momentText } from './review-timeline.ts'

/** What the record does not say. */
export const unknownTemplates: readonly Template[] = [
  ...times.flatMap(({ field, unknown }) =>
    unknown === null
      ? []
      : [
          ofRecord(
            'unknown',
            `unknown.${field}`,
            ({ facts }) => facts.incident[field] === null,
            () => [`Not recorded: ${unknown}.`],
          ),
        ],
  ),
  ofRecord(
    'unknown',
    'unknown.order',
    ({ facts }) => backwards(facts.incident) !== null,
    ({ facts }) => [backwards(facts.incident) ?? ''],
  ),
  ofRecord(
    'unknown',
    'unknown.lead',
    ({ roles }) => roles.every(({ role }) => role !== 'lead'),
    () => ['No lead is recorded.'],
  ),
  ofRecord(
    'unknown',
    'unknown.nobody',
    ({ answers }) => answers.length === 0,
    () => ['Nobody has been heard yet.'],
  ),
  ofRecord(
    'unknown',
    'unknown.empty',
    ({ entries }) => entries.length === 0,
    () => ['Nothing is on the timeline.'],
  ),
  {
    key: 'unknown.gap',
    section: 'unknown',
    applies: ({ gaps }) => [...gaps.values()].map(({ sources }) => ({ sources })),
    text: (known, { sources }, say) => {
      const gap = known.gaps.get(gapKey(sources))
      if (!gap) return null
      return [
        `No entry from ${say.when(gap.from)} to ${say.when(gap.to)} (${durationText(gap.to.getTime() - gap.from.getTime())}).`,
      ]
    },
  },
  ofEntry(
    'unknown.words',
    ({ text, change }) => text === null && change === null,
    () => 'The words of an entry have not reached us',
  ),
  ofEntry(
    'unknown.hypothesis',
    ({ kind }) => kind === 'hypothesis',
    () => 'An early explanation was given; whether it held is not recorded',
  ),
  {
    key: 'unknown.kind',
    section: 'unknown',
    applies: ({ entries }) => {
      const open = entries.filter(isKindOpen)
      return open.length === 0 ? [] : [{ sources: open.map(({ id }) => entryRef(id)) }]
    },
    text: (known, { sources }) => {
      const open = sources.flatMap((source) => known.entryOf.get(source) ?? []).filter(isKindOpen)
      return open.length === 0
        ? null
        : [`For ${counted(open.length, 'entry', 'entries')} nobody has said what kind of moment it was.`]
    },
  },
]

/** A sentence on one entry: there while `holds`. */
function ofEntry(key: string, holds: (entry: Entry) => boolean, text: () => string): Template {
  return {
    key,
    section: 'unknown',
    applies: ({ entries }) => entries.filter(holds).map(({ id }) => ({ sources: [entryRef(id)] })),
    text: (known: Known, { sources: [source = ''] }, say) => {
      const entry = known.entryOf.get(source)
      return entry && holds(entry) ? [`${momentText(known, entry.happenedAt, say)}: ${text()}.`] : null
    },
  }
}

const isKindOpen = ({ kind, source }: Entry): boolean => kind === 'note' && source !== 'system'

/** Two neighbouring times that stand the wrong way round; null where there are none. */
function backwards(incident: Incident): string | null {
  const recorded = times.flatMap(({ field }) => {
    const at = incident[field]
    return at === null || (incident.kind === 'retrospective' && field === 'declaredAt') ? [] : [{ field, at }]
  })
  const second = recorded.find(({ at }, index) => at < (recorded[index - 1]?.at ?? at))
  const first = second && recorded[recorded.indexOf(second) - 1]
  if (!first || !second) return null
  return `In the record, ${nounOf(second.field)} lies before ${nounOf(first.field)}: at least one of the two times is off.`
}
