import { setTimeout as wait } from 'node:timers/promises'
import type { Pool } from 'pg'
import type { Logger } from 'pino'
import type { Config, SignInSettings, SlackSettings } from './config.ts'
import type { Ctx } from './context.ts'
import type { Clock } from './core/clock.ts'
import type { Seals } from './core/seal.ts'
import { pendingMigrations } from './database/migrate.ts'
import { resealAll } from './database/open-seals.ts'
import { compareAfterAbsence, compareDue, noteAlive } from './flows/compare-due.ts'
import { accountHolds } from './flows/read-session.ts'
import { runDue } from './flows/run-due.ts'
import { describeError } from './jobs/describe-error.ts'
import { startWorker } from './jobs/worker.ts'
import { repeat } from './repeat.ts'
import { createBoltApp } from './slack/bolt-app.ts'
import { type Connected, connect } from './slack/connect.ts'
import type { Desk } from './slack/desk.ts'
import { giveUp } from './slack/give-up.ts'
import { createHandlers } from './slack/handlers.ts'
import { meet } from './slack/meet.ts'
import { createOpenId } from './slack/openid.ts'
import type { Outage } from './slack/outage.ts'
import { createLine } from './slack/receiver.ts'
import type { Db } from './store/db.ts'
import type { PagesDesk } from './web/desk.ts'
import { healthRoutes } from './web/health.ts'
import { createPages } from './web/pages.ts'
import { answerText, createWebServer } from './web/server.ts'

/** What the program is made of. Tests hand in a clock that they move. */
export type AppDeps = {
  config: Config
  slack: SlackSettings
  log: Logger
  clock: Clock
  database: { db: Db; pool: Pool; isReachable(): Promise<boolean> }
  /** What people's answers are sealed with. */
  seals: Seals
  /** How often what has become due is looked for, in milliseconds. */
  dueEvery?: number
}

export type App = {
  /**
   * Resolves when everything is ready. Called once.
   * @throws Error with a sentence where it cannot be, and when `stop` comes first; what had begun is stopped by then
   */
  start(): Promise<{ port: number }>
  /** Takes no more work, finishes and answers what runs, lets go of Slack and the web. The database is the caller's. May be called at any time. */
  stop(): Promise<void>
  /** Does what is due now; a test that has moved its clock calls this instead of waiting. */
  runDue(): Promise<void>
}

/** As many jobs at once as the steps that follow a declaration. */
const jobsAtOnce = 10

/** The only place where everything meets. */
export function createApp(deps: AppDeps): App {
  const { config, slack, log, clock, database, seals } = deps
  const ctx: Ctx = { db: database.db, clock, log, config, seals }
  const stopping = new AbortController()
  const line = createLine(slack, log)
  /** How to stop what has begun, in the order in which it began. */
  const begun: (() => Promise<void>)[] = []
  let starting: Promise<unknown> = Promise.resolve()
  let stopped: Promise<void> | null = null
  let desk: Desk | null = null
  let pagesDesk: PagesDesk | null = null
  let outage: Outage | null = null

  const whyNoDesk = (): string => (stopping.signal.aborted ? 'the bot is stopping' : 'has not said yet who the bot is')
  const pages = config.publicUrl === null ? null : createPages(config.publicUrl, () => pagesDesk)
  const web = createWebServer({
    port: config.port,
    ...(pages && { headers: pages.headers, otherwise: pages.otherwise }),
    routes: [
      ...healthRoutes([
        { name: 'database', missing: async () => ((await database.isReachable()) ? null : 'does not answer') },
        { name: 'migrations', missing: async () => missingMigrations(await pendingMigrations(database.pool)) },
        { name: 'slack', missing: async () => (desk ? line.missing() : whyNoDesk()) },
      ]),
      ...(pages?.routes ?? []),
    ],
    ...(line.requestListener && {
      slackEvents: (request, response) => {
        if (desk && line.requestListener) line.requestListener(request, response)
        else answerText(response, 503, 'Not ready yet.')
      },
    }),
    onError: (error) => log.error(describeError(error), 'a page failed'),
  })

  const due = async (): Promise<void> => {
    if (!desk) return
    await outage?.look(desk)
    await runDue(ctx, desk.workspaceId)
  }

  /** From here on events arrive; what happened before, while the bot was away, is asked of Slack. */
  const catchUp = async (workspaceId: string): Promise<void> => {
    await compareAfterAbsence(ctx, workspaceId)
    begun.push(() => noteAlive(ctx, workspaceId))
    await noteAlive(ctx, workspaceId)
    await compareDue(ctx, workspaceId)
  }

  const begin = async (): Promise<{ port: number }> => {
    begun.push(() => web.stop())
    const { port } = await web.start()
    if (seals.problem) log.error({ problem: seals.problem }, 'answers can neither be read nor written')
    await resealAll(database.db, seals)
    const connected = await unless(stopping.signal, connect(ctx, slack, stopping.signal))
    const worker = await startWorker({
      pool: database.pool,
      workspaceId: connected.desk.workspaceId,
      handlers: createHandlers(connected.desk),
      onPermanentFailure: (name, payload, error) => giveUp(connected.desk, name, payload, error),
      log,
      concurrency: jobsAtOnce,
      clock,
    })
    begun.push(() => worker.stop())
    stopping.signal.throwIfAborted()
    createBoltApp(connected.desk, line, slack, connected.identity)
    desk = connected.desk
    pagesDesk = config.signIn && deskForPages(connected, { ...config.signIn, apiUrl: slack.apiUrl })
    outage = connected.outage
    begun.push(() => line.close())
    await unless(stopping.signal, line.open())
    await catchUp(connected.desk.workspaceId)
    begun.push(repeat(deps.dueEvery ?? 5_000, due, log).stop)
    log.info({ port, mode: slack.mode.kind }, 'ready')
    return { port }
  }

  const end = async (): Promise<void> => {
    stopping.abort(new Error('The bot was stopped before it was ready.'))
    desk = null
    pagesDesk = null
    await starting.catch(() => undefined)
    for (const step of begun.reverse())
      await step().catch((error: unknown) => log.error(describeError(error), 'something did not stop as it should'))
  }

  const app: App = {
    start: () => {
      const started = begin()
      starting = started
      return started.catch(async (error: unknown) => {
        await app.stop()
        throw error
      })
    },
    stop: () => {
      stopped ??= end()
      return stopped
    },
    runDue: due,
  }
  return app
}

/** Waits for something, but not after the signal; what comes of it then is nobody's concern any more. */
function unless<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const giveUp = (): void => reject(signal.reason)
    if (signal.aborted) giveUp()
    signal.addEventListener('abort', giveUp, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', giveUp))
  })
}

/** So long a page waits for Slack, in milliseconds; then it goes by what is known. */
const pageWaits = 2_000

/** What pages have of Slack: who somebody is, and whether they still have an account. */
function deskForPages({ desk, identity }: Connected, settings: SignInSettings & { apiUrl: string }): PagesDesk {
  const { ctx, workspaceId } = desk
  const meetAgain = async (userId: string): Promise<void> => {
    const late = new AbortController()
    const waited = wait(pageWaits, undefined, { signal: late.signal })
    await Promise.race([meet(desk, [userId], accountHolds), waited])
      .catch((error: unknown) => ctx.log.warn(describeError(error), 'Slack could not be asked who is still there'))
      .finally(() => late.abort())
  }
  // https://docs.slack.dev/interactivity/deep-linking
  const homeInSlack = `slack://user?team=${identity.teamId}&id=${identity.botUserId}`
  return { ctx, workspaceId, homeInSlack, signInWith: createOpenId(desk, settings), meetAgain }
}

const missingMigrations = (pending: string[]): string | null =>
  pending.length === 0 ? null : `not applied: ${pending.join(', ')}`
