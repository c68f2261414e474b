import type { Logger } from 'pino'
import type { Config, SlackSettings } from './config.ts'
import { realClock } from './core/clock.ts'
import { type OpenDatabase, openDatabase } from './database/open.ts'
import { openSeals } from './database/open-seals.ts'
import { DatabaseProblem } from './database/problem.ts'
import { whenEnded } from './ending.ts'
import { createLog } from './log.ts'
import { repeat } from './repeat.ts'
import { keySource, placeOfDatabase } from './startup.ts'

/** Runs the bot until it is told to stop, or cannot go on. @throws Error with what was in the way */
export async function run(config: Config, slack: SlackSettings): Promise<void> {
  const log = createLog(config.logLevel)
  const ending = whenEnded(log)
  // Its modules are read while the database starts.
  const loading = import('./app.ts')
  const database = await openDatabase({ ...placeOfDatabase(config), role: 'bot', log })
  const watch = watchDatabase(database, log)
  try {
    const seals = await openSeals(database.db, keySource(config), 'bot')
    const { createApp } = await loading
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
