import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { pino } from 'pino'
import { expect, it, onTestFinished } from 'vitest'
import { asBot } from '../../src/core/viewer.ts'
import type { SocketConnection } from '../../src/database/connection.ts'
import { openEngine } from '../../src/database/engine.ts'
import { migrate, pendingMigrations, queueVersion } from '../../src/database/migrate.ts'
import { readMigrations } from '../../src/database/migration-files.ts'
import { noteCameOf } from '../../src/flows/note-came-of.ts'
import { createDb } from '../../src/store/db.ts'
import { getIncident } from '../../src/store/incidents.ts'
import { createEmptyDatabase, createTestDatabase } from '../support/database.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const log = pino({ level: 'silent' })

async function empty(): Promise<{ connection: SocketConnection; pool: pg.Pool }> {
  const { connection, drop } = await createEmptyDatabase()
  const pool = new pg.Pool(connection)
  onTestFinished(async () => {
    await pool.end()
    await drop()
  })
  return { connection, pool }
}

/** A folder of migrations: name to SQL. */
async function history(migrations: Record<string, string>): Promise<string> {
  const folder = await temporaryFolder('migrations')
  onTestFinished(() => rm(folder, { recursive: true }))
  for (const [name, sql] of Object.entries(migrations)) {
    await mkdir(join(folder, name))
    await writeFile(join(folder, name, 'migration.sql'), sql)
  }
  return folder
}

const first = { '20260101000000_first': 'create table one (id int);' }

async function tables(pool: pg.Pool): Promise<string[]> {
  const { rows } = await pool.query<{ name: string }>(`select table_name as name from information_schema.tables
    where table_schema = 'public' and table_name <> '_prisma_migrations' order by 1`)
  return rows.map(({ name }) => name)
}

it('have the same tables as the schema', async () => {
  const { connection } = await empty()
  const engine = await openEngine(connection)
  const difference = await engine.difference(await readMigrations())
  await engine.close()
  expect(difference, 'Write what is missing with: npm run migration -- <name>').toBe('')
})

it('are written for what the schema has and the migrations lack', async () => {
  const { connection } = await empty()
  const [migration, ...later] = await readMigrations()
  if (!migration) throw new Error('there is no migration')
  const engine = await openEngine(connection)
  const difference = await engine.difference([
    { ...migration, sql: migration.sql.replace('"botUserId" TEXT NOT NULL,', '') },
    ...later,
  ])
  await engine.close()
  expect(difference).toContain('ALTER TABLE "Workspace" ADD COLUMN     "botUserId" TEXT NOT NULL')
})

it('bring an empty database up to date when two bots start at once', async () => {
  const { connection, pool } = await empty()
  expect(await pendingMigrations(pool)).toContain('job queue')
  await Promise.all([migrate(connection, log), migrate(connection, log)])
  expect(await pendingMigrations(pool)).toEqual([])
  expect(await tables(pool)).toContain('Incident')
  const { rows } = await pool.query('select count(*)::int as times from _prisma_migrations')
  expect(rows).toEqual([{ times: (await readMigrations()).length }])
})

it('change nothing the second time', async () => {
  const { connection, pool } = await createTestDatabase()
  const messages: string[] = []
  await migrate(connection, pino({}, { write: (line: string) => void messages.push(line) }))
  expect(messages).toEqual([])
  await pool.end()
})

it('take a semicolon in a comment or a text for what it is', async () => {
  const { connection, pool } = await empty()
  const folder = await history({
    '20260101000000_first': `-- one; two\ncreate table one (word text default ';');\ncreate table two (id int);`,
  })
  await migrate(connection, log, folder)
  expect(await tables(pool)).toEqual(['one', 'two'])
})

it('leave nothing behind when one fails, say which, and are tried again', async () => {
  const { connection, pool } = await empty()
  const broken = await history({ ...first, '20260102000000_second': 'create table two (id int); create table one (id int);' })
  const failing = migrate(connection, log, broken)
  await expect(failing).rejects.toThrow(
    /^The migration 20260102000000_second failed, and nothing of it was kept\. .*relation "one" already exists/,
  )
  expect(await tables(pool)).toEqual(['one'])

  await writeFile(join(broken, '20260102000000_second/migration.sql'), 'create table two (id int);')
  await migrate(connection, log, broken)
  expect(await tables(pool)).toEqual(['one', 'two'])
})

it('refuse a database that a newer version was at', async () => {
  const { connection } = await empty()
  await migrate(connection, log, await history({ ...first, '20990101000000_later': 'create table later (id int);' }))
  const older = await history(first)
  await expect(migrate(connection, log, older)).rejects.toThrow(
    /20990101000000_later, which this version of Second Story does not know/,
  )
})

it('refuse a database where one was applied in another form', async () => {
  const { connection } = await empty()
  await migrate(connection, log, await history(first))
  const changed = await history({ '20260101000000_first': 'create table uno (id int);' })
  await expect(migrate(connection, log, changed)).rejects.toThrow(
    /20260101000000_first was applied to this database in another form/,
  )
})

/** The migrations of the versions before the one that brought this. */
async function until(name: string): Promise<string> {
  const before = (await readMigrations()).filter((migration) => migration.name < name)
  return history(Object.fromEntries(before.map(({ name, sql }) => [name, sql])))
}

/** Incidents 1 to 3, each with a condition: the review of the first is open, that of the second is not yet, the third is at work. */
const threeIncidents = `
  insert into "Workspace" (id, name, url, "botUserId", "botId", "createdAt") values ('T1', 'acme', 'https://acme.test', 'U0', 'B0', now());
  insert into "Incident" (id, "workspaceId", number, title, description, severity, status, kind, "isPrivate", "declaredBy", "declaredAt")
    select ('00000000-0000-0000-0000-00000000000' || n)::uuid, 'T1', n, 'users table is empty', '', 'sev1', 'resolved', 'live', false,
      'U1', now() from generate_series(1, 3) as n;
  insert into "Review" ("incidentId", "workspaceId", state, depth, "opensAt", "openedAt")
    select id, 'T1', case number when 1 then 'open' else 'draft' end, 'full', now(), case number when 1 then now() end
    from "Incident" where number < 3;
  insert into "Condition" (id, "workspaceId", "incidentId", text, part, sureness, "recordedBy", "recordedAt")
    select number, 'T1', id, 'backups are off', 'failing', 'sure', 'U1', now() from "Incident";`

/** Changes as such a version left them: number, incident, condition, state, what came of it. */
const earlierChanges = `
  insert into "Change" (id, "incidentId", "conditionId", state, outcome, "removedAt", text, "workspaceId", "recordedBy", "recordedAt")
    select change.id, incident.id, change.condition, change.state, change.outcome, change.removed::timestamptz, 'a page', 'T1', 'U1', now()
    from (values (11, 1, 1, 'agreed', null, null), (12, 1, 1, 'done', 'two gaps were seen', null), (13, 1, null, 'considered', null, null),
      (14, 1, 1, 'agreed', null, '2026-11-20'), (21, 2, 2, 'considered', null, null), (22, 2, 2, 'done', 'it held', null),
      (31, 3, 3, 'considered', null, null)) as change(id, incident, condition, state, outcome, removed)
    join "Incident" as incident on incident.number = change.incident;
  insert into "ChangeTold" ("changeId", stage, "workspaceId") values (11, 'considered', 'T1'), (12, 'done', 'T1');`

it('make no news of what became of changes before, and keep what is still to be told when a review opens', async () => {
  const { connection, pool } = await empty()
  await migrate(connection, log, await until('20261126213500_changes_told_before'))
  await pool.query(threeIncidents + earlierChanges)
  await migrate(connection, log)

  const db = createDb(pool)
  const news = async (): Promise<string[]> => {
    await db.transaction(async (tx) => {
      const { rows } = await pool.query<{ id: string }>('select id from "Incident" order by number')
      for (const { id } of rows) await noteCameOf(tx, await getIncident(tx, asBot('T1'), id))
    })
    const { rows } = await pool.query<{ told: string }>(`with gone as (delete from graphile_worker._private_jobs returning key)
      select substring(key from 'came-of:.*') as told from gone order by 1`)
    return rows.map(({ told }) => told)
  }
  expect(await news()).toEqual([])
  await pool.query(`update "Change" set state = 'done' where id = 11; update "Change" set "removedAt" = null where id = 14`)
  expect(await news()).toEqual(['came-of:11:done'])
  await pool.query(`update "Review" set state = 'open', "openedAt" = now()`)
  expect(await news()).toEqual(['came-of:21:considered', 'came-of:22:outcome'])
  expect(await news()).toEqual([])
  await db.close()
})

it('know the newest version of the job queue’s tables', async () => {
  const folder = fileURLToPath(new URL('../../node_modules/graphile-worker/sql', import.meta.url))
  const versions = (await readdir(folder)).map((file) => Number.parseInt(file, 10))
  expect(Math.max(...versions)).toBe(queueVersion)
})
