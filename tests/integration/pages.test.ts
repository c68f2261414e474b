import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Person } from '../../src/sandbox/index.ts'
import { type Browser, createBrowser } from '../support/browser.ts'
import { createStage, type Stage } from '../support/stage.ts'
import { incidentWith, resolve } from '../support/story.ts'

describe('the pages', () => {
  let stage: Stage
  let maya: Person
  let sam: Person
  let ofMaya: Browser
  let ofSam: Browser
  beforeAll(async () => {
    stage = await createStage({ hasPages: true, logLevel: 'trace' })
    maya = stage.workspace.addUser({ name: 'maya', tz: 'Europe/Vienna' })
    sam = stage.workspace.addUser({ name: 'sam', tz: 'Europe/Vienna' })
    const { channel } = await incidentWith(stage, maya, 'users <b>table</b> is empty sev1', [
      { by: sam, says: 'I run <script>alert("x")</script> & wait' },
    ])
    await incidentWith(stage, maya, 'secret keys leaked sev1 --private', [{ by: maya, says: 'nobody but us knows' }])
    await resolve(stage, maya, channel)
    ofMaya = createBrowser(stage)
    ofSam = createBrowser(stage)
    await ofMaya.signsIn(maya)
    await ofSam.signsIn(sam)
  })
  afterAll(() => stage.close())

  const open = ['/healthz', '/sign-in', '/signed-out', '/page.css', '/page.js']

  it('show nothing to anybody who is not signed in, but the way in and the style', async () => {
    const nobody = createBrowser(stage)
    for (const path of ['/', '/INC-1', '/INC-2', '/INC-99', '/?page=2'])
      expect((await nobody.asks(path)).location).toBe(`/sign-in?to=${encodeURIComponent(path)}`)
    for (const path of open) expect((await nobody.asks(path)).words).not.toMatch(/users|table|leaked|maya/)
    expect((await nobody.asks('/anything/else')).words).toContain('There is nothing here for you')
  })

  it('tell browsers to be careful, with every answer', async () => {
    for (const path of [...open, '/', '/nowhere']) {
      const { headers } = await ofMaya.asks(path)
      expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'; .*frame-ancestors 'none'/)
      expect(headers.get('content-security-policy')).not.toMatch(/unsafe|\*|data:/)
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('referrer-policy')).toBe('same-origin')
      expect(headers.has('strict-transport-security')).toBe(false)
    }
    for (const path of ['/', '/INC-1', '/nowhere'])
      expect((await ofMaya.asks(path)).headers.get('cache-control')).toBe('no-store')
  })

  it('hold no script and no style of their own', async () => {
    for (const path of ['/', '/INC-1', '/nowhere', '/signed-out']) {
      const { html } = await ofMaya.asks(path)
      expect(html.replace(/<script src="\/page\.js\?v=[\w-]+" defer><\/script>/, '')).not.toMatch(
        /<script|<style|\son\w+=|\sstyle=/i,
      )
    }
  })

  it('list the incidents that somebody may see, with their reviews', async () => {
    const { words } = await ofMaya.asks('/')
    expect(words).toContain('INC-2 secret keys leaked')
    expect(words).toMatch(
      /INC-1 users <b>table<\/b> is empty 22 November 2026 · sev1 · resolved Review opens on 25 November 2026/,
    )
    const { words: seenBySam, html } = await ofSam.asks('/')
    expect(seenBySam).toContain('INC-1')
    expect(html).not.toMatch(/INC-2|leaked/)
  })

  it('show a review, with people’s words as they are and harmless', async () => {
    const { status, words, html } = await ofSam.asks('/INC-1')
    expect(status).toBe(200)
    expect(words).toContain('INC-1 users <b>table</b> is empty sev1 · resolved Review opens on 25 November 2026 · version 1')
    expect(words).toContain('“ I run <script>alert("x")</script> & wait ”')
    expect(html).not.toMatch(/<script>alert|<b>table/)
    expect(html).toMatch(/<a class="slack" href="https:\/\/acme\.slack\.com\/archives\//)
  })

  it('answer the same for a private incident of others as for none', async () => {
    const [others, none] = [await ofSam.asks('/INC-2'), await ofSam.asks('/INC-99')]
    expect([others.status, none.status]).toEqual([404, 404])
    expect(others.html).toBe(none.html)
    const own = await ofMaya.asks('/INC-2')
    expect([own.status, own.words]).toEqual([200, expect.stringContaining('has no review yet')])
  })

  it('do not go by odd addresses', async () => {
    for (const path of [
      '/INC-0',
      '/INC-1x',
      '/INC-%31%',
      '/INC-',
      '/inc-1',
      '/INC-1/',
      '//INC-1',
      '/?page=-1',
      '/?page=x',
      '/%00',
    ])
      expect([200, 404], path).toContain((await ofMaya.asks(path.startsWith('//') ? `${stage.pagesUrl}${path}` : path)).status)
  })

  it('take no form from elsewhere, without its key, of another kind or too large', async () => {
    const from = { origin: stage.pagesUrl }
    const form = { formKey: 'wrong' }
    expect((await ofMaya.sends('/sign-out', {}, { origin: 'https://evil.example' })).status).toBe(403)
    expect((await ofMaya.sends('/sign-out', {}, { origin: 'null' })).status).toBe(403)
    expect((await ofMaya.asks('/sign-out', { method: 'POST', form })).status).toBe(403)
    expect((await ofMaya.asks('/sign-out', { method: 'POST', form, headers: from })).status).toBe(401)
    expect((await ofMaya.sends('/sign-out', { formKey: await keyOf(ofSam) })).status).toBe(401)
    expect((await ofMaya.sends('/sign-out', { text: 'x'.repeat(500_000) })).status).toBe(413)
    const json = { ...from, 'content-type': 'application/json' }
    expect((await ofMaya.asks('/sign-out', { method: 'POST', form, headers: json })).status).toBe(415)
    expect((await ofMaya.asks('/')).status).toBe(200)
  })

  it('give somebody their text back whose session ended while they wrote', async () => {
    const gone = createBrowser(stage)
    const shown = await gone.asks('/sign-out', {
      method: 'POST',
      form: { text: 'an hour’s <work>' },
      headers: { origin: stage.pagesUrl },
    })
    expect(shown.status).toBe(401)
    expect(shown.html).toContain('\nan hour’s &lt;work&gt;</textarea>')
  })

  it('say nothing in the log of what people wrote or who they are', () => {
    expect(stage.logged.join('')).not.toMatch(/table|leaked|script|nobody but us|hour’s|second-story=|formKey/)
  })

  const keyOf = async (browser: Browser): Promise<string> =>
    /name="formKey" value="([^"]+)"/.exec((await browser.asks('/')).html)?.[1] ?? ''
})

describe('without PUBLIC_URL', () => {
  it('there are no pages', async () => {
    const stage = await createStage()
    const at = stage.eventsUrl.replace('/slack/events', '')
    for (const path of ['/', '/sign-in', '/INC-1', '/page.css']) {
      const answer = await fetch(`${at}${path}`)
      expect([answer.status, await answer.text()]).toEqual([404, 'There is nothing here.\n'])
    }
    await stage.close()
  })
})
