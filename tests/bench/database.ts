import { join } from 'node:path'
import type pg from 'pg'
import { pino } from 'pino'
import { openDatabase } from '../../src/database/open.ts'

/** Works on the database of a bot that runs on this data folder. */
export async function onDatabase<Result>(dataDir: string, work: (pool: pg.Pool) => Promise<Result>): Promise<Result> {
  const database = await openDatabase({ dataDir, role: 'cli', log: pino({ level: 'silent' }) })
  try {
    return await work(database.pool)
  } finally {
    await database.close()
  }
}

/** The one number that a statement gives. */
export async function numberFrom(pool: pg.Pool, statement: string): Promise<number> {
  const { rows } = await pool.query<{ count: string }>(statement)
  return Number(rows[0]?.count)
}

/** Jobs that are still to be done. */
export const waitingJobs = 'select count(*) from graphile_worker._private_jobs where attempts < max_attempts'

/** Where the folder of a bot is, by its name. */
export const dataOf = (folder: string, name: string): string => join(folder, name)
