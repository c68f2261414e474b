import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Sandbox, Workspace } from '../../src/sandbox/index.ts'

/** The built program, in a process of its own. */
export type Program = {
  readonly pid: number
  /** What it has written so far. */
  readonly stdout: string
  readonly stderr: string
  /** Its web server. */
  readonly url: string
  /** Resolves with the exit code when it is over; null where a signal ended it. */
  readonly ended: Promise<number | null>
  /** Resolves when its web server answers at all. @throws Error where it ends instead */
  listening(): Promise<void>
  /** Resolves with the milliseconds since its start, when it says that it is ready. @throws Error where it ends instead */
  ready(): Promise<number>
  /** What `/readyz` says: the status (0 where nothing answers) and the body. */
  readiness(): Promise<{ status: number; body: unknown }>
  /** Sends a signal, also to the processes that it has started if so wished, and resolves with the exit code when it is over. */
  end(signal?: NodeJS.Signals, to?: 'it alone' | 'all of it'): Promise<number | null>
}

export type ProgramOptions = {
  env: Record<string, string>
  /** Where it runs: a folder without `.env` and settings. */
  cwd: string
  args?: string[]
  /** Another account than that of the tests, by its number. */
  uid?: number
}

const patience = 120_000

const commands = {
  main: [process.execPath, resolve('dist/main.js')],
  cli: [process.execPath, resolve('dist/cli.js')],
  npm: ['npm', '--prefix', resolve('.'), 'start'],
} as const

/** Starts the built program with these variables and no others but PATH. What is left running ends with `endAll`. */
export async function startProgram(name: keyof typeof commands, options: ProgramOptions): Promise<Program> {
  const { env, cwd, args = [], uid } = options
  const port = env.PORT ?? String(await freePort())
  const account = uid === undefined ? {} : { uid, gid: uid }
  const startedAt = performance.now()
  const [command, ...first] = commands[name]
  const child = spawn(command, [...first, ...args], {
    cwd,
    detached: true,
    env: { PATH: process.env.PATH, PORT: port, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...account,
  })
  running.add(child)
  const stdout = collect(child.stdout)
  const stderr = collect(child.stderr)
  const ended = new Promise<number | null>((done) => child.once('close', (code) => done(code)))
  void ended.then(() => running.delete(child))
  const url = `http://127.0.0.1:${port}`
  const readiness = () => readinessAt(url)
  const reached = (what: string, isReached: (now: { status: number }) => boolean): Promise<void> =>
    until(what, async () => {
      if (child.exitCode !== null || child.signalCode !== null) throw new Error(`the program ended: ${stderr()}`)
      return isReached(await readiness())
    })
  return {
    pid: child.pid ?? 0,
    get stdout() {
      return stdout()
    },
    get stderr() {
      return stderr()
    },
    url,
    ended,
    readiness,
    listening: () => reached('the program answers', ({ status }) => status > 0),
    ready: async () => {
      await reached('the program is ready', ({ status }) => status === 200)
      return performance.now() - startedAt
    },
    end: (signal = 'SIGTERM', to = 'it alone') => {
      if (child.pid) process.kill(to === 'it alone' ? child.pid : -child.pid, signal)
      return ended
    },
  }
}

const running = new Set<ChildProcess>()

/** Ends what a failed test left running. */
export async function endAll(): Promise<void> {
  for (const child of running) {
    child.kill('SIGTERM')
    await once(child, 'close')
  }
}

/** The variables with which the bot works before a Slack of this machine. */
export const slackVariables = (slack: Sandbox, workspace: Workspace, mode: 'http' | 'socket'): Record<string, string> => ({
  SLACK_API_URL: slack.apiUrl,
  SLACK_BOT_TOKEN: workspace.botToken,
  ...(mode === 'http' ? { SLACK_SIGNING_SECRET: workspace.signingSecret } : { SLACK_APP_TOKEN: workspace.appToken }),
})

/** Waits until something is true, looking every few milliseconds. @throws Error where it does not become so in two minutes */
export async function until(what: string, isTrue: () => boolean | Promise<boolean>): Promise<void> {
  const end = performance.now() + patience
  while (!(await isTrue())) {
    if (performance.now() > end) throw new Error(`waited in vain: ${what}`)
    await wait(20)
  }
}

async function readinessAt(url: string): Promise<{ status: number; body: unknown }> {
  try {
    const response = await fetch(`${url}/readyz`)
    return { status: response.status, body: await response.json() }
  } catch {
    return { status: 0, body: null }
  }
}

function collect(stream: NodeJS.ReadableStream | null): () => string {
  let text = ''
  stream?.setEncoding('utf8')
  stream?.on('data', (chunk: string) => {
    text += chunk
  })
  return () => text
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0)
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address ? address.port : 0
}
