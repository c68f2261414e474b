import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Person } from '../../src/sandbox/index.ts'
import { type Declared, declare, entriesOf, rowsIn } from '../support/incident.ts'
import { createStage, type Stage, textOf } from '../support/stage.ts'

let stage: Stage
let maya: Person
let incident: Declared

beforeAll(async () => {
  stage = await createStage({ logLevel: 'trace' })
  maya = stage.workspace.addUser({ name: 'maya', realName: 'Maya Lind', tz: 'Europe/Vienna' })
})
afterAll(() => stage.close())
beforeEach(async () => {
  incident = await declare(stage, maya, 'users table is empty sev1')
})

const bridge = [
  '[13:05] Jo Ek: the table is empty',
  'noise',
  '[13:07] Sam: restoring <now> & here',
  '[13:07] Sam: ok',
  '[13:07] Sam: ok',
].join('\n')

/** The form is open before somebody. */
async function opens(person = maya): Promise<void> {
  await person.runs('/incident import', { in: incident.channel })
  await stage.settled()
}

/** What the form on top says, as text. */
const shown = (person = maya): string => JSON.stringify(person.currentView() ?? {})

async function imports(text: string): Promise<string> {
  await opens()
  await maya.submits({ text })
  const preview = shown()
  await maya.submits()
  await stage.settled()
  return preview
}

const told = (): string[] =>
  maya
    .sees(incident.channel)
    .filter(({ isEphemeral }) => isEphemeral)
    .map(textOf)
    .filter((text) => text.includes('came onto the timeline'))

describe('a transcript that is pasted', () => {
  it('is shown as it was read, and is on the timeline once that is confirmed, with names as they stand there', async () => {
    await opens()
    expect(shown()).toContain('"initial_date":"2026-11-22"')
    const { action } = await maya.submits({ text: bridge })
    expect(action).toBe('push')
    expect(shown()).toContain('4 entries, 1 line not understood: 2.')
    expect(await entriesOf(stage, incident)).toEqual([])
    await maya.submits()
    await stage.settled()
    expect(maya.currentView()).toBeNull()
    expect(
      (await entriesOf(stage, incident)).map(({ happenedAt, authorName, authorId, text, source }) => [
        happenedAt.toISOString(),
        authorName,
        authorId,
        text,
        source,
      ]),
    ).toEqual([
      ['2026-11-22T12:05:00.000Z', 'Jo Ek', null, 'the table is empty', 'import'],
      ['2026-11-22T12:07:00.000Z', 'Sam', null, 'restoring &lt;now&gt; &amp; here', 'import'],
      ['2026-11-22T12:07:00.000Z', 'Sam', null, 'ok', 'import'],
      ['2026-11-22T12:07:00.000Z', 'Sam', null, 'ok', 'import'],
    ])
    expect(told()).toEqual([expect.stringContaining('4 entries came onto the timeline')])
    const { reply } = await maya.runs('/incident timeline', { in: incident.channel })
    expect(textOf(reply ?? expect.fail())).toContain('Jo Ek')
    expect(await rowsIn(stage, 'Transcript')).toEqual({ Transcript: 0 })
    expect(stage.logged.join()).not.toMatch(/restoring|the table is empty/)
  })

  it('is not there twice when it is imported again, nor is what a longer one repeats; what was hidden stays hidden', async () => {
    await imports(bridge)
    const before = await entriesOf(stage, incident)
    await stage.database.pool.query('update "Entry" set "hiddenAt" = now() where id = $1', [before[0]?.id])
    expect(await imports(bridge)).toContain('4 of them are on the timeline already')
    expect(await imports(`${bridge}\n[13:09] Jo Ek: thanks`)).toContain('4 of them are')
    expect(told().at(-1)).toContain('1 entry came onto the timeline')
    expect((await entriesOf(stage, incident)).map(({ text }) => text)).toEqual([
      ...before.slice(1).map(({ text }) => text),
      'thanks',
    ])
  })

  it('goes back to what was typed, where something is to be mended', async () => {
    await opens()
    await maya.submits({ text: bridge })
    await maya.closes()
    expect(shown()).toContain('Transcript')
    await maya.submits({ text: bridge.replace('noise', '[13:06] Jo Ek: noise'), day: '2026-11-20' })
    expect(shown()).toContain('5 entries.*')
    await maya.submits()
    await stage.settled()
    expect((await entriesOf(stage, incident))[0]?.happenedAt.toISOString()).toBe('2026-11-20T12:05:00.000Z')
  })

  it.each([
    ['nothing', { text: '' }, 'text', 'Paste a transcript, or choose a file'],
    ['no times', { text: 'nobody said anything' }, 'text', 'could not find a time'],
    ['both', { text: bridge, file: { name: 'a.txt', content: bridge } }, 'text', 'not both at once'],
    ['what lies ahead', { text: '2027-01-01 10:00 maya: later' }, 'text', 'could not find a time'],
    ['an image', { file: { name: 'a.txt', content: Buffer.from([0x89, 0x50, 0, 1]) } }, 'file', 'not text'],
    ['a file too large', { file: { name: 'a.txt', content: 'x'.repeat(1_000_001) } }, 'file', 'larger than 1 MB'],
  ])('says beside the field what to do: %s', async (_what, values, field, sentence) => {
    await opens()
    const { action, errors } = await maya.submits(values)
    expect(action).toBe('errors')
    expect(errors[field]).toContain(sentence)
  })
})

describe('a transcript in a file', () => {
  it("is read with the bot's own token, and the file stays as private as it was", async () => {
    const lines = [
      { ts: '1795352700.000100', user: 'jo', text: 'the table is empty' },
      { ts: '1795352760.000100', user: 'sam', text: 'see <https://x.test|this>' },
    ].map((line) => JSON.stringify(line))
    const from = stage.slack.calls.length
    await opens()
    await maya.submits({ file: { name: 'bridge.jsonl', content: lines.join('\n') } })
    expect(shown()).toContain('2 entries.*')
    await maya.submits()
    await stage.settled()
    expect((await entriesOf(stage, incident)).map(({ text }) => text)).toEqual([
      'the table is empty',
      'see <https://x.test|this>',
    ])
    expect(
      stage.slack.calls
        .slice(from)
        .map(({ method }) => method)
        .filter((method) => method.startsWith('files.')),
    ).toEqual(['files.info'])
  })

  it('says what to do where Slack does not hand it out', async () => {
    await opens()
    stage.slack.faults.failNext('files.info', { error: 'file_not_found' })
    const { errors } = await maya.submits({ file: { name: 'a.txt', content: bridge } })
    expect(errors.file).toContain('Choose it again')
  })
})

describe('a preview', () => {
  it('is confirmed once, by whoever saw it, and not after a day', async () => {
    await opens()
    await maya.submits({ text: bridge })
    const again = maya.currentView()?.private_metadata ?? ''
    await stage.after(25 * 60)
    await stage.app.runDue()
    const { action } = await maya.submits()
    expect(action).toBe('update')
    expect(shown()).toContain('handed in more than a day ago')
    expect(again).toContain('transcriptId')
    expect(await entriesOf(stage, incident)).toEqual([])
    expect(await rowsIn(stage, 'Transcript')).toEqual({ Transcript: 0 })
  })

  it('compiles the review anew, and asks nobody about what came from elsewhere', async () => {
    await maya.runs('/incident resolve', { in: incident.channel })
    await stage.settled()
    await imports(bridge)
    const { reply } = await maya.runs('/incident review', { in: incident.channel })
    expect(textOf(reply ?? expect.fail())).toContain('the table is empty')
    const { rows } = await stage.database.pool.query(
      'select 1 from "Prompt" p join "Entry" e on e.id = p."entryId" where e.source = $1',
      ['import'],
    )
    expect(rows).toEqual([])
  })
})
