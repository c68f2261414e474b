import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Ctx } from '../../src/context.ts'
import { openStage, type Stage } from '../../src/demo/stage.ts'
import { beginsAt, playStory } from '../../src/demo/story.ts'
import type { Transcript } from '../../src/demo/transcript.ts'
import { signIn } from '../../src/flows/sign-in.ts'
import { createLog } from '../../src/log.ts'
import type { PagesDesk } from '../../src/web/desk.ts'
import { createPages } from '../../src/web/pages.ts'
import { createWebServer } from '../../src/web/server.ts'
import { openChromium } from '../support/chromium.ts'
import { freePort } from '../support/program.ts'

/*
 * Takes the picture of a review's page for the README: `npx tsx tests/screenshot/main.ts docs/review.png`. What it shows is the review
 * of the demo, which is played before. It needs Chromium.
 */

const size = { width: 1200, height: 1240 }
const target = resolve(process.argv[2] ?? 'review.png')
const folder = await mkdtemp(join(tmpdir(), 'second-story-screenshot-'))
// The demo leaves its review as a file where it is started.
process.chdir(folder)

const silent: Transcript = { moment: none, does: none, sees: none, beside: none, aside: none }
function none(): void {}

const stage = await openStage(folder, beginsAt)
try {
  await playStory({ ...stage, script: silent })
  await writeFile(target, await pictureOf(stage))
} finally {
  await stage.close()
  await rm(folder, { recursive: true, force: true })
}

/** The page as one of the demo's people sees it, from its timeline on. */
async function pictureOf({ config, database, seals, clock, workspace, cast }: Stage): Promise<Buffer> {
  const ctx: Ctx = { db: database.db, clock, config, seals, log: createLog('silent') }
  const port = await freePort()
  const address = `http://localhost:${port}`
  const desk: PagesDesk = {
    ctx,
    workspaceId: workspace.id,
    homeInSlack: address,
    signInWith: { addressFor: () => address, userIdFor: async () => cast.maya.acts.id },
    meetAgain: async () => undefined,
  }
  const pages = createPages(address, () => desk)
  const server = createWebServer({ port, ...pages, onError: (error) => process.stderr.write(`${String(error)}\n`) })
  await server.start()
  const { token } = await signIn(ctx, { workspaceId: workspace.id, userId: cast.maya.acts.id, replaces: null })
  const browser = await openChromium()
  try {
    const page = await browser.newPage({ viewport: size, colorScheme: 'light', reducedMotion: 'reduce' })
    await page.context().addCookies([{ name: 'second-story', value: token, url: address }])
    await page.goto(`${address}/INC-1#timeline`)
    return await page.screenshot()
  } finally {
    await browser.close()
    await server.stop()
  }
}
