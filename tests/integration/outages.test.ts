import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Person } from '../../src/sandbox/index.ts'
import { declare } from '../support/incident.ts'
import { minutePasses } from '../support/minute-passes.ts'
import { createStage, type Stage, textOf, wordsBefore } from '../support/stage.ts'

let stage: Stage
let maya: Person

beforeAll(async () => {
  stage = await createStage()
  maya = stage.workspace.addUser({ name: 'maya' })
  stage.workspace.addChannel({ name: 'ops', members: [maya] })
})
afterAll(() => stage.close())

const channelsOf = (title: string) => stage.workspace.channels().filter(({ name }) => name.includes(title))
const notices = async (): Promise<string[]> => {
  const { rows } = await stage.database.pool.query<{ sentence: string }>('select sentence from "Notice"')
  return rows.map(({ sentence }) => sentence)
}

describe('while Slack is away', () => {
  it('nothing is lost: the channel and all that is in it come when it is back, after a restart too', async () => {
    stage.slack.faults.slow(50)
    await maya.runs('/incident declare slack goes away sev1', { in: 'ops' })
    stage.slack.faults.down()
    await stage.settled()
    await stage.retried()
    await stage.slack.faults.reset()
    await stage.restart()
    await stage.retried()
    const [channel, ...others] = channelsOf('slack-goes-away')
    expect(others).toEqual([])
    expect([channel?.pins.length, channel?.bookmarks.length]).toEqual([1, 1])
    expect(wordsBefore(maya, 'ops')).toContain(`Its channel is <#${channel?.id}>`)
  })

  it('changes made meanwhile are shown in their order, each once', async () => {
    const { channel } = await declare(stage, maya, 'order matters')
    stage.slack.faults.failNext('chat.postMessage', { status: 503, times: 2 })
    stage.slack.faults.failNext('chat.update', { status: 503, times: 3 })
    for (const status of ['identified', 'monitoring', 'paused']) await maya.runs(`/incident status ${status}`, { in: channel })
    await stage.settled()
    await stage.retried()
    await stage.retried()
    await stage.retried()
    const told = maya.sees(channel).filter(({ text }) => text.startsWith('Status: '))
    expect(told.map(({ text }) => /\*(\w+)\*/.exec(text)?.[1])).toEqual(['identified', 'monitoring', 'paused'])
    expect(channel.topic).toContain('paused')
    expect(wordsBefore(maya, channel)).toContain('sev3 · paused')
  })
})

describe('the answer to a person', () => {
  it('comes as a direct message where Slack no longer takes it where they asked', async () => {
    stage.slack.faults.failNext('response_url', { status: 404 })
    await maya.runs('/incident declare expired place', { in: 'ops' })
    await stage.settled()
    expect(maya.directMessages().map(textOf).join()).toContain(channelsOf('expired-place')[0]?.id)
  })

  it('comes as a direct message where that place does not answer', async () => {
    stage.slack.faults.failNext('response_url', { status: 503 })
    await maya.runs('/incident declare silent place', { in: 'ops' })
    await stage.settled()
    expect(maya.directMessages().map(textOf).join()).toContain(channelsOf('silent-place')[0]?.id)
  })

  it('says that it is not their fault where something broke, with a number that the log has', async () => {
    stage.slack.faults.failNext('views.open', { status: 500 })
    await maya.runs('/incident', { in: 'ops' })
    const said = wordsBefore(maya, 'ops')
    const number = /the number ([0-9a-f]{8})\./.exec(said)?.[1]
    expect(stage.logged.filter((line) => line.includes(`"errorId":"${number}"`))).toHaveLength(1)
  })
})

describe('a limit', () => {
  it.each([
    'conversations.create',
    'conversations.invite',
    'conversations.setTopic',
    'chat.postMessage',
    'pins.add',
    'bookmarks.add',
  ])('of %s is waited for, and nothing is made twice', async (method) => {
    stage.slack.faults.limitNext(method, { retryAfter: 60, times: 1 })
    const title = `other ${method.replace('.', ' ').toLowerCase()}`
    await maya.runs(`/incident declare ${title}`, { in: 'ops' })
    await stage.settled()
    minutePasses()
    await stage.retried()
    const [channel] = channelsOf(title.replaceAll(' ', '-'))
    if (!channel) throw new Error('there is no channel')
    const headlines = stage.workspace.messages(channel).filter((message) => textOf(message).includes('Declared by'))
    expect([headlines.length, channel.pins.length, channel.bookmarks.length]).toEqual([1, 1, 1])
    expect(channel.members).toContain(maya.id)
    expect(channel.topic).not.toBe('')
  })
})

describe('a token that was taken back', () => {
  it('is noted for the operator; with a good one all that waited is done, and the note is gone', async () => {
    const { channel } = await declare(stage, maya, 'token gone')
    stage.slack.faults.failNext('chat.postMessage', { error: 'token_revoked' })
    await maya.runs('/incident status monitoring', { in: channel })
    await stage.settled()
    expect(await notices()).toEqual([
      'Slack no longer takes the bot token (token_revoked): install the app again and set SLACK_BOT_TOKEN.',
    ])
    expect(wordsBefore(maya, channel)).not.toContain('Status: investigating to *monitoring*')
    await stage.restart()
    await stage.settled()
    expect(wordsBefore(maya, channel)).toContain('Status: investigating to *monitoring*')
    expect(await notices()).toEqual([])
  })
})

it('two bots on one database make one channel, and each person is told once', async () => {
  const second = await createStage({ beside: stage })
  try {
    await maya.runs('/incident declare two bots', { in: 'ops' })
    await stage.settled()
    const [channel, ...others] = channelsOf('two-bots')
    expect(others).toEqual([])
    expect(wordsBefore(maya, 'ops').split(`Its channel is <#${channel?.id}>`)).toHaveLength(2)
    expect([channel?.pins.length, channel?.bookmarks.length]).toEqual([1, 1])
  } finally {
    await second.close()
    await stage.restart()
  }
})

it('names nothing of a private incident in the log, whatever fails', async () => {
  stage.slack.faults.failNext('conversations.create', { status: 500 })
  stage.slack.faults.failNext('chat.postMessage', { error: 'invalid_blocks' })
  await maya.runs('/incident declare the merger talks leaked --private', { in: 'ops' })
  await stage.settled()
  await stage.retried()
  expect(channelsOf('merger')).toHaveLength(1)
  expect(stage.logged.join().toLowerCase()).not.toContain('merger')
  expect((await notices()).join().toLowerCase()).not.toContain('merger')
})
