import { existsSync, readFileSync } from 'node:fs'
import { afterEach, describe, expect, it } from 'vitest'
import { methods } from '../../../src/sandbox/methods/index.ts'
import { refusals } from './refusals.ts'
import { type Town, town } from './world.ts'

let here: Town
afterEach(() => here.slack.stop())

describe('what Slack would refuse', () => {
  it.each(refusals)('$method answers $error where $when', async ({ args, before, error, method }) => {
    here = await town()
    await before?.(here)
    expect(await here.call(method, args(here))).toMatchObject({ ok: false, error })
  })

  it('names what is wrong with blocks', async () => {
    here = await town()
    const answer = await here.call('chat.postMessage', { channel: here.open.id, text: 'x', blocks: [{ type: 'nothing' }] })
    expect(answer).toMatchObject({
      error: 'invalid_blocks',
      response_metadata: { messages: [expect.stringContaining('/blocks/0')] },
    })
  })
})

describe('tokens and scopes', () => {
  it.each(Object.entries(methods).filter(([, { scopes }]) => scopes))('%s needs a scope', async (method, { scopes }) => {
    here = await town()
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
    here = await town()
    here.ws.scopes.splice(0, 99, 'channels:history', 'channels:read', 'channels:manage')
    expect(await here.call(method, { channel: here.secret.id, users: here.tom.id })).toMatchObject({
      error: 'missing_scope',
      needed,
    })
  })

  it('refuses no token, a wrong one, and an app token where a bot belongs', async () => {
    here = await town()
    expect(await here.call('auth.test', {}, null)).toMatchObject({ error: 'not_authed' })
    expect(await here.call('auth.test', {}, 'xoxb-nobody')).toMatchObject({ error: 'invalid_auth' })
    expect(await here.call('auth.test', {}, here.ws.appToken)).toMatchObject({ error: 'not_allowed_token_type' })
    expect(await here.call('auth.test', { token: here.ws.botToken }, null)).toMatchObject({ ok: true, bot_id: here.ws.botId })
    expect(here.slack.calls.at(-1)?.args).toEqual({})
  })
})

/** Codes that Slack gives for any method and therefore not in each method's own list. */
const general = ['invalid_arguments', 'missing_scope', 'not_allowed_token_type', 'not_authed', 'invalid_auth', 'unknown_method']

/** Codes that Slack gives, though the page of the method does not name them. */
const undocumented: Record<string, string> = {
  'conversations.replies not_in_channel': 'as conversations.history, which names it',
  'reactions.add not_in_channel': 'https://github.com/HubSpot/slack-client/pull/356',
}

const documented = '../shared/data/slack/methods.json'

describe.skipIf(!existsSync(documented))('codes', () => {
  it('are those that Slack documents for the method', () => {
    const pages: Record<string, { errors: Record<string, string> }> = JSON.parse(readFileSync(documented, 'utf8'))
    const strange = refusals
      .filter(({ method, error }) => !general.includes(error) && !(error in (pages[method]?.errors ?? {})))
      .map(({ method, error }) => `${method} ${error}`)
      .filter((each) => !(each in undocumented))
    expect(strange).toEqual([])
  })
})
