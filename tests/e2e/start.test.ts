import { once } from 'node:events'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Sandbox, startSandbox, type Workspace } from '../../src/sandbox/index.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { endAll, freePort, startProgram, slackVariables as variablesFor } from '../support/program.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

let folder: string
let slack: Sandbox
let workspace: Workspace
let database: TestDatabase

beforeAll(async () => {
  folder = await temporaryFolder('start')
  slack = await startSandbox()
  workspace = slack.addWorkspace()
  database = await createTestDatabase()
})
afterAll(async () => {
  await endAll()
  await slack.stop()
  await database.drop()
  await rm(folder, { recursive: true, force: true })
})

const variables = (mode: 'http' | 'socket', more: Record<string, string> = {}) => ({
  ...variablesFor(slack, workspace, mode),
  DATABASE_URL: database.url,
  ...more,
})

describe.concurrent('a bot that is not set up', () => {
  it('says in a few lines how to begin, on standard error alone', async () => {
    const bot = await startProgram('main', { env: {}, cwd: folder })
    expect(await bot.ended).toBe(2)
    expect(bot.stdout).toBe('')
    for (const word of ['manifest.yml', 'SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN', 'SLACK_SIGNING_SECRET', 'npm run demo'])
      expect(bot.stderr).toContain(word)
    expect(bot.stderr.split('\n').length).toBeLessThan(15)
  })

  it('names everything that is wrong with its settings at once', async () => {
    await writeFile(join(folder, 'wrong.yml'), 'announcechannel: ops\nseverities: high\n')
    const env = { SLACK_BOT_TOKEN: 'xapp-1-turned-round', PORT: 'http', CONFIG_FILE: 'wrong.yml' }
    const bot = await startProgram('main', { env, cwd: folder })
    expect(await bot.ended).toBe(2)
    expect(bot.stdout).toBe('')
    for (const word of ['SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN', 'PORT', 'announcechannel', 'severities', 'docs/settings.md'])
      expect(bot.stderr).toContain(word)
    expect(bot.stderr).not.toContain('turned-round')
  })

  it('says that its .env cannot be read', async () => {
    const odd = await temporaryFolder('env')
    await mkdir(join(odd, '.env'))
    const bot = await startProgram('main', { env: {}, cwd: odd })
    expect(await bot.ended).toBe(2)
    expect(bot.stderr).toContain('.env: the file cannot be read')
    await rm(odd, { recursive: true })
  })
})

describe.each([
  { mode: 'http', told: 'once', signal: 'SIGTERM' },
  { mode: 'socket', told: 'by the same signal twice at once, which is one', signal: 'SIGINT' },
] as const)('a bot over $mode', ({ mode, told, signal }) => {
  it(`gets ready, and ends with 0 when it is told to, ${told}`, async () => {
    const bot = await startProgram('main', { env: variables(mode), cwd: folder })
    await bot.ready()
    expect((await fetch(`${bot.url}/healthz`)).status).toBe(200)
    expect(await bot.readiness()).toEqual({ status: 200, body: { ready: true } })
    if (signal === 'SIGINT') process.kill(bot.pid, signal)
    expect(await bot.end(signal)).toBe(0)
    expect(bot.stdout).toBe('')
    expect(bot.stderr).not.toMatch(/"level":"(warn|error|fatal)"/)
  })

  it('waits for a Slack that is away, says so, and gets ready when it comes', async () => {
    slack.faults.down()
    const bot = await startProgram('main', { env: variables(mode), cwd: folder })
    await bot.listening()
    expect(await bot.readiness()).toEqual({
      status: 503,
      body: { ready: false, missing: { slack: 'has not said yet who the bot is' } },
    })
    expect((await fetch(`${bot.url}/healthz`)).status).toBe(200)
    await slack.faults.up()
    await bot.ready()
    expect(await bot.end()).toBe(0)
  })

  it('may be told to stop before it is ready', async () => {
    slack.faults.down()
    const bot = await startProgram('main', { env: variables(mode), cwd: folder })
    await bot.listening()
    expect(await bot.end()).toBe(0)
    await slack.faults.up()
  })
})

describe.concurrent('a bot that cannot start', () => {
  it.each([
    ['a bot token', { SLACK_BOT_TOKEN: 'xoxb-taken-back' }, 'SLACK_BOT_TOKEN'],
    ['an app-level token', { SLACK_APP_TOKEN: 'xapp-taken-back' }, 'SLACK_APP_TOKEN'],
  ])('says that Slack does not take %s', async (_what, wrong, named) => {
    const bot = await startProgram('main', { env: variables('socket', wrong), cwd: folder })
    expect(await bot.ended).toBe(1)
    expect(bot.stdout).toBe('')
    expect(bot.stderr).toContain('invalid_auth')
    expect(bot.stderr).toContain(named)
    expect(bot.stderr).not.toContain('taken-back')
    expect(bot.stderr).not.toContain('    at ')
  })

  it('says that its port is taken', async () => {
    const port = await freePort()
    const other = createServer().listen(port)
    await once(other, 'listening')
    const bot = await startProgram('main', { env: variables('http', { PORT: String(port) }), cwd: folder })
    expect(await bot.ended).toBe(1)
    expect(bot.stderr).toContain(`Port ${port} is taken by another program.`)
    other.close()
  })

  it('says that no database answers', async () => {
    const env = variables('http', { DATABASE_URL: `postgresql://u:hush@127.0.0.1:${await freePort()}/none` })
    const bot = await startProgram('main', { env, cwd: folder })
    expect(await bot.ended).toBe(1)
    expect(bot.stderr).toContain('nothing listens there')
    expect(bot.stderr).not.toContain('hush')
  })
})

describe('a bot in which something fails that nothing waited for', () => {
  it('stops in order, and says so without the words of the error', async () => {
    const trap = "data:text/javascript,process.on('SIGUSR2', () => Promise.reject(new RangeError('words of a person')))"
    const bot = await startProgram('main', { env: variables('socket', { NODE_OPTIONS: `--import="${trap}"` }), cwd: folder })
    await bot.ready()
    expect(await bot.end('SIGUSR2')).toBe(1)
    expect(bot.stderr).toContain('RangeError')
    expect(bot.stderr).toContain('Start it again.')
    expect(bot.stderr).not.toContain('words of a person')
    expect(workspace.connections()).toBe(0)
  })
})

describe('a bot that is told to stop', () => {
  /** The second time without the script that builds before: it has just been built. */
  it.each([
    ['by who started npm', 'SIGTERM', 'it alone', {}],
    ['by the terminal, which tells npm and the bot', 'SIGINT', 'all of it', { npm_config_ignore_scripts: 'true' }],
  ] as const)('through npm start, %s, finishes and leaves nothing running', async (_by, signal, to, more) => {
    const bot = await startProgram('npm', { env: variables('socket', more), cwd: folder })
    await bot.ready()
    expect(await bot.end(signal, to)).toBe(0)
    expect(bot.stderr).toContain('stopping: what runs is finished first')
    expect(await bot.readiness()).toMatchObject({ status: 0 })
  })
})
