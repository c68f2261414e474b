import { runMigrations } from 'graphile-worker'
import pg from 'pg'
import type { Logger } from 'pino'
import type { Connection } from './connection.ts'
import { type Migration, readMigrations } from './migration-files.ts'
import { codeOf, DatabaseProblem } from './problem.ts'

/** The newest version of the job queue's own tables that graphile-worker brings. A test holds it to the package. */
export const queueVersion = 18

/** One row of Prisma's table of migrations. */
type Applied = { name: string; checksum: string; isFinished: boolean }

/** What a database has: `queue` is the version of the job queue's tables, 0 where there are none. */
type State = { applied: Applied[]; queue: number }

type Queries = Pick<pg.Pool, 'query'>

/** Two bots that start at once: one migrates, the other waits. */
const lock = 'select pg_advisory_lock(5202, 1)'

/**
 * Brings a database to the newest schema: ours by Prisma's engine, the job queue's by its own migrations.
 * Where nothing is to do this costs two queries.
 * @param folder the migrations, if not those of this program
 * @throws DatabaseProblem where a migration fails, or the database is of another version of this program
 */
export async function migrate(connection: Connection, log: Logger, folder?: string): Promise<void> {
  const migrations = await readMigrations(folder)
  const pool = new pg.Pool({ ...connection, max: 3, application_name: 'second-story migrations' })
  pool.on('error', () => undefined)
  try {
    if (pendingOf(await readState(pool), migrations).length === 0) return
    const client = await pool.connect()
    await client.query(lock)
    try {
      await migrateAlone(connection, pool, migrations, log)
    } finally {
      // The lock belongs to the connection and ends with it.
      client.release(true)
    }
  } finally {
    await pool.end()
  }
}

/** Names of the migrations that this database still needs, `job queue` among them; for readiness. */
export async function pendingMigrations(pool: Queries): Promise<string[]> {
  return pendingOf(await readState(pool), await readMigrations())
}

async function migrateAlone(connection: Connection, pool: pg.Pool, migrations: Migration[], log: Logger): Promise<void> {
  const state = await readState(pool)
  const pending = pendingOf(state, migrations)
  if (pending.length === 0) return
  log.info({ pending }, 'migrating the database')
  if (state.queue < queueVersion) await runMigrations({ pgPool: pool, noHandleSignals: true })
  if (pending.some((name) => name !== jobQueue)) await applyOurs(connection, migrations, state)
  log.info('the database is up to date')
}

async function applyOurs(connection: Connection, migrations: Migration[], state: State): Promise<void> {
  const { openEngine } = await import('./engine.ts')
  const engine = await openEngine(connection)
  try {
    for (const { name } of state.applied.filter((row) => !row.isFinished)) await engine.forget(name)
    await engine.apply(migrations)
  } catch (error) {
    throw failure(error)
  } finally {
    await engine.close()
  }
}

/** The engine's message quotes the database and names the migration. Where it does neither, it is no failed migration. */
function failure(error: unknown): unknown {
  const text = error instanceof Error ? error.message : ''
  const name = /migration_name="([^"]+)"/.exec(text)?.[1]
  const said = /ERROR: ([^\n]+)/.exec(text)?.[1]
  if (!name || !said) return error
  return new DatabaseProblem(
    `The migration ${name} failed, and nothing of it was kept. PostgreSQL says: ${said}. When that is mended, start again: it is tried again.`,
  )
}

const jobQueue = 'job queue'

function pendingOf(state: State, migrations: Migration[]): string[] {
  const known = new Map(migrations.map((migration) => [migration.name, migration]))
  for (const row of state.applied) refuseForeign(row, known.get(row.name))
  const finished = new Set(state.applied.filter((row) => row.isFinished).map((row) => row.name))
  const ours = migrations.map(({ name }) => name).filter((name) => !finished.has(name))
  return state.queue < queueVersion ? [jobQueue, ...ours] : ours
}

function refuseForeign(row: Applied, known: Migration | undefined): void {
  if (!known)
    throw new DatabaseProblem(
      `The database has the migration ${row.name}, which this version of Second Story does not know: a newer version was here. Start that version, or restore a backup from before it.`,
    )
  if (row.isFinished && row.checksum !== known.checksum)
    throw new DatabaseProblem(
      `The migration ${row.name} was applied to this database in another form than the one in prisma/migrations. Restore that file; or, if there is nothing to lose, begin with an empty database.`,
    )
}

async function readState(pool: Queries): Promise<State> {
  const applied = await orNone<Applied>(
    pool.query(`select migration_name as name, checksum, finished_at is not null as "isFinished"
      from _prisma_migrations where rolled_back_at is null order by migration_name`),
  )
  const [queue] = await orNone<{ version: number }>(
    pool.query('select coalesce(max(id), 0) as version from graphile_worker.migrations'),
  )
  return { applied, queue: queue?.version ?? 0 }
}

/** The rows, or none where the table has not been made. */
async function orNone<Row extends pg.QueryResultRow>(asked: Promise<pg.QueryResult<Row>>): Promise<Row[]> {
  try {
    return (await asked).rows
  } catch (error) {
    if (codeOf(error) === '42P01' || codeOf(error) === '3F000') return []
    throw error
  }
}
