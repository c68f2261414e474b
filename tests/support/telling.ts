import type { Person } from '../../src/sandbox/index.ts'
import type { Stage } from './stage.ts'

type Row = Record<string, string | null>

/**
 * Everything in the database that tells one half of some people from the other: a column with something that all of one half have and
 * nobody of the other, a table with more rows of each of one half, a time or a transaction that is later for each of them.
 * @param isOfOne whether somebody is of the one half
 */
export async function telling(stage: Stage, people: readonly Person[], isOfOne: (person: Person) => boolean): Promise<string[]> {
  const found: string[] = []
  const ids = people.flatMap((person) => [person.id, person.dm()])
  for (const { table, column, times } of await placesOf(stage)) {
    const { rows } = await stage.database.pool.query<{ row: Row; at: string; who: string }>(
      `select to_jsonb(t) as row, t.xmin::text as at, t."${column}" as who from "${table}" as t where t."${column}" = any($1)`,
      [ids],
    )
    const of = people.map((person) => ({
      isOne: isOfOne(person),
      rows: rows.filter(({ who }) => who === person.id || who === person.dm()),
    }))
    if (isSplit(of.map(({ isOne, rows }) => ({ isOne, value: rows.length })))) found.push(`${table}.${column}: how many`)
    for (const name of Object.keys(rows[0]?.row ?? {})) {
      const valued = of.map(({ isOne, rows }) => ({ isOne, values: rows.map(({ row }) => JSON.stringify(row[name])) }))
      if (isShared(valued)) found.push(`${table}.${name}`)
    }
    for (const name of [...times, 'xmin']) {
      const timed = of.map(({ isOne, rows }) => ({ isOne, value: Math.max(...rows.map((each) => timeOf(each, name))) }))
      if (isSplit(timed)) found.push(`${table}.${name}: the order`)
    }
  }
  return found
}

const timeOf = ({ row, at }: { row: Row; at: string }, name: string): number =>
  name === 'xmin' ? Number(at) : Date.parse(row[name] ?? '')

/** Whether there is something that each of one half has and nobody of the other. */
function isShared(people: readonly { isOne: boolean; values: readonly string[] }[]): boolean {
  const all = new Set(people.flatMap(({ values }) => values))
  return [...all].some((value) =>
    [true, false].some((half) => people.every(({ isOne, values }) => values.includes(value) === (isOne === half))),
  )
}

/** Whether each of one half is above each of the other. */
function isSplit(people: readonly { isOne: boolean; value: number }[]): boolean {
  const of = (half: boolean) => people.filter(({ isOne }) => isOne === half).map(({ value }) => value)
  const [one, other] = [of(true), of(false)]
  return Math.min(...one) > Math.max(...other) || Math.min(...other) > Math.max(...one)
}

/** The columns that hold ids of people, with the times that stand beside them. */
async function placesOf({ database }: Stage): Promise<{ table: string; column: string; times: string[] }[]> {
  const { rows } = await database.pool.query<{ table: string; column: string; times: string[] | null }>(
    `select who.table_name as "table", who.column_name as "column",
       (select array_agg(at.column_name::text) from information_schema.columns at where at.table_schema = 'public'
        and at.table_name = who.table_name and at.data_type like 'timestamp%') as times
     from information_schema.columns who where who.table_schema = 'public' and who.data_type = 'text'
       and who.column_name in ('userId', 'by', 'authorId', 'recordedBy', 'personId', 'fromId', 'handedToId', 'pointsToId', 'thankedId',
                               'ownerId', 'hostId', 'declaredBy', 'releasedTo', 'callFromId', 'channelId')`,
  )
  return rows.map((row) => ({ ...row, times: row.times ?? [] }))
}
