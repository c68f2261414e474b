import { EventEmitter } from 'node:events'
import { Logger as LibraryLogger, runTaskList, type TaskList, type WorkerEvents } from 'graphile-worker'
import type pg from 'pg'
import type { Logger } from 'pino'
import { describeError } from './describe-error.ts'
import { RetryLater } from './retry-later.ts'

/** Some workers of graphile-worker that started together. They do not come back from every loss of the database: then another crew does. */
export type Crew = {
  workerIds: string[]
  /** Takes no more, and resolves when what runs is finished. */
  finish(): Promise<void>
}

export type CrewOptions = {
  pool: pg.Pool
  /** On which jobs are taken and put back. */
  queuePool: pg.Pool
  tasks: TaskList
  concurrency: number
  log: Logger
  /** Called with the names of the workers; they take no job before it has resolved. */
  announce(workerIds: string[]): Promise<void>
  /** The database failed a worker: it may have stopped, or hold what it does not know of. */
  onTrouble(): void
}

/** Starts workers. Signals stay the caller's. */
export function startCrew(options: CrewOptions): Crew {
  const { pool, queuePool, log } = options
  const workerIds: string[] = []
  let begin: (announced: Promise<void>) => void = () => undefined
  const announced = new Promise<void>((resolve) => {
    begin = resolve
  })
  const preset = { plugins: [{ name: 'announce', version: '1', worker: { hooks: { startWorker: () => announced } } }] }
  const events: WorkerEvents = new EventEmitter()
  events.on('worker:create', ({ worker }) => workerIds.push(worker.workerId))
  events.on('worker:getJob:error', options.onTrouble)
  events.on('worker:fatalError', options.onTrouble)
  const settled = settleFailures(events, pool, log)
  const shared = { pgPool: queuePool, events, preset, logger: libraryLogger(log), noHandleSignals: true }
  const workers = runTaskList({ ...shared, concurrency: options.concurrency }, options.tasks, queuePool)
  begin(options.announce(workerIds))
  let finished: Promise<void> | null = null
  const finish = (): Promise<void> => {
    finished ??= workers.gracefulShutdown().then(settled)
    return finished
  }
  return { workerIds, finish }
}

/** Settles each job that throws. Gives a function that waits for what is still to be settled. */
function settleFailures(events: WorkerEvents, pool: pg.Pool, log: Logger): () => Promise<void> {
  const settling = new Set<Promise<void>>()
  events.on('job:complete', ({ job, error }) => {
    if (error === null) return
    const settled = settle(pool, job, error).catch((problem: unknown) => {
      log.warn({ job: job.id, ...describeError(problem) }, 'a job could not be put off or removed')
    })
    settling.add(settled)
    void settled.then(() => settling.delete(settled))
  })
  return async () => void (await Promise.all(settling))
}

/**
 * What the library leaves undone with a job that threw. Put off, its attempt is taken back. But where a newer job of the
 * same key took its place while it ran, the library has used up all its attempts: then it is removed.
 */
async function settle(pool: pg.Pool, job: { id: string; attempts: number }, error: unknown): Promise<void> {
  if (error instanceof RetryLater)
    await pool.query(
      `select graphile_worker.reschedule_jobs(array[id], run_at => now() + $3 * interval '1 millisecond', attempts => $2 - 1)
       from graphile_worker.jobs where id = $1 and attempts = $2`,
      [job.id, job.attempts, error.milliseconds],
    )
  await pool.query(
    `select graphile_worker.complete_jobs(array[id])
     from graphile_worker.jobs where id = $1 and attempts > $2 and attempts >= max_attempts`,
    [job.id, job.attempts],
  )
}

/** Of what the library says only its trouble is passed on; what a job does is logged by its task. */
function libraryLogger(log: Logger): LibraryLogger {
  return new LibraryLogger(() => (level, message, meta) => {
    if ((level === 'error' || level === 'warning') && !meta?.failure) log.warn({ said: message }, 'the job queue has trouble')
  })
}
