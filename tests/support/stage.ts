import { setTimeout as wait } from 'node:timers/promises'
import { pino } from 'pino'
import { type App, createApp } from '../../src/app.ts'
import { type Config, readConfig } from '../../src/config.ts'
import type { Ctx } from '../../src/context.ts'
import { type Clock, createSetClock } from '../../src/core/clock.ts'
import type { Seals } from '../../src/core/seal.ts'
import {
  type NewWorkspace,
  type Person,
  type Sandbox,
  type SandboxOptions,
  type SeenMessage,
  startSandbox,
  type Workspace,
} from '../../src/sandbox/index.ts'
import { createTestDatabase, type TestDatabase } from './database.ts'
import { freePort } from './program.ts'
import { testSeals } from './seals.ts'

/** A Sunday at half past two in the afternoon, UTC: the day of the story. */
export const dayOfTheStory = new Date('2026-11-22T14:30:00.000Z')

export type StageOptions = {
  mode?: 'http' | 'socket'
  /** The settings file, as YAML. */
  settings?: string
  workspace?: NewWorkspace
  /** What answers are sealed with, where it matters. */
  seals?: Seals
  /** Another stage on the same database or the same Slack. */
  database?: TestDatabase
  slack?: Sandbox
  /** Another process of the same bot: on that stage's database, in its workspace, at its time. */
  beside?: { clock: ReturnType<typeof createSetClock>; database: TestDatabase; slack: Sandbox; workspace: Workspace }
  /** How long Slack waits for an answer, in milliseconds, where a burst may hold one up for longer than three seconds. */
  patience?: number
  /** With pages in a browser, at an address of this machine. */
  hasPages?: boolean
  /** From which level on the log is kept in `logged`. */
  logLevel?: 'trace' | 'warn'
}

/** The real bot, on a real database, before a Slack of this machine, at a time that is set. */
export async function createStage(options: StageOptions = {}) {
  const { beside } = options
  const clock = beside?.clock ?? createSetClock(dayOfTheStory)
  const database = options.database ?? beside?.database ?? (await createTestDatabase())
  const slack = options.slack ?? beside?.slack ?? (await startSandbox(sandboxFor(clock, options)))
  const workspace = beside?.workspace ?? slack.addWorkspace(options.workspace)
  const mode = options.mode ?? 'http'
  const logged: string[] = []
  const log = pino({ level: options.logLevel ?? 'warn' }, { write: (line) => void logged.push(line) })
  let eventsUrl = ''
  const pagesPort = options.hasPages ? await freePort() : null
  const pagesUrl = `http://localhost:${pagesPort}`
  if (options.hasPages) workspace.redirectUrls.push(`${pagesUrl}/sign-in/callback`)
  const start = async (): Promise<App> => {
    const given = configFor(workspace, slack, mode, options.settings ?? '', options.hasPages ? pagesUrl : null)
    const { config, settings } = { ...given, config: { ...given.config, port: pagesPort ?? 0 } }
    const app = createApp({
      config,
      slack: settings,
      log,
      clock,
      database: { ...database, isReachable: async () => true },
      seals: options.seals ?? testSeals,
      dueEvery: 3_600_000,
    })
    const { port } = await app.start()
    eventsUrl = `http://127.0.0.1:${port}/slack/events`
    if (mode === 'http') workspace.deliverTo(eventsUrl)
    return app
  }
  let app = await start()

  const stage = {
    clock,
    database,
    slack,
    workspace,
    logged,
    get app() {
      return app
    },
    hasPages: options.hasPages ?? false,
    /** Where people find the pages. */
    pagesUrl,
    /** Where the bot takes what Slack sends over HTTP. */
    get eventsUrl() {
      return eventsUrl
    },
    /** Waits until Slack and the jobs have nothing left to do. */
    settled: () => settled(slack, database),
    /** Moves the time on, and has done what became due. */
    async at(moment: string | Date) {
      clock.set(new Date(moment))
      await app.runDue()
      await settled(slack, database)
    },
    async after(minutes: number) {
      clock.advance(minutes * 60_000)
    },
    /** Has everything that failed tried again at once, and waits until nothing is left to do. */
    async retried() {
      // What is being tried just now and fails, as after a restart, is to be tried again too.
      await settled(slack, database)
      await database.pool.query(
        `update graphile_worker._private_jobs set run_at = run_at - interval '1 day' where run_at > now() and locked_at is null`,
      )
      await database.pool.query("select pg_notify('jobs:insert', '{}')")
      await settled(slack, database)
    },
    /** Stops the bot and starts another on the same database. */
    async restart() {
      await app.stop()
      app = await start()
    },
    /** The channel that was made for an incident, by the beginning of its name. */
    channel(beginning = 'inc-') {
      const found = workspace.channels().filter(({ name }) => name.startsWith(beginning))
      const last = found.at(-1)
      if (!last) throw new Error(`there is no channel ${beginning}…`)
      return last
    },
    async close() {
      await app.stop()
      if (!options.slack && !beside) await slack.stop()
      if (!options.database && !beside) await database.drop()
    },
  }
  return stage
}

export type Stage = Awaited<ReturnType<typeof createStage>>

/** What flows take, on a stage with the usual settings. */
export const ctxOf = ({ database: { db }, clock }: Stage): Ctx => ({
  db,
  clock,
  log: pino({ level: 'silent' }),
  config: readConfig({}, () => ''),
  seals: testSeals,
})

const sandboxFor = ({ now }: Clock, { patience }: StageOptions): SandboxOptions => ({
  now,
  redeliverAfter: [0, 20, 20],
  ...(patience !== undefined && { threeSeconds: patience }),
})

function configFor(workspace: Workspace, slack: Sandbox, mode: 'http' | 'socket', settings: string, pagesUrl: string | null) {
  const env = {
    SLACK_BOT_TOKEN: workspace.botToken,
    ...(mode === 'http' ? { SLACK_SIGNING_SECRET: workspace.signingSecret } : { SLACK_APP_TOKEN: workspace.appToken }),
    SLACK_API_URL: slack.apiUrl,
    CONFIG_FILE: 'test.yml',
    ...(pagesUrl && {
      PUBLIC_URL: pagesUrl,
      SLACK_CLIENT_ID: workspace.clientId,
      SLACK_CLIENT_SECRET: workspace.clientSecret,
    }),
  }
  const config: Config = readConfig(env, () => settings)
  if (!config.slack) throw new Error('the settings have no Slack')
  return { config, settings: config.slack }
}

const longestSettling = 60_000

/**
 * While Slack waits for nothing, what is under way is a job, and what is to come is one too. So where none is left, and Slack was
 * called by none while that was asked, nothing is.
 */
async function settled(slack: Sandbox, { pool }: TestDatabase): Promise<void> {
  const end = performance.now() + longestSettling
  for (;;) {
    await slack.settled()
    const heard = slack.calls.length
    const { rows } = await pool.query<{ left: string }>(
      'select count(*) as left from graphile_worker._private_jobs where (run_at <= now() or locked_at is not null) and attempts < max_attempts',
    )
    if (rows[0]?.left === '0' && slack.calls.length === heard) return
    if (performance.now() > end) throw new Error(`jobs are still waiting: ${rows[0]?.left}`)
    await wait(10)
  }
}

/** Everything that somebody sees in a channel, as plain text. */
export const wordsBefore = (person: Person, channel: string | { id: string }): string =>
  person.sees(channel).map(textOf).join('\n')

/** The words of a message: of its blocks where it has some. */
export function textOf(message: SeenMessage): string {
  return message.blocks && message.blocks.length > 0 ? JSON.stringify(message.blocks) : message.text
}
