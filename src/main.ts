import type { Logger } from 'pino'
import { createApp } from './app.ts'
import { type Config, ConfigProblems, type SlackSettings } from './config.ts'
import { realClock } from './core/clock.ts'
import { PermanentFailure } from './core/refusal.ts'
import { type OpenDatabase, openDatabase } from './database/open.ts'
import { openSeals } from './database/open-seals.ts'
import { DatabaseProblem } from './database/problem.ts'
import { describeError } from './jobs/describe-error.ts'
import { createLog } from './log.ts'
import { repeat } from './repeat.ts'
import { MendFirst } from './slack/api.ts'
import { exitNotSetUp, keySource, placeOfDatabase, problemsText, readSettings } from './startup.ts'
import { PortProblem } from './web/server.ts'

const howToBegin = `Second Story has no Slack credentials yet. To set it up:
  1. At https://api.slack.com/apps choose "Create New App", "From a manifest", and paste manifest.yml.
  2. Install it to your workspace, and copy the bot token:      SLACK_BOT_TOKEN=xoxb-...
  3. Under "Basic Information" make an app-level token with
     the scope connections:write (Socket Mode):                 SLACK_APP_TOKEN=xapp-...
     or, to be called over HTTP, copy the signing secret:       SLACK_SIGNING_SECRET=...
  4. Put them into the environment or a file .env, and run npm start again.
To see it work without Slack: npm run demo
`

/** Runs the bot until it is told to stop. Standard output stays empty; the log goes to standard error. @returns the exit code */
async function main(): Promise<number> {
  const config = readSettings()
  if (!config.slack) {
    process.stderr.write(howToBegin)
    return exitNotSetUp
  }
  await run(config, config.slack)
  return 0
}

async function run(config: Config, slack: SlackSettings): Promise<void> {
  const log = createLog(config.logLevel)
  const ending = whenEnded(log)
  const database = await openDatabase({ ...placeOfDatabase(config), role: 'bot', log })
  const watch = watchDatabase(database, log)
  try {
    const seals = await openSeals(database.db, keySource(config), 'bot')
    const app = createApp({ config, slack, log, clock: realClock, database, seals })
    try {
      await Promise.race([app.start(), ending, watch.ended])
      await Promise.race([ending, watch.ended])
      log.info('stopping: what runs is finished first')
    } finally {
      await app.stop()
    }
  } catch (error) {
    // Whatever failed first, as in the middle of a start: the reason is that the database is gone.
    throw (await isGone(database)) ? gone() : error
  } finally {
    await watch.stop()
    await database.close()
  }
}

/** Whether our own PostgreSQL has ended: it neither answers nor runs. */
const isGone = async (database: OpenDatabase): Promise<boolean> => !(await database.isReachable()) && (await database.hasEnded())

const gone = (): DatabaseProblem =>
  new DatabaseProblem('The bot’s own PostgreSQL has ended. Start the bot again: what was committed is not lost.')

/** How often our own PostgreSQL is looked after, in milliseconds. */
const lookEvery = 5_000

/** Fails with a sentence once our own PostgreSQL has ended under the bot: whatever restarts the bot then starts both. */
function watchDatabase(database: OpenDatabase, log: Logger): { ended: Promise<never>; stop(): Promise<void> } {
  let fail: (problem: DatabaseProblem) => void = () => undefined
  const ended = new Promise<never>((_resolve, reject) => {
    fail = reject
  })
  ended.catch(() => undefined)
  const look = async (): Promise<void> => {
    if (await isGone(database)) fail(gone())
  }
  return { ended, stop: repeat(lookEvery, look, log).stop }
}

/** `npm start` passes a signal on that the terminal has sent to the bot already: within so many milliseconds it is the same one. */
const sameSignal = 1_000

/**
 * Resolves when the process is told to stop; told again, it ends at once.
 * @throws Unexpected where something failed that nothing waited for: then it is not known what still works
 */
function whenEnded(log: Logger): Promise<void> {
  const ending = new Promise<void>((resolve, reject) => {
    let toldAt: number | null = null
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const)
      process.on(signal, () => {
        if (toldAt !== null && performance.now() - toldAt > sameSignal) process.exit(1)
        toldAt ??= performance.now()
        resolve()
      })
    process.on('uncaughtException', (error) => {
      log.fatal(describeError(error), 'something failed that nothing waited for')
      reject(
        new Unexpected('Second Story has stopped after an error that it did not expect; the log says which. Start it again.'),
      )
    })
  })
  ending.catch(() => undefined)
  return ending
}

/** What the log has already told of. */
class Unexpected extends Error {
  override readonly name = 'Unexpected'
}

/** Errors whose message is a sentence for the operator: what is wrong and how to mend it. */
const sentences = [DatabaseProblem, MendFirst, PermanentFailure, PortProblem, Unexpected]

function exitCodeFor(error: unknown): number {
  if (error instanceof ConfigProblems) {
    process.stderr.write(problemsText(error))
    return exitNotSetUp
  }
  const isSentence = error instanceof Error && sentences.some((kind) => error instanceof kind)
  const unknown = `Second Story ended with an error it does not know: ${JSON.stringify(describeError(error))}`
  process.stderr.write(`${isSentence ? error.message : unknown}\n`)
  return 1
}

// What a library leaves open must not keep a stopped bot alive.
process.exit(await main().catch(exitCodeFor))
