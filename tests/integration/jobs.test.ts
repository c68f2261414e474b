import { pino } from 'pino'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { PermanentFailure } from '../../src/core/refusal.ts'
import { enqueue, type JobOptions } from '../../src/jobs/queue.ts'
import { RetryLater } from '../../src/jobs/retry-later.ts'
import type { Handlers } from '../../src/jobs/task.ts'
import { startWorker } from '../../src/jobs/worker.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

/** Works for one workspace until `stop`; notes what was given up and what was logged. */
async function work(
  workspaceId: string,
  handler: Handlers['headline.refresh'],
  more: { longestStop?: number; concurrency?: number } = {},
) {
  const givenUp: string[] = []
  const logged: string[] = []
  const { stop } = await startWorker({
    pool: database.pool,
    workspaceId,
    handlers: { 'headline.refresh': handler },
    onPermanentFailure: async (name, _payload, error) => void givenUp.push(`${name}: ${error.message}`),
    log: pino({ level: 'warn' }, { write: (line: string) => void logged.push(line) }),
    ...more,
  })
  let stopping: Promise<void> | null = null
  const stopOnce = (): Promise<void> => {
    stopping ??= stop()
    return stopping
  }
  onTestFinished(stopOnce)
  return { stop: stopOnce, givenUp, logged }
}

const put = (workspaceId: string, incidentId: string, options: JobOptions = {}): Promise<void> =>
  database.db.transaction((tx) => enqueue(tx, workspaceId, 'headline.refresh', { incidentId }, options))

type Waiting = { attempts: number; inSeconds: number; lastError: string | null }

async function waiting(workspaceId: string): Promise<Waiting[]> {
  const { rows } = await database.pool.query<Waiting>(
    `select attempts, extract(epoch from run_at - now())::float as "inSeconds", last_error as "lastError"
     from graphile_worker.jobs where task_identifier = $1 order by id`,
    [`${workspaceId}/headline.refresh`],
  )
  return rows
}

/** A door that stays shut until it is opened. */
function createDoor(): { passed: Promise<void>; open(): void } {
  let open = (): void => undefined
  const passed = new Promise<void>((resolve) => {
    open = resolve
  })
  return { passed, open: () => open() }
}

it('does a job that was asked for in a transaction, and takes it off', async () => {
  const done: string[] = []
  const worker = await work('T1', async ({ incidentId }) => void done.push(incidentId))
  await put('T1', 'one')
  await expect.poll(() => done).toEqual(['one'])
  await worker.stop()
  expect(await waiting('T1')).toEqual([])
})

it('forgets a job whose transaction is rolled back', async () => {
  const failing = database.db.transaction(async (tx) => {
    await enqueue(tx, 'T2', 'headline.refresh', { incidentId: 'one' })
    throw new Error('changed my mind')
  })
  await expect(failing).rejects.toThrow('changed my mind')
  expect(await waiting('T2')).toEqual([])
})

it('leaves the jobs of another workspace alone', async () => {
  const done: string[] = []
  await put('T3-other', 'theirs', { key: 'same' })
  await put('T3', 'ours', { key: 'same' })
  const worker = await work('T3', async ({ incidentId }) => void done.push(incidentId))
  await expect.poll(() => done).toEqual(['ours'])
  await worker.stop()
  expect(await waiting('T3-other')).toHaveLength(1)
})

it('does a job once that was asked for twice under one key', async () => {
  const done: string[] = []
  await put('T4', 'first', { key: 'headline' })
  await put('T4', 'second', { key: 'headline' })
  const worker = await work('T4', async ({ incidentId }) => void done.push(incidentId))
  await expect.poll(() => done).toEqual(['second'])
  await worker.stop()
  expect(done).toEqual(['second'])
})

it('does a job again that is asked for while it runs', async () => {
  const door = createDoor()
  const done: string[] = []
  const worker = await work('T5', async ({ incidentId }) => {
    done.push(incidentId)
    if (incidentId === 'first') await door.passed
  })
  await put('T5', 'first', { key: 'headline' })
  await expect.poll(() => done).toEqual(['first'])
  await put('T5', 'second', { key: 'headline' })
  door.open()
  await expect.poll(() => done).toEqual(['first', 'second'])
  await worker.stop()
  expect(await waiting('T5')).toEqual([])
})

it('clears away a job that failed after a newer one of its key had taken its place', async () => {
  const door = createDoor()
  const done: string[] = []
  const worker = await work('T5b', async ({ incidentId }) => {
    if (incidentId === 'second') return void done.push(incidentId)
    await door.passed
    throw new Error('no')
  })
  await put('T5b', 'first', { key: 'headline' })
  await expect.poll(async () => (await waiting('T5b'))[0]?.attempts).toBe(1)
  await put('T5b', 'second', { key: 'headline' })
  door.open()
  await expect.poll(() => waiting('T5b')).toEqual([])
  await worker.stop()
  expect(done).toEqual(['second'])
})

it('does the jobs of one queue one after another', async () => {
  const door = createDoor()
  const begun: string[] = []
  const worker = await work('T6', async ({ incidentId }) => {
    begun.push(incidentId)
    if (incidentId === 'first') await door.passed
  })
  await put('T6', 'first', { queue: 'channel' })
  await expect.poll(() => begun).toEqual(['first'])
  await put('T6', 'second', { queue: 'channel' })
  await put('T6', 'free')
  await expect.poll(() => begun).toEqual(['first', 'free'])
  door.open()
  await expect.poll(() => begun).toEqual(['first', 'free', 'second'])
  await worker.stop()
})

it('tries a failed job again after a pause, and logs it once without anybody’s words', async () => {
  const worker = await work('T7', async () => {
    throw new Error('cannot show "I dropped the table"')
  })
  await put('T7', 'one')
  await expect.poll(async () => (await waiting('T7'))[0]?.lastError).toMatch(/^Error: see [-0-9a-f]{36} in the log$/)
  await worker.stop()
  const [job] = await waiting('T7')
  expect(job?.attempts).toBe(1)
  expect(job?.inSeconds).toBeGreaterThan(0)
  expect(worker.logged).toHaveLength(1)
  expect(worker.logged.join()).toContain(job?.lastError?.split(' ')[2])
  expect(worker.logged.join()).not.toContain('dropped the table')
  expect(worker.givenUp).toEqual([])
})

it('puts off a job that was told to come back later, and does others meanwhile', async () => {
  const done: string[] = []
  let limited = true
  const handler = async ({ incidentId }: { incidentId: string }, { attempts }: { attempts: number }): Promise<void> => {
    if (incidentId === 'limited' && limited) throw new RetryLater(60_000)
    done.push(`${incidentId} ${attempts}`)
  }
  const worker = await work('T8', handler)
  await put('T8', 'limited', { key: 'headline' })
  await expect.poll(async () => (await waiting('T8'))[0]?.inSeconds).toBeGreaterThan(50)
  expect((await waiting('T8'))[0]?.attempts).toBe(0)
  await put('T8', 'free')
  await expect.poll(() => done).toEqual(['free 1'])
  limited = false
  await put('T8', 'limited', { key: 'headline', keepsRunAt: true })
  expect((await waiting('T8'))[0]?.inSeconds).toBeGreaterThan(50)
  await put('T8', 'limited', { key: 'headline' })
  await expect.poll(() => done).toEqual(['free 1', 'limited 1'])
  await worker.stop()
  expect(worker.logged).toEqual([])
})

it('comes back by itself when the time is over', async () => {
  const attempts: number[] = []
  const worker = await work('T9', async (_payload, job) => {
    attempts.push(job.attempts)
    if (attempts.length < 3) throw new RetryLater(10)
  })
  await put('T9', 'one', { maxAttempts: 1 })
  await expect.poll(() => attempts).toEqual([1, 1, 1])
  await worker.stop()
  expect(await waiting('T9')).toEqual([])
})

it('gives up at once what must not be tried again, and says so', async () => {
  const worker = await work('T10', async () => {
    throw new PermanentFailure('The channel is archived.')
  })
  await put('T10', 'one')
  await expect.poll(() => worker.givenUp).toEqual(['headline.refresh: The channel is archived.'])
  await worker.stop()
  expect(await waiting('T10')).toEqual([])
})

it('gives up after the last attempt', async () => {
  const worker = await work('T11', async () => {
    throw new Error('no')
  })
  await put('T11', 'one', { maxAttempts: 1 })
  await expect.poll(() => worker.givenUp).toEqual(['headline.refresh: no'])
  await worker.stop()
  expect(await waiting('T11')).toEqual([])
})

it('gives up a job that another version wrote in another form', async () => {
  const worker = await work('T12', async () => undefined)
  await database.pool.query(`select graphile_worker.add_job('T12/headline.refresh', '{"incident": 7}')`)
  await expect.poll(() => worker.givenUp.join()).toContain('written by another version of Second Story')
  expect(worker.givenUp.join()).toContain('(incidentId)')
  await worker.stop()
})

it('finishes what runs when it stops, and takes no more', async () => {
  const door = createDoor()
  const done: string[] = []
  const finish = async ({ incidentId }: { incidentId: string }): Promise<void> => {
    await door.passed
    done.push(incidentId)
  }
  // One at a time: it has asked for no other job before it is told to stop.
  const worker = await work('T13', finish, { concurrency: 1 })
  await put('T13', 'running')
  await expect.poll(async () => (await waiting('T13'))[0]?.attempts).toBe(1)
  const stopped = worker.stop()
  await put('T13', 'late')
  door.open()
  await stopped
  expect(done).toEqual(['running'])
  expect(await waiting('T13')).toEqual([expect.objectContaining({ attempts: 0 })])
})

it('gives back what does not finish in time', async () => {
  const door = createDoor()
  const slow = await work('T14', () => door.passed, { longestStop: 50, concurrency: 1 })
  await put('T14', 'one')
  await expect.poll(async () => (await waiting('T14'))[0]?.attempts).toBe(1)
  await slow.stop()
  const done: string[] = []
  const next = await work('T14', async ({ incidentId }) => void done.push(incidentId))
  await expect.poll(() => done).toEqual(['one'])
  await next.stop()
  door.open()
})
