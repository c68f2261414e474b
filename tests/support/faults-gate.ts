import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'
import type { Workspace } from '../../src/sandbox/index.ts'
import type { MortalOptions, OwnLife } from './faults.ts'

export type Gate = Awaited<ReturnType<typeof createGate>>

/** Between Slack and the bot, both ways. Calls carry the number of their life in the path, `response_url`s lead to the newest one. */
export async function createGate(
  options: MortalOptions,
  lifeOf: (number: number) => OwnLife | undefined,
  newest: () => OwnLife | undefined,
) {
  const slackUrl = options.slack.apiUrl.replace(/\/api\/$/, '')
  const waiting = new Set<ServerResponse>()
  let underWay = 0
  let url = ''
  const server = createServer(async (request, response) => {
    underWay += 1
    response.on('close', () => {
      underWay -= 1
    })
    const body = await buffer(request)
    if (request.url === '/slack/events') await deliver(request, response, body)
    else await ask(request, response, body)
  })

  /** A command or a button fails before its person's eyes; an event waits for somebody to be there, and is then sent again. */
  const fail = (request: IncomingMessage, response: ServerResponse): void => {
    const isEvent = request.headers['content-type']?.includes('json')
    if (isEvent && !isThere(newest())) waiting.add(response)
    else response.destroy()
  }

  const deliver = async (request: IncomingMessage, response: ServerResponse, body: Buffer): Promise<void> => {
    const life = newest()
    if (!isThere(life)) return fail(request, response)
    const { text, headers } = throughGate(request, body.toString(), slackUrl, url, options.workspace.signingSecret)
    const answer = fetch(`http://127.0.0.1:${life.port}/slack/events`, { method: 'POST', headers, body: text })
    const answered = await Promise.race([answer.catch(() => null), life.died.then(() => null)])
    const answerText = await answered?.text()
    if (life.isDead || !answered) return fail(request, response)
    response.writeHead(answered.status, { 'content-type': answered.headers.get('content-type') ?? 'text/plain' })
    response.end(answerText)
  }

  const ask = async (request: IncomingMessage, response: ServerResponse, body: Buffer): Promise<void> => {
    const [, number, path = request.url ?? ''] = /^\/life\/(\d+)(\/.*)$/.exec(request.url ?? '') ?? []
    const life = number === undefined ? newest() : lifeOf(Number(number))
    const step = nameOf(options.workspace, path, body.toString())
    if (!life?.passes(`before ${step}`)) return silence(response)
    const { 'content-type': type = '', authorization = '' } = request.headers
    const answer = await fetch(`${slackUrl}${path}`, {
      method: 'POST',
      headers: { 'content-type': type, ...(authorization && { authorization }) },
      body: new Uint8Array(body),
    })
    const text = await answer.text()
    if (!life.passes(`after ${step}`)) return silence(response)
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'text/plain' })
    response.end(text)
  }

  /** Nobody is there any more to wait for it. */
  const silence = (response: ServerResponse): void => {
    response.removeAllListeners('close')
    underWay -= 1
  }

  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
  return {
    url,
    underWay: () => underWay - waiting.size,
    letGo: () => {
      for (const response of waiting) response.destroy()
      waiting.clear()
    },
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** Whether a process is up: neither dead nor just starting. */
const isThere = (life: OwnLife | undefined): life is OwnLife => life !== undefined && !life.isDead && life.port !== 0

/** A `response_url` in what Slack sends is made to lead through the gate, and the whole signed again. */
function throughGate(request: IncomingMessage, body: string, slackUrl: string, gateUrl: string, secret: string) {
  const text = body.replaceAll(encodeURIComponent(slackUrl), encodeURIComponent(gateUrl))
  const time = String(request.headers['x-slack-request-timestamp'])
  const signature = `v0=${createHmac('sha256', secret).update(`v0:${time}:${text}`).digest('hex')}`
  const sent = Object.entries(request.headers).filter(([name]) => /^(content-type|x-slack-.*|user-agent)$/.test(name))
  const headers = { ...Object.fromEntries(sent.map(([name, value]) => [name, String(value)])), 'x-slack-signature': signature }
  return { text, headers }
}

/** The method, what a message is for or else for whom it is, and where. */
function nameOf(workspace: Workspace, path: string, body: string): string {
  if (path.startsWith('/response/')) return 'response_url'
  const sent = new URLSearchParams(body)
  const [, key] = /"key":"([a-z-]+)/.exec(sent.get('metadata') ?? '') ?? []
  const where = workspace.channels().find(({ id }) => id === sent.get('channel'))?.name
  const who = sent.get('users') ?? sent.get('user')
  const whose = who && /^U\w+$/.test(who) ? workspace.person(who).name : undefined
  return [path.replace(/^\/api\//, ''), key, whose, where].filter(Boolean).join(' ')
}
