import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { mkdir } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { connect, createServer as createDoorServer, type Socket } from 'node:net'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { pino } from 'pino'
import { type App, createApp } from '../../src/app.ts'
import { type Config, readConfig } from '../../src/config.ts'
import type { Clock } from '../../src/core/clock.ts'
import type { Sandbox, Workspace } from '../../src/sandbox/index.ts'
import { watched } from './commits.ts'
import type { TestDatabase } from './database.ts'

/*
 * A bot that can be killed between any two of its steps, inside the process of the test. All that it does to the world goes
 * through here: calls to Slack and Slack's to it through a gate, commits through a watched database, jobs through a socket of its
 * own. When it dies, all of that falls silent at once, as after kill -9: no answer, no goodbye, no more steps.
 */

/** One bot process, from its start to its end. */
export type Life = {
  app: App
  /** The steps taken since `dieAt` was last called: "before" and "after" each call and each commit, numbered where alike. */
  readonly steps: string[]
  readonly isDead: boolean
  died: Promise<void>
  /** What it has logged, from `warn` on. */
  logged: string[]
  /** Dies when it comes to this step; null for never. */
  dieAt(step: string | null): void
}

export type Mortal = {
  workspace: Workspace
  readonly life: Life
  /** Starts another process after one that has died. What Slack was waiting with is sent again. */
  revive(): Promise<void>
  /** Resolves when Slack and the jobs have nothing left to do, or it is dead. */
  settled(): Promise<void>
  close(): Promise<void>
}

export type MortalOptions = {
  slack: Sandbox
  database: TestDatabase
  workspace: Workspace
  clock: Clock
  /** The settings file, as YAML. */
  settings: string
  /** For sockets; with a short name. */
  folder: string
}

export async function createMortal(options: MortalOptions): Promise<Mortal> {
  const lives: OwnLife[] = []
  const newest = (): OwnLife | undefined => lives.at(-1)
  const current = (): OwnLife => {
    const life = newest()
    if (!life) throw new Error('it has not begun to live')
    return life
  }
  const gate = await createGate(options, (number) => lives[number], newest)
  options.workspace.deliverTo(`${gate.url}/slack/events`)
  const begin = async (): Promise<void> => {
    const life = await createLife(options, lives.length, `${gate.url}/life/${lives.length}`)
    lives.push(life)
    life.port = (await life.app.start()).port
    gate.letGo()
  }
  await begin()
  return {
    workspace: options.workspace,
    get life() {
      return current()
    },
    revive: async () => {
      await untilGone(options.database.pool, current().name)
      await begin()
    },
    settled: () => settled(options, gate, current()),
    close: async () => {
      await current().close()
      await gate.close()
    },
  }
}

type OwnLife = Life & { name: string; port: number; passes(step: string): boolean; close(): Promise<void> }

async function createLife(options: MortalOptions, number: number, slackUrl: string): Promise<OwnLife> {
  const { database, workspace, clock, folder } = options
  const name = `${workspace.id}-${number}`
  const door = await openDoor(join(folder, name), join(database.connection.host, `.s.PGSQL.${database.connection.port}`))
  const pool = new pg.Pool({ ...database.connection, host: door.folder, max: 12, application_name: name })
  pool.on('error', () => undefined)
  const logged: string[] = []
  const log = pino({ level: 'warn' }, { write: (line: string) => void logged.push(line) })
  const own = { isDead: false, steps: [] as string[], deadlyStep: null as string | null, fall: (): void => undefined }
  const died = new Promise<void>((resolve) => {
    own.fall = resolve
  })
  const passes = (step: string): boolean => {
    if (own.isDead) return false
    const alike = own.steps.filter((each) => each.replace(/ #\d+$/, '') === step).length
    const numbered = `${step} #${alike + 1}`
    own.steps.push(numbered)
    if (numbered !== own.deadlyStep) return true
    own.isDead = true
    door.shut()
    own.fall()
    return false
  }
  const { config, settings } = configFor(options, `${slackUrl}/api/`)
  const db = watched(database.db, () => own.isDead, passes)
  const app = createApp({
    config,
    slack: settings,
    log,
    clock,
    database: { db, pool, isReachable: async () => true },
    dueEvery: 3_600_000,
  })
  return {
    app,
    logged,
    name,
    port: 0,
    died,
    passes,
    get steps() {
      return own.steps
    },
    get isDead() {
      return own.isDead
    },
    dieAt: (step) => {
      own.deadlyStep = step
      own.steps = []
    },
    close: async () => {
      await app.stop()
      await pool.end()
      await door.close()
    },
  }
}

function configFor({ workspace, settings: file }: MortalOptions, apiUrl: string) {
  const { botToken, signingSecret } = workspace
  const env = {
    SLACK_BOT_TOKEN: botToken,
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_API_URL: apiUrl,
    CONFIG_FILE: 'test.yml',
  }
  const config: Config = { ...readConfig(env, () => file), port: 0 }
  if (!config.slack) throw new Error('the settings have no Slack')
  return { config, settings: config.slack }
}

/** A socket of PostgreSQL's for one life. Shut, the server loses the connections, and the bot never hears again from it. */
async function openDoor(folder: string, server: string) {
  await mkdir(folder, { recursive: true })
  const inner = new Set<Socket>()
  const outer = new Set<Socket>()
  let isShut = false
  const listener = createDoorServer((socket) => {
    inner.add(socket)
    socket.on('error', () => undefined).on('close', () => inner.delete(socket))
    if (isShut) return
    const upstream = connect(server)
    outer.add(upstream)
    upstream.on('error', () => socket.destroy()).on('close', () => outer.delete(upstream))
    socket.on('close', () => upstream.destroy())
    upstream.on('end', () => socket.end())
    upstream.on('data', (data) => void (isShut || socket.write(data)))
    socket.on('data', (data) => void (isShut || upstream.write(data)))
  })
  listener.listen(join(folder, server.slice(server.lastIndexOf('/') + 1)))
  await once(listener, 'listening')
  return {
    folder,
    shut: () => {
      isShut = true
      for (const upstream of outer) upstream.destroy()
    },
    close: async () => {
      for (const socket of inner) socket.destroy()
      await new Promise((resolve) => listener.close(resolve))
    },
  }
}

type Gate = Awaited<ReturnType<typeof createGate>>

/** Between Slack and the bot, both ways. Calls carry the number of their life in the path, `response_url`s lead to the newest one. */
async function createGate(
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
    if (isEvent && newest()?.isDead) waiting.add(response)
    else response.destroy()
  }

  const deliver = async (request: IncomingMessage, response: ServerResponse, body: Buffer): Promise<void> => {
    const life = newest()
    if (!life || life.isDead || life.port === 0) return fail(request, response)
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

/** The server has noticed that a process is gone. */
async function untilGone(pool: pg.Pool, name: string): Promise<void> {
  const question = 'select count(*)::int as left from pg_stat_activity where application_name = $1'
  while ((await pool.query<{ left: number }>(question, [name])).rows[0]?.left !== 0) await wait(5)
}

const longestSettling = 15_000

async function settled({ database, workspace }: MortalOptions, gate: Gate, life: Life): Promise<void> {
  const end = performance.now() + longestSettling
  const question = `select string_agg(task_identifier, ', ') as left from graphile_worker.jobs
    where starts_with(task_identifier, $1) and (run_at <= now() or locked_at is not null) and attempts < max_attempts`
  for (let quiet = 0; quiet < 3 && !life.isDead; await wait(12)) {
    const { rows } = await database.pool.query<{ left: string | null }>(question, [`${workspace.id}/`])
    quiet = gate.underWay() === 0 && rows[0]?.left === null ? quiet + 1 : 0
    if (performance.now() > end) throw new Error(`still to do: ${rows[0]?.left} ${gate.underWay()}`)
  }
}
