import { rm } from 'node:fs/promises'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type Channel, type Person, type Sandbox, startSandbox, type Workspace } from '../../src/sandbox/index.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { endAll, freePort, type Program, slackVariables, startProgram, until } from '../support/program.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

let folder: string
let slack: Sandbox
let database: TestDatabase

beforeAll(async () => {
  folder = await temporaryFolder('killed')
  slack = await startSandbox({ redeliverAfter: [0, 3_000, 6_000, 9_000] })
  database = await createTestDatabase()
})
afterEach(() => slack.faults.reset())
afterAll(async () => {
  await endAll()
  await slack.stop()
  await database.drop()
  await rm(folder, { recursive: true, force: true })
})

type Scene = { workspace: Workspace; maya: Person; ops: Channel; start(): Promise<Program> }

async function createScene(mode: 'http' | 'socket'): Promise<Scene> {
  const workspace = slack.addWorkspace()
  const maya = workspace.addUser({ name: 'maya' })
  const ops = workspace.addChannel({ name: 'ops', members: [maya] })
  const port = String(await freePort())
  const env = { ...slackVariables(slack, workspace, mode), DATABASE_URL: database.url, PORT: port }
  if (mode === 'http') workspace.deliverTo(`http://127.0.0.1:${port}/slack/events`)
  const start = async (): Promise<Program> => {
    const bot = await startProgram('main', { env, cwd: folder })
    await bot.ready()
    return bot
  }
  return { workspace, maya, ops, start }
}

const made = (workspace: Workspace): Channel[] => workspace.channels().filter(({ name }) => name.startsWith('inc-'))

/** All steps after a declaration: the channel, its topic, its pinned headline, its bookmark. */
const isWhole = (workspace: Workspace): boolean =>
  made(workspace).some(({ topic, pins, bookmarks }) => topic !== '' && pins.length > 0 && bookmarks.length > 0)

const isUnderWay = (method: string, { id }: Workspace): boolean =>
  slack.calls.some((call) => call.method === method && call.workspace === id && call.endedAt === null)

/** How long after it is ready again a bot may take to finish what a killed one left, in milliseconds. */
const withinSeconds = 8_000

/** The bot is killed and started again; what it had begun is there, once. */
async function killedAndStarted(bot: Program, { workspace, start }: Scene): Promise<Program> {
  expect(await bot.end('SIGKILL')).toBeNull()
  const again = await start()
  const since = performance.now()
  await until('what was begun is finished', () => isWhole(workspace))
  expect(performance.now() - since).toBeLessThan(withinSeconds)
  await slack.settled()
  return again
}

/** Over HTTP: `killed-at.test.ts`. */
describe('a bot that is killed over Socket Mode', () => {
  const mode = 'socket'

  it('after the channel was made, before it could note so, makes no second one', async () => {
    const scene = await createScene(mode)
    const { workspace, maya, ops } = scene
    const bot = await scene.start()
    slack.faults.failNext('conversations.create', { when: 'after' })
    await maya.runs('/incident declare users table is empty sev1', { in: ops })
    await until('the channel is there', () => made(workspace).length > 0)
    const again = await killedAndStarted(bot, scene)
    expect(made(workspace)).toHaveLength(1)
    expect(maya.sees(ops).filter(({ text }) => text.includes('INC-1'))).not.toEqual([])
    await again.end()
  })

  it('with the headline on its way shows it once', async () => {
    const scene = await createScene(mode)
    const { workspace, maya, ops } = scene
    const bot = await scene.start()
    slack.faults.slow(1_000, { method: 'chat.postMessage' })
    await maya.runs('/incident declare users table is empty sev1', { in: ops })
    await until('the headline is on its way', () => isUnderWay('chat.postMessage', workspace))
    const again = await killedAndStarted(bot, scene)
    const [channel] = made(workspace)
    expect(made(workspace)).toHaveLength(1)
    const headlines = channel ? maya.sees(channel).filter(({ ts }) => channel.pins.includes(ts)) : []
    expect(headlines).toHaveLength(1)
    expect(channel && maya.sees(channel).filter(({ text }) => text === headlines[0]?.text)).toHaveLength(1)
    await again.end()
  })
})

describe.each(['http', 'socket'] as const)('a bot that is killed over %s', (mode) => {
  it('with events on their way hears them again, and keeps each once', async () => {
    const scene = await createScene(mode)
    const { workspace, maya, ops } = scene
    const bot = await scene.start()
    await maya.runs('/incident declare users table is empty sev1', { in: ops })
    await until('the incident is whole', () => isWhole(workspace))
    const [channel] = made(workspace)
    if (!channel) throw new Error('there is no channel')
    const said = await maya.posts(channel, 'backups have been off since September')
    await bot.end('SIGKILL')
    void maya.reacts(channel, said.ts, 'pushpin')
    const again = await scene.start()
    await slack.settled()
    const { reply } = await maya.runs('/incident timeline', { in: channel })
    expect(JSON.stringify(reply).split('backups have been off')).toHaveLength(2)
    await again.end()
  })
})

describe('a bot that is told to stop', () => {
  it('finishes what it was doing, and answers for it', async () => {
    const scene = await createScene('http')
    const { workspace, maya, ops } = scene
    const bot = await scene.start()
    slack.faults.slow(800, { method: 'views.open' })
    const asked = maya.runs('/incident', { in: ops })
    await until('the form is on its way', () => isUnderWay('views.open', workspace))
    expect(await bot.end('SIGTERM')).toBe(0)
    expect(await asked).toMatchObject({ ok: true, status: 200 })
    expect(maya.currentView()).not.toBeNull()
    expect(bot.stderr).not.toMatch(/"level":"(warn|error|fatal)"/)
  })

  it('over a socket too', async () => {
    const scene = await createScene('socket')
    const { workspace, maya, ops } = scene
    const bot = await scene.start()
    slack.faults.slow(800, { method: 'views.open' })
    const asked = maya.runs('/incident', { in: ops })
    await until('the form is on its way', () => isUnderWay('views.open', workspace))
    expect(await bot.end('SIGTERM')).toBe(0)
    expect(await asked).toMatchObject({ ok: true })
  })

  it('in the middle of a declaration leaves nothing half done for long', async () => {
    const scene = await createScene('http')
    const { workspace, maya, ops } = scene
    const bot = await scene.start()
    slack.faults.slow(300)
    await maya.runs('/incident declare users table is empty sev1', { in: ops })
    await until('the channel is there', () => made(workspace).length > 0)
    expect(await bot.end('SIGTERM')).toBe(0)
    const again = await scene.start()
    await until('the rest is there', () => isWhole(workspace))
    expect(made(workspace)).toHaveLength(1)
    await again.end()
  })
})
