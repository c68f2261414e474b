import { randomUUID } from 'node:crypto'
import type { Job, Task } from 'graphile-worker'
import type { Logger } from 'pino'
import type { z } from 'zod'
import { PermanentFailure } from '../core/refusal.ts'
import { catalogue, type JobName, type Jobs } from './catalogue.ts'
import { describeError } from './describe-error.ts'
import { giveWay } from './in-order.ts'
import { spareAttempts } from './queue.ts'
import { RetryLater } from './retry-later.ts'

/** One of a job's attempts, counted from 1. */
export type Attempt = { id: string; attempts: number }

/** What does the work of each job. It may run more than once: look before you create, remember what you made. */
export type Handlers = { [Name in JobName]: (payload: Jobs[Name], job: Attempt) => Promise<void> }

/** Told of a job that is not tried again. The payload is as it was stored, perhaps by another version. */
export type GiveUp = (name: JobName, payload: unknown, error: Error) => Promise<void>

const schemas: { [Name in JobName]: z.ZodType<Jobs[Name]> } = catalogue

/**
 * A handler as graphile-worker wants it. What it throws on is stored beside the job, so it is a sentence of ours:
 * - PermanentFailure, or the last attempt: handed to `giveUp`, and the job is done with;
 * - RetryLater, its own or because an earlier job comes first: thrown on for the worker to put off, for some days at most;
 * - anything else: logged with an id, and tried again after a pause.
 */
export function createTask<Name extends JobName>(name: Name, handler: Handlers[Name], giveUp: GiveUp, log: Logger): Task {
  return async (stored: unknown, helpers) => {
    const { job } = helpers
    const attempt = { id: job.id, attempts: job.attempts }
    try {
      await giveWay(stored, helpers)
      await handler(parse(name, stored), attempt)
    } catch (error) {
      if (error instanceof RetryLater && !isPutOffTooLong(job)) throw error
      await fail(name, stored, job, error instanceof RetryLater ? tooLong : error, giveUp, log)
    }
  }
}

/** As long as a job is tried that fails, in milliseconds. Both times are the database's. */
const longestPutOff = 4 * 24 * 60 * 60 * 1000
const isPutOffTooLong = ({ created_at: askedAt, run_at: runAt }: Job): boolean =>
  runAt.getTime() - askedAt.getTime() > longestPutOff

const tooLong = new PermanentFailure('Slack has asked to wait with it for four days.')

function parse<Name extends JobName>(name: Name, stored: unknown): Jobs[Name] {
  const read = schemas[name].safeParse(stored)
  if (read.success) return read.data
  const where = read.error.issues.map((issue) => issue.path.join('.') || 'all of it').join(', ')
  throw new PermanentFailure(`The job ${name} was written by another version of Second Story and cannot be read here (${where}).`)
}

async function fail(name: JobName, stored: unknown, job: Job, error: unknown, giveUp: GiveUp, log: Logger): Promise<void> {
  const about = { job: job.id, name, attempt: job.attempts, errorId: randomUUID(), ...describeError(error) }
  const isLast = job.attempts >= job.max_attempts - spareAttempts
  if (error instanceof PermanentFailure || isLast) {
    log.error(about, 'a job was given up')
    await giveUp(name, stored, error instanceof Error ? error : new Error('Something else than an error was thrown.'))
    return
  }
  log.warn(about, 'a job failed and is tried again')
  throw new Error(`${about.error}: see ${about.errorId} in the log`)
}
