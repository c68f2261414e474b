import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { pino } from 'pino'
import { expect, it, onTestFinished } from 'vitest'
import type { SocketConnection } from '../../src/database/connection.ts'
import { openEngine } from '../../src/database/engine.ts'
import { migrate, pendingMigrations, queueVersion } from '../../src/database/migrate.ts'
import { readMigrations } from '../../src/database/migration-files.ts'
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

it('know the newest version of the job queue’s tables', async () => {
  const folder = fileURLToPath(new URL('../../node_modules/graphile-worker/sql', import.meta.url))
  const versions = (await readdir(folder)).map((file) => Number.parseInt(file, 10))
  expect(Math.max(...versions)).toBe(queueVersion)
})
