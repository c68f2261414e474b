import { connect } from 'node:net'
import { HTTPReceiver } from '@slack/bolt'
import { afterEach, describe, expect, it } from 'vitest'
import { healthRoutes, type Need } from '../../src/web/health.ts'
import { createWebServer, type WebServer } from '../../src/web/server.ts'

const stops: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop()
})

type Options = Partial<Parameters<typeof createWebServer>[0]>

async function start(options: Options): Promise<{ server: WebServer; at: string; port: number; errors: unknown[] }> {
  const errors: unknown[] = []
  const server = createWebServer({ port: 0, routes: [], onError: (error) => errors.push(error), ...options })
  const { port } = await server.start()
  stops.push(() => server.stop())
  return { server, at: `http://127.0.0.1:${port}`, port, errors }
}

const need = (name: Need['name'], missing: Need['missing']): Need => ({ name, missing })
const there = (name: Need['name']) => need(name, async () => null)

describe('health', () => {
  it('is alive even where everything is missing', async () => {
    const { at } = await start({ routes: healthRoutes([need('slack', async () => 'no connection')]) })
    const response = await fetch(`${at}/healthz`)
    expect([response.status, await response.json()]).toEqual([200, { alive: true }])
  })

  it('is ready where nothing is missing', async () => {
    const { at } = await start({ routes: healthRoutes([there('database'), there('migrations'), there('slack')]) })
    const response = await fetch(`${at}/readyz`)
    expect([response.status, await response.json()]).toEqual([200, { ready: true }])
  })

  it('names what is missing, what fails and what hangs', async () => {
    const needs = [
      there('migrations'),
      need('slack', async () => 'no connection'),
      need('database', async () => Promise.reject(new Error('password in here'))),
    ]
    const { at } = await start({ routes: healthRoutes(needs) })
    const response = await fetch(`${at}/readyz`)
    expect(response.status).toBe(503)
    expect(await response.json()).toEqual({
      ready: false,
      missing: { slack: 'no connection', database: 'could not be looked at' },
    })
  })

  it('does not wait for a need that does not answer', async () => {
    const { at } = await start({ routes: healthRoutes([need('database', () => new Promise(() => undefined))]) })
    const response = await fetch(`${at}/readyz`)
    expect([response.status, await response.json()]).toEqual([503, { ready: false, missing: { database: 'no answer in time' } }])
  })

  it('may be asked for the headers alone', async () => {
    const { at } = await start({ routes: healthRoutes([]) })
    expect((await fetch(`${at}/healthz?probe=1`, { method: 'HEAD' })).status).toBe(200)
  })
})

describe('the web server', () => {
  it('answers 404 to everything else, to Slack’s address in Socket Mode too', async () => {
    const { at } = await start({ routes: healthRoutes([]) })
    expect((await fetch(at)).status).toBe(404)
    expect((await fetch(`${at}/slack/events`, { method: 'POST', body: '{}' })).status).toBe(404)
  })

  it('says how an address is used', async () => {
    const { at } = await start({ routes: healthRoutes([]) })
    const response = await fetch(`${at}/healthz`, { method: 'DELETE' })
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET'])
  })

  it('hands what Slack sends to Bolt, which refuses it without a signature', async () => {
    const receiver = new HTTPReceiver({ signingSecret: 'a-secret-of-a-test' })
    receiver.init({ processEvent: async () => undefined } as never)
    const { at } = await start({ routes: healthRoutes([]), slackEvents: receiver.requestListener })
    expect((await fetch(`${at}/slack/events`, { method: 'POST', body: '{}' })).status).toBe(401)
    expect((await fetch(`${at}/slack/events`)).status).toBe(404)
  })

  it('answers 500 where a route fails, and tells the log', async () => {
    const failing = { method: 'GET' as const, path: '/broken', answer: async () => Promise.reject(new Error('broken')) }
    const { at, errors } = await start({ routes: [failing] })
    const response = await fetch(`${at}/broken`)
    expect([response.status, await response.text()]).toEqual([500, 'Something went wrong; the log says what.\n'])
    expect(errors).toEqual([new Error('broken')])
  })

  it('says in a sentence that its port is taken', async () => {
    const { port } = await start({})
    const second = createWebServer({ port, routes: [], onError: () => undefined })
    await expect(second.start()).rejects.toThrow(
      `Port ${port} is taken by another program. Stop that one, or set PORT to another number.`,
    )
  })

  it('finishes what it has begun before it stops, and takes nothing new', async () => {
    let finish = (): void => undefined
    let begun = (): void => undefined
    const isBegun = new Promise<void>((resolve) => (begun = resolve))
    const slow = {
      method: 'GET' as const,
      path: '/slow',
      answer: async (_: unknown, response: { end(text: string): unknown }) => {
        begun()
        await new Promise<void>((resolve) => (finish = resolve))
        response.end('done')
      },
    }
    const { server, at } = await start({ routes: [slow] })
    const answer = fetch(`${at}/slow`).then((response) => response.text())
    await isBegun
    let isStopped = false
    const stopped = server.stop().then(() => (isStopped = true))
    await expect(fetch(`${at}/slow`)).rejects.toThrow()
    expect(isStopped).toBe(false)
    finish()
    expect(await answer).toBe('done')
    const before = performance.now()
    await stopped
    expect(performance.now() - before).toBeLessThan(2500)
  })

  it('does not wait for connections on which nothing is asked', async () => {
    const { server, port } = await start({ routes: healthRoutes([]) })
    const socket = connect(port, '127.0.0.1')
    await new Promise((resolve) => socket.once('connect', resolve))
    const before = performance.now()
    await server.stop()
    expect(performance.now() - before).toBeLessThan(2500)
    socket.destroy()
  })
})
