import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { type Finding, printFindings, runDoctor } from '../../src/cli/doctor.ts'
import { createDatabaseProbe, type DatabaseProbe } from '../../src/cli/doctor-database.ts'
import { type Config, ConfigProblems, readConfig } from '../../src/config.ts'
import { createSetClock, realClock } from '../../src/core/clock.ts'
import { type Sandbox, startSandbox, type Workspace } from '../../src/sandbox/index.ts'
import { keySource } from '../../src/startup.ts'
import { saveNotice } from '../../src/store/notices.ts'
import { createEmptyDatabase, createTestDatabase, type TestDatabase } from '../support/database.ts'

const scopes: string[] = parse(readFileSync('manifest.yml', 'utf8')).oauth_config.scopes.bot
const log = pino({ level: 'silent' })

let sandbox: Sandbox
let workspace: Workspace
beforeEach(async () => {
  sandbox = await startSandbox()
  workspace = sandbox.addWorkspace({ scopes })
})
afterEach(() => sandbox.stop())

const settings = (file = '', env: Record<string, string> = {}): Config =>
  readConfig(
    { SLACK_BOT_TOKEN: workspace.botToken, SLACK_APP_TOKEN: workspace.appToken, SLACK_API_URL: sandbox.apiUrl, ...env },
    (path) => (path === 'second-story.yml' ? file : null),
  )

const keys = keySource({ answerKeys: { given: [], folder: '/nowhere' } })
const ready: DatabaseProbe = async () => ({ kind: 'ready', notices: [], answers: { problem: null, unopened: 0 } })

const diagnose = (config: Config | ConfigProblems, input: Partial<Parameters<typeof runDoctor>[0]> = {}): Promise<Finding[]> =>
  runDoctor({ settings: config, clock: realClock, probeDatabase: ready, ...input })

/** What is not well, as people read it. */
const complaints = async (config: Config, input = {}): Promise<string[]> =>
  (await diagnose(config, input))
    .filter(({ level }) => level !== 'ok')
    .map(({ level, check, sentence }) => `${level} ${check}: ${sentence}`)

describe('the doctor', () => {
  it('finds nothing where everything is well', async () => {
    const announcements = workspace.addChannel({ name: 'announcements' })
    const maya = workspace.addUser({ name: 'maya' })
    const group = workspace.addUserGroup({ handle: 'oncall', users: [maya] })
    const file = `announceChannel: ${announcements.id}\ninvite:\n  people: [${maya.id}]\n  userGroups: [${group.id}]`
    const findings = await diagnose(settings(file))
    expect(findings.map(({ level, check }) => `${level} ${check}`)).toEqual([
      'ok settings',
      'ok bot token',
      'ok clock',
      'ok app-level token',
      'ok scopes',
      'ok announcement channel',
      'ok invited people',
      'ok invited user groups',
      'ok database',
      'ok answers',
    ])
  })

  it('prints a line for each finding, the worst last, and no token', async () => {
    const findings = await diagnose(settings('', { SLACK_BOT_TOKEN: 'xoxb-of-another-app' }))
    const lines = printFindings(findings).trimEnd().split('\n')
    expect(lines).toHaveLength(findings.length)
    expect(lines.at(-1)).toBe(
      'PROBLEM  bot token: Slack refuses it (invalid_auth). On the app’s page, “OAuth & Permissions”, install the app (again) and copy its bot token into SLACK_BOT_TOKEN.',
    )
    expect(printFindings(findings)).not.toMatch(/xoxb-of|xapp-/)
  })

  it('passes on every problem of the settings', async () => {
    const findings = await diagnose(new ConfigProblems(['PORT: must be a number.', 'second-story.yml:3 roles: is wrong.']))
    expect(findings).toEqual([
      { check: 'settings', level: 'problem', sentence: 'PORT: must be a number.' },
      { check: 'settings', level: 'problem', sentence: 'second-story.yml:3 roles: is wrong.' },
    ])
  })

  it('says where to begin without credentials, and looks at the database all the same', async () => {
    const findings = await diagnose(readConfig({}, () => null))
    expect(findings.map(({ level, check }) => `${level} ${check}`)).toEqual([
      'ok settings',
      'problem Slack',
      'ok database',
      'ok answers',
    ])
    expect(findings[1]?.sentence).toContain('manifest.yml')
  })

  it('names the scopes that the token lacks', async () => {
    workspace.scopes.splice(workspace.scopes.indexOf('pins:write'), 1)
    expect(await complaints(settings())).toEqual([
      'problem scopes: The token lacks pins:write. Paste manifest.yml into “App Manifest” on the app’s page, save, and install the app again.',
    ])
  })

  it('says that an app-level token is refused, and how to make one', async () => {
    const [complaint] = await complaints(settings('', { SLACK_APP_TOKEN: 'xapp-1-of-another-app' }))
    expect(complaint).toMatch(/^problem app-level token: Slack refuses it \(invalid_auth\)\. .*connections:write/)
  })

  it('takes a rate limit for what it is', async () => {
    sandbox.faults.limitNext('apps.connections.open')
    expect(await complaints(settings())).toEqual([expect.stringMatching(/^warning app-level token: Slack asks for a pause/)])
  })

  it('tells over HTTP which address Slack needs, and opens no connection', async () => {
    const config = settings('', {
      SLACK_APP_TOKEN: '',
      SLACK_SIGNING_SECRET: workspace.signingSecret,
      PUBLIC_URL: 'https://inc.example.com/',
      SLACK_CLIENT_ID: '12.34',
      SLACK_CLIENT_SECRET: 'its-secret',
    })
    const found = (await diagnose(config)).find(({ check }) => check === 'HTTP')
    expect(found?.sentence).toContain('https://inc.example.com/slack/events')
    expect(sandbox.calls.map(({ method }) => method)).not.toContain('apps.connections.open')
  })

  it('warns of a clock that is wrong by more than a minute', async () => {
    const late = { clock: createSetClock(new Date(Date.now() - 600_000)) }
    expect(await complaints(settings(), late)).toEqual([
      expect.stringMatching(
        /^warning clock: This machine’s clock is (599|600|601) s behind Slack’s\. Turn on time synchronisation/,
      ),
    ])
    expect(await complaints(settings(), { clock: createSetClock(new Date(Date.now() + 50_000)) })).toEqual([])
  })

  it('says that Slack cannot be reached', async () => {
    const config = settings()
    await sandbox.stop()
    expect(await complaints(config)).toEqual([
      'problem bot token: Slack cannot be reached (ECONNREFUSED). Check the network, a proxy or firewall on the way, and SLACK_API_URL.',
      'problem app-level token: Slack cannot be reached (ECONNREFUSED). Check the network, a proxy or firewall on the way, and SLACK_API_URL.',
    ])
  })

  it('says that something else answers in Slack’s place', async () => {
    const proxy = createServer((_, response) => response.writeHead(200).end('<html>please log in</html>'))
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
    const address = proxy.address()
    const port = typeof address === 'object' && address ? address.port : 0
    const [complaint] = await complaints(settings('', { SLACK_API_URL: `http://127.0.0.1:${port}/` }))
    expect(complaint).toContain('Slack cannot be reached (it answered 200, not as Slack does).')
    proxy.closeAllConnections()
    await new Promise((resolve) => proxy.close(resolve))
  })
})

describe('the places that are configured', () => {
  it('have to be there', async () => {
    const maya = workspace.addUser({ name: 'maya' })
    const gone = workspace.addUser({ name: 'gone', isDeleted: true })
    const file = `announceChannel: C0NOWHERE\ninvite:\n  people: [${maya.id}, U0NOBODY, ${gone.id}]\n  userGroups: [S0NOTHING]`
    expect(await complaints(settings(file))).toEqual([
      'problem announcement channel: The bot sees no channel C0NOWHERE. Check announceChannel; into a private channel the bot has to be invited: /invite @Second Story.',
      'problem invited people: U0NOBODY is nobody here (any more). Take the id out of invite.people.',
      `problem invited people: ${gone.id} is nobody here (any more). Take the id out of invite.people.`,
      'problem invited user groups: There is no user group S0NOTHING. Take the id out of invite.userGroups.',
    ])
  })

  it('are asked of the plan, too: a free one has no user groups', async () => {
    workspace.settings.isFree = true
    expect(await complaints(settings('invite: { userGroups: [S0NOTHING] }'))).toEqual([
      'problem invited user groups: This Slack plan has no user groups. Empty invite.userGroups.',
    ])
  })

  it('have to let the bot write: invited, or with the scope for public channels', async () => {
    const { id } = workspace.addChannel({ name: 'announcements' })
    workspace.scopes.splice(workspace.scopes.indexOf('chat:write.public'), 1)
    expect(await complaints(settings(`announceChannel: ${id}`), { manifest: 'oauth_config: { scopes: { bot: [] } }' })).toEqual([
      `problem announcement channel: The bot is not in ${id}. Write /invite @Second Story there.`,
    ])
  })

  it('may not be archived', async () => {
    const maya = workspace.addUser({ name: 'maya' })
    const { id } = workspace.addChannel({ name: 'old-news', members: [maya] })
    await maya.archives(id)
    expect(await complaints(settings(`announceChannel: ${id}`))).toEqual([
      `problem announcement channel: ${id} is archived. Unarchive it, or set announceChannel to another.`,
    ])
  })
})

describe('the database', () => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await createTestDatabase()
  })
  afterAll(() => database.drop())

  it('is looked at for real, with what was given up in this workspace', async () => {
    const at = new Date('2026-11-22T14:31:00Z')
    const notice = { key: 'bookmark', incidentId: null, sentence: 'INC-3 has no bookmark: too_many_bookmarks.', at }
    await database.db.transaction((tx) => saveNotice(tx, { ...notice, workspaceId: workspace.id }))
    await database.db.transaction((tx) => saveNotice(tx, { ...notice, workspaceId: 'T0OTHER', sentence: 'Of others.' }))
    const probeDatabase = createDatabaseProbe({ kind: 'url', url: database.url }, keys, log)
    expect(await complaints(settings(), { probeDatabase })).toEqual([
      'warning given up: 2026-11-22 14:31 UTC: INC-3 has no bookmark: too_many_bookmarks.',
    ])
  })

  it('that was never migrated is named, and left as it is', async () => {
    const empty = await createEmptyDatabase()
    const { host, port, user, database: name } = empty.connection
    const url = `postgresql://${user}@localhost:${port}/${name}?host=${encodeURIComponent(host)}`
    const look = () => complaints(settings(), { probeDatabase: createDatabaseProbe({ kind: 'url', url }, keys, log) })
    const first = await look()
    expect(first).toEqual([
      expect.stringMatching(/^warning database: It lacks job queue, .*The bot migrates it when it starts\.$/),
    ])
    expect(await look()).toEqual(first)
    await empty.drop()
  })

  it('that does not answer is named with what to check', async () => {
    const probeDatabase = createDatabaseProbe({ kind: 'url', url: 'postgresql://u:verysecret@127.0.0.1:1/db' }, keys, log)
    const [complaint] = await complaints(settings(), { probeDatabase })
    expect(complaint).toBe('problem database: The database does not answer: nothing listens there. Check DATABASE_URL.')
  })
})
