import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { pino } from 'pino'
import type { TestProject } from 'vitest/node'
import type { SocketConnection } from '../../src/database/connection.ts'
import { startEmbeddedPostgres } from '../../src/database/embedded.ts'
import { migrate } from '../../src/database/migrate.ts'
import { copyData } from './data-folder.ts'
import { temporaryFolder } from './temporary-folder.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** The server of the run; its database is the migrated template. */
    template: SocketConnection
    /** A data folder whose database is migrated and at rest: to be copied. */
    restingData: string
  }
}

/** For speed only: what is lost in a power cut is a test. */
const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' }

type Server = { template: SocketConnection; restingData: string; stop(): Promise<void> }

declare global {
  /** Vitest loads this file anew for each project, all in one process: what they share is kept here. */
  var databaseOfTheRun: { starting: Promise<Server>; users: number } | undefined
}

/** One PostgreSQL for the whole run, shared by the projects that need one. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  globalThis.databaseOfTheRun ??= { starting: start(), users: 0 }
  const shared = globalThis.databaseOfTheRun
  shared.users += 1
  const { template, restingData, stop } = await shared.starting
  project.provide('template', template)
  project.provide('restingData', restingData)
  return async () => {
    shared.users -= 1
    if (shared.users === 0) await stop()
  }
}

async function start(): Promise<Server> {
  const log = pino({ level: 'warn' })
  const folder = await temporaryFolder()
  const [dataDir, restingData] = [join(folder, 'data'), join(folder, 'resting')]
  const first = await startEmbeddedPostgres({ dataDir, log, settings, isThrowaway: true })
  await migrate(first.connection, log)
  await first.stop()
  await copyData(dataDir, restingData)
  const server = await startEmbeddedPostgres({ dataDir, log, settings })
  await closeTemplate(server.connection)
  const stop = async (): Promise<void> => {
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
  return { template: server.connection, restingData, stop }
}

/** A database can be copied only while nobody is connected to it; so nobody may. */
async function closeTemplate({ database, ...rest }: SocketConnection): Promise<void> {
  const client = new pg.Client({ ...rest, database: 'postgres' })
  await client.connect()
  await client.query(`alter database ${client.escapeIdentifier(database)} with allow_connections false`)
  await client.end()
}
