import { ConfigProblems } from './config.ts'
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

/** Runs the bot until it is told to stop. Standard output stays empty; the log goes to standard error. @returns the exit code */
async function main(): Promise<number> {
  const config = readSettings()
  if (!config.slack) {
    process.stderr.write(howToBegin)
    return exitNotSetUp
  }
  // Nearly all of the program: loading it takes longer than naming what is wrong with the settings.
  const { run } = await import('./run.ts')
  await run(config, config.slack)
  return 0
}

async function exitCodeFor(error: unknown): Promise<number> {
  if (!(error instanceof ConfigProblems)) return (await import('./failure.ts')).sayFailure(error)
  process.stderr.write(problemsText(error))
  return exitNotSetUp
}

// What a library leaves open must not keep a stopped bot alive.
process.exit(await main().catch(exitCodeFor))
