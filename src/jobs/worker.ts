import { setTimeout as wait } from 'node:timers/promises'
import type { TaskList } from 'graphile-worker'
import type pg from 'pg'
import type { Logger } from 'pino'
import { type Clock, realClock } from '../core/clock.ts'
import { catalogue, type JobName } from './catalogue.ts'
import { type Crew, startCrew } from './crew.ts'
import { describeError } from './describe-error.ts'
import { joinProcesses, type OwnProcess } from './processes.ts'
import { createQueuePool } from './queue-pool.ts'
import { createTask, type GiveUp, type Handlers } from './task.ts'

export type WorkerOptions = {
  pool: pg.Pool
  workspaceId: string
  /** A job without a handler here is left to others. */
  handlers: Partial<Handlers>
  onPermanentFailure: GiveUp
  log: Logger
  /** How many jobs at once. */
  concurrency?: number
  /** How long `stop` waits for what runs, in milliseconds. */
  longestStop?: number
  clock?: Clock
}

/** How long to wait before asking again whether the database is back, in milliseconds. */
const pause = 500

/**
 * Starts to do the jobs of one workspace. Survives a restart of the database underneath.
 * `stop` takes no more, lets what runs finish within the limit, and gives back the rest to other processes.
 */
export async function startWorker(options: WorkerOptions): Promise<{ stop(): Promise<void> }> {
  const { pool, log, concurrency = 4, longestStop = 10_000, clock = realClock } = options
  const tasks = tasksOf(options)
  const own = await joinProcesses(pool, clock.now(), log)
  const queuePool = createQueuePool(pool, log)
  const crews = new Set<Crew>()
  let isStopping = false
  const namesOf = (): string[] => [...crews].flatMap(({ workerIds }) => workerIds)
  const hire = (): void => {
    let isReplaced = false
    const onTrouble = (): void => {
      if (isReplaced || isStopping) return
      isReplaced = true
      void replace(crew)
    }
    const announce = (ids: string[]): Promise<void> => own.setWorkers([...namesOf(), ...ids])
    const crew = startCrew({ pool, queuePool, tasks, concurrency, log, announce, onTrouble })
    crews.add(crew)
  }
  const replace = async (old: Crew): Promise<void> => {
    await untilReachable(pool, () => isStopping)
    if (!isStopping) hire()
    await retire(old, pool, log)
    crews.delete(old)
    if (!isStopping) await own.setWorkers(namesOf()).catch(() => undefined)
  }
  hire()
  return {
    stop: async () => {
      isStopping = true
      const finished = Promise.all([...crews].map((crew) => crew.finish()))
      const isInTime = await inTime(finished, longestStop, log)
      await leave(own, log)
      const ended = finished.then(() => queuePool.end())
      if (isInTime) await ended
    },
  }
}

function tasksOf({ workspaceId, handlers, onPermanentFailure, log }: WorkerOptions): TaskList {
  const tasks: TaskList = {}
  const add = <Name extends JobName>(name: Name, handler: Handlers[Name] | undefined): void => {
    if (handler) tasks[`${workspaceId}/${name}`] = createTask(name, handler, onPermanentFailure, log)
  }
  for (const name of Object.keys(handlers).filter(isJobName)) add(name, handlers[name])
  return tasks
}

const isJobName = (name: string): name is JobName => name in catalogue

async function untilReachable(pool: pg.Pool, isOver: () => boolean): Promise<void> {
  const answers = (): Promise<boolean> =>
    pool.query('select 1').then(
      () => true,
      () => false,
    )
  while (!isOver() && !(await answers())) await wait(pause)
}

/** Waits for what runs, then unlocks what the workers could not give back while the database was away. */
async function retire(crew: Crew, pool: pg.Pool, log: Logger): Promise<void> {
  await crew.finish()
  await pool.query('select graphile_worker.force_unlock_workers($1)', [crew.workerIds]).catch((error: unknown) => {
    log.warn(describeError(error), 'jobs of stopped workers stay locked until this process ends')
  })
}

async function inTime(finished: Promise<unknown>, limit: number, log: Logger): Promise<boolean> {
  const timer = new AbortController()
  const late = wait(limit, false, { signal: timer.signal }).catch(() => true)
  const isInTime = await Promise.race([finished.then(() => true), late])
  if (!isInTime) log.warn('jobs that did not finish in time are left to the next process')
  timer.abort()
  return isInTime
}

/** Where the database is away, its end is as good as a goodbye. */
async function leave(own: OwnProcess, log: Logger): Promise<void> {
  await own.leave().catch((error: unknown) => log.warn(describeError(error), 'the database is away while the worker stops'))
}
