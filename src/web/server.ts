import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { watchConnections } from './close-server.ts'

type Answer = (request: IncomingMessage, response: ServerResponse) => Promise<void>

/** One page or endpoint: an exact path without the query. */
export type Route = { method: 'GET' | 'POST'; path: string; answer: Answer }

export type WebServer = {
  /** Begins to listen. @throws PortProblem where the port is taken or may not be used */
  start(): Promise<{ port: number }>
  /** Takes no more requests, and resolves when those that are open have been answered; after ten seconds they are cut off. */
  stop(): Promise<void>
}

/** Why the bot cannot listen, in a sentence for the operator. */
export class PortProblem extends Error {
  override readonly name = 'PortProblem'
}

type Options = {
  /** 0 takes any free port. */
  port: number
  routes: Route[]
  /** What answers `POST /slack/events` (Bolt's `receiver.requestListener`); none in Socket Mode. */
  slackEvents?: RequestListener
  /** Told of an error that a route threw, after the request was answered with 500. */
  onError(error: unknown): void
}

/** The one HTTP server of the bot, in both modes. */
export function createWebServer({ port, routes, slackEvents, onError }: Options): WebServer {
  const server = createServer((request, response) => {
    if (slackEvents && request.method === 'POST' && pathOf(request) === '/slack/events') return slackEvents(request, response)
    answerRoute(routes, request, response).catch((error) => {
      onError(error)
      if (response.headersSent) response.destroy()
      else answerText(response, 500, 'Something went wrong; the log says what.')
    })
  })
  const close = watchConnections(server)
  return {
    start: () =>
      new Promise((resolve, reject) => {
        server.once('error', (error) => reject(new PortProblem(sentenceFor(error, port), { cause: error })))
        server.listen(port, () => resolve({ port: portOf(server.address()) }))
      }),
    stop: async () => {
      if (server.listening) await close()
    },
  }
}

async function answerRoute(routes: Route[], request: IncomingMessage, response: ServerResponse): Promise<void> {
  const there = routes.filter((route) => route.path === pathOf(request))
  const route = there.find(({ method }) => method === request.method || (method === 'GET' && request.method === 'HEAD'))
  if (route) return route.answer(request, response)
  if (there.length === 0) return answerText(response, 404, 'There is nothing here.')
  response.setHeader('Allow', there.map(({ method }) => method).join(', '))
  answerText(response, 405, 'This address is not used that way.')
}

const pathOf = (request: IncomingMessage): string => (request.url ?? '/').split('?', 1)[0] ?? '/'

const portOf = (address: string | AddressInfo | null): number =>
  typeof address === 'object' && address !== null ? address.port : 0

function sentenceFor(error: Error, port: number): string {
  const code = 'code' in error ? error.code : undefined
  if (code === 'EADDRINUSE') return `Port ${port} is taken by another program. Stop that one, or set PORT to another number.`
  if (code === 'EACCES') return `Port ${port} may not be used by this account. Set PORT to a number above 1023.`
  return `The web server cannot listen on port ${port}: ${error.message}.`
}

/** Answers with plain text. */
export function answerText(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' }).end(`${text}\n`)
}

/** Answers with JSON. */
export function answerJson(response: ServerResponse, status: number, body: unknown): void {
  response
    .writeHead(status, { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store' })
    .end(`${JSON.stringify(body)}\n`)
}
