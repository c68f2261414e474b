import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { argumentsOf, bytesOf, tokenOf, uploadOf } from './body.ts'
import { answerCall, type Reply, writtenDown } from './call.ts'
import { track } from './delivery.ts'
import { fieldsOf, readJson } from './json.ts'
import { answerSignIn } from './openid-page.ts'
import { Refused } from './refuse.ts'
import { respond } from './respond.ts'
import type { StoredFile, Team, World } from './state.ts'
import { useResponseUrl } from './triggers.ts'
import type { Fields } from './types.ts'

/** The HTTP side of the sandbox: `/api/METHOD`, response urls, uploads, files, and the WebSockets of Socket Mode. */
export function createHttpServer(world: World): Server {
  const server = createServer((request, response) => {
    if (world.faults.isDown()) return void request.socket.destroy()
    const answered = answer(world, request).then((reply) => send(response, reply))
    track(world, answered).catch((error) => send(response, { status: 500, headers: {}, body: String(error) }))
  })
  server.keepAliveTimeout = 65_000
  server.on('upgrade', (request, socket, head) => {
    if (world.faults.isDown()) socket.destroy()
    else world.sockets.upgrade(request, socket, head)
  })
  return server
}

async function answer(world: World, request: IncomingMessage): Promise<Reply> {
  const url = new URL(request.url ?? '/', world.base)
  const [, room, first = '', second = ''] = url.pathname.split('/')
  const bytes = await bytesOf(request)
  const team = world.teams.find(({ id }) => id === first || first.startsWith(`${id}-`))
  if (url.pathname === '/openid/connect/authorize') return answerSignIn(world, url, new URLSearchParams(bytes.toString()))
  if (room === 'api') return answerApi(world, request, url, bytes, decodeURIComponent(first))
  if (room === 'response' && team) return answerResponse(world, team, second, bytes)
  if (room === 'upload' && team) return takeUpload(team.files.get(second), await uploadOf(request, bytes))
  if (room === 'files-pri' && team) return giveFile(team, request, team.files.get(first.slice(team.id.length + 1)))
  return plain(404, 'not found')
}

function answerApi(world: World, request: IncomingMessage, url: URL, bytes: Buffer, method: string): Promise<Reply> {
  const given = argumentsOf(request, url, bytes)
  if (given === null) return Promise.resolve({ status: 200, headers: {}, body: { ok: false, error: 'invalid_json' } })
  return answerCall(world, method, given, tokenOf(request, given))
}

/** One use of a `response_url`, in `calls` as `response_url`. https://docs.slack.dev/interactivity/handling-user-interaction */
function answerResponse(world: World, team: Team, id: string, bytes: Buffer): Promise<Reply> {
  const body = fieldsOf(readJson(bytes.toString()))
  return writtenDown(world, { method: 'response_url', args: body, team }, () => useOnce(team, id, body))
}

function useOnce(team: Team, id: string, body: Fields): Reply {
  try {
    const url = useResponseUrl(team, id)
    respond(team, url, body)
    url.uses += 1
    return plain(200, 'ok')
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    const status = error.code === 'expired_url' || error.code === 'used_url' ? 404 : 400
    return { status, headers: {}, body: { ok: false, error: error.code, ...error.beside } }
  }
}

function takeUpload(stored: StoredFile | undefined, bytes: Buffer): Reply {
  if (!stored) return plain(404, 'not found')
  stored.bytes = bytes
  stored.file.size = bytes.length
  stored.isUploaded = true
  return plain(200, `OK - ${bytes.length}`)
}

/** A private file goes to those who show the token. An app without the scope is given the page for signing in, with 200. */
function giveFile(team: Team, request: IncomingMessage, stored: StoredFile | undefined): Reply {
  if (!stored) return plain(404, 'not found')
  if (tokenOf(request, {}) !== team.botToken) return plain(403, 'forbidden')
  if (!team.scopes.includes('files:read'))
    return { status: 200, headers: { 'content-type': 'text/html' }, body: '<!DOCTYPE html>' }
  return { status: 200, headers: { 'content-type': stored.file.mimetype }, body: stored.bytes }
}

const plain = (status: number, body: string): Reply => ({ status, headers: { 'content-type': 'text/plain' }, body })

function send(response: ServerResponse, reply: Reply): void {
  if (reply === null) return void response.destroy()
  const isJson = typeof reply.body !== 'string' && !Buffer.isBuffer(reply.body)
  const headers = { 'content-type': isJson ? 'application/json; charset=utf-8' : 'text/plain', 'x-slack-req-id': `${Date.now()}` }
  response.writeHead(reply.status, { ...headers, ...reply.headers })
  response.end(isJson ? JSON.stringify(reply.body) : reply.body)
}
