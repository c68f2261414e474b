import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Person } from '../../src/sandbox/index.ts'
import { createBrowser } from '../support/browser.ts'
import { createStage, type Stage } from '../support/stage.ts'
import { tablesHolding } from '../support/story.ts'

const hour = 3_600_000

describe('signing in with Slack', () => {
  let stage: Stage
  let maya: Person
  beforeAll(async () => {
    stage = await createStage({ hasPages: true })
    maya = stage.workspace.addUser({ name: 'maya' })
  })
  afterAll(() => stage.close())

  const browser = () => createBrowser(stage)
  const later = (milliseconds: number) => stage.at(new Date(stage.clock.now().getTime() + milliseconds))

  const sessions = async (): Promise<number> => {
    const { rows } = await stage.database.pool.query<{ count: number }>('select count(*)::int from "Session"')
    return rows[0]?.count ?? 0
  }

  it('leads from a page to Slack and back to that page', async () => {
    const own = browser()
    const first = await own.asks('/?page=1')
    expect([first.status, first.location]).toEqual([303, '/sign-in?to=%2F%3Fpage%3D1'])
    const shown = await own.signsIn(maya, '/?page=1')
    expect(shown.status).toBe(200)
    expect(shown.words).toContain('Signed in as maya')
  })

  it('asks Slack for nothing but who it is, with a state and a nonce that only this browser holds', async () => {
    const own = browser()
    const { location } = await own.asks('/sign-in')
    const asked = new URL(location ?? '')
    expect(`${asked.origin}${asked.pathname}`).toBe(new URL('/openid/connect/authorize', stage.slack.apiUrl).href)
    expect(Object.fromEntries(asked.searchParams)).toEqual({
      response_type: 'code',
      client_id: stage.workspace.clientId,
      scope: 'openid',
      redirect_uri: `${stage.pagesUrl}/sign-in/callback`,
      team: stage.workspace.id,
      state: expect.stringMatching(/^[\w-]{32}$/),
      nonce: expect.stringMatching(/^[\w-]{32}$/),
    })
    expect([...own.cookies.keys()]).toEqual([`sign-in-${asked.searchParams.get('state')}`])
  })

  it('keeps the key in the browser alone, where no script reads it', async () => {
    const own = browser()
    const { location } = await own.asks('/sign-in')
    const back = await own.asks(maya.signsIn(location ?? ''))
    const [line = ''] = back.headers.getSetCookie().filter((each) => each.startsWith('second-story='))
    expect(line).toMatch(/^second-story=[\w-]{43}; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Lax$/)
    expect(await tablesHolding(stage, own.cookies.get('second-story') ?? 'nothing')).toEqual([])
  })

  it('is not done by a code that another browser asked for, nor by one that was used', async () => {
    const [own, others] = [browser(), browser()]
    const { location } = await own.asks('/sign-in')
    const back = maya.signsIn(location ?? '')
    expect((await others.asks(back)).words).toContain('begun in another browser, or too long ago')
    const stolen = new URL(back)
    const begun = await others.asks('/sign-in')
    stolen.searchParams.set('state', new URL(begun.location ?? '').searchParams.get('state') ?? '')
    const refused = await others.asks(stolen.href)
    expect([refused.status, refused.words]).toEqual([403, expect.stringContaining('Please sign in again')])
    expect(others.cookies.has('second-story')).toBe(false)

    const again = await own.asks('/sign-in')
    const second = maya.signsIn(again.location ?? '')
    expect((await own.asks(second)).status).toBe(303)
    expect((await own.asks(second)).status).toBe(400)
  })

  it('takes a no for an answer', async () => {
    const own = browser()
    const { location } = await own.asks('/sign-in?to=%2FINC-1')
    const shown = await own.asks(maya.signsIn(location ?? '', 'no'))
    expect([shown.status, shown.words]).toEqual([403, expect.stringContaining('You were not signed in')])
    expect(shown.html).toContain('href="/sign-in?to=%2FINC-1"')
  })

  it.each([
    'https://evil.example/',
    '//evil.example/x',
    '/\\evil.example',
    '/../..//evil.example',
    'javascript:alert(1)',
    '/%0d%0aSet-Cookie:x',
    'x'.repeat(2000),
  ])('never leads to another site: %s', async (to) => {
    const own = browser()
    const { location } = await own.asks(`/sign-in?to=${encodeURIComponent(to)}`)
    const back = await own.asks(maya.signsIn(location ?? ''))
    expect(new URL(back.location ?? '', stage.pagesUrl).origin).toBe(stage.pagesUrl)
    expect(back.location).toMatch(/^\/(?!\/)/)
  })

  it('several pages of one browser may ask at once', async () => {
    const own = browser()
    const asked = [await own.asks('/sign-in?to=%2F%3Fpage%3D1'), await own.asks('/sign-in?to=%2F%3Fpage%3D2')]
    const backs = []
    for (const { location } of asked) backs.push(await own.asks(maya.signsIn(location ?? '')))
    expect(backs.map(({ location }) => location)).toEqual(['/?page=1', '/?page=2'])
  })

  it('gives a new key each time, and takes the old one back', async () => {
    const own = browser()
    await own.signsIn(maya)
    const before = own.cookies.get('second-story') ?? ''
    const count = await sessions()
    await own.signsIn(maya)
    expect(own.cookies.get('second-story')).not.toBe(before)
    expect(await sessions()).toBe(count)
    const old = browser()
    old.cookies.set('second-story', before)
    expect((await old.asks('/')).status).toBe(303)
  })

  it('ends when somebody signs out, in that browser alone', async () => {
    const [one, other] = [browser(), browser()]
    await one.signsIn(maya)
    await other.signsIn(maya)
    const token = one.cookies.get('second-story') ?? ''
    const out = await one.sends('/sign-out', {})
    expect([out.status, out.location]).toEqual([303, '/signed-out'])
    expect((await one.asks('/signed-out')).words).toContain('You are signed out')
    one.cookies.set('second-story', token)
    expect((await one.asks('/')).status).toBe(303)
    expect((await other.asks('/')).status).toBe(200)
  })

  it('ends by itself after days without use, and after two weeks in any case', async () => {
    const own = browser()
    await own.signsIn(maya)
    for (let days = 0; days < 12; days += 3) {
      expect((await own.asks('/')).status).toBe(200)
      await later(72 * hour)
    }
    expect((await own.asks('/')).status).toBe(200)
    await later(49 * hour)
    expect((await own.asks('/')).status).toBe(303)
    await own.signsIn(maya)
    await later(97 * hour)
    expect((await own.asks('/')).status).toBe(303)
    expect(await sessions()).toBe(0)
  })

  it('is over for whoever loses their account, within minutes of use', async () => {
    const dan = stage.workspace.addUser({ name: 'dan' })
    const [one, other] = [browser(), browser()]
    await one.signsIn(dan)
    await other.signsIn(dan)
    await dan.changes({ isDeleted: true })
    await later(9 * 60_000)
    expect((await one.asks('/')).status).toBe(200)
    await later(2 * 60_000)
    expect((await one.asks('/')).status).toBe(303)
    expect(await sessions()).toBe(0)
    expect((await other.asks('/')).status).toBe(303)
  })

  it('goes on while Slack is away', async () => {
    const own = browser()
    await own.signsIn(maya)
    await later(hour)
    stage.slack.faults.down()
    expect((await own.asks('/')).status).toBe(200)
    const refused = await own.asks(`/sign-in/callback?state=${'x'.repeat(32)}&code=1`)
    expect(refused.status).toBe(400)
    await stage.slack.faults.up()
  })

  it('is not for guests', async () => {
    const guest = stage.workspace.addUser({ name: 'guest', isGuest: true })
    const own = browser()
    const shown = await own.signsIn(guest)
    expect([shown.status, shown.words]).toEqual([
      403,
      expect.stringContaining('As a guest you have everything of your channels in Slack'),
    ])
    expect(own.cookies.has('second-story')).toBe(false)
  })

  it('is not for people of another workspace with the same app', async () => {
    const other = stage.slack.addWorkspace({ name: 'Other', sharesAppWith: stage.workspace })
    const stranger = other.addUser({ name: 'stranger' })
    const own = browser()
    const { location } = await own.asks('/sign-in')
    const asked = new URL(location ?? '')
    expect(() => stranger.signsIn(asked.href)).toThrow('the app is not in Other')
    asked.searchParams.delete('team')
    const refused = await own.asks(stranger.signsIn(asked.href))
    expect([refused.status, refused.words]).toEqual([403, expect.stringContaining('another workspace')])
  })

  it('tells the operator what is wrong with the app, and people only that something is', async () => {
    stage.slack.faults.failNext('openid.connect.token', { error: 'bad_client_secret' })
    const shown = await browser().signsIn(maya)
    expect(shown.words).toContain('Signing in is not set up right')
    const notices = async () =>
      (await stage.database.pool.query('select sentence from "Notice" where key = $1', ['sign-in'])).rows
    expect(await notices()).toEqual([{ sentence: expect.stringContaining('Slack does not take SLACK_CLIENT_SECRET') }])
    await browser().signsIn(maya)
    expect(await notices()).toEqual([])
  })
})
