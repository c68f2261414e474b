import fc from 'fast-check'
import { noMaterial } from '../../src/core/known-material.ts'
import type {
  AllMaterial,
  Condition,
  ConditionLink,
  ConsideredChange,
  Helped,
  LinkKind,
  Safeguard,
  Surprise,
  UsualWork,
} from '../../src/core/material/material.ts'
import { linkKinds } from '../../src/core/material/material.ts'
import * as words from '../../src/core/material/material-fields.ts'
import type { Since } from '../../src/core/since.ts'

/** The incident of the first story, to which all of this belongs. */
export const ofIncident = { workspaceId: 'T0TEAM001', incidentId: '7d3b2f6e-8a52-4c3e-9a52-3f7c5d0e1a11' }

const base = (id: number) => ({
  id,
  ...ofIncident,
  text: 'backups are switched off',
  wordsOf: null,
  recordedBy: 'U0MAYA001',
  recordedAt: new Date('2026-12-03T11:00:00Z'),
  editedAt: null,
  removedAt: null,
})

/** A day, as somebody who types one means it. */
export const aDay = (day: string): Since => ({ at: new Date(`${day}T00:00:00Z`), precision: 'day' })
export const aYear = (year: number): Since => ({ at: new Date(Date.UTC(year, 0)), precision: 'year' })
export const aMonth = (year: number, month: number): Since => ({ at: new Date(Date.UTC(year, month - 1)), precision: 'month' })

export const aCondition = (id: number, changes: Partial<Condition> = {}): Condition => ({
  ...base(id),
  kind: 'condition',
  part: 'open',
  area: null,
  since: null,
  until: null,
  sureness: 'told',
  knownAs: null,
  ...changes,
})

export const aLink = (fromId: number, toId: number, kind: LinkKind = 'made_possible'): ConditionLink => ({ fromId, toId, kind })

export const aSafeguard = (id: number, changes: Partial<Safeguard> = {}): Safeguard => ({
  ...base(id),
  kind: 'safeguard',
  text: 'nightly backups',
  state: 'unknown',
  since: null,
  visibleFrom: null,
  weighedAgainst: null,
  replacement: null,
  ...changes,
})

export const usualWork = (id: number, changes: Partial<UsualWork> = {}): UsualWork => ({
  ...base(id),
  kind: 'usual',
  text: 'cleaning up tables',
  written: null,
  isNothingWritten: false,
  usual: null,
  since: null,
  easier: null,
  thisTime: null,
  ...changes,
})

export const aSurprise = (id: number, changes: Partial<Surprise> = {}): Surprise => ({
  ...base(id),
  kind: 'surprise',
  text: 'the table was empty',
  personId: 'U0MAYA001',
  entryId: null,
  momentAt: null,
  expected: null,
  changedMyMind: null,
  isNamed: false,
  ...changes,
})

export const whatHelped = (id: number, changes: Partial<Helped> = {}): Helped => ({
  ...base(id),
  kind: 'helped',
  text: 'the replica lagged by an hour',
  through: 'luck',
  thankedId: null,
  mayName: false,
  agreedAt: null,
  ...changes,
})

export const aChange = (id: number, changes: Partial<ConsideredChange> = {}): ConsideredChange => ({
  ...base(id),
  kind: 'change',
  text: 'show the name of the database in red',
  conditionId: null,
  how: null,
  newTrouble: null,
  whoseWorkGrows: null,
  ownerId: null,
  dueOn: null,
  lookAgainOn: null,
  ticketUrl: null,
  state: 'considered',
  grounds: null,
  outcome: null,
  outcomeAt: null,
  doneAt: null,
  remindedAt: null,
  ...changes,
})

type Parts = { said: fc.Arbitrary<string>; person: fc.Arbitrary<string>; moment: fc.Arbitrary<Date> }

/** Material of every kind: of their own words or of those of others, removed, circular, linked to what is not there. */
export function anyMaterial({ said, person, moment }: Parts): fc.Arbitrary<AllMaterial> {
  const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null })
  const since = maybe(
    fc.oneof(
      fc.record({ at: moment, precision: fc.constantFrom('minute' as const, 'day' as const, 'month' as const, 'year' as const) }),
      fc.record({ words: said }),
    ),
  )
  const id = fc.integer({ min: 1, max: 6 })
  const source = fc.oneof(
    id.map((number) => `E${number}`),
    id.map((number) => `A${number}`),
  )
  const own = said.map((text) => ({ text, wordsOf: null })).filter(({ text }) => text.trim() !== '')
  const based = <T>(parts: fc.Arbitrary<T>) =>
    fc
      .record({
        of: fc.oneof(
          own,
          source.map((wordsOf) => ({ text: null, wordsOf })),
        ),
        removedAt: maybe(moment),
        recordedAt: moment,
        parts,
      })
      .map(({ of, removedAt, recordedAt, parts }) => ({ ...of, removedAt, recordedAt, ...parts }))
  const many = <T, Made>(parts: fc.Arbitrary<T>, make: (id: number, parts: T) => Made) =>
    fc.array(parts, { maxLength: 5 }).map((all) => all.map((one, index) => make(index + 1, one)))
  return fc
    .record({
      condition: many(
        based(
          fc.record({
            part: fc.constantFrom(...words.conditionParts),
            area: maybe(fc.constantFrom(...words.conditionAreas)),
            since,
            until: since,
            sureness: fc.constantFrom(...words.surenesses),
          }),
        ),
        aCondition,
      ),
      safeguard: many(
        based(
          fc.record({
            state: fc.constantFrom(...words.safeguardStates),
            since,
            visibleFrom: maybe(said),
            weighedAgainst: maybe(said),
            replacement: maybe(said),
          }),
        ),
        aSafeguard,
      ),
      usual: many(
        based(
          fc.record({ written: maybe(said), isNothingWritten: fc.boolean(), usual: maybe(said), since, easier: maybe(said) }),
        ),
        usualWork,
      ),
      surprise: many(
        based(
          fc.record({
            personId: person,
            entryId: maybe(id),
            momentAt: maybe(moment),
            expected: maybe(said),
            changedMyMind: maybe(said),
          }),
        ),
        aSurprise,
      ),
      helped: many(
        based(fc.record({ through: fc.constantFrom(...words.helpedThrough), thankedId: maybe(person), mayName: fc.boolean() })),
        whatHelped,
      ),
      change: many(
        based(
          fc.record({
            conditionId: maybe(id),
            how: maybe(fc.constantFrom(...words.changeHows)),
            newTrouble: maybe(said),
            whoseWorkGrows: maybe(said),
            ownerId: maybe(person),
            lookAgainOn: maybe(moment),
            ticketUrl: maybe(person.map((name) => `https://tickets.example/${name}`)),
            state: fc.constantFrom(...words.changeStates),
            grounds: maybe(said),
            outcome: maybe(said),
            outcomeAt: maybe(moment),
          }),
        ),
        aChange,
      ),
      links: fc.array(fc.record({ fromId: id, toId: id, kind: fc.constantFrom(...linkKinds) }), { maxLength: 8 }),
      together: many(fc.uniqueArray(id, { maxLength: 4 }), (setId, conditionIds) => ({ id: setId, conditionIds })),
      evidence: fc.array(fc.record({ of: id.map((number) => `C${number}`), source }), { maxLength: 8 }),
      differing: fc.array(fc.constantFrom({ one: 'A1', other: 'A2' }, { one: 'A2', other: 'E3' }, { one: 'E1', other: 'W1' }), {
        maxLength: 3,
      }),
      beenThere: fc.nat(3).map((count) => new Map(count === 0 ? [] : [['C1', count]])),
    })
    .map((made) => ({
      ...noMaterial,
      ...made,
      links: withoutTwins(made.links),
      evidence: withoutTwins(made.evidence),
      differing: withoutTwins(made.differing),
    }))
}

/** The database keeps each once. */
const withoutTwins = <T>(rows: readonly T[]): T[] => [...new Map(rows.map((row) => [JSON.stringify(row), row])).values()]
