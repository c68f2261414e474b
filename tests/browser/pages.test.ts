import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { Person } from '../../src/sandbox/index.ts'
import { chromiumPath, openChromium, pageOf } from '../support/chromium.ts'
import { createStage, type Stage } from '../support/stage.ts'
import { incidentWith, resolve } from '../support/story.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const findings = z.array(z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string() })) }))

const longWord = 'https://wiki.example.com/how-we-restore/from-the-object-store/when-nobody-is-there#step-3'

describe.skipIf(chromiumPath === null)('the pages in Chromium (SKIPPED where none is found; CHROMIUM names one)', () => {
  let stage: Stage
  let browser: Browser
  let maya: Person
  let sam: Person
  /** What a browser complained of: scripts that failed, and what the policy of the page did not let happen. */
  const complaints: string[] = []
  /** Each person has a browser of their own, in which they are signed in. */
  const first = new Map<Person, Page>()
  const open: Page[] = []

  beforeAll(async () => {
    stage = await createStage({ hasPages: true })
    maya = stage.workspace.addUser({ name: 'maya' })
    sam = stage.workspace.addUser({ name: 'sam' })
    const { channel } = await incidentWith(stage, maya, 'users table is empty sev1', [
      { by: sam, says: 'the users table has 0 rows' },
      { by: maya, says: `the last backup is from September: ${longWord}` },
    ])
    await maya.runs('/incident add 2 months ago nightly backups switched off', { in: channel })
    await maya.runs('/incident condition backups were off since 22 September', { in: channel })
    await maya.runs('/incident condition nobody owned the job', { in: channel })
    await stage.settled()
    await stage.database.pool.query(`update "Condition" set sureness = 'guess' where text like 'nobody%'`)
    await stage.after(30)
    await resolve(stage, maya, channel)
    await maya.runs('/incident review INC-1 open')
    await stage.settled()
    browser = await openChromium()
  })
  afterEach(async () => {
    for (const page of open.splice(0)) await page.close({ runBeforeUnload: false })
    expect(complaints.splice(0)).toEqual([])
  })
  afterAll(async () => {
    await browser.close()
    await stage.close()
  })

  async function opened(person: Person, to = '/INC-1'): Promise<Page> {
    const begun = first.get(person) ?? (await pageOf(browser, stage, person, to))
    first.set(person, begun)
    const page = await begun.context().newPage()
    await page.setViewportSize({ width: 1280, height: 900 })
    open.push(page)
    page.on('pageerror', (error) => complaints.push(String(error)))
    page.on('console', (message) => {
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) complaints.push(message.text())
    })
    await page.goto(`${stage.pagesUrl}${to}`)
    return page
  }

  const editorOf = (page: Page, part: string) => page.locator(`#edit-${part}`)
  const write = async (page: Page, part: string, text: string): Promise<void> => {
    const editor = editorOf(page, part)
    if ((await editor.getAttribute('open')) === null) await editor.locator('summary').click()
    await editor.locator('textarea[name="text"]').fill(text)
  }
  const save = (page: Page, part: string): Promise<void> =>
    editorOf(page, part).getByRole('button', { name: 'Save', exact: true }).click()
  const told = (page: Page, part: string, words: string): Promise<void> =>
    editorOf(page, part).locator('.autosave', { hasText: words }).waitFor()

  it('are read after signing in, with the pictures in the colours of the page', async () => {
    const page = await opened(maya)
    expect(page.url()).toBe(`${stage.pagesUrl}/INC-1`)
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('users table is empty')
    const fill = `getComputedStyle(document.querySelector('#timeline .wide svg rect')).fill`
    expect(await page.evaluate(fill)).toBe('rgb(255, 255, 255)')
    await page.emulateMedia({ colorScheme: 'dark' })
    expect(await page.evaluate(fill)).toBe('rgb(20, 25, 31)')
    expect(await page.locator('#timeline figcaption').textContent()).toContain('the timeline')
    await page.locator('#unknown .source', { hasText: /^E/ }).first().click()
    expect(await page.evaluate('document.querySelector(":target")?.closest("section")?.id')).toBe('timeline')
  })

  it('lead from each box of a picture to its text, a guess too, and tell it in words to whoever asks', async () => {
    const page = await opened(maya)
    for (const ref of ['C1', 'C2']) {
      await page.locator(`#conditions .wide a[href="#${ref}"]`).click()
      expect(await page.evaluate('document.querySelector(":target")?.id')).toBe(ref)
    }
    const words = page.locator('#conditions .in-words')
    await words.locator('summary').click()
    await words.locator('li', { hasText: 'C1 backups were off (since 22 September 2026).' }).waitFor()
  })

  it('keep both texts where two change one condition', async () => {
    const [ofMaya, ofSam] = [await opened(maya, '/INC-1/material/C1'), await opened(sam, '/INC-1/material/C1')]
    const textOf = (page: Page) => page.getByLabel('What was true, and mattered?').first()
    await textOf(ofSam).fill('Sam: nightly backups were off')
    await ofSam.getByRole('button', { name: 'Save', exact: true }).click()
    await ofSam.locator('#C1', { hasText: 'Sam: nightly' }).waitFor()
    await textOf(ofMaya).fill('Maya: backups were off')
    await ofMaya.getByRole('button', { name: 'Save', exact: true }).click()
    await ofMaya.getByRole('alert').waitFor()
    expect(await textOf(ofMaya).inputValue()).toBe('Maya: backups were off')
    expect(await ofMaya.locator('.theirs').textContent()).toContain('Sam: nightly backups were off')
    await ofMaya.getByRole('button', { name: 'Save mine' }).click()
    await ofMaya.locator('#C1', { hasText: 'Maya: backups were off' }).waitFor()
  })

  it('can be used with the keyboard alone: to skip, to open an editor, to write and to save', async () => {
    const page = await opened(maya)
    const focused = (): Promise<string> =>
      page.evaluate('document.activeElement.textContent.trim() || document.activeElement.name')
    await page.keyboard.press('Tab')
    expect(await focused()).toBe('Skip to the text')
    expect(await page.locator('.skip').boundingBox()).toMatchObject({ y: 0 })
    await page.keyboard.press('Enter')
    expect(await page.evaluate('document.activeElement.id')).toBe('main')
    for (let presses = 0; presses < 60 && (await focused()) !== 'Write this part'; presses++) {
      await page.keyboard.press('Tab')
      expect(await page.evaluate('getComputedStyle(document.activeElement).outlineStyle')).toBe('solid')
    }
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    await page.keyboard.type('Two windows, one prompt.')
    await told(page, 'story', 'Kept for you at')
    await page.keyboard.press('Tab')
    expect(await focused()).toBe('Save')
    await page.keyboard.press('Enter')
    await page.locator('#story .prose', { hasText: 'Two windows, one prompt.' }).waitFor()
    expect(new URL(page.url()).hash).toBe('#story')
  })

  it('keep what is typed, and show both texts where two write', async () => {
    const [ofMaya, ofSam] = [await opened(maya), await opened(sam)]
    await write(ofSam, 'impact', 'Sam: sign-in was down')
    await told(ofSam, 'impact', 'Kept for you at')
    await write(ofMaya, 'impact', 'Maya: nobody could sign in')
    await save(ofMaya, 'impact')
    await ofMaya.locator('#impact .prose').waitFor()
    await write(ofSam, 'impact', 'Sam: sign-in was down for an hour')
    await told(ofSam, 'impact', 'Somebody saved this part while you wrote')
    await save(ofSam, 'impact')
    await ofSam.getByRole('alert').waitFor()
    expect(await ofSam.locator('textarea[name="text"]').inputValue()).toBe('Sam: sign-in was down for an hour')
    expect(await ofSam.locator('textarea[readonly]').inputValue()).toBe('Maya: nobody could sign in')
    await ofSam.locator('textarea[name="text"]').fill('Sign-in was down for an hour')
    await ofSam.getByRole('button', { name: 'Save mine' }).click()
    await ofSam.locator('#impact .prose', { hasText: 'Sign-in was down for an hour' }).waitFor()
  })

  it('find what was typed again in another window', async () => {
    const page = await opened(sam)
    await write(page, 'hard', 'Finding the right')
    await told(page, 'hard', 'Kept for you at')
    const other = await opened(sam)
    expect(await editorOf(other, 'hard').locator('textarea[name="text"]').inputValue()).toBe('Finding the right')
  })

  it('find again what was typed into a form for a condition, until it is added', async () => {
    const page = await opened(sam)
    const form = page.locator('#add-condition')
    await form.locator('summary').first().click()
    await form.locator('textarea[name="text"]').fill('the alert went to a list')
    await form.locator('.autosave', { hasText: 'Kept for you at' }).waitFor()
    await form.getByText('More, if it is known').click()
    await form.locator('[name="since"]').fill('April')
    await form.locator('.autosave', { hasText: 'Typing' }).waitFor()
    await form.locator('.autosave', { hasText: 'Kept for you at' }).waitFor()
    const other = await opened(sam)
    expect(await other.locator('#add-condition [name="since"]').inputValue()).toBe('April')
    expect(await other.locator('#add-condition [name="since"]').isVisible()).toBe(true)
    await other.locator('#add-condition').getByRole('button', { name: 'Add it' }).click()
    await other.locator('#conditions .statement', { hasText: 'the alert went to a list' }).waitFor()
    expect(await other.locator('#add-condition textarea[name="text"]').inputValue()).toBe('')
  })

  it('lose nothing while there is no connection, or the session has ended', async () => {
    const page = await opened(sam)
    await page.context().setOffline(true)
    await write(page, 'new', 'written without a connection')
    await told(page, 'new', 'Not kept yet')
    await page.context().setOffline(false)
    await told(page, 'new', 'Kept for you at')

    const own = await page.context().cookies()
    await page.context().clearCookies()
    await write(page, 'new', 'written without a session')
    await told(page, 'new', 'You are signed out')
    expect(own.map(({ httpOnly, sameSite }) => [httpOnly, sameSite])).toEqual([[true, 'Lax']])
    const other = await page.context().newPage()
    await other.goto(`${stage.pagesUrl}/`)
    await other.getByRole('button', { name: 'Allow as sam' }).click()
    await other.getByRole('heading', { level: 1 }).waitFor()
    await write(page, 'new', 'written after signing in again')
    await told(page, 'new', 'Kept for you at')
  })

  it('ask back about wording beside the text, and let it be', async () => {
    const page = await opened(maya)
    await write(page, 'next', 'Sam should have known that.')
    const question = editorOf(page, 'next').locator('.nudges li', { hasText: 'looks back with what we know now' })
    await question.getByRole('button', { name: 'Keep it as it is' }).click()
    await question.waitFor({ state: 'detached' })
    await save(page, 'next')
    await page.locator('#next .prose').waitFor()
  })

  it('work without script', async () => {
    const page = await pageOf(browser, stage, maya, '/INC-1', { javaScriptEnabled: false })
    await write(page, 'unknown', 'Which alert was expected?')
    await save(page, 'unknown')
    await page.locator('#unknown .prose', { hasText: 'Which alert was expected?' }).waitFor()
  })

  it.each<[string, { width: number; colorScheme: 'light' | 'dark' }]>([
    ['by day', { width: 1280, colorScheme: 'light' }],
    ['by night', { width: 1280, colorScheme: 'dark' }],
    ['on a phone', { width: 360, colorScheme: 'light' }],
  ])('can be read by everybody, and nothing is wider than the page: %s', async (_when, { width, colorScheme }) => {
    const page = await opened(maya, '/')
    await page.setViewportSize({ width, height: 740 })
    await page.emulateMedia({ colorScheme })
    const ofReview = [
      '',
      '/parts/story',
      '/parts/story/versions',
      '/decide/publish',
      '/material/C1',
      '/differ',
      '/compare',
      '/removed',
    ]
    for (const path of ['/', ...ofReview.map((rest) => `/INC-1${rest}`), '/search?q=backups', '/INC-99']) {
      await page.goto(`${stage.pagesUrl}${path}`)
      if (path === '/INC-1') await editorOf(page, 'story').locator('summary').click()
      expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth'), path).toBeLessThanOrEqual(0)
      if (width > 360 || path === '/INC-1') expect(await complaintsOfAxe(page), path).toEqual([])
    }
  })

  it('become a document on paper: without what is for the screen, and with their sources', async () => {
    const page = await opened(maya)
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
    for (const gone of ['.top', '.contents', '.edit', '.decisions', '.slack'])
      expect(await page.locator(gone).first().isVisible(), gone).toBe(false)
    for (const there of ['h1', '#timeline .wide svg', '#timeline .sources'])
      expect(await page.locator(there).first().isVisible()).toBe(true)
    expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(255, 255, 255)')
    expect((await page.pdf({ preferCSSPageSize: true })).subarray(0, 5).toString()).toBe('%PDF-')
  })

  it('move nothing for those who do not want movement', async () => {
    const behaviour = 'getComputedStyle(document.documentElement).scrollBehavior'
    const page = await opened(maya, '/')
    expect(await page.evaluate(behaviour)).toBe('smooth')
    await page.emulateMedia({ reducedMotion: 'reduce' })
    expect(await page.evaluate(behaviour)).toBe('auto')
  })

  /** Names, landmarks, headings, contrast, and more: https://github.com/dequelabs/axe-core/blob/develop/doc/rule-descriptions.md */
  async function complaintsOfAxe(page: Page): Promise<string[]> {
    await page.evaluate(axe)
    const found = findings.parse(
      await page.evaluate('axe.run().then(({ violations }) => JSON.parse(JSON.stringify(violations)))'),
    )
    return found.flatMap(({ id, nodes }) => nodes.slice(0, 3).map(({ html }) => `${id}: ${html.slice(0, 200)}`))
  }
})
