import { existsSync } from 'node:fs'
import { chmod, chown, mkdir, readdir, readFile, realpath, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { canEnter } from '../../src/database/embedded-reach.ts'
import { type Channel, type Person, type Sandbox, startSandbox, type Workspace } from '../../src/sandbox/index.ts'
import { endAll, type Program, slackVariables, startProgram, until } from '../support/program.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const isRoot = process.getuid?.() === 0
const isLinux = process.platform === 'linux'
const nobody = 65534
/** Another account can run the program only where it can read it. */
const isOpen = isRoot && (await canEnter(await realpath(resolve('dist')), { uid: nobody, gid: nobody }))

let folder: string
let slack: Sandbox
let workspace: Workspace
let maya: Person
let ops: Channel

beforeAll(async () => {
  folder = await temporaryFolder('data')
  slack = await startSandbox()
  workspace = slack.addWorkspace()
  maya = workspace.addUser({ name: 'maya' })
  ops = workspace.addChannel({ name: 'ops', members: [maya] })
})
afterAll(async () => {
  await endAll()
  await slack.stop()
  await rm(folder, { recursive: true, force: true })
})

const variables = (name: string) => ({ ...slackVariables(slack, workspace, 'socket'), DATA_DIR: join(folder, name) })

/** Whether a PostgreSQL runs on the data folder. Linux tells how each process was started. */
async function hasServer(name: string): Promise<boolean> {
  const data = await realpath(join(folder, name, 'postgres'))
  const pids = (await readdir('/proc')).filter((entry) => /^\d+$/.test(entry))
  const started = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')))
  return started.some((line) => line.split('\0').includes(data))
}

describe.skipIf(!isLinux)('a bot with its own database (Linux only: processes are looked for in /proc)', () => {
  const env = () => variables('own')
  /** The bot that was started after the database had ended under the one before. */
  let again: Program | null = null
  const cli = async (...args: string[]) => {
    const command = await startProgram('cli', { env: env(), cwd: folder, args })
    return { code: await command.ended, stdout: command.stdout, stderr: command.stderr }
  }

  it('is one program from the first start to the end of its database', async () => {
    const bot = await startProgram('main', { env: env(), cwd: folder })
    await bot.ready()
    const answer = await maya.runs('/incident declare users table is empty sev1', { in: ops })
    expect(answer.reply?.text).toContain('INC-1')
    await until('the channel is there', () => workspace.channels().some(({ name }) => name.startsWith('inc-')))

    const second = await startProgram('main', { env: env(), cwd: folder })
    expect(await second.ended).toBe(1)
    expect(second.stderr).toContain('Another bot is running with the data folder')

    const channel = workspace.channels().find(({ name }) => name.startsWith('inc-'))
    if (!channel) throw new Error('there is no channel')
    await maya.runs('/incident resolve', { in: channel })
    await until('the channel hears of it', () => maya.sees(channel).some(({ text }) => text.includes('Resolved')))
    await until('the review is compiled', async () => {
      const { reply } = await maya.runs('/incident review', { in: channel })
      return reply?.text === 'The review of INC-1'
    })
    const joined = await cli('export', 'INC-1', '--format', 'json')
    expect(joined).toMatchObject({ code: 0, stderr: '' })
    expect(JSON.parse(joined.stdout)).toMatchObject({ incident: { title: 'users table is empty' } })
    expect(await bot.readiness()).toMatchObject({ status: 200 })

    const doctor = await cli('doctor')
    expect(doctor).toMatchObject({ code: 0, stderr: '' })
    expect(doctor.stdout).toMatch(/^ok .*database/m)

    // What it cannot export it says, and prints nothing that could be taken for data.
    const unknown = await cli('export', 'INC-7')
    expect(unknown).toMatchObject({ code: 2, stdout: '' })
    expect(unknown.stderr).toContain('There is no INC-7')

    expect(await hasServer('own')).toBe(true)
    expect(await bot.end()).toBe(0)
    expect(await hasServer('own')).toBe(false)
  })

  it('is exported while the bot is not there, and the database is stopped again', async () => {
    const { code, stdout, stderr } = await cli('export', 'INC-1')
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toContain('users table is empty')
    expect(await hasServer('own')).toBe(false)
  })

  it('ends with a sentence where its PostgreSQL ends under it, and starts both again', async () => {
    const bot = await startProgram('main', { env: env(), cwd: folder })
    await bot.ready()
    const notes = await readFile(join(folder, 'own', 'postgres', 'postmaster.pid'), 'utf8')
    process.kill(Number(notes.split('\n')[0]), 'SIGKILL')
    expect(await bot.ended).toBe(1)
    expect(bot.stderr).toContain('Start the bot again')
    again = await startProgram('main', { env: env(), cwd: folder })
    await again.ready()
  })

  it('finds its database running after it was killed', async () => {
    await again?.end('SIGKILL')
    expect(await hasServer('own')).toBe(true)
    const bot = await startProgram('main', { env: env(), cwd: folder })
    await bot.ready()
    expect((await maya.runs('/incident declare another one sev2', { in: ops })).reply?.text).toContain('INC-2')
    expect(await bot.end()).toBe(0)
    expect(await hasServer('own')).toBe(false)
  })
})

describe.skipIf(!isRoot)('as root (skipped where the tests are not run as root)', () => {
  it('keeps its database in another place where the data folder is below a closed one, and says where', async () => {
    const closed = join(folder, 'closed')
    await mkdir(closed, { mode: 0o700 })
    const env = { ...variables('closed/data') }
    const bot = await startProgram('main', { env, cwd: folder })
    await bot.ready()
    expect(bot.stderr).toContain('/var/lib/second-story')
    expect(await bot.end()).toBe(0)
    const data = await realpath(join(closed, 'data', 'postgres'))
    expect(data.startsWith('/var/lib/second-story')).toBe(true)
    await rm(resolve(data, '..'), { recursive: true, force: true })
  })
})

describe.skipIf(!isOpen)(
  'as an ordinary user (skipped where the tests are not run as root, or the user could not read the program)',
  () => {
    it('runs, and everything it writes is its own', async () => {
      const home = join(folder, 'home')
      await mkdir(home, { mode: 0o700 })
      await chown(home, nobody, nobody)
      await chmod(folder, 0o755)
      const env = { ...variables('home/data'), HOME: home }
      const bot = await startProgram('main', { env, cwd: home, uid: nobody })
      await bot.ready()
      expect(await bot.end()).toBe(0)
      expect(existsSync(join(home, 'data', 'postgres', 'PG_VERSION'))).toBe(true)
    })
  },
)
