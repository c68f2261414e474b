import pg from 'pg'
import type { Logger } from 'pino'
import { close, keepConnection } from '../database/lasting-connection.ts'
import { describeError } from './describe-error.ts'

/** This process among those that share the database. */
export type OwnProcess = {
  /** Says which workers are ours: theirs is what others take over when we are gone. */
  setWorkers(ids: string[]): Promise<void>
  leave(): Promise<void>
}

/** How often to look for processes that were killed, in milliseconds. */
const interval = 3000

/** How long to wait before trying again to reach a database that went away, in milliseconds. */
const pause = 500

/** A dead machine sends no goodbye: after about a minute without an answer the database lets go of its lock. */
const noticeDeath = 'set tcp_keepalives_idle = 30; set tcp_keepalives_interval = 10; set tcp_keepalives_count = 3'

/**
 * Enters this process into the table of processes, with a lock that its death releases, and takes over, now and every
 * few seconds, the jobs of those whose lock is free.
 */
export async function joinProcesses(pool: pg.Pool, startedAt: Date, log: Logger): Promise<OwnProcess> {
  const { rows } = await pool.query<{ id: number }>(`select nextval(pg_get_serial_sequence('"BotProcess"', 'id'))::int as id`)
  const own: Row = { id: rows[0]?.id ?? 0, workerIds: [], startedAt }
  const open = (): Promise<pg.Client> => enter(pool, own, log)
  const kept = keepConnection(await open(), open, pause)
  const timer = setInterval(() => {
    takeOver(kept.current(), own.id, log).catch((error: unknown) => {
      log.warn(describeError(error), 'killed processes cannot be looked for now')
    })
  }, interval)
  return {
    setWorkers: async (ids) => {
      own.workerIds = ids
      await saveRow(pool, own)
    },
    leave: async () => {
      clearInterval(timer)
      await release(pool, own).finally(() => kept.end())
    },
  }
}

/** A row of BotProcess. */
type Row = { id: number; workerIds: string[]; startedAt: Date }

async function enter(pool: pg.Pool, own: Row, log: Logger): Promise<pg.Client> {
  const client = new pg.Client(pool.options)
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.query(noticeDeath)
    await client.query('select pg_advisory_lock(5203, $1)', [own.id])
    await saveRow(client, own)
    await takeOver(client, own.id, log)
    return client
  } catch (error) {
    await close(client)
    throw error
  }
}

type Queries = Pick<pg.Pool, 'query'>

async function saveRow(queries: Queries, { id, workerIds, startedAt }: Row): Promise<void> {
  await queries.query(
    `insert into "BotProcess" (id, "workerIds", "startedAt") values ($1, $2, $3)
     on conflict (id) do update set "workerIds" = excluded."workerIds"`,
    [id, workerIds, startedAt],
  )
}

/** Unlocks what the dead held, and removes jobs that nothing would run any more: a newer one of their key has taken their place. */
async function takeOver(client: pg.Client, ownId: number, log: Logger): Promise<void> {
  const dead = await client.query<{ id: number; workerIds: string[] }>(
    'select id, "workerIds" from "BotProcess" where id <> $1 and pg_try_advisory_lock(5203, id)',
    [ownId],
  )
  for (const { id, workerIds } of dead.rows) {
    await release(client, { id, workerIds })
    await client.query('select pg_advisory_unlock(5203, $1)', [id])
    log.info({ process: id }, 'the work of a process that is gone is taken over')
  }
  await client.query(`select graphile_worker.complete_jobs(array_agg(id)) from graphile_worker.jobs
    where attempts >= max_attempts and locked_at is null and run_at < now() having count(*) > 0`)
}

/** Gives back what some workers hold, wakes the others, and takes their process off the table. */
async function release(queries: Queries, { id, workerIds }: Pick<Row, 'id' | 'workerIds'>): Promise<void> {
  await queries.query('select graphile_worker.force_unlock_workers($1)', [workerIds])
  await queries.query('delete from "BotProcess" where id = $1', [id])
  await queries.query(`select pg_notify('jobs:insert', json_build_object('count', count(*))::text) from graphile_worker.jobs
    where locked_at is null and run_at <= now() having count(*) > 0`)
}
