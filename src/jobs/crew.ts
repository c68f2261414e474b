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
  const { pool, log } = options
  const workerIds: string[] = []
  const delays = new Set<Promise<void>>()
  let begin: (announced: Promise<void>) => void = () => undefined
  const announced = new Promise<void>((resolve) => {
    begin = resolve
  })
  const events: WorkerEvents = new EventEmitter()
  events.on('worker:create', ({ worker }) => workerIds.push(worker.workerId))
  events.on('worker:getJob:error', options.onTrouble)
  events.on('worker:fatalError', options.onTrouble)
  events.on('job:complete', ({ job, error }) => {
    if (!(error instanceof RetryLater)) return
    const delay = putOff(pool, job, error.milliseconds).catch((problem: unknown) => {
      log.warn({ job: job.id, ...describeError(problem) }, 'a job could not be put off and counts as failed')
    })
    delays.add(delay)
    void delay.then(() => delays.delete(delay))
  })
  const preset = { plugins: [{ name: 'announce', version: '1', worker: { hooks: { startWorker: () => announced } } }] }
  const settings = {
    pgPool: pool,
    events,
    preset,
    concurrency: options.concurrency,
    logger: libraryLogger(log),
    noHandleSignals: true,
  }
  const workers = runTaskList(settings, options.tasks, pool)
  begin(options.announce(workerIds))
  let finished: Promise<unknown> | null = null
  return {
    workerIds,
    finish: async () => {
      finished ??= workers.gracefulShutdown().then(() => Promise.all(delays))
      await finished
    },
  }
}

/** The attempt is taken back, unless a newer job of the same key has taken this one's place meanwhile. */
async function putOff(pool: pg.Pool, job: { id: string; attempts: number }, milliseconds: number): Promise<void> {
  await pool.query(
    `select graphile_worker.reschedule_jobs(array[id], run_at => now() + $3 * interval '1 millisecond', attempts => $2 - 1)
     from graphile_worker.jobs where id = $1 and attempts = $2`,
    [job.id, job.attempts, milliseconds],
  )
}

/** Of what the library says only its trouble is passed on; what a job does is logged by its task. */
function libraryLogger(log: Logger): LibraryLogger {
  return new LibraryLogger(() => (level, message, meta) => {
    if ((level === 'error' || level === 'warning') && !meta?.failure) log.warn({ said: message }, 'the job queue has trouble')
  })
}
