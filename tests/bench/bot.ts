import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Sandbox, Workspace } from '../../src/sandbox/index.ts'

/** The built bot, as `npm start` runs it, in a process of its own. */
export type RunningBot = {
  pid: number
  /** Where Slack sends what it has to say. */
  url: string
  /** Milliseconds from the start of the process to the first 200 of `/readyz`. */
  readyAfter: number
  /** Tells it to stop, and waits until its process is over. */
  stop(): Promise<void>
}

const program = resolve(import.meta.dirname, '../../dist/main.js')

/**
 * Starts the bot on a data folder of that name, new or left by an earlier start, and waits until it is ready.
 * @param place where its folders are, and the Slack that it is to talk to
 * @param settings its settings file, as YAML
 * @throws Error with what it wrote, where it does not get ready
 */
export async function startBot(
  { slack, workspace, folder }: { slack: Sandbox; workspace: Workspace; folder: string },
  name: string,
  settings: string,
): Promise<RunningBot> {
  const port = await freePort()
  const file = join(folder, `${name}.yml`)
  await writeFile(file, settings)
  await mkdir(join(folder, name), { recursive: true, mode: 0o755 })
  const env = {
    PATH: process.env.PATH,
    SLACK_BOT_TOKEN: workspace.botToken,
    SLACK_SIGNING_SECRET: workspace.signingSecret,
    SLACK_API_URL: slack.apiUrl,
    DATA_DIR: join(folder, name),
    PORT: String(port),
    CONFIG_FILE: file,
    LOG_LEVEL: 'warn',
  }
  const startedAt = performance.now()
  const bot = spawn(process.execPath, [program], { cwd: folder, env, stdio: ['ignore', 'ignore', 'pipe'] })
  const written = collect(bot)
  const url = `http://127.0.0.1:${port}`
  await untilReady(bot, `${url}/readyz`, written)
  const readyAfter = performance.now() - startedAt
  return { pid: bot.pid ?? 0, url: `${url}/slack/events`, readyAfter, stop: () => stop(bot) }
}

/** How long a bot may take to stop by itself, in milliseconds. */
const longestStop = 20_000

async function stop(bot: ChildProcess): Promise<void> {
  if (isOver(bot)) return
  const gone = once(bot, 'exit')
  bot.kill('SIGTERM')
  const late = setTimeout(() => bot.kill('SIGKILL'), longestStop)
  await gone
  clearTimeout(late)
}

const isOver = (bot: ChildProcess): boolean => bot.exitCode !== null || bot.signalCode !== null

/** How often readiness is asked for, and how long it may take at most, in milliseconds. */
const often = 20
const patience = 60_000

async function untilReady(bot: ChildProcess, url: string, written: () => string): Promise<void> {
  const end = performance.now() + patience
  for (;;) {
    const status = await fetch(url).then(
      (response) => response.status,
      () => 0,
    )
    if (status === 200) return
    if (isOver(bot) || performance.now() > end) {
      await stop(bot)
      throw new Error(`The bot did not get ready. It wrote:\n${written()}`)
    }
    await wait(often)
  }
}

function collect(bot: ChildProcess): () => string {
  let text = ''
  bot.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    text = `${text}${chunk}`.slice(-4_000)
  })
  return () => text
}

async function freePort(): Promise<number> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('no port is free')
  return address.port
}
