import { randomUUID } from 'node:crypto'
import { chown, mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { linkPlace, type Place } from './embedded-place.ts'
import { type Binaries, runProgram } from './embedded-program.ts'
import { findRunning, isAlive } from './embedded-running.ts'
import { writeSettings } from './embedded-settings.ts'
import { codeOf, DatabaseProblem } from './problem.ts'

const major = '18'

/** In bytes; a longer one is begun anew at the next start. */
const longestLog = 1_000_000

/**
 * Makes the database where there is none yet. Made aside and moved into place: a start that is killed leaves no half of one.
 * @throws DatabaseProblem where that fails, or what stands there is of another version of PostgreSQL
 */
export async function makeData(place: Place, binaries: Binaries, flags: string[]): Promise<void> {
  const version = await readFile(join(place.data, 'PG_VERSION'), 'utf8').catch(versionProblem(place))
  if (version === null) await initialise(place, binaries, flags)
  else if (version.trim() !== major)
    throw new DatabaseProblem(
      `The database in ${place.data} was made by PostgreSQL ${version.trim()}; this program brings PostgreSQL ${major}. Dump it with the old version and restore it, or choose another DATA_DIR.`,
    )
  await linkPlace(place)
}

function versionProblem(place: Place): (error: unknown) => null {
  return (error) => {
    if (codeOf(error) === 'ENOENT') return null
    throw new DatabaseProblem(
      `The database in ${place.data} cannot be read (${codeOf(error)}): it belongs to another account. Start as the account that made it, or choose another DATA_DIR.`,
    )
  }
}

async function initialise(place: Place, binaries: Binaries, flags: string[]): Promise<void> {
  const aside = `${place.data}.new-${process.pid}-${randomUUID().slice(0, 8)}`
  await removeLeftovers(place)
  await mkdir(aside, { mode: 0o700 })
  if (place.account) await chown(aside, place.account.uid, place.account.gid)
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
  const args = ['-D', aside, '-U', 'postgres', '--auth=trust', ...locale, '--no-instructions', ...flags]
  const run = await runProgram(binaries, 'initdb', args, place.account)
  if (run.code !== 0) {
    await rm(aside, { recursive: true, force: true })
    throw serverProblem(place, 'could not be made', run.output)
  }
  await rename(aside, place.data).catch(async (error: unknown) => {
    await rm(aside, { recursive: true, force: true })
    if (!['EEXIST', 'ENOTEMPTY'].includes(codeOf(error))) throw error
  })
}

async function removeLeftovers(place: Place): Promise<void> {
  const prefix = `${basename(place.data)}.new-`
  for (const name of await readdir(dirname(place.data)))
    if (name.startsWith(prefix) && !isAlive(Number.parseInt(name.slice(prefix.length), 10)))
      await rm(join(dirname(place.data), name), { recursive: true, force: true })
}

/**
 * Starts a server on the data and waits until it answers.
 * @returns false where another program was quicker
 * @throws DatabaseProblem with what the server wrote, where it does not start
 */
export async function startServer(place: Place, binaries: Binaries, settings: Record<string, string>): Promise<boolean> {
  const logFile = join(place.run, 'postgres.log')
  const before = await sizeOf(logFile)
  if (before > longestLog) await rm(logFile, { force: true })
  await writeSettings(place, settings)
  const run = await runProgram(
    binaries,
    'pg_ctl',
    ['start', '-D', place.data, '-l', logFile, '-w', '-t', '120', '-s'],
    place.account,
  )
  if (run.code === 0) return true
  const written = (await readFile(logFile).catch(() => Buffer.alloc(0))).subarray(before > longestLog ? 0 : before).toString()
  if (/lock file ".*" already exists/.test(written)) return false
  throw serverProblem(place, 'did not start', `${run.output}\n${written}`)
}

const sizeOf = (file: string): Promise<number> =>
  stat(file).then(
    ({ size }) => size,
    () => 0,
  )

/** Stops the server: open connections are ended, what is committed is kept. */
export async function stopServer(place: Place, binaries: Binaries): Promise<void> {
  const run = await runProgram(
    binaries,
    'pg_ctl',
    ['stop', '-D', place.data, '-m', 'fast', '-w', '-t', '120', '-s'],
    place.account,
  )
  if (run.code !== 0 && (await findRunning(place)) !== null) throw serverProblem(place, 'did not stop', run.output)
}

function serverProblem(place: Place, what: string, output: string): DatabaseProblem {
  if (/No space left on device/.test(output))
    return new DatabaseProblem(
      `The disk of ${place.data} is full. Make room and start again; nothing that was committed is lost.`,
    )
  const said = output.split('\n').findLast((line) => /FATAL|PANIC|error:/i.test(line)) ?? output.trim().split('\n').at(-1)
  return new DatabaseProblem(
    `The database in ${place.data} ${what}. PostgreSQL says: ${(said ?? '').trim() || 'nothing'}. Its log: ${join(place.run, 'postgres.log')}`,
  )
}
