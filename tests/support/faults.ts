import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { pino } from 'pino'
import { type App, createApp } from '../../src/app.ts'
import { type Config, readConfig } from '../../src/config.ts'
import type { Clock } from '../../src/core/clock.ts'
import type { Sandbox, Workspace } from '../../src/sandbox/index.ts'
import { watched } from './commits.ts'
import type { TestDatabase } from './database.ts'
import { openDoor } from './faults-door.ts'
import { createGate, type Gate } from './faults-gate.ts'
import { testSeals } from './seals.ts'

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

export type OwnLife = Life & { name: string; port: number; passes(step: string): boolean; close(): Promise<void> }

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
    seals: testSeals,
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

/** The server has noticed that a process is gone. */
async function untilGone(pool: pg.Pool, name: string): Promise<void> {
  const question = 'select count(*)::int as left from pg_stat_activity where application_name = $1'
  while ((await pool.query<{ left: number }>(question, [name])).rows[0]?.left !== 0) await wait(5)
}

const longestSettling = 60_000

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
