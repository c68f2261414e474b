import { setTimeout as wait } from 'node:timers/promises'
import type { Logger } from 'pino'
import { type SocketConnection, urlOf } from './connection.ts'
import { findPackage, prepareBinaries } from './embedded-binaries.ts'
import { findPlace, type Place, sharedHome } from './embedded-place.ts'
import { enterServer, type Presence, type Role } from './embedded-presence.ts'
import type { Binaries } from './embedded-program.ts'
import { findRunning } from './embedded-running.ts'
import { makeData, startServer, stopServer } from './embedded-server.ts'
import { codeOf, DatabaseProblem } from './problem.ts'

export type EmbeddedPostgres = {
  connection: SocketConnection
  url: string
  /** Whether this program started the server. Otherwise it joined one that was running: another program's, or what a killed one left. */
  owner: boolean
  /** Whether the server is gone, as after a crash of its own: neither up nor on its way. */
  hasEnded(): Promise<boolean>
  /** Leaves the server, and stops it where nobody else uses it. */
  stop(): Promise<void>
}

export type EmbeddedOptions = {
  /** DATA_DIR: made where there is none. */
  dataDir: string
  log: Logger
  /** One bot, any number of commands. */
  role?: Role
  /** Settings of PostgreSQL that win over ours; tests do without `fsync`. They hold for a server that is started here. */
  settings?: Record<string, string>
  /** Whether to make the database without waiting for the disk, for tests. */
  isThrowaway?: boolean
  /** Where programs and data go that the account of the server could not reach. */
  home?: string
}

const database = 'second_story'

/** How long a server may take to get up or to go, in milliseconds: after a crash it reads its journal first. */
const patience = 120_000

/**
 * Our own PostgreSQL in a data folder: made at the first start, started where it is not running, joined where it is.
 * It listens on a socket in a folder that only its account can enter, and on no port.
 * @throws DatabaseProblem with a sentence for the operator
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  try {
    return await startOrJoin(options)
  } catch (error) {
    throw refusedBySystem(error, options.dataDir)
  }
}

async function startOrJoin(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const { dataDir, log, role = 'cli', home = sharedHome } = options
  const place = await findPlace(dataDir, log, home)
  const binaries = await prepareBinaries(await findPackage(), place.account, place.run, home)
  const until = performance.now() + patience
  let owner = false
  while (performance.now() < until) {
    const socket = await runningSocket(place)
    if (socket === null) owner = await start(place, binaries, options)
    else if (socket === '') await wait(50)
    else {
      const connection = { host: socket, port: 5432, user: 'postgres', database }
      const presence = await enterServer(connection, role, place.dataDir, log)
      if (presence) return running(connection, owner, presence, place, binaries)
      owner = false
      await wait(50)
    }
  }
  throw new DatabaseProblem(
    `The database in ${place.data} is neither up nor down after two minutes. Its log: ${place.run}/postgres.log`,
  )
}

/** What the file system says no to, as a sentence; anything else as it is. */
function refusedBySystem(error: unknown, dataDir: string): unknown {
  const code = codeOf(error)
  if (!/^(EACCES|EPERM|EROFS|ENOSPC|EDQUOT|ENOTDIR|EINVAL)$/.test(code)) return error
  const path = error instanceof Error && 'path' in error ? ` at ${error.path}` : ''
  return new DatabaseProblem(
    `The data folder ${dataDir} cannot be used (${code}${path}). Give this account the right to it, choose another DATA_DIR, or set DATABASE_URL to use a PostgreSQL server.`,
  )
}

/** The folder of the socket; empty where the server is on its way up or down; null where none is running. */
async function runningSocket(place: Place): Promise<string | null> {
  const server = await findRunning(place)
  if (server === null) return null
  return server.status === 'ready' ? server.socket : ''
}

async function start(place: Place, binaries: Binaries, options: EmbeddedOptions): Promise<boolean> {
  await makeData(place, binaries, options.isThrowaway ? ['--no-sync'] : [])
  return startServer(place, binaries, options.settings ?? {})
}

function running(
  connection: SocketConnection,
  owner: boolean,
  presence: Presence,
  place: Place,
  binaries: Binaries,
): EmbeddedPostgres {
  return {
    connection,
    url: urlOf(connection),
    owner,
    hasEnded: async () => (await findRunning(place)) === null,
    stop: () => presence.leave(() => stopServer(place, binaries)),
  }
}
