import { rm } from 'node:fs/promises'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { type Channel, type Person, type Sandbox, startSandbox, type Workspace } from '../../src/sandbox/index.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { endAll, freePort, type Program, slackVariables, startProgram, until } from '../support/program.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

/*
 * The real process, killed with SIGKILL while Slack holds one of its calls: before Slack has done it, or after, with the answer
 * on its way. `faults.test.ts` in the integration tests goes through all points; here are some, with nothing between the bot and
 * the world.
 */

let folder: string
let slack: Sandbox
let database: TestDatabase

beforeAll(async () => {
  folder = await temporaryFolder('killed-at')
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

async function createScene(): Promise<Scene> {
  const workspace = slack.addWorkspace()
  const maya = workspace.addUser({ name: 'maya' })
  const ops = workspace.addChannel({ name: 'ops', members: [maya] })
  const port = String(await freePort())
  const env = { ...slackVariables(slack, workspace, 'http'), DATABASE_URL: database.url, PORT: port }
  workspace.deliverTo(`http://127.0.0.1:${port}/slack/events`)
  const start = async (): Promise<Program> => {
    const bot = await startProgram('main', { env, cwd: folder })
    await bot.ready()
    return bot
  }
  return { workspace, maya, ops, start }
}

const madeIn = (workspace: Workspace): Channel[] => workspace.channels().filter(({ name }) => name.startsWith('inc-'))

/** How often Slack was asked for this, whatever came of it. */
const callsOf = (method: string, { id }: Workspace): number =>
  slack.calls.filter((call) => call.method === method && call.workspace === id).length

/** Kills the bot when Slack has been asked for `method` once more; Slack takes a moment, so that its answer comes too late. */
async function killAt(method: string, { workspace }: Scene, bot: Program, does: () => Promise<unknown>): Promise<void> {
  const before = callsOf(method, workspace)
  slack.faults.slow(300, { method })
  void does().catch(() => undefined)
  await until(`${method} is on its way`, () => callsOf(method, workspace) > before)
  expect(await bot.end('SIGKILL')).toBeNull()
  await slack.faults.reset()
}

/** All that a declaration makes is there, once. */
async function expectWhole({ workspace, maya }: Scene): Promise<Channel> {
  const isWhole = (): boolean => madeIn(workspace).some(({ topic, pins, bookmarks }) => topic && pins.length && bookmarks.length)
  await until('all is there', isWhole)
  await slack.settled()
  const [channel, ...others] = madeIn(workspace)
  if (!channel) throw new Error('there is no channel')
  expect(others).toEqual([])
  expect([channel.pins.length, channel.bookmarks.length]).toEqual([1, 1])
  expect(channel.members).toContain(maya.id)
  const headlines = workspace.messages(channel).filter(({ text, subtype }) => !subtype && text.startsWith('INC-'))
  expect(headlines.map(({ ts }) => ts)).toEqual(channel.pins)
  return channel
}

it.each(['conversations.create', 'conversations.invite', 'chat.postMessage', 'pins.add', 'bookmarks.add'])(
  'a bot that is killed during %s finishes the channel after its start, and makes nothing twice',
  async (method) => {
    const scene = await createScene()
    const bot = await scene.start()
    await killAt(method, scene, bot, () => scene.maya.runs('/incident declare users table is empty sev1', { in: scene.ops }))
    const again = await scene.start()
    await expectWhole(scene)
    await again.end()
  },
)

it('a bot that is killed while it marks, and again while it resolves, does both once', async () => {
  const scene = await createScene()
  const { workspace, maya } = scene
  let bot = await scene.start()
  await maya.runs('/incident declare users table is empty sev1', { in: scene.ops })
  const channel = await expectWhole(scene)
  const said = await maya.posts(channel, 'backups have been off since September')
  await killAt('reactions.add', scene, bot, () => maya.reacts(channel, said.ts, 'pushpin'))
  bot = await scene.start()
  const marksOn = (): string[] =>
    workspace.messages(channel).flatMap(({ ts, reactions = [] }) => (ts === said.ts ? reactions.map(({ name }) => name) : []))
  await until('the bot shows that it noticed', () => marksOn().length === 2)

  await killAt('chat.postMessage', scene, bot, () => maya.runs('/incident resolve', { in: channel }))
  bot = await scene.start()
  const resolved = () => maya.sees(channel).filter(({ text }) => text.includes('Resolved'))
  await until('the channel hears of it', () => resolved().length > 0)
  await slack.settled()
  expect(resolved()).toHaveLength(1)
  expect(channel.topic).toContain('resolved')
  const { reply } = await maya.runs('/incident timeline', { in: channel })
  expect(JSON.stringify(reply).split('backups have been off')).toHaveLength(2)
  await bot.end()
})
