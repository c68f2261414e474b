import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { afterEach, describe, expect, it } from 'vitest'
import { methods } from '../../../src/sandbox/methods/index.ts'
import { refusals } from './refusals.ts'
import { type Town, town } from './world.ts'

let last: Town | null = null
const arrive = async () => {
  last = await town()
  return last
}
afterEach(async () => {
  await last?.slack.stop()
  last = null
})

describe('what Slack would refuse', () => {
  it.each(refusals)('$method answers $error where $when', async ({ args, before, error, method }) => {
    const here = await arrive()
    await before?.(here)
    expect(await here.call(method, args(here))).toMatchObject({ ok: false, error })
  })

  it('names what is wrong with blocks', async () => {
    const here = await arrive()
    const answer = await here.call('chat.postMessage', { channel: here.open.id, text: 'x', blocks: [{ type: 'nothing' }] })
    expect(answer).toMatchObject({
      error: 'invalid_blocks',
      response_metadata: { messages: [expect.stringContaining('/blocks/0')] },
    })
  })
})

describe('tokens and scopes', () => {
  it.each(Object.entries(methods).filter(([, { scopes }]) => scopes))('%s needs a scope', async (method, { scopes }) => {
    const here = await arrive()
    here.ws.scopes.splice(0, 99, 'commands')
    expect(await here.call(method)).toMatchObject({
      ok: false,
      error: 'missing_scope',
      needed: scopes?.join(','),
      provided: 'commands',
    })
  })

  it.each([
    ['conversations.history', 'groups:history'],
    ['conversations.info', 'groups:read'],
    ['conversations.invite', 'groups:write,groups:write.invites'],
    ['conversations.archive', 'groups:write'],
  ])('%s of a private channel needs %s', async (method, needed) => {
    const here = await arrive()
    here.ws.scopes.splice(0, 99, 'channels:history', 'channels:read', 'channels:manage')
    expect(await here.call(method, { channel: here.secret.id, users: here.tom.id })).toMatchObject({
      error: 'missing_scope',
      needed,
    })
  })

  it('refuses no token, a wrong one, and an app token where a bot belongs', async () => {
    const here = await arrive()
    expect(await here.call('auth.test', {}, null)).toMatchObject({ error: 'not_authed' })
    expect(await here.call('auth.test', {}, 'xoxb-nobody')).toMatchObject({ error: 'invalid_auth' })
    expect(await here.call('auth.test', {}, here.ws.appToken)).toMatchObject({ error: 'not_allowed_token_type' })
    expect(await here.call('auth.test', { token: here.ws.botToken }, null)).toMatchObject({ ok: true, bot_id: here.ws.botId })
    expect(here.slack.calls.at(-1)?.args).toEqual({})
  })
})

/** Codes that Slack gives for any method and therefore not in each method's own list. */
const general = [
  'invalid_arguments',
  'missing_scope',
  'not_allowed_token_type',
  'not_authed',
  'invalid_auth',
  'unknown_method',
  'ratelimited',
]

/** Codes that Slack gives, though the page of the method does not name them. */
const undocumented: Record<string, string> = {
  'conversations.replies not_in_channel': 'as conversations.history, whose page names it',
  'reactions.add not_in_channel': 'https://github.com/HubSpot/slack-client/pull/356',
  'reactions.remove not_in_channel': 'as reactions.add',
  'chat.postMessage invalid_attachments': 'as chat.postEphemeral and chat.update, whose pages name it',
  'chat.postMessage msg_too_long': 'as chat.postEphemeral and chat.update, whose pages name it',
}

/** Codes that need more than one call; the stories named here show them. */
const shownElsewhere = [
  { method: 'views.open', error: 'exchanged_trigger_id', story: 'delivery' },
  { method: 'views.open', error: 'expired_trigger_id', story: 'delivery' },
  { method: 'views.open', error: 'duplicate_external_id', story: 'forms' },
  { method: 'views.push', error: 'push_limit_reached', story: 'forms' },
  { method: 'views.push', error: 'not_found', story: 'forms' },
  { method: 'views.update', error: 'hash_conflict', story: 'forms' },
  { method: 'files.completeUploadExternal', error: 'not_in_channel', story: 'web' },
]
const shown = [...refusals, ...shownElsewhere]

/** Codes of response urls, which are no methods. */
const ofResponseUrls = ['expired_url', 'used_url']

/** Codes of signing in, each shown in sign-in.test.ts. */
const ofSignIn = [
  'invalid_client_id',
  'bad_redirect_uri',
  'unsupported_response_type',
  'invalid_scope',
  'bad_client_secret',
  'invalid_grant_type',
  'invalid_code',
  'code_already_used',
]

it('has a test for every code that the sandbox gives', () => {
  const folder = 'src/sandbox'
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.ts') && !/block-kit|render|people/.test(file),
  )
  const source = files.map((file) => readFileSync(`${folder}/${file}`, 'utf8')).join('\n')
  const codes = [...source.matchAll(/\b(?:refuse|momentIn)\([^()]*?(?:\([^()]*\))?[^()]*?'([a-z_]+)'/g)].map(
    (found) => found[1] ?? '',
  )
  const known = new Set([...shown.map(({ error }) => error), ...ofResponseUrls, ...ofSignIn, ...general])
  expect(codes.length).toBeGreaterThan(60)
  expect([...new Set(codes)].filter((code) => !known.has(code))).toEqual([])
})

const data = '../shared/data/slack/methods.json'

describe.skipIf(!existsSync(data))('as Slack documents it', () => {
  const pages: Record<string, { rate: string; bot_scopes: string[]; errors: Record<string, string> }> = existsSync(data)
    ? JSON.parse(readFileSync(data, 'utf8'))
    : {}

  it('each code belongs to its method', () => {
    const strange = shown
      .filter(({ method, error }) => !general.includes(error) && !(error in (pages[method]?.errors ?? {})))
      .map(({ method, error }) => `${method} ${error}`)
      .filter((each) => !(each in undocumented))
    expect(strange).toEqual([])
  })

  it.each(Object.entries(methods))('%s has its tier and its scopes', (method, { scopes = [], tier }) => {
    expect(tier).toBe(pages[method]?.rate.replace('t5', 'special'))
    expect(scopes.filter((scope) => !pages[method]?.bot_scopes.includes(scope))).toEqual([])
  })
})
