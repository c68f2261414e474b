import { once } from 'node:events'
import { createServer } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type App, createApp } from '../../src/app.ts'
import { readConfig } from '../../src/config.ts'
import { realClock } from '../../src/core/clock.ts'
import { type Sandbox, startSandbox, type Workspace } from '../../src/sandbox/index.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { freePort, until } from '../support/program.ts'
import { testSeals } from '../support/seals.ts'

type Mode = 'http' | 'socket'

let slack: Sandbox
let workspace: Workspace
let database: TestDatabase
let apps: App[] = []
const logged: string[] = []

beforeAll(async () => {
  slack = await startSandbox({ redeliverAfter: [0, 300, 600] })
  workspace = slack.addWorkspace()
  database = await createTestDatabase()
})
afterEach(async () => {
  await slack.faults.reset()
  for (const app of apps) await app.stop()
  apps = []
  logged.splice(0)
})
afterAll(async () => {
  await slack.stop()
  await database.drop()
})

function appOn(port: number, mode: Mode): App {
  const way = mode === 'http' ? { SLACK_SIGNING_SECRET: workspace.signingSecret } : { SLACK_APP_TOKEN: workspace.appToken }
  const env = { SLACK_BOT_TOKEN: workspace.botToken, SLACK_API_URL: slack.apiUrl, PORT: String(port), ...way }
  const config = readConfig(env, () => null)
  if (!config.slack) throw new Error('the settings have no Slack')
  const log = pino({ level: 'warn' }, { write: (line) => void logged.push(line) })
  const isReachable = async () => true
  const app = createApp({
    config,
    slack: config.slack,
    log,
    clock: realClock,
    database: { ...database, isReachable },
    seals: testSeals,
  })
  apps.push(app)
  return app
}

const statusOf = (port: number, path: string): Promise<number> =>
  fetch(`http://127.0.0.1:${port}${path}`).then(
    ({ status }) => status,
    () => 0,
  )

const rowsOfProcesses = async (): Promise<number> => {
  const { rows } = await database.pool.query<{ count: string }>('select count(*) from "BotProcess"')
  return Number(rows[0]?.count)
}

describe('a start that fails', () => {
  it('leaves no web server behind', async () => {
    const port = await freePort()
    slack.faults.failNext('auth.test', { error: 'token_revoked' })
    await expect(appOn(port, 'http').start()).rejects.toThrow('install the app again')
    expect(await statusOf(port, '/healthz')).toBe(0)
  })

  it('leaves no worker behind either', async () => {
    const before = await rowsOfProcesses()
    const port = await freePort()
    slack.faults.failNext('apps.connections.open', { error: 'invalid_auth' })
    await expect(appOn(port, 'socket').start()).rejects.toThrow('SLACK_APP_TOKEN')
    expect(await statusOf(port, '/healthz')).toBe(0)
    expect(await rowsOfProcesses()).toBe(before)
  })

  it('says that the port is taken, and may be stopped', async () => {
    const port = await freePort()
    const other = createServer().listen(port)
    await once(other, 'listening')
    const app = appOn(port, 'http')
    await expect(app.start()).rejects.toThrow(`Port ${port} is taken`)
    await app.stop()
    other.close()
  })

  it('does not ask a Slack for ever that refuses the bot', async () => {
    slack.faults.failNext('auth.test', { error: 'ekm_access_denied' })
    await expect(appOn(await freePort(), 'http').start()).rejects.toThrow('ekm_access_denied')
  })
})

describe.each(['http', 'socket'] as const)('a stop over %s', (mode) => {
  it('in the middle of the start ends it, and leaves nothing behind', async () => {
    const before = await rowsOfProcesses()
    const port = await freePort()
    slack.faults.slow(500)
    const app = appOn(port, mode)
    const started = app.start()
    await until('the web answers', async () => (await statusOf(port, '/healthz')) === 200)
    await Promise.all([expect(started).rejects.toThrow('stopped before it was ready'), app.stop()])
    expect(await statusOf(port, '/healthz')).toBe(0)
    await slack.settled()
    expect(await rowsOfProcesses()).toBe(before)
    expect(logged).toEqual([])
  })

  it('may be asked for twice', async () => {
    const app = appOn(await freePort(), mode)
    await app.start()
    await Promise.all([app.stop(), app.stop()])
    await app.stop()
  })

  it('answers alive and not ready while it finishes what runs', async () => {
    const port = await freePort()
    const app = appOn(port, mode)
    await app.start()
    if (mode === 'http') workspace.deliverTo(`http://127.0.0.1:${port}/slack/events`)
    const maya = workspace.addUser({ name: `maya-${mode}` })
    slack.faults.slow(600, { method: 'views.open' })
    const asked = maya.runs('/incident')
    await until('the form is on its way', () =>
      slack.calls.some(({ method, endedAt }) => method === 'views.open' && endedAt === null),
    )
    const stopped = app.stop()
    await wait(50)
    expect(await statusOf(port, '/healthz')).toBe(200)
    expect(await statusOf(port, '/readyz')).toBe(503)
    expect(await asked).toMatchObject({ ok: true })
    await stopped
    expect(await statusOf(port, '/healthz')).toBe(0)
  })
})

describe('over Socket Mode', () => {
  it('says when Slack is away, and comes back by itself', async () => {
    const port = await freePort()
    await appOn(port, 'socket').start()
    expect(await statusOf(port, '/readyz')).toBe(200)
    slack.faults.down()
    await until('it is not ready', async () => (await statusOf(port, '/readyz')) === 503)
    await until('it has tried again in vain', () => logged.some((line) => line.includes('http request failed')))
    await slack.faults.up()
    await until('it is ready again', async () => (await statusOf(port, '/readyz')) === 200)
  })
})
