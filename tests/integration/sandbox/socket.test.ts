import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import type { Fields } from '../../../src/sandbox/index.ts'
import { fieldsOf, readJson } from '../../../src/sandbox/json.ts'
import { type Town, town } from './world.ts'

let here: Town
const open: Line[] = []

/** One connection; `answer` says what an envelope is acknowledged with, or null to leave it. */
type Line = { socket: WebSocket; got: Fields[]; answer(envelope: Fields): Fields | null; isClosed: Promise<unknown> }

async function connect(): Promise<Line> {
  const { url } = await here.call('apps.connections.open', {}, here.ws.appToken)
  const socket = new WebSocket(String(url))
  const line: Line = { socket, got: [], answer: () => ({}), isClosed: new Promise((resolve) => socket.on('close', resolve)) }
  socket.on('message', (data) => {
    const message = fieldsOf(readJson(String(data)))
    line.got.push(message)
    const answer = message.envelope_id ? line.answer(message) : null
    if (answer) socket.send(JSON.stringify({ envelope_id: message.envelope_id, ...answer }))
  })
  await expect.poll(() => line.got.length).toBeGreaterThan(0)
  open.push(line)
  return line
}

const envelopes = (line: Line) => line.got.filter(({ envelope_id }) => envelope_id)

beforeEach(async () => {
  here = await town({ redeliverAfter: [0, 30, 30], threeSeconds: 150 })
})
afterEach(async () => {
  for (const { socket } of open.splice(0)) socket.terminate()
  await here.slack.stop()
})

describe('Socket Mode', () => {
  it('greets, and gives each address once', async () => {
    const line = await connect()
    expect(line.got[0]).toMatchObject({ type: 'hello', num_connections: 1, connection_info: { app_id: here.ws.appId } })
    const again = new WebSocket(line.socket.url)
    const status = await new Promise((resolve) =>
      again.on('unexpected-response', (_request, response) => resolve(response.statusCode)),
    )
    expect(status).toBe(403)
  })

  it('sends an envelope and takes the payload of its acknowledgement', async () => {
    const line = await connect()
    line.answer = () => ({ payload: { text: 'heard' } })
    const answer = await here.maya.runs('/incident help', { in: here.open })
    expect(answer).toMatchObject({ ok: true, body: { text: 'heard' }, reply: { text: 'heard', isEphemeral: true } })
    expect(envelopes(line)[0]).toMatchObject({
      type: 'slash_commands',
      accepts_response_payload: true,
      payload: { command: '/incident', text: 'help' },
    })
  })

  it('sends each payload to one of several connections', async () => {
    const lines = [await connect(), await connect()]
    expect(here.ws.connections()).toBe(2)
    for (const text of ['a', 'b', 'c', 'd']) await here.maya.posts(here.open, text)
    const counts = lines.map((line) => envelopes(line).length)
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(4)
    expect(Math.min(...counts)).toBeGreaterThan(0)
  })

  it('delivers again what nobody acknowledged, counting', async () => {
    const line = await connect()
    line.answer = (envelope) => (fieldsOf(envelope).retry_attempt === 0 ? null : {})
    await here.maya.posts(here.open, 'hello')
    await here.slack.settled()
    expect(envelopes(line).map(({ retry_attempt, retry_reason }) => [retry_attempt, retry_reason])).toEqual([
      [0, ''],
      [1, 'http_timeout'],
    ])
  })

  it('delivers to a bot that connects again what happened while it was gone', async () => {
    const first = await connect()
    here.ws.dropConnections()
    await first.isClosed
    await here.maya.posts(here.open, 'anybody?')
    const second = await connect()
    await here.slack.settled()
    expect(envelopes(second)).toMatchObject([{ type: 'events_api', payload: { event: { text: 'anybody?' } } }])
    expect(await here.maya.runs('/incident')).toMatchObject({ ok: true })
  })

  it('has nobody for a command when the bot is gone', async () => {
    const line = await connect()
    here.ws.dropConnections()
    await line.isClosed
    await expect.poll(() => here.ws.connections()).toBe(0)
    expect(await here.maya.runs('/incident')).toMatchObject({ ok: false, error: 'dispatch_failed' })
  })

  it('warns before it renews a connection, which others outlive', async () => {
    const old = await connect()
    const renewed = here.ws.refreshConnections({ warnFor: 60 })
    await expect.poll(() => old.got.at(-1)).toMatchObject({ type: 'disconnect', reason: 'warning' })
    const young = await connect()
    await renewed
    await old.isClosed
    expect(old.got.at(-1)).toMatchObject({ type: 'disconnect', reason: 'refresh_requested' })
    expect(young.socket.readyState).toBe(WebSocket.OPEN)
  })

  it('takes ten connections', async () => {
    for (let n = 0; n < 10; n += 1) await connect()
    const eleventh = await connect()
    expect(eleventh.got[0]).toMatchObject({ type: 'disconnect', reason: 'too_many_websockets' })
    expect(here.ws.connections()).toBe(10)
  })

  it('can say what is no envelope, such as that too many events came', async () => {
    const line = await connect()
    here.ws.tellConnections({ type: 'app_rate_limited', minute_rate_limited: 1_700_000_000 })
    await expect.poll(() => line.got.at(-1)).toMatchObject({ type: 'app_rate_limited' })
  })
})
