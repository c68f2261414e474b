import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import type { Logger } from 'pino'
import type { SocketConnection } from './connection.ts'
import { close, keepConnection } from './lasting-connection.ts'
import { codeOf, DatabaseProblem } from './problem.ts'

/** Who uses the server: the bot, of which there may be one, or a command. */
export type Role = 'bot' | 'cli'

/** Says goodbye. Where nobody else is there, `lastWords` runs while nobody can come in. */
export type Presence = { leave(lastWords: () => Promise<void>): Promise<void> }

/*
 * The locks by which the programs on one server know of each other. They belong to a session of the database, so that
 * they end with their program, however it ends. Everybody shares the first; who gets it alone is the last one there.
 */
const comeIn = 'select pg_try_advisory_lock_shared(5201, 1) as got'
const beAlone = 'select pg_try_advisory_lock(5201, 1) as got'
const beTheBot = 'select pg_try_advisory_lock(5201, 2) as got'

/** After a kill it takes the server a moment to notice: this is how often to ask, and how many milliseconds to wait each time. */
const patience = { times: 20, pause: 100 }

/**
 * Comes into a running server, makes the bot's database where there is none, and stays until told to leave: also over a
 * restart of the server.
 * @returns null where the server is just being stopped, or does not answer
 * @throws DatabaseProblem where another bot is there
 */
export async function enterServer(
  connection: SocketConnection,
  role: Role,
  dataDir: string,
  log: Logger,
): Promise<Presence | null> {
  const first = await enter(connection, role, dataDir)
  if (first === null) return null
  await makeDatabase(first, connection.database)
  const again = async (): Promise<pg.Client> => {
    const client = await enter(connection, role, dataDir).catch((error: unknown) => {
      log.error(
        { problem: error instanceof DatabaseProblem ? error.message : codeOf(error) },
        'the database went away and cannot be used now',
      )
    })
    if (!client) throw new Error('the database is away')
    return client
  }
  const kept = keepConnection(first, again, 1000)
  return {
    leave: async (lastWords) => {
      if (await isLast(kept.current())) await lastWords()
      await kept.end()
    },
  }
}

async function enter(connection: SocketConnection, role: Role, dataDir: string): Promise<pg.Client | null> {
  const client = new pg.Client({ ...connection, database: 'postgres', application_name: `second-story ${role} presence` })
  client.on('error', () => undefined)
  const answer = await askIn(client, role)
  if (answer === 'in') return client
  await close(client)
  if (answer === 'away') return null
  throw new DatabaseProblem(
    `Another bot is running with the data folder ${dataDir}. Stop it first, or give this one its own DATA_DIR. Several bots can share one database through DATABASE_URL.`,
  )
}

async function askIn(client: pg.Client, role: Role): Promise<'in' | 'away' | 'taken'> {
  try {
    await client.connect()
    if (!(await got(client, comeIn))) return 'away'
    return role !== 'bot' || (await gotInTime(client, beTheBot)) ? 'in' : 'taken'
  } catch {
    return 'away'
  }
}

async function got(client: pg.Client, question: string): Promise<boolean> {
  const { rows } = await client.query<{ got: boolean }>(question)
  return rows[0]?.got === true
}

async function gotInTime(client: pg.Client, question: string): Promise<boolean> {
  for (let times = 0; times < patience.times; times += 1) {
    if (await got(client, question)) return true
    await wait(patience.pause)
  }
  return false
}

async function makeDatabase(client: pg.Client, name: string): Promise<void> {
  const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name])
  if (rowCount) return
  await client.query(`create database ${client.escapeIdentifier(name)}`).catch((error: unknown) => {
    // Somebody else was quicker.
    if (!['42P04', '23505'].includes(codeOf(error))) throw error
  })
}

/** Without an answer the server is gone or going: stopping it then is right, and harmless. */
async function isLast(client: pg.Client): Promise<boolean> {
  try {
    await client.query('select pg_advisory_unlock_all()')
    return await got(client, beAlone)
  } catch {
    return true
  }
}
