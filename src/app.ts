import type { Pool } from 'pg'
import type { Logger } from 'pino'
import type { Config, SlackSettings } from './config.ts'
import type { Ctx } from './context.ts'
import type { Clock } from './core/clock.ts'
import { pendingMigrations } from './database/migrate.ts'
import { noteForOperator } from './flows/note-for-operator.ts'
import { runDue } from './flows/run-due.ts'
import { describeError } from './jobs/describe-error.ts'
import { startWorker } from './jobs/worker.ts'
import { createBoltApp } from './slack/bolt-app.ts'
import { connect } from './slack/connect.ts'
import type { Desk } from './slack/desk.ts'
import { createHandlers } from './slack/handlers.ts'
import { createLine } from './slack/receiver.ts'
import type { Db } from './store/db.ts'
import { healthRoutes } from './web/health.ts'
import { answerText, createWebServer } from './web/server.ts'

/** What the program is made of. Tests hand in a clock that they move. */
export type AppDeps = {
  config: Config
  slack: SlackSettings
  log: Logger
  clock: Clock
  database: { db: Db; pool: Pool; isReachable(): Promise<boolean> }
  /** How often what has become due is looked for, in milliseconds. */
  dueEvery?: number
}

export type App = {
  /** Resolves when everything is ready. @throws Error with a sentence where it cannot be, and when `stop` comes first */
  start(): Promise<{ port: number }>
  /** Takes no more work, finishes what runs, lets go of Slack and the web. The database is the caller's. */
  stop(): Promise<void>
  /** Does what is due now; a test that has moved its clock calls this instead of waiting. */
  runDue(): Promise<void>
}

/** As many jobs at once as the steps that follow a declaration. */
const jobsAtOnce = 10

/** The only place where everything meets. */
export function createApp(deps: AppDeps): App {
  const { config, slack, log, clock, database } = deps
  const ctx: Ctx = { db: database.db, clock, log, config }
  const stopping = new AbortController()
  const line = createLine(slack, log)
  const onStop: (() => Promise<void>)[] = []
  let desk: Desk | null = null

  const web = createWebServer({
    port: config.port,
    routes: healthRoutes([
      { name: 'database', missing: async () => ((await database.isReachable()) ? null : 'does not answer') },
      { name: 'migrations', missing: async () => missingMigrations(await pendingMigrations(database.pool)) },
      { name: 'slack', missing: async () => (desk ? line.missing() : 'has not said yet who the bot is') },
    ]),
    ...(line.requestListener && {
      slackEvents: (request, response) => {
        if (desk && line.requestListener) line.requestListener(request, response)
        else answerText(response, 503, 'Not ready yet.')
      },
    }),
    onError: (error) => log.error(describeError(error), 'a page failed'),
  })

  const due = async (): Promise<void> => {
    if (desk) await runDue(ctx, desk.workspaceId)
  }

  return {
    start: async () => {
      const { port } = await web.start()
      const connected = await connect(ctx, slack, stopping.signal)
      const worker = await startWorker({
        pool: database.pool,
        workspaceId: connected.desk.workspaceId,
        handlers: createHandlers(connected.desk),
        onPermanentFailure: (name, _payload, error) => noteGivenUp(connected.desk, name, error),
        log,
        concurrency: jobsAtOnce,
        clock,
      })
      onStop.push(() => worker.stop())
      createBoltApp(connected.desk, line, slack, connected.identity)
      desk = connected.desk
      await line.open()
      const ticking = every(deps.dueEvery ?? 5_000, due, log)
      onStop.push(ticking.stop)
      log.info({ port, mode: slack.mode.kind }, 'ready')
      return { port }
    },
    stop: async () => {
      stopping.abort()
      await line.close()
      await web.stop()
      for (const step of onStop.reverse()) await step()
    },
    runDue: due,
  }
}

const missingMigrations = (pending: string[]): string | null =>
  pending.length === 0 ? null : `not applied: ${pending.join(', ')}`

const noteGivenUp = (desk: Desk, name: string, error: Error): Promise<void> =>
  noteForOperator(desk.ctx, {
    workspaceId: desk.workspaceId,
    key: `given-up:${name}:${error.name}`,
    incidentId: null,
    sentence: `${name} was given up. ${error.name === 'PermanentFailure' ? error.message : 'The log says why.'}`,
  })

/** Repeats something, one run after the other, until it is stopped; a run that fails is logged, and the next one tries again. */
function every(milliseconds: number, work: () => Promise<void>, log: Logger): { stop(): Promise<void> } {
  let running = Promise.resolve()
  let isBusy = false
  const timer = setInterval(() => {
    if (isBusy) return
    isBusy = true
    running = work()
      .catch((error: unknown) => log.warn(describeError(error), 'what is due could not be looked for'))
      .finally(() => {
        isBusy = false
      })
  }, milliseconds)
  return {
    stop: async () => {
      clearInterval(timer)
      await running
    },
  }
}
