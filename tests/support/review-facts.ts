import fc from 'fast-check'
import { type Incident, kinds, statuses } from '../../src/core/incident.ts'
import { noMaterial } from '../../src/core/known-material.ts'
import type { RoleHolding } from '../../src/core/people.ts'
import { elicitsKinds } from '../../src/core/question.ts'
import { partKeys, type ReviewFacts, type ShownAnswer, type ShownPart } from '../../src/core/review/review.ts'
import { type Entry, entryKinds, entrySources } from '../../src/core/timeline.ts'
import { anyMaterial, ofIncident } from './material.ts'

export const at = (text: string): Date => new Date(`${text}Z`)

/** The incident of the first story: a users table emptied, backups off for 67 days. */
export const anIncident = (changes: Partial<Incident> = {}): Incident => ({
  id: ofIncident.incidentId,
  workspaceId: ofIncident.workspaceId,
  number: 12,
  title: 'users table is empty',
  description: 'Customers cannot sign in.',
  severity: 'sev1',
  status: 'resolved',
  kind: 'live',
  isPrivate: false,
  declaredBy: 'U0MAYA001',
  startedAt: null,
  detectedAt: at('2026-11-28T14:26:00'),
  declaredAt: at('2026-11-28T14:30:00'),
  mitigatedAt: at('2026-11-28T15:40:00'),
  resolvedAt: at('2026-11-28T15:42:00'),
  closedAt: null,
  channelId: 'C0CHANNEL1',
  channelName: 'inc-2026-11-28-users-table-is-empty',
  logsFrom: null,
  triedName: null,
  triedAt: null,
  ...changes,
})

export const anEntry = (id: number, changes: Partial<Entry> = {}): Entry => ({
  id,
  incidentId: anIncident().id,
  kind: 'observation',
  source: 'reaction',
  happenedAt: at('2026-11-28T14:35:00'),
  recordedAt: at('2026-11-28T14:36:00'),
  authorId: 'U0MAYA001',
  authorName: 'Maya Lindqvist',
  text: 'the table is empty',
  about: null,
  change: null,
  channelId: 'C0CHANNEL1',
  messageTs: null,
  permalink: `https://acme.slack.com/archives/C0CHANNEL1/p17${id}`,
  files: [],
  editedAt: null,
  hiddenAt: null,
  markedBy: ['U0MAYA001'],
  ...changes,
})

export const anAnswer = (id: number, changes: Partial<ShownAnswer> = {}): ShownAnswer => ({
  id,
  promptId: `prompt-${id}`,
  userId: 'U0MAYA001',
  visibility: 'by_role',
  text: 'I had two windows open and both looked the same.',
  entryId: null,
  momentAt: null,
  questionText: 'What made this seem reasonable at the time?',
  elicits: ['local-rationality'],
  ...changes,
})

/** The first section of people's own, in its version of this number. */
export const aPart = (number: number, changes: Partial<ShownPart> = {}): ShownPart => ({
  id: 1,
  section: 'story',
  number,
  text: 'It looked like any other Sunday.',
  at: at('2026-12-04T09:00:00'),
  ...changes,
})

export const aHolding = (userId: string, changes: Partial<RoleHolding> = {}): RoleHolding => ({
  incidentId: anIncident().id,
  role: 'lead',
  userId,
  fromAt: at('2026-11-28T14:31:00'),
  untilAt: null,
  ...changes,
})

export const theFacts = (changes: Partial<ReviewFacts> = {}): ReviewFacts => ({
  incident: anIncident(),
  entries: [],
  named: new Set(),
  roles: [],
  answers: [],
  merged: [],
  parts: [],
  material: noMaterial,
  review: { state: 'open', opensAt: at('2026-12-03T10:00:00'), openedAt: at('2026-12-03T10:00:00') },
  asked: { people: 0 },
  severityLabel: 'SEV1',
  ...changes,
})

export const roleLabels = { lead: 'Lead', comms: 'Communications', scribe: 'Scribe' }

const people = ['U0MAYA001', 'U0JONAS02', 'W0PRIYA003', 'U04DMITRI', 'U05ELENA5']
/** Names as they stand in the records; none of them is ever to be seen without consent. */
export const names = ['Maya Lindqvist', 'Jonas Ferreira', 'Priya Raman', 'Dmitri Okafor', 'Elena Sato']
export const nameOfPerson = (userId: string): string => names[people.indexOf(userId)] ?? 'Sam Unknown'

const person = fc.constantFrom(...people)
const moment = fc
  .integer({ min: -90 * 24 * 60, max: 3000 })
  .map((minutes) => new Date(at('2026-11-28T14:30:00').getTime() + minutes * 60_000))
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null })

/** What people write: with mentions, ids, markup, and words that the bot itself never uses. */
const words = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        'because of the deploy',
        'caused by',
        'this led to',
        'due to',
        'resulted in',
        '# heading',
        '```',
        '|a|b|',
        '\n',
        '\n\n',
      ),
      fc.constantFrom(
        '<script>x</script>',
        '[x](https://e.example)',
        '&lt;!--',
        ':fire:',
        '<!here>',
        '- item',
        '1. one',
        '“quoted”',
        '---',
      ),
      person.map((id) => `<@${id}>`),
      person.map((id) => `<@${id}|${nameOfPerson(id)}>`),
      person.map((id) => `ask ${id} please`),
      person.map((id) => `<https://acme.slack.com/team/${id}|page>`),
      fc.string({ maxLength: 12, unit: 'binary' }),
    ),
    { maxLength: 6 },
  )
  .map((parts) => parts.join(' '))

const change = fc.record({
  field: fc.constantFrom('status', 'severity', 'title'),
  from: maybe(fc.constantFrom(...statuses)),
  to: maybe(fc.constantFrom(...statuses)),
})

const entryParts = fc.record({
  kind: fc.constantFrom(...entryKinds.filter((kind) => kind !== 'role')),
  source: fc.constantFrom(...entrySources),
  happenedAt: moment,
  recordedAt: moment,
  text: maybe(words),
  editedAt: maybe(moment),
  markedBy: fc.uniqueArray(person),
  files: fc.array(
    fc.record({
      id: fc.constant('F0FILE001'),
      name: words,
      permalink: maybe(person.map((id) => `https://acme.slack.com/files/${id}/F0FILE001/graph.png`)),
    }),
    { maxLength: 2 },
  ),
  authorId: maybe(person),
  messageTs: maybe(fc.constantFrom('1795876200.000100', '1795876200.000200')),
})

const entry = fc.oneof(
  entryParts.map((parts) => ({ ...parts, authorName: parts.authorId === null ? 'PagerDuty' : nameOfPerson(parts.authorId) })),
  fc
    .record({ parts: entryParts, change })
    .map(({ parts, change }) => ({ ...parts, authorName: null, change, kind: 'status' as const })),
  fc.record({ parts: entryParts, from: maybe(person), to: maybe(person) }).map(({ parts, from, to }) => ({
    ...parts,
    authorName: null,
    kind: 'role' as const,
    source: 'system' as const,
    change: { field: 'lead', from, to },
  })),
)

const answer = fc.record({
  userId: person,
  visibility: fc.constantFrom('by_role' as const, 'with_name' as const),
  text: words,
  entryId: maybe(fc.integer({ min: 1, max: 12 })),
  momentAt: maybe(moment),
  questionText: words,
  elicits: fc.uniqueArray(fc.constantFrom(...elicitsKinds), { maxLength: 2 }),
})

const holding = fc.record({
  role: fc.constantFrom('lead', 'comms', 'own_role'),
  userId: person,
  fromAt: moment,
  untilAt: maybe(moment),
})

const incident = fc
  .record({
    title: words.map((text) => text.replace(/\s+/g, ' ')),
    description: words,
    status: fc.constantFrom(...statuses),
    kind: fc.constantFrom(...kinds),
    isPrivate: fc.boolean(),
    declaredBy: person,
    startedAt: maybe(moment),
    detectedAt: maybe(moment),
    declaredAt: moment,
    mitigatedAt: maybe(moment),
    resolvedAt: maybe(moment),
    closedAt: maybe(moment),
  })
  .map((parts) => anIncident(parts))

const part = fc.record({ section: fc.constantFrom(...partKeys), text: words.map((text) => text.trim()), at: moment })

/** Facts of every kind, odd ones too: times in any order, texts that try to break out, roles held by several people. */
export const anyFacts: fc.Arbitrary<ReviewFacts> = fc
  .record({
    incident,
    entries: fc.array(entry, { maxLength: 10 }),
    roles: fc.array(holding, { maxLength: 6 }),
    answers: fc.array(answer, { maxLength: 6 }),
    merged: fc.array(maybe(words), { maxLength: 6 }),
    opened: fc.boolean(),
    depth: fc.constantFrom('none', 'one_question', 'full'),
    asked: fc.nat(6),
    parts: fc.array(part, { maxLength: 5 }),
    published: fc.boolean(),
    named: fc.array(fc.integer({ min: 1, max: 10 }), { maxLength: 3 }),
    material: anyMaterial({ said: words, person, moment }),
    note: maybe(words.map((text) => text.replace(/\s+/g, ' ').trim()).filter((text) => text !== '')),
  })
  .map(({ incident, entries, roles, answers, merged, opened, depth, asked, parts, published, named, material, note }) => ({
    incident,
    entries: entries.map((parts, index) => anEntry(index + 1, parts)),
    named: new Set(named),
    roles: roles.map((parts) => aHolding(parts.userId, parts)),
    answers: answers.map((parts, index) => anAnswer(index + 1, parts)),
    merged,
    material,
    review: {
      state: opened ? (published ? 'published' : 'open') : 'draft',
      opensAt: at('2026-12-03T10:00:00'),
      openedAt: opened ? at('2026-12-03T10:00:00') : null,
      depth,
      publishedAt: opened && published ? at('2026-12-05T10:00:00') : null,
      publishedNote: note,
    },
    parts: parts.map((written, index) => aPart(index + 1, { ...written, id: partKeys.indexOf(written.section) + 1 })),
    asked: { people: asked },
    severityLabel: 'SEV1',
  }))

/** Words as an export uses them. */
export const isIn = (text: string, ids: readonly string[] = people): string[] => ids.filter((id) => text.includes(id))
