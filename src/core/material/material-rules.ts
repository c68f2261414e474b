import type { Incident } from '../incident.ts'
import { Refusal } from '../refusal.ts'
import { sinceAt } from '../since.ts'
import type { ConsideredChange, Helped, Material, MaterialBase, MaterialKind, Materials } from './material.ts'
import { fieldsOf } from './material-fields.ts'
import { materialTable } from './material-table.ts'
import type { Wish } from './material-typed.ts'

/** What somebody wants written down. `wordsOf`: whose words it is made of, where it has none of its own. */
export type Draft<Kind extends MaterialKind> = { kind: Kind; wish: Wish<Kind>; wordsOf?: string | null }

/** Each kind from its parts; what nobody has said is as it is before anybody has said more. */
const assembled: { [Kind in MaterialKind]: (base: MaterialBase, fields: object) => Materials[Kind] } = {
  condition: (base, fields) => ({ ...base, kind: 'condition', ...fieldsOf.condition.parse({ ...blank.condition, ...fields }) }),
  safeguard: (base, fields) => ({ ...base, kind: 'safeguard', ...fieldsOf.safeguard.parse({ ...blank.safeguard, ...fields }) }),
  usual: (base, fields) => ({ ...base, kind: 'usual', ...fieldsOf.usual.parse({ ...blank.usual, ...fields }) }),
  surprise: (base, fields) => ({
    ...base,
    kind: 'surprise',
    ...fieldsOf.surprise.parse({ ...blank.surprise, personId: base.recordedBy, ...fields }),
  }),
  helped: (base, fields) => ({ ...base, kind: 'helped', ...fieldsOf.helped.parse({ ...blank.helped, ...fields }) }),
  change: (base, fields) => ({ ...base, kind: 'change', ...fieldsOf.change.parse({ ...blank.change, ...fields }) }),
}

const blank = {
  condition: { part: 'open', area: null, since: null, until: null, sureness: 'told', knownAs: null },
  safeguard: { state: 'unknown', since: null, visibleFrom: null, weighedAgainst: null, replacement: null },
  usual: { written: null, isNothingWritten: false, usual: null, since: null, easier: null, thisTime: null },
  surprise: { entryId: null, momentAt: null, expected: null, changedMyMind: null, isNamed: false },
  helped: { through: 'other', thankedId: null, mayName: false, agreedAt: null },
  change: {
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
  },
}

/** The number of what is not kept yet. */
const unkept = 0

/**
 * Something as it is kept when somebody writes it down: one sentence is enough.
 * @throws Refusal where there are no words, or it will not do
 */
export function freshMaterial<Kind extends MaterialKind>(
  incident: Pick<Incident, 'id' | 'workspaceId'>,
  { kind, wish, wordsOf = null }: Draft<Kind>,
  by: string,
  now: Date,
): Materials[Kind] {
  const text = textFrom(kind, wish.text ?? '', wordsOf)
  const fresh = assembled[kind]({ ...baseOf(incident, by, now), text, wordsOf }, said(wish))
  checkMaterial(fresh)
  return settled(fresh, null, now)
}

/** Something before anybody has said anything, for a form. */
export const blankMaterial = <Kind extends MaterialKind>(
  incident: Pick<Incident, 'id' | 'workspaceId'>,
  kind: Kind,
  by: string,
  now: Date,
): Materials[Kind] => assembled[kind](baseOf(incident, by, now), {})

const baseOf = (incident: Pick<Incident, 'id' | 'workspaceId'>, by: string, now: Date): MaterialBase => ({
  id: unkept,
  workspaceId: incident.workspaceId,
  incidentId: incident.id,
  text: null,
  wordsOf: null,
  recordedBy: by,
  recordedAt: now,
  editedAt: null,
  removedAt: null,
})

/**
 * Something as it is after somebody changed it.
 * @returns null where nothing would change
 * @throws Refusal where it is somebody's own, or will not do
 */
export function changedMaterial<Kind extends MaterialKind>(
  kind: Kind,
  before: Materials[Kind],
  wish: Wish<Kind>,
  by: string,
  now: Date,
): Materials[Kind] | null {
  checkOwn(before, by)
  const text = wish.text === undefined ? before.text : textFrom(kind, wish.text, null)
  const next = assembled[kind]({ ...before, text, editedAt: now }, { ...before, ...said(wish) })
  if (isSame({ ...next, editedAt: before.editedAt }, before)) return null
  checkMaterial(next)
  return settled(next, before, now)
}

/** What was said; the rest stays as it is. */
const said = ({ text: _text, ...fields }: object & { text?: string | undefined }): object =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))

/** @throws Refusal where there are no words, and none of others that it is made of */
function textFrom(kind: MaterialKind, text: string, wordsOf: string | null): string | null {
  const words = text.trim()
  if (words === '' && wordsOf === null)
    throw new Refusal(
      `One sentence is enough, for example: \`/incident ${kind} ${materialTable[kind].example}\`. What should not be there can be removed.`,
      'text',
    )
  return words === '' ? null : words
}

/** A surprise is its person's own. @throws Refusal for anybody else */
export function checkOwn(material: Material, by: string): void {
  if (material.kind === 'surprise' && (material.personId ?? material.recordedBy) !== by)
    throw new Refusal('This surprise is somebody’s own; only they change it or take it away. Yours: `/incident surprise`.')
}

function checkMaterial(material: Material): void {
  switch (material.kind) {
    case 'condition': {
      const [from, until] = [sinceAt(material.since), sinceAt(material.until)]
      if (from && until && until < from) throw new Refusal('It would end before it began. Change one of the two times.', 'until')
      return
    }
    case 'usual':
      if (material.isNothingWritten && material.written !== null)
        throw new Refusal('Something is written, or nothing is. Take the tick away, or empty this field.', 'written')
      return
    case 'change':
      if (material.state === 'declined' && material.grounds === null)
        throw new Refusal(
          'Say on which grounds it was declined: they are kept beside it, for whoever thinks of it again.',
          'grounds',
        )
  }
}

/** What follows from a change by itself: when an outcome was told, and whose consent holds no longer. */
function settled<Kind extends MaterialKind>(next: Materials[Kind], before: Materials[Kind] | null, now: Date): Materials[Kind]
function settled(next: Material, before: Material | null, now: Date): Material {
  if (next.kind === 'change') return withOutcome(next, before?.kind === 'change' ? before : null, now)
  if (next.kind === 'helped') return withConsent(next, before?.kind === 'helped' ? before : null)
  return next
}

function withOutcome(next: ConsideredChange, before: ConsideredChange | null, now: Date): ConsideredChange {
  const outcomeAt = next.outcome === (before?.outcome ?? null) ? next.outcomeAt : next.outcome === null ? null : now
  const isMoved = before !== null && next.lookAgainOn?.getTime() !== before.lookAgainOn?.getTime()
  const doneAt = next.state === 'done' ? (before?.doneAt ?? now) : null
  return { ...next, outcomeAt, doneAt, remindedAt: isMoved ? null : next.remindedAt }
}

/** Who agreed to be named agreed to these words, by somebody who wanted that. */
function withConsent(next: Helped, before: Helped | null): Helped {
  const holds = next.mayName && before !== null && before.thankedId === next.thankedId && before.text === next.text
  return { ...next, agreedAt: holds ? next.agreedAt : null }
}

const isSame = (a: Material, b: Material): boolean => JSON.stringify(sorted(a)) === JSON.stringify(sorted(b))

const sorted = (material: Material): [string, unknown][] => Object.entries(material).sort(([a], [b]) => (a < b ? -1 : 1))
