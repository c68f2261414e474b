import { existsSync } from 'node:fs'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import type { Person } from '../../src/sandbox/index.ts'
import type { Stage } from './stage.ts'

const places = [process.env.CHROMIUM ?? '', '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** The Chromium of this machine; null where there is none. CHROMIUM may name another. */
export const chromiumPath: string | null = places.find((path) => path !== '' && existsSync(path)) ?? null

const quietly = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
]

/** Starts it, without a window. @throws Error where this machine has none */
export async function openChromium(): Promise<Browser> {
  if (chromiumPath === null) throw new Error('there is no Chromium on this machine')
  return chromium.launch({ executablePath: chromiumPath, headless: true, args: quietly })
}

/** A page of somebody's own browser, on which they have signed in and come to an address. */
export async function pageOf(
  browser: Browser,
  stage: Stage,
  person: Person,
  to: string,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options })
  const page = await context.newPage()
  await page.goto(`${stage.pagesUrl}${to}`)
  await page.getByRole('button', { name: `Allow as ${person.name}` }).click()
  await page.waitForURL(`${stage.pagesUrl}/**`)
  return page
}
