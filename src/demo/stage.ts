import { setTimeout as wait } from 'node:timers/promises'
import { createApp } from '../app.ts'
import { type Config, readConfig, type SlackSettings } from '../config.ts'
import { createSetClock } from '../core/clock.ts'
import type { Seals } from '../core/seal.ts'
import { type OpenDatabase, openDatabase } from '../database/open.ts'
import { openSeals } from '../database/open-seals.ts'
import { createLog } from '../log.ts'
import { type Channel, type Sandbox, startSandbox, type Workspace } from '../sandbox/index.ts'
import { keySource } from '../startup.ts'
import { type Cast, furnish, settingsFile } from './cast.ts'

/** The bot as it runs at work, a Slack on this machine with people in it, and a clock that only the demo moves. */
export type Stage = {
  workspace: Workspace
  cast: Cast
  ops: Channel
  config: Config
  database: OpenDatabase
  seals: Seals
  clock: ReturnType<typeof createSetClock>
  /** Moves the clock, and has done what became due. */
  moveTo(moment: Date): Promise<void>
  /** Resolves when Slack and the bot have nothing left to do. @throws Error after half a minute */
  settled(): Promise<void>
  /** Stops the bot, Slack and the database. */
  close(): Promise<void>
}

/**
 * Starts everything, with the database in a folder.
 * @throws Error with a sentence, and with everything stopped again, where something cannot start
 */
export async function openStage(folder: string, beginsAt: Date): Promise<Stage> {
  const steps: (() => Promise<void>)[] = []
  const close = async (): Promise<void> => {
    for (const step of steps.splice(0).reverse()) await step()
  }
  try {
    const clock = createSetClock(beginsAt)
    const log = createLog('error')
    const sandbox = await startSandbox({ now: clock.now, redeliverAfter: [0, 500, 500] })
    steps.push(() => sandbox.stop())
    const workspace = sandbox.addWorkspace()
    const { cast, ops } = furnish(workspace)
    const { config, slack } = settingsFor(sandbox, workspace, settingsFile(ops))
    const database = await openDatabase({ dataDir: folder, role: 'bot', log })
    steps.push(() => database.close())
    const seals = await openSeals(database.db, keySource({ answerKeys: { given: [], folder } }), 'bot')
    const app = createApp({ config, slack, log, clock, database, seals })
    steps.push(() => app.stop())
    const { port } = await app.start()
    workspace.deliverTo(`http://127.0.0.1:${port}/slack/events`)
    const moveTo = async (moment: Date): Promise<void> => {
      clock.set(moment)
      await app.runDue()
      await settled(sandbox, database)
    }
    return { workspace, cast, ops, config, database, seals, clock, moveTo, settled: () => settled(sandbox, database), close }
  } catch (error) {
    await close()
    throw error
  }
}

/** As from the environment and a settings file, but for the port: a free one. Nothing of the real environment is read. */
function settingsFor(sandbox: Sandbox, workspace: Workspace, file: string): { config: Config; slack: SlackSettings } {
  const { botToken, signingSecret } = workspace
  const env = { SLACK_BOT_TOKEN: botToken, SLACK_SIGNING_SECRET: signingSecret, SLACK_API_URL: sandbox.apiUrl }
  const config = { ...readConfig(env, () => file), port: 0 }
  if (!config.slack) throw new Error('The settings of the demo name no Slack.')
  return { config, slack: config.slack }
}

/** In milliseconds; everything here takes well under a second. */
const patience = 30_000

async function settled(sandbox: Sandbox, { pool }: OpenDatabase): Promise<void> {
  const end = performance.now() + patience
  for (let quiet = 0; quiet < 2; ) {
    await sandbox.settled()
    const { rows } = await pool.query<{ isBusy: boolean }>(
      'select exists (select from graphile_worker.jobs where locked_at is not null or (run_at <= now() and attempts < max_attempts)) as "isBusy"',
    )
    quiet = rows[0]?.isBusy ? 0 : quiet + 1
    if (sandbox.lost.length > 0) throw new Error('The bot did not take something that happened in Slack; its log says why.')
    if (performance.now() > end) throw new Error('The bot did not finish its work in half a minute.')
    if (quiet < 2) await wait(10)
  }
}
