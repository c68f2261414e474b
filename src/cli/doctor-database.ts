import type { Logger } from 'pino'
import type { DatabaseSettings } from '../config.ts'
import { startEmbeddedPostgres } from '../database/embedded.ts'
import { pendingMigrations } from '../database/migrate.ts'
import { checkAnswers, createPool } from '../database/open.ts'
import { type KeySource, openSeals } from '../database/open-seals.ts'
import { DatabaseProblem } from '../database/problem.ts'
import { createDb } from '../store/db.ts'
import { listNotices } from '../store/notices.ts'
import { countUnopened } from '../store/reseal.ts'
import type { Finding } from './doctor.ts'

/** What a look at the database found. A sentence of `unreachable` says how to mend it. */
export type DatabaseState =
  | { kind: 'ready'; notices: { sentence: string; at: Date }[]; answers: { problem: string | null; unopened: number } }
  | { kind: 'behind'; pending: string[] }
  | { kind: 'unreachable'; sentence: string }

/** @param workspaceId whose notices to list; none where it is null */
export type DatabaseProbe = (workspaceId: string | null) => Promise<DatabaseState>

/**
 * Looks at the real database, and changes nothing in it: it is not migrated. Our own is started for the look where it is not running
 * (and made, where there is none yet).
 */
export function createDatabaseProbe(database: DatabaseSettings, keys: KeySource, log: Logger): DatabaseProbe {
  return async (workspaceId) => {
    try {
      return await lookAt(database, keys, log, workspaceId)
    } catch (error) {
      if (error instanceof DatabaseProblem) return { kind: 'unreachable', sentence: error.message }
      throw error
    }
  }
}

async function lookAt(
  database: DatabaseSettings,
  keys: KeySource,
  log: Logger,
  workspaceId: string | null,
): Promise<DatabaseState> {
  const server = await serverOf(database, log)
  const pool = createPool(server.connection, log)
  const db = createDb(pool)
  try {
    await checkAnswers(pool)
    const pending = await pendingMigrations(pool)
    if (pending.length > 0) return { kind: 'behind', pending }
    const notices = workspaceId === null ? [] : await db.statement((tx) => listNotices(tx, workspaceId))
    const seals = await openSeals(db, keys, 'cli')
    const unopened = await db.statement((tx) => countUnopened(tx, seals.keys))
    return { kind: 'ready', notices, answers: { problem: seals.problem, unopened } }
  } finally {
    await db.close()
    await pool.end()
    await server.stop()
  }
}

const serverOf = async (database: DatabaseSettings, log: Logger) =>
  database.kind === 'embedded'
    ? startEmbeddedPostgres({ dataDir: database.dataDir, log })
    : { connection: { connectionString: database.url }, stop: async () => undefined }

/** More of them would hide the rest. */
const mostNotices = 10

export async function checkDatabase(probe: DatabaseProbe, workspaceId: string | null): Promise<Finding[]> {
  const check = 'database'
  const state = await probe(workspaceId)
  switch (state.kind) {
    case 'unreachable':
      return [{ check, level: 'problem', sentence: state.sentence }]
    case 'behind':
      return [{ check, level: 'warning', sentence: `It lacks ${state.pending.join(', ')}. The bot migrates it when it starts.` }]
    case 'ready':
      return [
        { check, level: 'ok', sentence: 'It answers, and is up to date.' },
        answersOf(state.answers),
        ...noticesOf(state.notices),
      ]
  }
}

function answersOf({ problem, unopened }: { problem: string | null; unopened: number }): Finding {
  const check = 'answers'
  if (problem !== null) return { check, level: 'problem', sentence: problem }
  if (unopened === 0) return { check, level: 'ok', sentence: 'What is sealed can be opened.' }
  const sentence = `Sealed under a key that is not there: ${unopened}. Put the older key behind the newest in ANSWER_KEY, with a comma, and start the bot again.`
  return { check, level: 'warning', sentence }
}

function noticesOf(notices: { sentence: string; at: Date }[]): Finding[] {
  const check = 'given up'
  const told = notices.slice(0, mostNotices).map(({ sentence, at }): Finding => {
    return { check, level: 'warning', sentence: `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC: ${sentence}` }
  })
  const rest = notices.length - told.length
  return rest > 0 ? [...told, { check, level: 'warning', sentence: `and ${rest} more.` }] : told
}
