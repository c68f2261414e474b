import { createHash } from 'node:crypto'
import { type Sql, sql, type Tx } from '../store/db.ts'
import type { JobName, Jobs } from './catalogue.ts'

export type JobOptions = {
  /** A job that waits under the same key is replaced. One that runs already finishes, and this one runs after it. */
  key?: string
  /** Not before so many milliseconds from now, by the database's clock. */
  pause?: number
  /** With a key: a job that waits already keeps its time, so that asking again does not cut a Retry-After short. */
  keepsRunAt?: boolean
  /** Jobs of one queue run one after another, in the order in which they were asked for. Now and then two queues share a line. */
  queue?: string
  /** How often it may fail before it is given up. */
  maxAttempts?: number
}

/** With growing pauses: the last attempt comes after about four days. */
const usualAttempts = 25

/**
 * Has a job done, once the transaction is committed. One statement.
 * Names, keys and queues are of the workspace: bots of other workspaces on the same database never see them.
 */
export async function enqueue<Name extends JobName>(
  tx: Tx,
  workspaceId: string,
  name: Name,
  payload: Jobs[Name],
  options: JobOptions = {},
): Promise<void> {
  await addJobs(tx, [specOf(workspaceId, name, payload, options)])
}

type Wanted<Name extends JobName> = { payload: Jobs[Name]; options: JobOptions }

/** What `enqueue` does for each payload, as a query to be part of a statement that writes: a row for each. */
export const enqueuing = <Name extends JobName>(workspaceId: string, name: Name, wanted: readonly Wanted<Name>[]): Sql =>
  addingJobs(wanted.map(({ payload, options }) => specOf(workspaceId, name, payload, options)))

type Spec = ReturnType<typeof specOf>

function specOf(workspaceId: string, name: JobName, payload: Jobs[JobName], options: JobOptions) {
  const own = (text: string | undefined): string | null => (text === undefined ? null : `${workspaceId}/${text}`)
  return {
    identifier: own(name),
    payload,
    queue: own(options.queue && lineOf(options.queue)),
    pause: options.pause ?? null,
    attempts: (options.maxAttempts ?? usualAttempts) + spareAttempts,
    key: own(options.key),
    mode: options.keepsRunAt ? 'preserve_run_at' : 'replace',
  }
}

async function addJobs(tx: Tx, specs: readonly Spec[]): Promise<void> {
  if (specs.length > 0) await tx.$executeRaw(addingJobs(specs))
}

/** In one order of lines and keys: two transactions that ask for some of the same never wait for each other in a circle. */
function addingJobs(specs: readonly Spec[]): Sql {
  const order = ({ queue, key }: Spec): string => `${queue} ${key}`
  const sorted = specs.toSorted((a, b) => (order(a) < order(b) ? -1 : order(a) > order(b) ? 1 : 0))
  return sql`
    select graphile_worker.add_job(
      identifier => job.identifier, payload => job.payload, queue_name => job.queue, run_at => now() + job.pause * interval '1 millisecond',
      max_attempts => job.attempts, job_key => job.key, job_key_mode => job.mode)
    from json_to_recordset(${JSON.stringify(sorted)}::json) as job(
      identifier text, payload json, queue text, pause int, attempts int, key text, mode text)`
}

/** Takes back what waits under keys that begin like these. What runs already finishes. */
export async function dequeue(tx: Tx, workspaceId: string, beginnings: readonly string[]): Promise<void> {
  const own = beginnings.map((beginning) => `${workspaceId}/${beginning}`)
  await tx.$executeRaw`
    delete from graphile_worker._private_jobs
    where locked_at is null and exists (select from unnest(${own}::text[]) as beginning where starts_with(key, beginning))`
}

/**
 * Queues by the thousand, one an incident or a message, would leave a row each that cannot be taken away safely while somebody
 * enqueues. So they share 256 lines.
 */
const lineOf = (queue: string): string => `line ${createHash('sha256').update(queue).digest().readUInt8(0)}`

/** An attempt that ended with its process counts too; without a spare one, a job killed in its last attempt would be lost. */
export const spareAttempts = 1

/**
 * Has all that failed in a workspace, and would be tried again in minutes or hours, tried again at once: for when what stood in
 * its way is mended.
 */
export async function bringForward(tx: Tx, workspaceId: string): Promise<void> {
  await tx.$executeRaw`
    update graphile_worker._private_jobs as job set run_at = now()
    from graphile_worker._private_tasks as task
    where task.id = job.task_id and starts_with(task.identifier, ${`${workspaceId}/`})
      and job.attempts > 0 and job.locked_at is null and job.run_at > now()`
}
