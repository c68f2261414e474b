import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { type Person, Refused, type Sandbox, startSandbox, type Workspace } from '../../../src/sandbox/index.ts'

const callback = 'https://bot.example.com/back'

describe('signing in with the Slack of this machine', () => {
  let slack: Sandbox
  let workspace: Workspace
  let maya: Person
  let now = new Date('2026-11-22T14:30:00Z')
  beforeAll(async () => {
    slack = await startSandbox({ now: () => now })
    workspace = slack.addWorkspace()
    workspace.redirectUrls.push(callback)
    maya = workspace.addUser({ name: 'maya' })
  })
  afterAll(() => slack.stop())

  function addressWith(changes: Record<string, string> = {}): string {
    const url = new URL('../openid/connect/authorize', slack.apiUrl)
    const usual = { response_type: 'code', client_id: workspace.clientId, scope: 'openid', redirect_uri: callback }
    url.search = new URLSearchParams({ ...usual, state: 'a state', nonce: 'a nonce', ...changes }).toString()
    return url.href
  }

  async function exchange(changes: Record<string, string> = {}, address = addressWith()) {
    const code = new URL(maya.signsIn(address)).searchParams.get('code') ?? ''
    const { clientId: client_id, clientSecret: client_secret } = workspace
    const body = new URLSearchParams({ client_id, client_secret, code, redirect_uri: callback, ...changes })
    const answer = await fetch(`${slack.apiUrl}openid.connect.token`, { method: 'POST', body })
    return { code, answer: z.looseObject({ id_token: z.string().catch('') }).parse(await answer.json()) }
  }

  const claimsOf = (token: string) => JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())

  it('sends somebody back with a code and their state, or with a no', () => {
    const back = new URL(maya.signsIn(addressWith()))
    expect([back.origin + back.pathname, back.searchParams.get('state')]).toEqual([callback, 'a state'])
    expect(new URL(maya.signsIn(addressWith(), 'no')).search).toBe('?error=access_denied&state=a+state')
  })

  it('exchanges the code for who they are', async () => {
    const { answer } = await exchange()
    const seconds = now.getTime() / 1000
    expect(claimsOf(answer.id_token)).toMatchObject({
      iss: new URL(slack.apiUrl).origin,
      aud: workspace.clientId,
      nonce: 'a nonce',
      exp: seconds + 300,
      'https://slack.com/team_id': workspace.id,
      'https://slack.com/user_id': maya.id,
    })
  })

  it.each<[string, Record<string, string>]>([
    ['bad_redirect_uri', { redirect_uri: 'https://evil.example.com/back' }],
    ['bad_redirect_uri', { redirect_uri: 'https://bot.example.com/backdoor' }],
    ['invalid_client_id', { client_id: '1.2' }],
    ['invalid_scope', { scope: 'openid email' }],
    ['invalid_scope', { scope: 'profile' }],
    ['unsupported_response_type', { response_type: 'token' }],
  ])('shows the error %s for %o', async (code, changes) => {
    expect(() => maya.signsIn(addressWith(changes))).toThrow(new Refused(code))
    const page = await fetch(addressWith(changes))
    expect([page.status, await page.text()]).toEqual([400, expect.stringContaining(code)])
  })

  it.each<[string, Record<string, string>]>([
    ['bad_client_secret', { client_secret: 'wrong' }],
    ['invalid_client_id', { client_id: '1.2' }],
    ['bad_redirect_uri', { redirect_uri: `${callback}/elsewhere` }],
    ['invalid_code', { code: 'made up' }],
    ['invalid_grant_type', { grant_type: 'password' }],
  ])('refuses with %s: %o', async (error, changes) => {
    expect((await exchange(changes)).answer).toMatchObject({ ok: false, error })
  })

  it('takes a code once, and not after ten minutes', async () => {
    const { code } = await exchange()
    expect((await exchange({ code })).answer).toMatchObject({ error: 'code_already_used' })
    const late = new URL(maya.signsIn(addressWith())).searchParams.get('code') ?? ''
    now = new Date(now.getTime() + 601_000)
    expect((await exchange({ code: late })).answer).toMatchObject({ error: 'invalid_code' })
  })

  it('knows nobody whose account is gone', async () => {
    const dan = workspace.addUser({ name: 'dan', isDeleted: true })
    expect(() => dan.signsIn(addressWith())).toThrow('dan has no account')
  })

  it('asks in a browser who it is, and does not write a secret down', async () => {
    const page = await (await fetch(addressWith())).text()
    expect(page).toContain(`value="${maya.id}">Allow as maya<`)
    const chosen = await fetch(addressWith(), { method: 'POST', redirect: 'manual', body: new URLSearchParams({ who: maya.id }) })
    expect([chosen.status, chosen.headers.get('location')]).toEqual([
      302,
      expect.stringMatching(/^https:\/\/bot\.example\.com\/back\?code=/),
    ])
    expect(JSON.stringify(slack.calls)).not.toContain(workspace.clientSecret)
  })
})
