import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Visibility } from '../../src/core/prompts.ts'
import type { Channel, Person } from '../../src/sandbox/index.ts'
import { placeOf } from '../../src/store/reseal.ts'
import { exported } from '../support/exported.ts'
import { testSeals } from '../support/seals.ts'
import { createStage, type Stage } from '../support/stage.ts'
import { answers, formBefore, incidentWith, opens, readBy, resolve, reviewFor, sends, toldTo } from '../support/story.ts'
import { telling } from '../support/telling.ts'
import { callsBeside, holding, waysOut } from '../support/ways-out.ts'

const monday = new Date('2026-11-23T12:00:00Z')
const day = 24 * 60 * 60 * 1000
const names = ['ana', 'ben', 'cem', 'dia', 'eli', 'fay', 'gil'] as const
type Name = (typeof names)[number]

const words: Record<Name, string> = {
  ana: 'zq-ana: I had never seen that page before',
  ben: 'zq-ben: nobody told me of the second prompt',
  cem: 'zq-cem: this stays with me',
  dia: 'zq-dia: so does this',
  eli: 'zq-eli: I was asked to be quick',
  fay: 'zq-fay: I restored it from the replica',
  gil: 'zq-gil: I came to it late',
}
const mergers: Name[] = ['ana', 'ben', 'eli', 'gil']
const crowd: Name[] = [...mergers, 'cem', 'dia']

describe('merged accounts', () => {
  let stage: Stage
  const person = (name: Name): Person => stage.workspace.person(name)
  let maya: Person
  let channel: Channel
  let id: string
  const receipts = new Map<Name, string>()
  beforeAll(async () => {
    stage = await createStage({ hasPages: true, logLevel: 'trace' })
    maya = stage.workspace.addUser({ name: 'maya', tz: 'UTC' })
    for (const name of names) stage.workspace.addUser({ name, tz: 'UTC' })
    ;({ channel, id } = await asked('users table is empty sev1'))
  })
  afterAll(() => stage.close())

  async function asked(title: string): Promise<{ channel: Channel; id: string }> {
    const lines = names.map((name) => ({ by: person(name), says: `${name} looks into it` }))
    const incident = await incidentWith(stage, maya, title, lines)
    await resolve(stage, maya, incident.channel)
    const isSunday = stage.clock.now() < monday
    await stage.at(isSunday ? monday : new Date(stage.clock.now().getTime() + 3 * day))
    return incident
  }
  const says = (name: Name, visibility: Visibility, button = 'Answer', about = 'INC-1 ') =>
    answers(stage, person(name), words[name], visibility, button, about)
  const review = () => reviewFor(stage, maya, channel)
  const rows = async <Row extends Record<string, unknown>>(statement: string, values: unknown[] = []): Promise<Row[]> =>
    (await stage.database.pool.query<Row>(statement, values)).rows
  const tellingOfMergers = () => telling(stage, crowd.map(person), ({ id }) => mergers.some((name) => person(name).id === id))
  const publish = async (of: Channel): Promise<void> => {
    await maya.runs('/incident review publish', { in: of })
    await maya.submits()
    await stage.settled()
  }

  it('are offered once five people have answered, with whoever is about to', async () => {
    for (const name of ['ana', 'ben', 'cem'] as const) await says(name, 'only_me')
    await opens(stage, person('dia'), 'Answer', 'INC-1 ')
    expect(formBefore(stage, person('dia'))).not.toContain('merged')
    await sends(stage, person('dia'), { text: words.dia, visibility: 'only_me' })
    await opens(stage, person('eli'), 'Answer', 'INC-1 ')
    expect(formBefore(stage, person('eli'))).toContain('( ) The review, merged, without attribution')
    await person('eli').submits({ text: words.eli, visibility: 'merged', remember: ['remember'] })
    const look = formBefore(stage, person('eli')).replace(/[│\s]+/g, ' ')
    expect(look).toContain('When the review opens, its readers will see this among the accounts of others, in no order:')
    expect(look).toContain(`>“${words.eli}”`)
    expect(look).not.toContain('asked “')
    await person('eli').submits()
    await stage.settled()
    expect(formBefore(stage, person('eli'))).toContain('Your receipt.')
    await person('eli').closes()
    expect(await rows('select * from "PersonSettings"')).toEqual([])
    for (const name of ['ana', 'ben'] as const) {
      await says(name, 'merged', 'Change', 'Kept.')
      await person(name).closes()
    }
    await says('fay', 'with_name')
  })

  it('leave a receipt in direct messages, and no words there', () => {
    for (const name of ['ana', 'ben', 'eli'] as const) {
      const [told = ''] = toldTo(stage, person(name), 'Your receipt is')
      receipts.set(name, /redact ([0-9A-Z-]{29})/.exec(told.replace(/\s+/g, ' '))?.[1] ?? '')
      expect(told).toContain('When the review opens, it stands there among the accounts without attribution.')
      expect(told).not.toContain('zq-')
    }
    expect(new Set(receipts.values()).size).toBe(3)
    expect([...receipts.values()].every((receipt) => receipt.length === 29)).toBe(true)
  })

  it('enter the review together when it opens, with nothing beside them; one that comes later waits', async () => {
    expect(await review()).not.toContain('zq-')
    await stage.at(new Date(stage.clock.now().getTime() + 4 * day))
    const opened = await review()
    expect(opened).toContain('Without attribution, in no order: 3 accounts.')
    for (const name of ['ana', 'ben', 'eli'] as const) expect(opened).toContain(`• “${words[name]}” INC-1`)
    expect(opened).toContain(`fay, asked “What made this seem reasonable at the time?”: “${words.fay}”`)

    await stage.after(1)
    const before = await rows('select count(*)::int from "ReviewVersion"')
    await opens(stage, person('gil'), 'Answer', 'INC-1 ')
    await person('gil').submits({ text: words.gil, visibility: 'merged' })
    expect(formBefore(stage, person('gil'))).toContain('When the review is published, its readers will see this')
    await person('gil').submits()
    await person('gil').closes()
    await stage.settled()
    expect(await review()).not.toContain('zq-gil')
    expect(await rows('select count(*)::int from "ReviewVersion"')).toEqual(before)
  })

  it('are cut from what was made of them while they had a name', async () => {
    await says('eli', 'with_name', 'Change', 'Kept.')
    const [{ ref } = { ref: '' }] = await rows<{ ref: string }>(`select 'A' || id as ref from "Answer" where "userId" = $1`, [
      person('eli').id,
    ])
    for (const kind of ['condition', 'surprise', 'change']) {
      await maya.runs(`/incident ${kind} ${ref}`, { in: channel })
      await stage.settled()
    }
    await maya.runs('/incident condition the second prompt looks like the first', { in: channel })
    await stage.settled()
    const cited = await rows<{ of: string }>('select "of" from "Evidence" where source = $1', [ref])
    expect(cited.map(({ of }) => of).sort()).toEqual(['C1', 'W1', 'X1'])
    expect(await rows('select "personId", "wordsOf" from "Surprise"')).toEqual([{ personId: null, wordsOf: ref }])
    expect(await review()).toContain('a surprise · somebody, saw: “zq-eli')
    await says('eli', 'merged', 'Change', 'Kept.')
    await person('eli').closes()
  })

  it('and what is kept for oneself come out nowhere else', async () => {
    const readers = [maya, person('ben'), person('fay')]
    const all = await waysOut(stage, readers, ['INC-1'])
    const outOf = (name: Name) => holding([...all, callsBeside(stage, person(name))], `zq-${name}`)
    expect([...outOf('cem'), ...outOf('gil')]).toEqual([])
    const ways = outOf('ana')
    const isReview =
      /^\w+: (review INC-1|search zq)$|^export INC-1|^\w+: page \/(INC-1(\/decide\/publish)?|search\?q=zq)$|^(\w+: |channel )inc-|^\w+: general$|^calls$/
    expect(ways.filter((way) => !isReview.test(way))).toEqual([])
    expect(ways).toContain('ben: review INC-1')
  })

  it('are published without a way back to their writers', async () => {
    expect(await tellingOfMergers()).toContain('Answer.visibility')
    await publish(channel)
    const published = await review()
    expect(published).toContain('Without attribution, in no order: 4 accounts.')
    for (const name of mergers) expect(published).toContain(`• “${words[name]}”`)
    expect(published).toContain('Asked so far: 8 people.')
    for (const name of ['cem', 'dia'] as const) expect(published).not.toContain(`zq-${name}`)

    const kept = await rows<Record<string, unknown>>('select * from "MergedAccount" order by ctid')
    expect(kept.map((row) => Object.keys(row).sort().join())).toEqual(
      Array(4).fill('id,incidentId,receiptHash,sealedWith,text,workspaceId'),
    )
    expect(kept.map((row) => row.id)).toEqual(kept.map((row) => String(row.id)).sort())
    expect(await rows('select distinct xmin::text from "MergedAccount"')).toHaveLength(1)
  })

  it('cannot be linked by whoever has the whole database, and its key', async () => {
    const ids = new Map(crowd.map((name) => [person(name).id, name]))
    const prompts = await rows<Record<string, unknown> & { id: string; userId: string }>(
      'select * from "Prompt" where "incidentId" = $1 and state = $2 order by id',
      [id, 'answered'],
    )
    const own = prompts.filter(({ userId }) => ids.has(userId))
    expect(own).toHaveLength(6)
    const alike = (row: Record<string, unknown>, ...different: string[]) =>
      JSON.stringify({ ...row, ...Object.fromEntries(different.map((column) => [column, null])) })
    expect(new Set(own.map((row) => alike(row, 'id', 'userId')))).toHaveLength(1)

    const left = await rows<Record<string, unknown> & { promptId: string; text: string; sealedWith: string; userId: string }>(
      'select *, length(text) as length, xmin::text as xmin from "Answer" where "userId" = any($1) order by id',
      [[...ids.keys()]],
    )
    expect(new Set(left.map((row) => alike(row, 'id', 'userId', 'promptId', 'text')))).toHaveLength(1)
    expect(left.map(({ promptId }) => promptId)).toEqual(left.map(({ promptId }) => promptId).sort())
    for (const row of left) {
      const opened = testSeals.open(placeOf('Answer', row.promptId), row)?.replaceAll('\0', '')
      const name = ids.get(row.userId) ?? 'ana'
      expect(opened).toBe(mergers.includes(name) ? '' : words[name])
    }

    const all = await waysOut(stage, [], [])
    const tables = all.filter(({ way }) => way.startsWith('table '))
    for (const { id: promptId } of own)
      expect(holding(tables, promptId)).toEqual(['table public."Answer"', 'table public."Prompt"'])
    for (const receipt of receipts.values()) expect(holding(tables, receipt)).toEqual([])
    expect(await rows('select * from "AnswerDraft"')).toEqual([])
  })

  it('cannot be told by anything that stands beside a person in any table', async () => {
    expect(await tellingOfMergers()).toEqual([])
    expect(
      await rows(`select 1 from "Evidence" where source not in (select 'A' || id from "Answer") and source like 'A%'`),
    ).toEqual([])
    const made = await rows(
      `select "wordsOf" from "Condition" union all select "wordsOf" from "Surprise" union all select "wordsOf" from "Change"`,
    )
    expect(made).toEqual([{ wordsOf: null }])
  })

  it('cannot be linked by what older versions say, or by their checksums', async () => {
    const versions = await rows<{ number: number; checksum: number; statements: { sources: string[] }[] }>(
      'select number, checksum, statements from "ReviewVersion" where "incidentId" = $1 order by number',
      [id],
    )
    const standing = await rows<{ ref: string }>(`select 'A' || id as ref from "Answer" where visibility = 'with_name'`)
    const known = new Set(standing.map(({ ref }) => ref))
    const cited = versions.flatMap(({ statements }) => statements.flatMap(({ sources }) => sources))
    expect(cited.filter((source) => /^A\d/.test(source) && !known.has(source))).toEqual([])
    expect(versions.slice(0, -1).every(({ checksum }) => checksum === 0)).toBe(true)
    expect(versions.length).toBeGreaterThan(2)
  })

  it('leave those who kept theirs with their words, and those who merged with none', async () => {
    for (const name of ['cem', 'ana'] as const) {
      await opens(stage, person(name), 'Change', 'Kept.')
      const form = formBefore(stage, person(name))
      expect(form.includes(`zq-${name}`)).toBe(name === 'cem')
      expect(form).not.toContain('The review, by my role')
      await person(name).closes()
    }
    const before = person('cem').directMessages().length
    await says('cem', 'only_me', 'Change', 'Kept.')
    expect(person('cem').directMessages()).toHaveLength(before)
  })

  it('are taken back by their receipt alone, from the review, every version and every export', async () => {
    const redact = async (by: Person, receipt: string): Promise<string> => {
      const { reply } = await by.runs(`/incident redact ${receipt}`, { in: channel })
      await stage.settled()
      return reply ? readBy(stage, reply) : ''
    }
    expect(await redact(maya, 'please')).toContain('A receipt looks like')
    expect(await redact(maya, 'AAAA-AAAA-AAAA-AAAA-AAAA-AAAA')).toContain('There is no account with this receipt.')
    const receipt = receipts.get('ben') ?? ''
    expect(await redact(person('ben'), receipt.toLowerCase().replaceAll('-', ' '))).toContain('It is taken out of the review')
    expect(await redact(person('ben'), receipt)).toContain('There is no account with this receipt.')
    expect(await review()).not.toContain('zq-ben')
    expect(await review()).toContain('Without attribution, in no order: 3 accounts.')
    for (const format of ['markdown', 'json'])
      expect(await exported(stage, ['INC-1', '--format', format, '--workspace', stage.workspace.id])).not.toContain('zq-ben')
    expect(stage.logged.join()).not.toContain(receipt)
  })

  it('are not published where fewer than five people could have written them, and stay with their writers', async () => {
    const second = await asked('slow checkout sev1')
    for (const name of ['ben', 'cem', 'dia', 'eli'] as const) await says(name, 'with_name', 'Answer', 'INC-2 ')
    await says('ana', 'merged', 'Answer', 'INC-2 ')
    await person('ana').closes()
    expect(toldTo(stage, person('ana'), 'waits until at least five people')).toHaveLength(1)
    await stage.at(new Date(stage.clock.now().getTime() + 4 * day))
    await publish(second.channel)
    expect(await reviewFor(stage, maya, second.channel)).not.toContain('zq-ana')
    await opens(stage, person('ana'), 'Change', 'Kept.')
    expect(formBefore(stage, person('ana'))).toContain('zq-ana')
    await sends(stage, person('ana'), { visibility: 'only_me' })
    expect(await rows('select 1 from "MergedAccount" where "incidentId" = $1', [second.id])).toEqual([])
  })
})
