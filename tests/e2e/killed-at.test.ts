import { afterAll, beforeAll, expect, it } from 'vitest'
import { until } from '../support/program.ts'
import { createScene, type Scene } from '../support/scene.ts'

/*
 * The real process, killed with SIGKILL while Slack has one of its calls: Slack does what it was asked, and nobody hears of it.
 * `faults.test.ts` in the integration tests goes through all points; here are some, with nothing between the bot and the world.
 * One bot goes through all of it, so that each start is also the one before the next death.
 */

let scene: Scene

beforeAll(async () => {
  scene = await createScene('http')
  await scene.start()
})
afterAll(() => scene.close())

/** Kills the bot when Slack has been asked for `method` once more, and starts it again. */
async function killAt(method: string, does: () => Promise<unknown>): Promise<void> {
  const { slack, bot } = scene
  const asked = (): number => slack.calls.filter((call) => call.method === method).length
  const before = asked()
  slack.faults.hang(method)
  void does().catch(() => undefined)
  await until(`${method} is on its way`, () => asked() > before)
  expect(await bot.end('SIGKILL')).toBeNull()
  await slack.faults.reset()
  await scene.start()
}

it.each(['conversations.create', 'chat.postMessage', 'bookmarks.add'])(
  'a bot that is killed during %s finishes the channel after its start, and makes nothing twice',
  async (method) => {
    const { workspace, maya, ops } = scene
    const title = `killed during ${method.replace('.', ' ')}`
    await killAt(method, () => maya.runs(`/incident declare ${title} sev1`, { in: ops }))
    const channel = await scene.whole(title)
    await until('she is in it', () => channel.members.includes(maya.id))
    expect([channel.pins.length, channel.bookmarks.length]).toEqual([1, 1])
    const headlines = workspace.messages(channel).filter(({ text, subtype }) => !subtype && text.startsWith('INC-'))
    expect(headlines.map(({ ts }) => ts)).toEqual(channel.pins)
  },
)

it('a bot that is killed while it marks, and again while it resolves, does both once', async () => {
  const { slack, workspace, maya, ops } = scene
  await maya.runs('/incident declare users table is empty sev1', { in: ops })
  const channel = await scene.whole('users table is empty')
  const said = await maya.posts(channel, 'backups have been off since September')
  await killAt('reactions.add', () => maya.reacts(channel, said.ts, 'pushpin'))
  const marksOn = (): string[] =>
    workspace.messages(channel).flatMap(({ ts, reactions = [] }) => (ts === said.ts ? reactions.map(({ name }) => name) : []))
  await until('the bot shows that it noticed', () => marksOn().length === 2)

  await killAt('chat.postMessage', () => maya.runs('/incident resolve', { in: channel }))
  const resolved = () => maya.sees(channel).filter(({ text }) => text.includes('Resolved'))
  await until('the channel hears of it', () => resolved().length > 0)
  await until('the topic says so', () => channel.topic.includes('resolved'))
  await slack.settled()
  expect(resolved()).toHaveLength(1)
  const { reply } = await maya.runs('/incident timeline', { in: channel })
  expect(JSON.stringify(reply).split('backups have been off')).toHaveLength(2)
})
