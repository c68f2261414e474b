import { z } from 'zod'
import type { MaterialKind, Materials } from '../core/material/material.ts'
import { fieldsOf } from '../core/material/material-fields.ts'
import { precisions, type Since } from '../core/since.ts'
import type {
  ChangeModel,
  ChangeUncheckedCreateInput,
  ConditionModel,
  ConditionUncheckedCreateInput,
  HelpedModel,
  HelpedUncheckedCreateInput,
  SafeguardModel,
  SafeguardUncheckedCreateInput,
  SurpriseModel,
  SurpriseUncheckedCreateInput,
  UsualWorkModel,
  UsualWorkUncheckedCreateInput,
} from '../generated/prisma/models.ts'
import type { Tx } from './db.ts'

/** Something before it is kept. */
export type NewMaterial<Kind extends MaterialKind> = Omit<Materials[Kind], 'id'>

/** One of the six tables, from and to what the rules know. */
export type Table<Kind extends MaterialKind> = {
  insert(tx: Tx, material: NewMaterial<Kind>): Promise<number>
  save(tx: Tx, material: Materials[Kind]): Promise<void>
  find(tx: Tx, workspaceId: string, id: number): Promise<Materials[Kind] | null>
  /** By id. */
  list(tx: Tx, where: { incidentId: string }): Promise<Materials[Kind][]>
  remove(tx: Tx, id: number): Promise<void>
}

export const tables: { [Kind in MaterialKind]: Table<Kind> } = {
  condition: table<'condition', ConditionModel, ConditionUncheckedCreateInput>(
    (tx) => tx.condition,
    (row) => ({
      kind: 'condition',
      ...base.parse(row),
      ...fieldsOf.condition.parse({ ...row, since: sinceOf(row), until: untilOf(row) }),
    }),
    ({ kind: _kind, since, until, ...rest }) => ({ ...rest, ...sinceColumns(since), ...untilColumns(until) }),
  ),
  safeguard: table<'safeguard', SafeguardModel, SafeguardUncheckedCreateInput>(
    (tx) => tx.safeguard,
    (row) => ({ kind: 'safeguard', ...base.parse(row), ...fieldsOf.safeguard.parse({ ...row, since: sinceOf(row) }) }),
    ({ kind: _kind, since, ...rest }) => ({ ...rest, ...sinceColumns(since) }),
  ),
  usual: table<'usual', UsualWorkModel, UsualWorkUncheckedCreateInput>(
    (tx) => tx.usualWork,
    (row) => ({ kind: 'usual', ...base.parse(row), ...fieldsOf.usual.parse({ ...row, since: sinceOf(row) }) }),
    ({ kind: _kind, since, ...rest }) => ({ ...rest, ...sinceColumns(since) }),
  ),
  surprise: table<'surprise', SurpriseModel, SurpriseUncheckedCreateInput>(
    (tx) => tx.surprise,
    (row) => ({ kind: 'surprise', ...base.parse(row), ...fieldsOf.surprise.parse(row) }),
    ({ kind: _kind, ...rest }) => rest,
  ),
  helped: table<'helped', HelpedModel, HelpedUncheckedCreateInput>(
    (tx) => tx.helped,
    (row) => ({ kind: 'helped', ...base.parse(row), ...fieldsOf.helped.parse(row) }),
    ({ kind: _kind, ...rest }) => rest,
  ),
  change: table<'change', ChangeModel, ChangeUncheckedCreateInput>(
    (tx) => tx.change,
    (row) => ({ kind: 'change', ...base.parse(row), ...fieldsOf.change.parse(row) }),
    ({ kind: _kind, ...rest }) => rest,
  ),
}

/** What is used of a table of Prisma's. */
type Rows<Row, Data> = {
  create(args: { data: Data; select: { id: true } }): PromiseLike<{ id: number }>
  update(args: { where: { id: number }; data: Data }): PromiseLike<unknown>
  findUnique(args: { where: { id: number; workspaceId: string } }): PromiseLike<Row | null>
  findMany(args: { where: { incidentId: string }; orderBy: { id: 'asc' } }): PromiseLike<Row[]>
  delete(args: { where: { id: number } }): PromiseLike<unknown>
}

/** What the column of ids takes; what people type may be more. */
const largestId = 2 ** 31 - 1

function table<Kind extends MaterialKind, Row, Data>(
  rows: (tx: Tx) => Rows<Row, Data>,
  fromRow: (row: Row) => Materials[Kind],
  dataOf: (material: NewMaterial<Kind>) => Data,
): Table<Kind> {
  return {
    insert: async (tx, material) => (await rows(tx).create({ data: dataOf(material), select: { id: true } })).id,
    save: async (tx, material) => {
      await rows(tx).update({ where: { id: material.id }, data: dataOf(material) })
    },
    find: async (tx, workspaceId, id) => {
      const row = id < 1 || id > largestId ? null : await rows(tx).findUnique({ where: { id, workspaceId } })
      return row && fromRow(row)
    },
    list: async (tx, where) => (await rows(tx).findMany({ where, orderBy: { id: 'asc' } })).map(fromRow),
    remove: async (tx, id) => {
      await rows(tx).delete({ where: { id } })
    },
  }
}

const base = z.object({
  id: z.int(),
  workspaceId: z.string(),
  incidentId: z.string(),
  text: z.string().nullable(),
  wordsOf: z.string().nullable(),
  recordedBy: z.string(),
  recordedAt: z.date(),
  editedAt: z.date().nullable(),
  removedAt: z.date().nullable(),
})

type SinceRow = { sinceAt: Date | null; sincePrecision: string | null; sinceWords: string | null }
type UntilRow = { untilAt: Date | null; untilPrecision: string | null; untilWords: string | null }

const sinceOf = ({ sinceAt, sincePrecision, sinceWords }: SinceRow): Since | null => time(sinceAt, sincePrecision, sinceWords)
const untilOf = ({ untilAt, untilPrecision, untilWords }: UntilRow): Since | null => time(untilAt, untilPrecision, untilWords)

function time(at: Date | null, precision: string | null, words: string | null): Since | null {
  if (at !== null) return { at, precision: z.enum(precisions).parse(precision) }
  return words === null ? null : { words }
}

function sinceColumns(since: Since | null): SinceRow {
  const { at, precision, words } = columns(since)
  return { sinceAt: at, sincePrecision: precision, sinceWords: words }
}

function untilColumns(until: Since | null): UntilRow {
  const { at, precision, words } = columns(until)
  return { untilAt: at, untilPrecision: precision, untilWords: words }
}

function columns(since: Since | null): { at: Date | null; precision: string | null; words: string | null } {
  if (since === null) return { at: null, precision: null, words: null }
  return 'words' in since ? { at: null, precision: null, words: since.words } : { ...since, words: null }
}
