import pg from 'pg'
import type { Logger } from 'pino'
import { describeError } from './describe-error.ts'

/** One connection listens for new jobs; the others take jobs and put them back, which takes a millisecond each. */
const size = 3

/**
 * The connections on which jobs are taken, apart from those on which they are done. All workers ask at once: on connections of
 * their own each start opened ten, and a new one costs the server 40 ms until it has planned its first question.
 */
export function createQueuePool(shared: pg.Pool, log: Logger): pg.Pool {
  const { password, ssl } = shared.options
  const pool = new pg.Pool({ ...shared.options, password, ssl, max: size })
  pool.on('error', (error) => log.warn(describeError(error), 'a connection of the job queue broke'))
  // One that breaks in use tells whoever waits for an answer; said a second time with nobody listening, it would end the process.
  pool.on('connect', (client) => client.on('error', () => undefined))
  return pool
}
