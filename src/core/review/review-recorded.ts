import type { Incident } from '../incident.ts'
import { spanText } from '../time-text.ts'
import type { Known } from './review-facts.ts'
import { ofRecord, type Template } from './review-template.ts'
import type { Part, Say } from './review-words.ts'

type TimeField = 'startedAt' | 'detectedAt' | 'declaredAt' | 'mitigatedAt' | 'resolvedAt' | 'closedAt'

/** The times of an incident, in their usual order; `unknown` is how a missing one is told, where it is told. */
export const times: readonly { field: TimeField; heading: string; noun: string; unknown: string | null }[] = [
  { field: 'startedAt', heading: 'Started', noun: 'start', unknown: 'when it started' },
  { field: 'detectedAt', heading: 'Detected', noun: 'detection', unknown: 'when it was detected' },
  { field: 'declaredAt', heading: 'Declared', noun: 'declaration', unknown: null },
  { field: 'mitigatedAt', heading: 'Mitigated', noun: 'mitigation', unknown: 'when the harm ended' },
  { field: 'resolvedAt', heading: 'Resolved', noun: 'resolution', unknown: 'when it was resolved' },
  { field: 'closedAt', heading: 'Closed', noun: 'closing', unknown: null },
]

/** The spans that are told, each as a plain fact of this incident. */
const spans: readonly (readonly [TimeField, TimeField])[] = [
  ['startedAt', 'detectedAt'],
  ['detectedAt', 'declaredAt'],
  ['detectedAt', 'resolvedAt'],
  ['declaredAt', 'mitigatedAt'],
  ['declaredAt', 'resolvedAt'],
]

/** What the record of the incident itself says. */
export const recordedTemplates: readonly Template[] = [
  record(
    'title',
    () => true,
    ({ title }, say) => ['Title: ', say.quote(title)],
  ),
  record(
    'description',
    ({ description }) => description.trim() !== '',
    ({ description }, say) => ['Described as: ', say.quote(description)],
  ),
  ofRecord(
    'recorded',
    'recorded.severity',
    () => true,
    ({ facts }, say) => ['Severity: ', say.plain(facts.severityLabel), '.'],
  ),
  record(
    'status',
    () => true,
    ({ status }) => [`Status: ${status}.`],
  ),
  record(
    'drill',
    ({ kind }) => kind === 'drill',
    () => ['This was a drill.'],
  ),
  record(
    'near_miss',
    ({ kind }) => kind === 'near_miss',
    () => ['A near miss: nothing broke.'],
  ),
  record(
    'retrospective',
    ({ kind }) => kind === 'retrospective',
    () => ['It was declared afterwards.'],
  ),
  record(
    'private',
    ({ isPrivate }) => isPrivate,
    () => ['Private: shown only to the members of its channel.'],
  ),
  ...times.map(({ field, heading }) =>
    record(
      field,
      (incident) => incident[field] !== null,
      (incident, say) => [
        `${heading}: ${field === 'declaredAt' ? say.fully(incident.declaredAt) : momentOf(incident[field], say)}.`,
      ],
    ),
  ),
  ...spans.map(([from, to]) =>
    record(
      `${from}-${to}`,
      (incident) => hasSpan(incident, from, to),
      (incident) => [spanSentence(incident, from, to)],
    ),
  ),
]

function record(key: string, holds: (incident: Incident) => boolean, text: (incident: Incident, say: Say) => Part[]): Template {
  const of = ({ facts }: Known) => facts.incident
  return ofRecord(
    'recorded',
    `recorded.${key}`,
    (known) => holds(of(known)),
    (known, say) => text(of(known), say),
  )
}

const momentOf = (at: Date | null, say: Say): string => (at === null ? 'not recorded' : say.when(at))

/** What was declared afterwards has no span that begins or ends with its declaration. */
const hasSpan = (incident: Incident, from: TimeField, to: TimeField): boolean =>
  incident[from] !== null &&
  incident[to] !== null &&
  (incident.kind !== 'retrospective' || (from !== 'declaredAt' && to !== 'declaredAt'))

function spanSentence(incident: Incident, from: TimeField, to: TimeField): string {
  const span = spanText(incident[from], incident[to])
  const ends = `From ${nounOf(from)} to ${nounOf(to)}`
  return span === null ? `${ends}: the recorded times run backwards, so no span is given.` : `${ends}: ${span}.`
}

export const nounOf = (field: TimeField): string => times.find((time) => time.field === field)?.noun ?? field
