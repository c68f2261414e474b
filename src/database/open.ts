import pg from 'pg'
import type { Logger } from 'pino'
import { createDb, type Db } from '../store/db.ts'
import type { Connection } from './connection.ts'
import { startEmbeddedPostgres } from './embedded.ts'
import type { Role } from './embedded-presence.ts'
import { migrate } from './migrate.ts'
import { codeOf, DatabaseProblem } from './problem.ts'

export type OpenDatabase = {
  db: Db
  pool: pg.Pool
  connection: Connection
  /** Whether the database answers now; never throws, and takes at most a second or so. */
  isReachable(): Promise<boolean>
  /** Whether our own server is gone and will not come back by itself. A server that an address names is its operator's business. */
  hasEnded(): Promise<boolean>
  /** Ends the connections, and stops the database where it is our own and nobody else uses it. */
  close(): Promise<void>
}

export type DatabaseOptions = ({ url: string } | { dataDir: string }) & { role: Role; log: Logger }

/**
 * Opens the database, ready to use: a server that an address names, or our own in a data folder; migrated.
 * @throws DatabaseProblem with a sentence for the operator
 */
export async function openDatabase(options: DatabaseOptions): Promise<OpenDatabase> {
  const { log } = options
  const server = await startServer(options)
  const pool = createPool(server.connection, log)
  try {
    await checkAnswers(pool)
    await migrate(server.connection, log)
  } catch (error) {
    await pool.end()
    await server.stop()
    throw error
  }
  const db = createDb(pool)
  const close = async (): Promise<void> => {
    await db.close()
    await pool.end()
    await server.stop()
  }
  return { db, pool, connection: server.connection, isReachable: () => isReachable(pool), hasEnded: server.hasEnded, close }
}

type Server = { connection: Connection; hasEnded(): Promise<boolean>; stop(): Promise<void> }

async function startServer(options: DatabaseOptions): Promise<Server> {
  if ('dataDir' in options) return startEmbeddedPostgres(options)
  return { connection: { connectionString: options.url }, hasEnded: async () => false, stop: async () => undefined }
}

/** The connections that everything shares. One that breaks while nobody uses it is replaced, and the log says so. */
export function createPool(connection: Connection, log: Logger): pg.Pool {
  const pool = new pg.Pool({
    ...connection,
    max: 16,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    application_name: 'second-story',
  })
  pool.on('error', (error) => log.warn({ code: codeOf(error) }, 'a connection to the database broke'))
  // One that breaks in use tells whoever waits for an answer; said a second time with nobody listening, it would end the process.
  pool.on('connect', (client) => client.on('error', () => undefined))
  return pool
}

async function isReachable(pool: pg.Pool): Promise<boolean> {
  const late = new Promise<boolean>((resolve) => setTimeout(resolve, 1000, false).unref())
  const answered = pool.query('select 1').then(
    () => true,
    () => false,
  )
  return Promise.race([answered, late])
}

const reasons: Record<string, string> = {
  '28P01': 'its password is not accepted',
  '28000': 'its user is not let in',
  '3D000': 'the database of that name does not exist; make it with createdb',
  '53300': 'it has no connections left',
  ENOTFOUND: 'there is no such host',
  ECONNREFUSED: 'nothing listens there',
}

/** Whether the database answers. @throws DatabaseProblem with what is in the way */
export async function checkAnswers(pool: Pick<pg.Pool, 'query'>): Promise<void> {
  await pool.query('select 1').catch((error: unknown) => {
    const code = codeOf(error)
    throw new DatabaseProblem(
      `The database does not answer: ${reasons[code] ?? (code || 'no answer in ten seconds')}. Check DATABASE_URL.`,
    )
  })
}
