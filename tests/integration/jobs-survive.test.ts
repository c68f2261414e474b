import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { pino } from 'pino'
import { expect, it, onTestFinished, vi } from 'vitest'
import { startEmbeddedPostgres } from '../../src/database/embedded.ts'
import { createPool } from '../../src/database/open.ts'
import { enqueue } from '../../src/jobs/queue.ts'
import { startWorker } from '../../src/jobs/worker.ts'
import { createDb } from '../../src/store/db.ts'
import { createTestDatabase, restingFolder } from '../support/database.ts'

const log = pino({ level: 'silent' })
const nothing = async (): Promise<void> => undefined

it('takes up the job of a killed process within seconds, that of a queue too', async () => {
  const { db, pool, connection, drop } = await createTestDatabase()
  const script = fileURLToPath(new URL('../support/hanging-worker.ts', import.meta.url))
  const child = spawn(process.execPath, ['--import', 'tsx', script, JSON.stringify(connection), 'T1'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const taken: string[] = []
  child.stdout.on('data', (line: Buffer) => taken.push(line.toString().trim()))
  onTestFinished(() => void child.kill('SIGKILL'))
  const put = (incidentId: string, queue: string): Promise<void> =>
    db.transaction((tx) => enqueue(tx, 'T1', 'headline.refresh', { incidentId }, { queue }))
  await put('one', 'channel')
  await expect.poll(() => taken).toEqual(['one'])

  const done: string[] = []
  const handler = async ({ incidentId }: { incidentId: string }): Promise<void> => void done.push(incidentId)
  const options = { pool, workspaceId: 'T1', handlers: { 'headline.refresh': handler }, onPermanentFailure: nothing, log }
  const worker = await startWorker(options)
  await put('two', 'channel')
  child.kill('SIGKILL')
  await once(child, 'exit')
  await expect.poll(() => done).toEqual(['one', 'two'])
  await worker.stop()
  expect((await pool.query('select id from "BotProcess"')).rows).toEqual([])
  await drop()
})

it('goes on after a restart of the database underneath, and does again what ended meanwhile', async () => {
  const dataDir = await restingFolder()
  const start = () => startEmbeddedPostgres({ dataDir, log })
  const first = await start()
  const pool = createPool(first.connection, log)
  const db = createDb(pool)
  const done: string[] = []
  let finish = (): void => undefined
  const ended = new Promise<void>((resolve) => {
    finish = resolve
  })
  const handler = async ({ incidentId }: { incidentId: string }): Promise<void> => {
    done.push(incidentId)
    if (incidentId === 'running') await ended
  }
  const options = { pool, workspaceId: 'T1', handlers: { 'headline.refresh': handler }, onPermanentFailure: nothing, log }
  const worker = await startWorker({ ...options, concurrency: 1 })
  const put = (incidentId: string): Promise<void> => db.transaction((tx) => enqueue(tx, 'T1', 'headline.refresh', { incidentId }))
  await put('running')
  await expect.poll(() => done).toEqual(['running'])

  await first.stop()
  const noise = vi.spyOn(console, 'trace').mockReturnValue(undefined)
  finish()
  await expect.poll(() => noise).toHaveBeenCalled()
  const second = await start()
  await put('after')
  await expect.poll(() => done.toSorted()).toEqual(['after', 'running', 'running'])

  await worker.stop()
  expect((await pool.query('select id from graphile_worker.jobs')).rows).toEqual([])
  expect((await pool.query('select id from "BotProcess"')).rows).toEqual([])
  await db.close()
  await pool.end()
  await second.stop()
  await rm(dataDir, { recursive: true })
}, 60_000)
