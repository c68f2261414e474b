import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import { type Kind, pause, type Retry, unreached } from './delivery.ts'
import { secret } from './ids.ts'
import { fieldsOf, readJson, textOf } from './json.ts'
import type { App } from './state.ts'
import type { Answer, Fields } from './types.ts'

/** Slack allows so many connections of one app. https://docs.slack.dev/apis/events-api/using-socket-mode/ */
const mostConnections = 10

export type SocketLinks = {
  /** The address for one new connection, which can be used once. */
  ticket(app: App): string
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void
  /** Sends an envelope to one of the app's connections and waits for its acknowledgement. */
  send(app: App, kind: Kind, payload: Fields, retry: Retry | null): Promise<Answer>
  /** Sends something that is no envelope to every connection of the app, such as a `disconnect`; texts and bytes as they are. */
  tell(app: App, message: Fields | string | Uint8Array): void
  /** Slack's renewal of its connections: a warning, then `refresh_requested` and the end of each connection that was open. */
  refresh(app: App, warnFor: number): Promise<void>
  /** Breaks the connections without a word. */
  cut(app?: App): void
  count(app: App): number
  stop(): void
}

type Envelope = Fields & { envelope_id: string; type: Kind }
type Link = { app: App; socket: WebSocket; waiting: Map<string, (payload: unknown) => void> }

/** Socket Mode: real WebSockets, envelopes and their acknowledgements. `base` is `http://127.0.0.1:PORT`. */
export function createSocketLinks(base: () => string, within: number): SocketLinks {
  const server = new WebSocketServer({ noServer: true })
  const tickets = new Map<string, App>()
  const links: Link[] = []
  let turn = 0
  const linksOf = (app: App) => links.filter((link) => link.app === app && link.socket.readyState === link.socket.OPEN)
  const stopped = new AbortController()

  const welcome = (app: App, socket: WebSocket) => {
    const link: Link = { app, socket, waiting: new Map() }
    const others = linksOf(app).length
    if (others >= mostConnections) return end(socket, 'too_many_websockets')
    links.push(link)
    // Each envelope that waits for its acknowledgement listens for the end of the connection.
    socket.setMaxListeners(0)
    socket.on('message', (data) => take(link, String(data)))
    socket.on('close', () => links.splice(links.indexOf(link), 1))
    socket.send(JSON.stringify(hello(app, others + 1)))
    app.usesSockets = true
  }

  const beat = setInterval(() => {
    for (const { socket } of links) socket.ping()
  }, 5000)
  beat.unref()

  return {
    ticket: (app) => {
      const ticket = secret()
      tickets.set(ticket, app)
      return `${base().replace('http', 'ws')}/link/?ticket=${ticket}&app_id=${app.id}`
    },
    upgrade: (request, socket, head) => {
      const ticket = new URL(request.url ?? '/', base()).searchParams.get('ticket') ?? ''
      const app = tickets.get(ticket)
      tickets.delete(ticket)
      if (!app) return void socket.end('HTTP/1.1 403 Forbidden\r\n\r\n')
      server.handleUpgrade(request, socket, head, (opened) => welcome(app, opened))
    },
    send: (app, kind, payload, retry) => {
      const open = linksOf(app)
      turn += 1
      const link = open[turn % Math.max(open.length, 1)]
      return link ? sendEnvelope(link, envelopeOf(kind, payload, retry), within) : Promise.resolve(nobodyThere(kind))
    },
    tell: (app, message) => {
      const isRaw = typeof message === 'string' || message instanceof Uint8Array
      for (const { socket } of linksOf(app)) socket.send(isRaw ? message : JSON.stringify(message))
    },
    refresh: async (app, warnFor) => {
      const open = linksOf(app)
      for (const { socket } of open)
        socket.send(JSON.stringify({ type: 'disconnect', reason: 'warning', debug_info: { host: 'sandbox' } }))
      await pause(warnFor, stopped.signal)
      for (const { socket } of open) end(socket, 'refresh_requested')
    },
    cut: (app) => {
      for (const { socket } of links.filter((link) => !app || link.app === app)) socket.terminate()
    },
    count: (app) => linksOf(app).length,
    stop: () => {
      clearInterval(beat)
      stopped.abort()
      for (const { socket } of links) {
        socket.close(1001)
        setTimeout(() => socket.terminate(), 200).unref()
      }
      server.close()
    },
  }
}

const hello = (app: App, connections: number): Fields => ({
  type: 'hello',
  num_connections: connections,
  debug_info: { host: 'sandbox', build_number: 1, approximate_connection_time: 18060 },
  connection_info: { app_id: app.id },
})

function end(socket: WebSocket, reason: string): void {
  if (socket.readyState !== socket.OPEN) return
  socket.send(JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'sandbox' } }))
  socket.close()
}

function take(link: Link, text: string): void {
  const message = fieldsOf(readJson(text))
  const id = textOf(message.envelope_id)
  link.waiting.get(id)?.(message.payload)
  link.waiting.delete(id)
}

function envelopeOf(kind: Kind, payload: Fields, retry: Retry | null): Envelope {
  const attempt = kind === 'events_api' ? { retry_attempt: retry?.attempt ?? 0, retry_reason: retry?.reason ?? '' } : {}
  return { envelope_id: randomUUID(), type: kind, accepts_response_payload: kind !== 'events_api', payload, ...attempt }
}

function sendEnvelope(link: Link, envelope: Envelope, within: number): Promise<Answer> {
  const startedAt = performance.now()
  return new Promise((resolve) => {
    const finish = (answer: Omit<Answer, 'milliseconds'>) => {
      clearTimeout(timer)
      link.socket.off('close', lost)
      resolve({ ...answer, milliseconds: performance.now() - startedAt })
    }
    const lost = () => finish({ ok: false, status: null, body: null, error: unreached(envelope.type) })
    const timer = setTimeout(() => finish({ ok: false, status: null, body: null, error: 'operation_timeout' }), within)
    link.waiting.set(envelope.envelope_id, (payload) => finish({ ok: true, status: 200, body: payload ?? '' }))
    link.socket.on('close', lost)
    link.socket.send(JSON.stringify(envelope))
  })
}

const nobodyThere = (kind: Kind): Answer => ({
  ok: false,
  status: null,
  body: null,
  milliseconds: 0,
  error: unreached(kind),
})
