import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Channel } from '../../src/sandbox/index.ts'
import { until } from '../support/program.ts'
import { createScene, type Scene } from '../support/scene.ts'

/*
 * The real process, killed with SIGKILL while Slack has some of its calls: Slack does what it was asked, and nobody hears of it.
 * `faults.test.ts` in the integration tests goes through all points; here are some, with nothing between the bot and the world.
 * A start takes seconds, so one death meets several things at once; and each start is also the one before the next death.
 */

let scene: Scene

beforeAll(async () => {
  scene = await createScene('http')
  await scene.start()
})
afterAll(() => scene.close())

type Deed = () => Promise<unknown>

/** Does one thing after the other, until Slack has been asked for the method of each; then kills the bot, and starts it again. */
async function killAt(deeds: [method: string, does: Deed][]): Promise<void> {
  const { slack, bot } = scene
  for (const [method, does] of deeds) {
    const asked = (): number => slack.calls.filter((call) => call.method === method).length
    const before = asked()
    slack.faults.hang(method)
    void does().catch(() => undefined)
    await until(`${method} is on its way`, () => asked() > before)
  }
  expect(await bot.end('SIGKILL')).toBeNull()
  await slack.faults.reset()
  await scene.start()
}

describe('a bot that is killed while Slack has a call of each of several things', () => {
  const calls = ['reactions.add', 'bookmarks.add', 'chat.postMessage', 'conversations.create']
  const titleFor = (method: string): string => `killed during ${method.replace('.', ' ')}`
  let marked: Channel
  let said: { ts: string }

  beforeAll(async () => {
    const { maya, ops } = scene
    await maya.runs('/incident declare users table is empty sev1', { in: ops })
    marked = await scene.whole('users table is empty')
    said = await maya.posts(marked, 'backups have been off since September')
    const marks: Deed = () => maya.reacts(marked, said.ts, 'pushpin')
    const declares =
      (method: string): Deed =>
      () =>
        maya.runs(`/incident declare ${titleFor(method)} sev1`, { in: ops })
    // The last call of a declaration first: what hangs for one would stop the next one before its own.
    await killAt(calls.map((method) => [method, method === 'reactions.add' ? marks : declares(method)]))
  })

  it.each(calls.slice(1))('finishes the channel that %s was for, and makes nothing twice', async (method) => {
    const { workspace, maya } = scene
    const channel = await scene.whole(titleFor(method))
    await until('she is in it', () => channel.members.includes(maya.id))
    expect([channel.pins.length, channel.bookmarks.length]).toEqual([1, 1])
    const headlines = workspace.messages(channel).filter(({ text, subtype }) => !subtype && text.startsWith('INC-'))
    expect(headlines.map(({ ts }) => ts)).toEqual(channel.pins)
  })

  it('shows that it noticed what was marked, and when it is killed again while it resolves, does both once', async () => {
    const { slack, workspace, maya } = scene
    const marksOn = (): string[] =>
      workspace.messages(marked).flatMap(({ ts, reactions = [] }) => (ts === said.ts ? reactions.map(({ name }) => name) : []))
    await until('the bot shows that it noticed', () => marksOn().length === 2)

    await killAt([['chat.postMessage', () => maya.runs('/incident resolve', { in: marked })]])
    const resolved = () => maya.sees(marked).filter(({ text }) => text.includes('Resolved'))
    await until('the channel hears of it', () => resolved().length > 0)
    await until('the topic says so', () => marked.topic.includes('resolved'))
    await slack.settled()
    expect(resolved()).toHaveLength(1)
    const { reply } = await maya.runs('/incident timeline', { in: marked })
    expect(JSON.stringify(reply).split('backups have been off')).toHaveLength(2)
  })
})
