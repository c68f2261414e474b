import { chmod, mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { openStage } from './stage.ts'
import { beginsAt, playStory } from './story.ts'
import { createTranscript, type Transcript } from './transcript.ts'

/** Plays the story on a database in a temporary folder, which is gone afterwards, whatever comes between. */
async function main(script: Transcript, brokenOff: AbortSignal): Promise<void> {
  script.aside('Second Story, a rehearsal: the bot is the real one, Slack a stand-in with a clock that is moved.')
  script.aside('Starting the stand-in, the bot, and PostgreSQL in a temporary folder …')
  const folder = await mkdtemp(join(tmpdir(), 'second-story-demo-'))
  try {
    // As root the database runs under another account, which has to get in.
    await chmod(folder, 0o711)
    const stage = await openStage(folder, beginsAt)
    try {
      await Promise.race([playStory({ ...stage, script }), end(brokenOff)])
    } finally {
      await stage.close()
    }
  } finally {
    await removeData(folder)
  }
}

/** Aborted when the program is told to stop, or nobody reads what it prints. Told again, it goes on cleaning up. */
function whenBrokenOff(): AbortSignal {
  const told = new AbortController()
  const stop = (): void => told.abort()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop)
  process.stdout.on('error', stop)
  return told.signal
}

const end = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })

/** The folder, and where its link leads: there the data is where the account of the database could not reach the folder. */
async function removeData(folder: string): Promise<void> {
  const data = await realpath(join(folder, 'postgres')).catch(() => null)
  if (data) await rm(dirname(data), { recursive: true, force: true })
  await rm(folder, { recursive: true, force: true })
}

const brokenOff = whenBrokenOff()
try {
  await main(createTranscript(process.stdout, brokenOff), brokenOff)
} catch (error) {
  // A terminal sends Ctrl-C to PostgreSQL's programs too, so that what fails after it is no failure.
  if (!brokenOff.aborted) {
    process.stderr.write(`\nThe demo broke off: ${error instanceof Error ? error.message : String(error)}\n`)
    process.exitCode = 1
  }
}
if (brokenOff.aborted) process.stderr.write('\nBroken off. Everything is stopped, and the database is removed.\n')
