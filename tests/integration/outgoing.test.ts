import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Channel, Person } from '../../src/sandbox/index.ts'
import { declare } from '../support/incident.ts'
import { minutePasses, timePasses } from '../support/minute-passes.ts'
import { createStage, type Stage, textOf, wordsBefore } from '../support/stage.ts'

let stage: Stage
let maya: Person

beforeAll(async () => {
  // The order in which commands are taken is the one in which they were typed only where each is answered before the next.
  stage = await createStage({ patience: 60_000 })
  maya = stage.workspace.addUser({ name: 'maya' })
  stage.workspace.addChannel({ name: 'ops', members: [maya] })
})
afterEach(async () => {
  stage.slack.limits('off')
  await stage.slack.faults.reset()
})
afterAll(() => stage.close())

const refused = () => stage.slack.calls.filter(({ status }) => status === 429)

/** How often Slack has refused each method in each channel. */
function refusedByPlace(): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { method, args } of refused()) {
    const place = `${method} ${args.channel ?? ''}`
    counts[place] = (counts[place] ?? 0) + 1
  }
  return counts
}

const toldStatuses = (channel: Channel): (string | undefined)[] =>
  maya
    .sees(channel)
    .filter(({ text }) => text.startsWith('Status: '))
    .map(({ text }) => /\*(\w+)\*/.exec(text)?.[1])

/** Jobs that wait for their time, by name. */
async function waiting(): Promise<string[]> {
  const { rows } = await stage.database.pool.query<{ name: string }>(
    "select split_part(task_identifier, '/', 2) as name from graphile_worker.jobs where run_at > now() order by id",
  )
  return rows.map(({ name }) => name)
}

const change = (what: string): Promise<unknown> => stage.database.pool.query(`update graphile_worker._private_jobs set ${what}`)

describe('a burst before a Slack with its real limits', () => {
  it('ends right and in order, without a storm of refusals', async () => {
    stage.slack.limits('real')
    const { channel } = await declare(stage, maya, 'the busy one')
    const messages = []
    for (let count = 0; count < 60; count += 1) messages.push(await maya.posts(channel, `line ${count}`))
    const statuses = Array.from({ length: 20 }, (_, index) => (index % 2 === 0 ? 'identified' : 'monitoring'))
    await Promise.all([
      ...['alpha', 'beta', 'gamma'].map((title) => maya.runs(`/incident declare ${title}`, { in: 'ops' })),
      ...messages.map(({ ts }) => maya.reacts(channel, ts, 'pushpin')),
      statuses.reduce(
        (before, status) => before.then(() => maya.runs(`/incident status ${status}`, { in: channel })),
        Promise.resolve<unknown>(null),
      ),
    ])
    await stage.settled()
    for (let round = 0; round < 60 && (await waiting()).length > 0; round += 1) {
      timePasses(2_000)
      await stage.retried()
    }
    expect(await waiting()).toEqual([])
    expect(toldStatuses(channel)).toEqual(statuses)
    const noticed = stage.workspace
      .messages(channel)
      .filter(({ reactions = [] }) => reactions.some(({ users }) => users.includes(stage.workspace.botUserId)))
    expect(noticed).toHaveLength(60)
    expect([channel.topic, wordsBefore(maya, channel)]).toEqual([
      expect.stringContaining('monitoring'),
      expect.stringContaining('sev3 · monitoring'),
    ])
    for (const title of ['alpha', 'beta', 'gamma']) {
      const made = stage.workspace.channels().filter(({ name }) => name.endsWith(title))
      expect(made.map(({ pins, bookmarks }) => [pins.length, bookmarks.length])).toEqual([[1, 1]])
    }
    const refusals = Object.entries(refusedByPlace())
    // Ten reactions are on the way at once: as many may be refused before the first answer is there. In a channel the news go one by
    // one; beside them may be a headline and an answer, which do not wait for them.
    expect(refusals.filter(([place, count]) => count > (place.startsWith('reactions.add') ? 10 : 3))).toEqual([])
    expect(stage.logged).toEqual([])
  })
})

describe('what Slack asks to wait with', () => {
  it('is not tried again before, by nobody; other channels go on meanwhile', async () => {
    const one = await declare(stage, maya, 'limited one')
    const other = await declare(stage, maya, 'free one')
    const before = refused().length
    stage.slack.faults.limitNext('chat.postMessage', { retryAfter: 30, times: 1 })
    for (const status of ['identified', 'monitoring']) await maya.runs(`/incident status ${status}`, { in: one.channel })
    await stage.settled()
    await stage.retried()
    expect([refused().length - before, toldStatuses(one.channel)]).toEqual([1, []])
    await maya.runs('/incident status paused', { in: other.channel })
    await stage.settled()
    expect(toldStatuses(other.channel)).toEqual(['paused'])
    await stage.restart()
    await stage.retried()
    await stage.retried()
    expect(toldStatuses(one.channel)).toEqual(['identified', 'monitoring'])
  })

  it('is given up after some days, with a sentence for the operator', async () => {
    const { channel } = await declare(stage, maya, 'limited for days')
    stage.slack.faults.limitNext('chat.postMessage', { retryAfter: 1, times: 2 })
    await maya.runs('/incident status identified', { in: channel })
    await stage.settled()
    await change("created_at = created_at - interval '6 days'")
    minutePasses()
    await stage.retried()
    const { rows } = await stage.database.pool.query<{ sentence: string }>('select sentence from "Notice"')
    expect(rows.map(({ sentence }) => sentence)).toContain(
      'change.tell was given up. Slack has asked to wait with it for four days.',
    )
    expect(await waiting()).toEqual([])
  })
})

describe('while Slack is away for long', () => {
  it('later news wait for earlier ones, and all come soon after it is back', async () => {
    const { channel } = await declare(stage, maya, 'away for long')
    stage.slack.faults.failNext('chat.postMessage', { status: 503, times: 20 })
    await maya.runs('/incident status identified', { in: channel })
    await stage.settled()
    await change("run_at = now() + interval '6 hours'")
    await stage.slack.faults.reset()
    await maya.runs('/incident status monitoring', { in: channel })
    await stage.settled()
    expect(toldStatuses(channel)).toEqual([])
    stage.slack.faults.failNext('auth.test', { status: 503 })
    await stage.app.runDue()
    await stage.settled()
    expect(toldStatuses(channel)).toEqual([])
    await stage.app.runDue()
    await stage.settled()
    expect(toldStatuses(channel)).toEqual(['identified'])
    await stage.retried()
    expect(toldStatuses(channel)).toEqual(['identified', 'monitoring'])
  })

  it('what is published meanwhile is not told before what happened earlier', async () => {
    const { channel } = await declare(stage, maya, 'published meanwhile')
    await maya.runs('/incident resolve', { in: channel })
    await stage.settled()
    await maya.runs('/incident review open', { in: channel })
    await stage.settled()
    stage.slack.faults.failNext('chat.postMessage', { status: 503, times: 20 })
    await maya.runs('/incident status closed', { in: channel })
    await stage.settled()
    await change("run_at = now() + interval '6 hours'")
    await stage.slack.faults.reset()
    await maya.runs('/incident review publish', { in: channel })
    await maya.submits({})
    await stage.settled()
    const told = (): string[] => maya.sees(channel).flatMap((each) => /\*closed\*|"published:/.exec(textOf(each)) ?? [])
    expect(told()).toEqual([])
    await stage.retried()
    await stage.retried()
    expect(told()).toEqual(['*closed*', '"published:'])
  })

  it('goes on with the incident when it is back: nothing said meanwhile is missing or double', async () => {
    const { channel } = await declare(stage, maya, 'gone in the middle')
    await maya.posts(channel, 'before')
    stage.slack.faults.down()
    const said = await maya.posts(channel, 'the replica is stale')
    await maya.reacts(channel, said.ts, 'pushpin')
    await stage.settled()
    await stage.slack.faults.up()
    await stage.settled()
    await maya.runs('/incident resolve', { in: channel })
    await stage.settled()
    const { reply } = await maya.runs('/incident timeline', { in: channel })
    expect(reply && textOf(reply).split('the replica is stale')).toHaveLength(2)
    expect(maya.sees(channel).filter(({ text }) => text.includes('Resolved'))).toHaveLength(1)
  })
})
