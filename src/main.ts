import { createApp } from './app.ts'
import { type Config, ConfigProblems } from './config.ts'
import { realClock } from './core/clock.ts'
import { openDatabase } from './database/open.ts'
import { DatabaseProblem } from './database/problem.ts'
import { describeError } from './jobs/describe-error.ts'
import { createLog } from './log.ts'
import { MendFirst } from './slack/api.ts'
import { exitNotSetUp, problemsText, readSettings } from './startup.ts'

const howToBegin = `Second Story has no Slack credentials yet. To set it up:
  1. At https://api.slack.com/apps choose "Create New App", "From a manifest", and paste manifest.yml.
  2. Install it to your workspace, and copy the bot token:      SLACK_BOT_TOKEN=xoxb-...
  3. Under "Basic Information" make an app-level token with
     the scope connections:write (Socket Mode):                 SLACK_APP_TOKEN=xapp-...
     or, to be called over HTTP, copy the signing secret:       SLACK_SIGNING_SECRET=...
  4. Put them into the environment or a file .env, and run npm start again.
To see it work without Slack: npm run demo
`

/** Runs the bot until it is told to stop. Standard output stays empty; the log goes to standard error. */
async function main(): Promise<void> {
  const config = readSettings()
  if (!config.slack) {
    process.stderr.write(howToBegin)
    process.exitCode = exitNotSetUp
    return
  }
  await run(config, config.slack)
}

async function run(config: Config, slack: NonNullable<Config['slack']>): Promise<void> {
  const log = createLog(config.logLevel)
  const stopped = whenTold()
  const place = config.database.kind === 'url' ? { url: config.database.url } : { dataDir: config.database.dataDir }
  const database = await openDatabase({ ...place, role: 'bot', log })
  const app = createApp({ config, slack, log, clock: realClock, database })
  try {
    const started = app.start()
    await Promise.race([started, stopped])
    await stopped
    log.info('stopping: what runs is finished first')
  } finally {
    await app.stop()
    await database.close()
  }
}

/** Resolves when the process is told to stop. Told again, it ends at once. */
function whenTold(): Promise<void> {
  return new Promise((resolve) => {
    let isTold = false
    for (const signal of ['SIGTERM', 'SIGINT'] as const)
      process.on(signal, () => {
        if (isTold) process.exit(1)
        isTold = true
        resolve()
      })
  })
}

/** What ends the program with a sentence instead of a trace. */
function sentenceOf(error: unknown): string | null {
  if (error instanceof ConfigProblems) return problemsText(error)
  if (error instanceof DatabaseProblem || error instanceof MendFirst) return `${error.message}\n`
  return error instanceof Error && error.cause instanceof Error && 'code' in error.cause ? `${error.message}\n` : null
}

try {
  await main()
} catch (error) {
  const sentence = sentenceOf(error)
  process.stderr.write(sentence ?? `Second Story ended with an error it does not know: ${JSON.stringify(describeError(error))}\n`)
  process.exitCode = error instanceof ConfigProblems ? exitNotSetUp : 1
}
