import { spawn } from 'node:child_process'
import { mkdir, readdir, readFile, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { temporaryFolder } from '../support/temporary-folder.ts'

const program = resolve('dist/demo/main.js')

type Ended = { code: number | null; out: string; err: string }

describe('the demo, as npm run demo starts it', () => {
  let folder: string
  let here: string
  let scratch: string
  beforeAll(async () => {
    folder = await temporaryFolder('demo-test')
    here = join(folder, 'here')
    scratch = join(folder, 'scratch')
    await mkdir(here)
    await mkdir(scratch)
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  /** Runs it with a temporary folder of its own, and tells the process to stop once `until` is printed. */
  function run(until?: string): Promise<Ended> {
    const child = spawn(process.execPath, [program], { cwd: here, env: { ...process.env, TMPDIR: scratch } })
    const ended: Ended = { code: null, out: '', err: '' }
    child.stdout.on('data', (data) => {
      ended.out += data
      if (until && ended.out.includes(until)) child.kill('SIGINT')
    })
    child.stderr.on('data', (data) => {
      ended.err += data
    })
    return new Promise((done) => child.on('close', (code) => done({ ...ended, code })))
  }

  it('tells an incident from one line to its review, in a few pages, and leaves the review as a file', async () => {
    const { code, out, err } = await run()
    expect(err).toBe('')
    expect(code).toBe(0)
    expect(out.split('\n').length).toBeLessThanOrEqual(155)
    expect(out).not.toContain('\u001b')
    inOrder(out.replace(/[\s│]+/g, ' '), [
      'That is the first story',
      '/incident declare users table is empty sev1',
      'Lead: nobody yet',
      'backups of this database have been off since September',
      'Resolved after 1 h 12 min',
      'Ada, who hosts the review',
      'its readers will see this',
      'What made this seem reasonable at the time?',
      'I was afraid to ask',
      'takes the last sentence out',
      'How did this safeguard come to be the way it was?',
      '/incident condition backups of the users table have been off since 22 September',
      'the review is open',
      'Tom, asked',
      '63 days before declaration',
      'INC-2 reads like an earlier incident',
      'Count rows, not errors',
      'second-story-demo/INC-1.md',
    ])
    const review = await readFile(join(here, 'second-story-demo/INC-1.md'), 'utf8')
    expect(review).toContain('# INC-1')
    expect(review).toContain('off since September')
    expect(review).toContain('Nothing on the screen said which one it was')
    expect(review).not.toMatch(/Lena|afraid to ask/)
    expect(await readdir(scratch)).toEqual([])
  })

  it('cleans up where somebody breaks it off', async () => {
    const { code, out, err } = await run('/incident declare')
    expect(out).not.toContain('Still unknown')
    expect(err).toContain('Broken off')
    expect(code).toBe(0)
    expect(await readdir(scratch)).toEqual([])
  })
})

/** Each after the one before. */
function inOrder(text: string, parts: readonly string[]): void {
  let at = 0
  for (const part of parts) {
    const next = text.indexOf(part, at)
    expect(next, `"${part}" after ${JSON.stringify(text.slice(Math.max(at - 60, 0), at))}`).toBeGreaterThanOrEqual(at)
    at = next + part.length
  }
}
