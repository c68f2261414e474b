import { forgottenMark, forgottenName } from '../core/forgotten.ts'
import { Prisma } from '../generated/prisma/client.ts'
import type { Tx } from './db.ts'
import type { Who } from './forgetting.ts'

type Column = { table: string; column: string; isJson: boolean }

/**
 * Puts something that is nobody's in place of an id, in every column of every table, also of those that are added after this was
 * written: `gone-…` where somebody stands, "somebody" where they are mentioned in a text. Within an incident it is the same
 * everywhere, so that who is meant stays one person in its record; two incidents have nothing in common.
 * @param secret what it is made with; the caller throws it away
 */
export async function replaceId(tx: Tx, who: Who, secret: string): Promise<void> {
  for (const [table, columns] of byTable(await listColumns(tx))) await replaceIn(tx, who, table, columns, secret)
}

/** How often an id stands in the database: whether anything of somebody is there. */
export async function hasTraces(tx: Tx, who: Who): Promise<boolean> {
  for (const [table, columns] of byTable(await listColumns(tx))) {
    const texts = textsOf(columns)
    if (texts.length === 0) continue
    const found = await tx.$queryRaw<unknown[]>`SELECT 1 FROM ${named(table)} AS t WHERE ${holds(who.userId, texts)} LIMIT 1`
    if (found.length > 0) return true
  }
  return false
}

const listColumns = (tx: Tx): Promise<Column[]> => tx.$queryRaw<Column[]>`
  SELECT columns.table_name::text AS "table", columns.column_name::text AS "column", columns.data_type = 'jsonb' AS "isJson"
  FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
  WHERE table_schema = current_schema() AND tables.table_type = 'BASE TABLE' AND left(table_name, 1) <> '_'
    AND columns.data_type IN ('text', 'jsonb') OR (table_schema = current_schema() AND column_name = 'incidentId')
  ORDER BY columns.table_name, columns.column_name`

function byTable(columns: readonly Column[]): Map<string, Column[]> {
  const tables = new Map<string, Column[]>()
  for (const column of columns) tables.set(column.table, [...(tables.get(column.table) ?? []), column])
  return tables
}

const named = (name: string): Prisma.Sql => Prisma.raw(`"${name.replaceAll('"', '""')}"`)

const textsOf = (columns: readonly Column[]): Column[] => columns.filter(({ column }) => column !== 'incidentId')

/**
 * A row with this id in one of these columns; copies of files, which are large, are not looked through. The first condition is
 * quick, the second leaves longer ids out that begin alike.
 */
function holds(userId: string, texts: readonly Column[]): Prisma.Sql {
  const said = Prisma.sql`concat_ws(' ', ${Prisma.join(texts.map(({ column }) => Prisma.sql`t.${named(column)}`))})`
  return Prisma.sql`position(${userId} in ${said}) > 0 AND ${said} ~ ${`\\m${userId}\\M`}`
}

async function replaceIn(tx: Tx, who: Who, table: string, columns: readonly Column[], secret: string): Promise<void> {
  const names = columns.map(({ column }) => column)
  const incident = table === 'Incident' ? 'id' : names.find((name) => name === 'incidentId')
  const gone = incident
    ? Prisma.sql`${forgottenMark} || left(md5(${secret} || t.${named(incident)}::text), 12)`
    : Prisma.sql`${forgottenMark} || left(md5(${secret} || random()::text), 12)`
  const texts = textsOf(columns)
  if (texts.length === 0) return
  const sets = texts.map(({ column, isJson }) => Prisma.sql`${named(column)} = ${replaced(who.userId, column, isJson, gone)}`)
  const within = names.includes('workspaceId') ? Prisma.sql` AND t."workspaceId" = ${who.workspaceId}` : Prisma.empty
  await tx.$executeRaw`UPDATE ${named(table)} AS t SET ${Prisma.join(sets)} WHERE ${holds(who.userId, texts)}${within}`
}

function replaced(userId: string, column: string, isJson: boolean, gone: Prisma.Sql): Prisma.Sql {
  const text = isJson
    ? Prisma.sql`replace(t.${named(column)}::text, ${`"${userId}"`}, '"' || ${gone} || '"')`
    : Prisma.sql`t.${named(column)}`
  const unnamed = Prisma.sql`regexp_replace(regexp_replace(${text}, ${`<@${userId}(\\|[^>]*)?>`}, ${forgottenName}, 'g'),
    ${`\\m${userId}\\M`}, ${forgottenName}, 'g')`
  if (isJson) return Prisma.sql`(${unnamed})::jsonb`
  return Prisma.sql`CASE WHEN t.${named(column)} = ${userId} THEN ${gone} ELSE ${unnamed} END`
}

/** What waits to be shown to somebody, or about them, is not shown; and they are invited nowhere. What runs already finishes. */
export async function dropJobsOf(tx: Tx, { workspaceId, userId }: Who): Promise<void> {
  const holding = Prisma.sql`locked_at is null and starts_with(key, ${`${workspaceId}/`}) and (key ~ ${`\\m${userId}\\M`}
    or payload::text ~ ${`\\m${userId}\\M`})`
  await tx.$executeRaw`
    update graphile_worker._private_jobs
    set payload = jsonb_set(payload::jsonb, '{userIds}', (payload::jsonb -> 'userIds') - ${userId})::json
    where jsonb_typeof(payload::jsonb -> 'userIds') = 'array' and ${holding}`
  await tx.$executeRaw`delete from graphile_worker._private_jobs where ${holding}`
}

/** Something that the bot has posted. */
export type Post = { channelId: string; ts: string }

/**
 * Forgets what was posted to somebody in their direct messages, and what was posted elsewhere for their sake alone.
 * @param promptIds of the questions that were put to them
 * @returns where all that stands in Slack
 */
export async function takePostsOf(tx: Tx, { workspaceId, userId }: Who, promptIds: readonly string[]): Promise<Post[]> {
  const beginnings = promptIds.map((id) => `prompt:${id}:`)
  const rows = await tx.$queryRaw<{ channelId: string; ts: string | null }[]>`
    WITH own AS (
      SELECT DISTINCT "channelId" FROM "PostedMessage" WHERE "workspaceId" = ${workspaceId} AND "channelId" LIKE 'D%'
        AND ("key" ~ ${`:${userId}$`} OR EXISTS (SELECT FROM unnest(${beginnings}::text[]) AS beginning WHERE starts_with("key", beginning)))
    )
    DELETE FROM "PostedMessage" WHERE "workspaceId" = ${workspaceId}
      AND ("channelId" IN (SELECT "channelId" FROM own) OR "key" ~ ${`\\m${userId}\\M`})
    RETURNING "channelId", "ts"`
  return rows.flatMap(({ channelId, ts }) => (ts === null ? [] : [{ channelId, ts }]))
}
