import { createHash } from 'node:crypto'
import { chmod, chown, lstat, mkdir, readlink, realpath, stat, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import type { Logger } from 'pino'
import type { Account } from './embedded-program.ts'
import { canEnter } from './embedded-reach.ts'
import { codeOf, DatabaseProblem } from './problem.ts'

/** Where a server keeps what it has, and as whom it runs (null: as this process). All paths are absolute. */
export type Place = {
  /** What the operator calls the data folder. */
  dataDir: string
  /** PostgreSQL's own folder, perhaps not made yet. */
  data: string
  /** The server's log, and its socket where the path is short enough. */
  run: string
  socket: string
  account: Account | null
}

/** For what the account of the server could not reach where it is. One folder in it for each data folder. */
export const sharedHome = '/var/lib/second-story'

/** "nobody" on every Linux: an id that PostgreSQL accepts when we are root; no account needs to be made. */
const nobody: Account = { uid: 65534, gid: 65534 }

const notRoot = 'PostgreSQL does not run as root, and another account cannot enter the data folder; the database is in this place'

/** A socket's path has at most 107 characters on Linux and 103 on macOS. */
const longestSocketPath = 103

/**
 * Finds the place of the database of a data folder, and makes the folders around it.
 * As root the server runs under another account, which must be able to reach its files: where it cannot,
 * they go to `home`, and a link in the data folder says so to the next start.
 * @throws DatabaseProblem where a folder cannot be made or used
 */
export async function findPlace(dataDir: string, log: Logger, home = sharedHome): Promise<Place> {
  const isRoot = process.getuid?.() === 0
  const wanted = resolve(dataDir)
  await makeFolder(wanted, isRoot ? 0o711 : 0o700, null)
  const folder = await realpath(wanted)
  const link = join(folder, 'postgres')
  const existing = await existingData(link)
  const account = isRoot ? await accountFor(existing ?? folder) : null
  const data = existing ?? (account ? await newData(folder, link, account, home) : link)
  if (account && !(await canEnter(dirname(data), account))) throw closed(data, account)
  if (account && dirname(data) !== folder) log.info({ place: dirname(data), account: account.uid }, notRoot)
  const run = join(dirname(data), 'run')
  await makeFolder(run, 0o700, account)
  return { dataDir: folder, data, run, socket: await socketFolder(run, account), account }
}

/** Where the data is already, through the link of an earlier start; null where there is none. */
async function existingData(link: string): Promise<string | null> {
  try {
    return await realpath(link)
  } catch {
    const target = await readlink(link).catch(() => null)
    if (target === null) return null
    throw new DatabaseProblem(
      `The database of this bot was in ${target}, which is not there. Bring it back; or, to begin with an empty one, remove ${link}.`,
    )
  }
}

/** The owner of the folder, or "nobody" where that is root. */
async function accountFor(folder: string): Promise<Account> {
  const { uid, gid } = await stat(folder)
  return uid === 0 ? nobody : { uid, gid }
}

async function newData(folder: string, link: string, account: Account, home: string): Promise<string> {
  if (await canEnter(folder, account)) return link
  const place = join(home, `${basename(folder)}-${createHash('sha256').update(folder).digest('hex').slice(0, 12)}`)
  await makeFolder(home, 0o755, null)
  await makeFolder(place, 0o711, null)
  return join(await realpath(place), 'postgres')
}

/** Remembers in the data folder where the database is. Called when there is one. */
export async function linkPlace(place: Place): Promise<void> {
  const link = join(place.dataDir, 'postgres')
  if (link === place.data) return
  await symlink(place.data, link).catch((error: unknown) => {
    if (codeOf(error) !== 'EEXIST') throw error
  })
}

async function socketFolder(run: string, account: Account | null): Promise<string> {
  if (Buffer.byteLength(join(run, '.s.PGSQL.5432')) <= longestSocketPath) return run
  const short = join(tmpdir(), `second-story-${createHash('sha256').update(run).digest('hex').slice(0, 16)}`)
  await makeFolder(short, 0o700, account)
  const owner = account?.uid ?? process.getuid?.()
  const found = await lstat(short)
  if (found.isDirectory() && found.uid === owner && (found.mode & 0o077) === 0) return short
  throw new DatabaseProblem(
    `${short}, the folder for the database's socket, belongs to somebody else. Remove it, or choose a DATA_DIR with a shorter path.`,
  )
}

/** Makes a folder where there is none; what stands already keeps its owner and its mode. */
async function makeFolder(folder: string, mode: number, account: Account | null): Promise<void> {
  try {
    await mkdir(dirname(folder), { recursive: true })
    await mkdir(folder)
    await chmod(folder, mode)
    if (account) await chown(folder, account.uid, account.gid)
  } catch (error) {
    if (codeOf(error) === 'EEXIST' && (await stat(folder)).isDirectory()) return
    throw new DatabaseProblem(
      `The folder ${folder} cannot be made (${codeOf(error)}). Choose another DATA_DIR, or set DATABASE_URL to use a PostgreSQL server.`,
    )
  }
}

function closed(data: string, account: Account): DatabaseProblem {
  return new DatabaseProblem(
    `PostgreSQL does not run as root, and the account it would run as (id ${account.uid}) cannot enter ${dirname(data)}, where the database is. Allow it (chmod a+x on each folder of that path), or move ${data} aside to begin with an empty database.`,
  )
}
