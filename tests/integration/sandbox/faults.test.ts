import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Inbox, openInbox } from './inbox.ts'
import { postWeb, type Town, town } from './world.ts'

let here: Town
let inbox: Inbox

beforeEach(async () => {
  here = await town()
  inbox = await openInbox()
  here.ws.deliverTo(inbox.url)
})
afterEach(async () => {
  vi.useRealTimers()
  await inbox.stop()
  await here.slack.stop()
})

const post = (text = 'hello') => here.call('chat.postMessage', { channel: here.open.id, text })
const texts = () => here.ws.messages(here.open).map(({ text }) => text)

describe('a sandbox that misbehaves', () => {
  it('is slow, for one method or for all', async () => {
    here.slack.faults.slow(60, { method: 'auth.test' })
    await here.call('auth.test')
    const [test] = here.slack.calls.slice(-1).map(({ startedAt, endedAt }) => (endedAt ?? 0) - startedAt)
    expect(test).toBeGreaterThan(50)
    here.slack.faults.slow(60_000, { method: 'auth.test' })
    void here.call('auth.test').catch(() => undefined)
    expect(await here.call('team.info')).toMatchObject({ ok: true })
    expect(here.slack.calls.find(({ endedAt }) => endedAt === null)?.method).toBe('auth.test')
  })

  it('lets calls of a method hang until it is told otherwise, without effect', async () => {
    here.slack.faults.hang('chat.postMessage')
    const posting = post('late')
    await here.call('auth.test')
    await expect.poll(() => here.slack.calls.map(({ method }) => method)).toContain('chat.postMessage')
    expect(texts()).not.toContain('late')
    await here.slack.faults.reset()
    expect(await posting).toMatchObject({ ok: true })
    expect(texts()).toContain('late')
  })

  it('answers a response_url as slowly and as wrongly as a call, and writes it down', async () => {
    await here.maya.runs('/incident', { in: here.open })
    const url = String(inbox.received.at(-1)?.body.response_url)
    const answer = () => fetch(url, { method: 'POST', body: JSON.stringify({ text: 'INC-1' }) })
    here.slack.faults.slow(60)
    here.slack.faults.failNext('response_url', { status: 503 })
    expect([(await answer()).status, (await answer()).status]).toEqual([503, 200])
    const [failed, taken] = here.slack.calls.filter(({ method }) => method === 'response_url')
    expect(failed).toMatchObject({ ok: false, status: 503 })
    expect(taken).toMatchObject({ ok: true, status: 200, args: { text: 'INC-1' }, workspace: here.ws.id })
    expect((taken?.endedAt ?? 0) - (taken?.startedAt ?? 0)).toBeGreaterThan(50)
  })

  it('fails with an error or a status, as often as told, without effect', async () => {
    here.slack.faults.failNext('chat.postMessage', { error: 'fatal_error', times: 2 })
    here.slack.faults.failNext('chat.postMessage', { status: 503 })
    expect([await post('a'), await post('b')]).toMatchObject([{ error: 'fatal_error' }, { error: 'fatal_error' }])
    expect((await postWeb(here.slack, 'chat.postMessage', { channel: here.open.id, text: 'c' }, here.ws.botToken)).status).toBe(
      503,
    )
    expect(await post('d')).toMatchObject({ ok: true })
    expect(texts()).toContain('d')
    for (const text of ['a', 'b', 'c']) expect(texts()).not.toContain(text)
  })

  it('loses the answer of a call that took effect', async () => {
    here.slack.faults.failNext('chat.postMessage', { when: 'after' })
    await expect(post('made')).rejects.toThrow()
    expect(texts()).toContain('made')
    expect(here.slack.calls.at(-1)).toMatchObject({ method: 'chat.postMessage', ok: false, error: 'connection_lost' })
  })

  it('limits with 429 and Retry-After', async () => {
    here.slack.faults.limitNext('chat.postMessage', { retryAfter: 7 })
    const response = await postWeb(here.slack, 'chat.postMessage', { channel: here.open.id, text: 'x' }, here.ws.botToken)
    expect([response.status, response.headers.get('retry-after')]).toEqual([429, '7'])
    expect(await response.json()).toEqual({ ok: false, error: 'ratelimited' })
  })

  it('is away, and tells afterwards what happened meanwhile', async () => {
    here.slack.faults.down()
    await expect(post()).rejects.toThrow()
    await here.maya.posts(here.open, 'is anybody there?')
    expect(inbox.events()).toEqual([])
    await here.slack.faults.up()
    expect(inbox.events()).toMatchObject([{ event: { text: 'is anybody there?' } }])
    expect(await post()).toMatchObject({ ok: true })
  })
})

describe('rate limits', () => {
  it('are off unless switched on', async () => {
    for (let n = 0; n < 25; n += 1) expect(await here.call('users.list')).toMatchObject({ ok: true })
  })

  it('count by method and workspace, and end with the minute', async () => {
    vi.useFakeTimers({ toFake: ['performance'] })
    const other = here.slack.addWorkspace({ name: 'Other' })
    here.slack.limits('real')
    for (let n = 0; n < 20; n += 1) await here.call('users.list')
    const response = await postWeb(here.slack, 'users.list', {}, here.ws.botToken)
    expect([response.status, response.headers.get('retry-after')]).toEqual([429, '60'])
    expect(await here.call('users.info', { user: here.maya.id })).toMatchObject({ ok: true })
    expect(await here.call('users.list', {}, other.botToken)).toMatchObject({ ok: true })
    vi.advanceTimersByTime(60_000)
    expect(await here.call('users.list')).toMatchObject({ ok: true })
  })

  it('let a short burst into a channel, then a message a second', async () => {
    vi.useFakeTimers({ toFake: ['performance'] })
    here.slack.limits('real')
    const burst = []
    for (let n = 0; n < 6; n += 1) burst.push((await post()).ok)
    expect(burst).toEqual([true, true, true, true, true, false])
    expect(await here.call('chat.postMessage', { channel: here.secret.id, text: 'elsewhere' })).toMatchObject({ ok: true })
    vi.advanceTimersByTime(1000)
    expect([(await post()).ok, (await post()).ok]).toEqual([true, false])
  })
})

it('writes down each call without its token', async () => {
  await here.call('chat.postMessage', { channel: here.open.id, text: 'hi', blocks: JSON.stringify([{ type: 'divider' }]) })
  await here.call('conversations.info', { channel: 'C00000000' })
  const [posted, asked] = here.slack.calls.slice(-2)
  expect(posted).toMatchObject({
    method: 'chat.postMessage',
    args: { channel: here.open.id, text: 'hi', blocks: [{ type: 'divider' }] },
    ok: true,
    status: 200,
    workspace: here.ws.teamId,
  })
  expect(asked).toMatchObject({ ok: false, error: 'channel_not_found' })
  expect(posted?.endedAt).toBeGreaterThanOrEqual(posted?.startedAt ?? Number.POSITIVE_INFINITY)
})
