import type { Seals } from '../core/seal.ts'
import { Prisma } from '../generated/prisma/client.ts'
import type { Tx } from './db.ts'

/** Every table with a sealed text, and the column that names its place: unique, and never changed. */
export const sealedTables = [
  { table: 'Answer', column: 'promptId' },
  { table: 'AnswerDraft', column: 'id' },
  { table: 'MergedAccount', column: 'id' },
  { table: 'AfterwardsAnswer', column: 'id' },
] as const
export type SealedTable = (typeof sealedTables)[number]

/** Where a sealed text belongs. */
export const placeOf = (table: SealedTable['table'], id: string): string => `${table}:${id}`

type Row = { id: string; text: string; sealedWith: string | null }

/**
 * Seals with the newest key what is still in plain text, or under an older key that is at hand: so many rows behind `after`,
 * in the order of their places. What cannot be opened stays as it is.
 * @returns the last place that was looked at; null where there was none any more
 */
export async function resealSome(
  tx: Tx,
  seals: Seals,
  { table, column: place }: SealedTable,
  after: string,
  limit: number,
): Promise<string | null> {
  const [name, column] = [Prisma.raw(`"${table}"`), Prisma.raw(`"${place}"`)]
  const older = seals.keys.slice(1)
  const rows = await tx.$queryRaw<Row[]>`
    select ${column}::text as id, text, "sealedWith" from ${name}
    where ("sealedWith" is null or "sealedWith" = any(${older})) and ${column} > ${after}::uuid
    order by ${column} limit ${limit} for update`
  const changed = rows.flatMap((row) => resealed(seals, table, row))
  await tx.$executeRaw`
    update ${name} as kept set text = made.text, "sealedWith" = made."sealedWith"
    from json_to_recordset(${JSON.stringify(changed)}::json) as made(id uuid, text text, "sealedWith" text)
    where kept.${column} = made.id`
  return rows.at(-1)?.id ?? null
}

function resealed(seals: Seals, table: SealedTable['table'], { id, ...sealed }: Row): Row[] {
  const place = placeOf(table, id)
  const text = seals.open(place, sealed)
  return text === null ? [] : [{ id, ...seals.seal(place, text) }]
}

/** How many texts cannot be opened with any of these keys. */
export async function countUnopened(tx: Tx, keys: readonly string[]): Promise<number> {
  const counts = await Promise.all(
    sealedTables.map(
      ({ table }) => tx.$queryRaw<{ count: bigint }[]>`
        select count(*) from ${Prisma.raw(`"${table}"`)} where "sealedWith" <> all(${keys})`,
    ),
  )
  return counts.flat().reduce((sum, { count }) => sum + Number(count), 0)
}
