import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { watchConnections } from './close-server.ts'

/** What a path has in the places of its parameters, decoded. */
export type Parameters = Readonly<Record<string, string>>

type Answer = (request: IncomingMessage, response: ServerResponse, parameters: Parameters) => Promise<void>

/** One page or endpoint: a path without the query, in which `:name` stands for the rest of a part of it. */
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
  /** What answers where no route does; without it, a sentence. */
  otherwise?: Answer
  /** Headers of every answer but Bolt's. */
  headers?: Readonly<Record<string, string>>
  /** What answers `POST /slack/events` (Bolt's `receiver.requestListener`); none in Socket Mode. */
  slackEvents?: RequestListener
  /** Told of an error that a route threw, after the request was answered with 500. */
  onError(error: unknown): void
}

/** The one HTTP server of the bot, in both modes. */
export function createWebServer({
  port,
  routes,
  otherwise = nothingHere,
  headers = {},
  slackEvents,
  onError,
}: Options): WebServer {
  const server = createServer((request, response) => {
    if (slackEvents && request.method === 'POST' && pathOf(request) === '/slack/events') return slackEvents(request, response)
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
    answerRoute(routes, otherwise, request, response).catch((error) => {
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

const nothingHere: Answer = async (_request, response) => answerText(response, 404, 'There is nothing here.')

async function answerRoute(
  routes: Route[],
  otherwise: Answer,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const path = pathOf(request)
  const there = routes.flatMap((route) => {
    const parameters = parametersOf(route.path, path)
    return parameters ? [{ route, parameters }] : []
  })
  const isAsked = ({ route: { method } }: { route: Route }) =>
    method === request.method || (method === 'GET' && request.method === 'HEAD')
  const found = there.find(isAsked)
  if (found) return found.route.answer(request, response, found.parameters)
  if (there.length === 0) return otherwise(request, response, {})
  response.setHeader('Allow', [...new Set(there.map(({ route }) => route.method))].join(', '))
  answerText(response, 405, 'This address is not used that way.')
}

/** What stands in the places of a path's parameters; null where it is another path. */
function parametersOf(pattern: string, path: string): Parameters | null {
  const [wanted, given] = [pattern.split('/'), path.split('/')]
  if (wanted.length !== given.length) return null
  const parameters: Record<string, string> = {}
  for (const [at, part] of wanted.entries()) {
    const text = decoded(given[at] ?? '')
    const [, before = '', name] = /^([^:]*):(\w+)$/.exec(part) ?? []
    if (name && text?.startsWith(before)) parameters[name] = text.slice(before.length)
    else if (part !== text) return null
  }
  return parameters
}

function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part)
  } catch (error) {
    if (error instanceof URIError) return null
    throw error
  }
}

/** What stands behind the question mark of an address. */
export const queryOf = ({ url = '' }: IncomingMessage): URLSearchParams => new URLSearchParams(url.split('?').slice(1).join('?'))

/** The path of an address, without its query. */
export const pathOf = (request: IncomingMessage): string => (request.url ?? '/').split('?', 1)[0] ?? '/'

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

export type NamedFile = { name: string; bytes: Uint8Array }

/** Answers with a file to be saved under its name. What it holds was made by others: nothing of it is shown or run here. */
export function answerFile(response: ServerResponse, { name, bytes }: NamedFile): void {
  response
    .writeHead(200, {
      'Content-Type': 'application/octet-stream',
      'Content-Length': bytes.length,
      'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, '_')}`,
      'Cache-Control': 'no-store',
    })
    .end(bytes)
}
