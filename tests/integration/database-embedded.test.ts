import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { chmod, chown, cp, lstat, mkdir, readFile, readlink, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { pino } from 'pino'
import { expect, it, onTestFinished, vi } from 'vitest'
import type { SocketConnection } from '../../src/database/connection.ts'
import { type EmbeddedOptions, type EmbeddedPostgres, startEmbeddedPostgres } from '../../src/database/embedded.ts'
import { findPackage, prepareBinaries } from '../../src/database/embedded-binaries.ts'
import { runProgram } from '../../src/database/embedded-program.ts'
import { restingFolder } from '../support/database.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const isRoot = process.getuid?.() === 0
const nobody = { uid: 65534, gid: 65534 }
const quick = { settings: { fsync: 'off' }, isThrowaway: true }

async function newFolder(): Promise<string> {
  const folder = await temporaryFolder('embedded')
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** One with a database in it, so that none has to be made. */
async function filledFolder(): Promise<string> {
  const folder = await restingFolder()
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

async function start(dataDir: string, more: Partial<EmbeddedOptions> = {}): Promise<EmbeddedPostgres & { logged: string[] }> {
  const logged: string[] = []
  const log = pino({}, { write: (line: string) => void logged.push(line) })
  const server = await startEmbeddedPostgres({ dataDir, log, ...quick, ...more })
  onTestFinished(() => server.stop())
  return { ...server, logged }
}

async function ask<Row extends pg.QueryResultRow>(connection: SocketConnection, question: string): Promise<Row[]> {
  const client = new pg.Client(connection)
  await client.connect()
  try {
    return (await client.query<Row>(question)).rows
  } finally {
    await client.end()
  }
}

type Said = { owner?: boolean; connection?: SocketConnection; problem?: string }

/** The same in a process of its own, perhaps of another account. */
async function startChild(options: object, account: object = {}): Promise<{ child: ChildProcessWithoutNullStreams; said: Said }> {
  const script = fileURLToPath(new URL('../support/embedded-child.ts', import.meta.url))
  const child = spawn(process.execPath, ['--import', 'tsx', script, JSON.stringify({ ...quick, ...options })], account)
  onTestFinished(() => void child.kill('SIGKILL'))
  const [line] = await once(child.stdout, 'data')
  return { child, said: JSON.parse(String(line)) }
}

async function end(child: ChildProcessWithoutNullStreams): Promise<void> {
  child.stdin.end()
  await once(child, 'exit')
}

async function pidIn(dataDir: string): Promise<number> {
  return Number.parseInt(await readFile(join(dataDir, 'postgres/postmaster.pid'), 'utf8'), 10)
}

it('makes a database at the first start, and finds it again at the next', async () => {
  const dataDir = join(await newFolder(), 'data')
  const first = await start(dataDir)
  expect(first.owner).toBe(true)
  await ask(first.connection, 'create table kept as select 12 as number')
  await first.stop()
  expect(existsSync(join(dataDir, 'postgres/postmaster.pid'))).toBe(false)

  const second = await start(dataDir)
  expect(await ask(second.connection, 'select number from kept')).toEqual([{ number: 12 }])
  const client = new pg.Client(second.url)
  await client.connect()
  expect((await client.query('select number from kept')).rows).toEqual([{ number: 12 }])
  await client.end()
})

it('listens on no port, and lets nobody else reach its socket', async () => {
  const { connection } = await start(await filledFolder())
  expect(await ask(connection, 'show listen_addresses')).toEqual([{ listen_addresses: '' }])
  expect((await lstat(connection.host)).mode & 0o077).toBe(0)
})

it('keeps what is committed, in its usual settings', async () => {
  const { connection } = await start(await filledFolder(), { settings: {} })
  const rows = await ask(
    connection,
    `select name, setting from pg_settings where name in ('fsync', 'full_page_writes', 'synchronous_commit')`,
  )
  expect(rows.map(({ setting }) => setting)).toEqual(['on', 'on', 'on'])
})

it('keeps people’s words out of the server’s log', async () => {
  const dataDir = await filledFolder()
  const { connection } = await start(dataDir)
  await expect(ask(connection, `select 'I dropped the table'::int`)).rejects.toThrow()
  await expect(
    ask(connection, `create table words (word text unique); insert into words values ('secret'), ('secret')`),
  ).rejects.toThrow()
  const log = await readFile(join(dataDir, 'run/postgres.log'), 'utf8')
  expect(log).toContain('words_word_key')
  expect(log).not.toContain('secret')
})

it('lets a command join the bot’s database, and leaves it running', async () => {
  const dataDir = await filledFolder()
  const bot = await start(dataDir, { role: 'bot' })
  const { child, said } = await startChild({ dataDir, role: 'cli' })
  expect(said.owner).toBe(false)
  await end(child)
  expect(await ask(bot.connection, 'select 1 as one')).toEqual([{ one: 1 }])
})

it('is stopped by the last who leaves, when the bot leaves before a command', async () => {
  const dataDir = await filledFolder()
  const bot = await start(dataDir, { role: 'bot' })
  const command = await start(dataDir, { role: 'cli' })
  await bot.stop()
  expect(await ask(command.connection, 'select 1 as one')).toEqual([{ one: 1 }])
  await command.stop()
  expect(existsSync(join(dataDir, 'postgres/postmaster.pid'))).toBe(false)
})

it('refuses a second bot with a sentence', async () => {
  const dataDir = await filledFolder()
  const bot = await start(dataDir, { role: 'bot' })
  const { said } = await startChild({ dataDir, role: 'bot' })
  expect(said.problem).toMatch(/^Another bot is running with the data folder .* DATABASE_URL\.$/)
  expect(await ask(bot.connection, 'select 1 as one')).toEqual([{ one: 1 }])
})

it('starts once for two programs that begin at the same moment', async () => {
  const dataDir = await newFolder()
  const both = await Promise.all([start(dataDir, { role: 'bot' }), start(dataDir, { role: 'cli' })])
  expect(both.filter(({ owner }) => owner)).toHaveLength(1)
})

it('takes over the server of a bot that was killed', async () => {
  const dataDir = await filledFolder()
  const { child, said } = await startChild({ dataDir, role: 'bot' })
  expect(said.owner).toBe(true)
  child.kill('SIGKILL')
  await once(child, 'exit')
  const next = await start(dataDir, { role: 'bot' })
  expect(next.owner).toBe(false)
  await next.stop()
  expect(existsSync(join(dataDir, 'postgres/postmaster.pid'))).toBe(false)
})

it('starts anew where the server was killed too, and its number is now another process’s', async () => {
  const dataDir = await filledFolder()
  const first = await start(dataDir, { role: 'bot' })
  await ask(first.connection, 'create table kept as select 12 as number')
  const pid = await pidIn(dataDir)
  const file = join(dataDir, 'postgres/postmaster.pid')
  const stale = await readFile(file, 'utf8')
  process.kill(pid, 'SIGKILL')
  await writeFile(file, stale.replace(String(pid), String(process.pid)))
  // What the dead server's own processes hold they let go of when they get to run.
  const begin = () => startEmbeddedPostgres({ dataDir, log: pino({ level: 'silent' }), role: 'cli', ...quick })
  const next = await vi.waitFor(begin, { timeout: 110_000 })
  expect(next.owner).toBe(true)
  expect(await ask(next.connection, 'select number from kept')).toEqual([{ number: 12 }])
  await next.stop()
})

it('clears away what a start left that was killed while it made the database', async () => {
  const dataDir = await newFolder()
  await mkdir(join(dataDir, 'postgres.new-999999-abc'))
  await start(dataDir)
  expect(existsSync(join(dataDir, 'postgres.new-999999-abc'))).toBe(false)
})

it('finds a short place for the socket of a data folder with a long path', async () => {
  const dataDir = join(await newFolder(), 'a-folder-with-quite-a-long-name'.repeat(4))
  await rename(await filledFolder(), dataDir)
  const bot = await start(dataDir, { role: 'bot' })
  onTestFinished(() => rm(bot.connection.host, { recursive: true, force: true }))
  expect(bot.connection.host.startsWith(dataDir)).toBe(false)
  expect((await lstat(bot.connection.host)).mode & 0o077).toBe(0)
  const command = await start(dataDir, { role: 'cli' })
  expect(command.connection.host).toBe(bot.connection.host)
})

it('says so where the data is of another version of PostgreSQL', async () => {
  const dataDir = await newFolder()
  await mkdir(join(dataDir, 'postgres'))
  await writeFile(join(dataDir, 'postgres/PG_VERSION'), '15\n')
  await expect(start(dataDir)).rejects.toThrow(/made by PostgreSQL 15; this program brings PostgreSQL 18/)
})

it('says so where the data folder is a file', async () => {
  const file = join(await newFolder(), 'data')
  await writeFile(file, '')
  await expect(start(file)).rejects.toThrow(/The folder .*data cannot be made \(EEXIST\)/)
})

it('finds the libraries that npm’s install scripts would have linked', async () => {
  const folder = await newFolder()
  const found = await findPackage()
  const bare = join(folder, 'package')
  await cp(found.folder, bare, { recursive: true, filter: async (source) => !(await lstat(source)).isSymbolicLink() })
  const binaries = await prepareBinaries({ ...found, folder: bare }, null, folder)
  expect(binaries.libraries).not.toBeNull()
  expect(existsSync(join(bare, 'native/lib/libpq.so.5'))).toBe(false)
  expect((await runProgram(binaries, 'initdb', ['--version'], null)).output).toContain('PostgreSQL) 18')
})

it.runIf(isRoot)('works as an ordinary user', async () => {
  const dataDir = join(await newFolder(), 'home')
  await mkdir(dataDir, { mode: 0o700 })
  await chown(dataDir, nobody.uid, nobody.gid)
  const { child, said } = await startChild(
    { dataDir, role: 'bot' },
    { ...nobody, env: { PATH: process.env.PATH, HOME: dataDir } },
  )
  expect(said).toEqual({ owner: true, connection: expect.anything() })
  expect((await lstat(join(dataDir, 'postgres'))).uid).toBe(nobody.uid)
  await end(child)
})

it.runIf(isRoot)('as root, below a folder that only root may enter, has the database elsewhere, and says where', async () => {
  const [home, closed] = [await newFolder(), await newFolder()]
  await chmod(closed, 0o700)
  const [one, two] = [join(closed, 'one/data'), join(closed, 'two/data')]
  const first = await start(one, { home })
  const other = await start(two, { home })
  expect(first.connection.host.startsWith(home)).toBe(true)
  expect(other.connection.host).not.toBe(first.connection.host)
  expect(first.logged.join()).toContain(join(first.connection.host, '..'))
  expect(await readlink(join(one, 'postgres'))).toBe(join(first.connection.host, '../postgres'))
  await ask(first.connection, 'create table kept as select 12 as number')
  await first.stop()

  await chmod(closed, 0o755)
  const again = await start(one, { home })
  expect(await ask(again.connection, 'select number from kept')).toEqual([{ number: 12 }])
})

it.runIf(isRoot)('as root, copies the programs where another account cannot reach them', async () => {
  const [home, closed] = [await newFolder(), await newFolder()]
  const found = await findPackage()
  await cp(found.folder, join(closed, 'package'), { recursive: true })
  await chmod(closed, 0o700)
  const binaries = await prepareBinaries({ ...found, folder: join(closed, 'package') }, nobody, home, home)
  expect(binaries.folder.startsWith(home)).toBe(true)
  expect((await runProgram(binaries, 'initdb', ['--version'], nobody)).output).toContain('PostgreSQL) 18')
})
