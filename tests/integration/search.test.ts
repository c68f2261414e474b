import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Ctx } from '../../src/context.ts'
import type { SearchResult } from '../../src/core/search.ts'
import { savePart } from '../../src/flows/save-part.ts'
import { searchReviews } from '../../src/flows/search-reviews.ts'
import type { Channel, Person, SeenMessage } from '../../src/sandbox/index.ts'
import { changeCondition, condition, ctxOf, viewerOf } from '../support/learning.ts'
import { createStage, type Stage } from '../support/stage.ts'
import { incidentWith, readBy, resolve } from '../support/story.ts'

const day = 24 * 60 * 60 * 1000

describe('searching', () => {
  let stage: Stage
  let ctx: Ctx
  let maya: Person
  let eve: Person
  let channel: Channel
  let id: string
  let said: SeenMessage[]
  let requests = 0
  beforeAll(async () => {
    stage = await createStage()
    ctx = ctxOf(stage)
    maya = stage.workspace.addUser({ name: 'maya', tz: 'Europe/Vienna' })
    eve = stage.workspace.addUser({ name: 'eve', tz: 'Europe/Vienna' })
    const made = await incidentWith(stage, maya, 'users table is empty sev1', [
      { by: maya, says: 'the migrations ran against production, @eve & all' },
    ])
    ;({ channel, id, said } = made)
    await resolve(stage, maya, channel)
    await stage.at(new Date(stage.clock.now().getTime() + 9 * day))
  })
  afterAll(() => stage.close())

  const search = (words: string, person = eve, page = 0): Promise<SearchResult> =>
    searchReviews(ctx, { viewer: viewerOf(stage, person), words, page })
  /** Where something was found, with what was found between stars. */
  const found = async (words: string, person = eve): Promise<string[]> =>
    (await search(words, person)).hits.flatMap((hit) =>
      hit.found.map(
        ({ place, snippet }) => `${place}: ${snippet.map(({ text, isFound }) => (isFound ? `*${text}*` : text)).join('')}`,
      ),
    )
  const write = async (section: 'next' | 'story', text: string, basedOn = 0) => {
    const requestKey = `search:${requests++}`
    await savePart(ctx, { viewer: viewerOf(stage, maya), incidentId: id, section, text, basedOn, requestKey })
  }

  it('finds a title, whatever the ending of its words', async () => {
    const { hits, total } = await search('user tables')
    expect([total, hits.map(({ incident }) => incident.number)]).toEqual([1, [1]])
    expect((await search('INC-1')).hits.map(({ incident }) => incident.title)).toEqual(['users table is empty'])
    expect((await search('the replica')).total).toBe(0)
  })

  it('finds what a message on the timeline says, names nobody, and follows its edits', async () => {
    expect(await found('migration')).toEqual(['entry: the *migrations* ran against production, somebody & all'])
    const [message] = said
    if (!message) throw new Error('nothing was said')
    await maya.edits(channel, message.ts, 'the backfill ran against production')
    await stage.settled()
    expect(await found('migration')).toEqual([])
    expect(await found('backfill')).toEqual(['entry: the *backfill* ran against production'])
  })

  it('finds conditions and what people wrote, words apart from each other too, and leaves out what is not wanted', async () => {
    const backups = await condition(stage, { id }, 'nightly backups were switched off')
    await write('next', 'We page on zero rows, and ask for the backups first.')
    expect(await found('backups')).toEqual([
      'condition: nightly *backups* were switched off',
      'section: We page on zero rows, and ask for the *backups* first.',
    ])
    expect((await search('backups table')).total).toBe(1)
    expect((await search('"nightly backups"')).total).toBe(1)
    expect((await search('"backups nightly"')).total).toBe(0)
    expect((await search('backups -users')).total).toBe(0)
    await write('next', 'We page on zero rows.', 1)
    expect(await found('backups')).toEqual(['condition: nightly *backups* were switched off'])
    await changeCondition(stage, { id }, backups, { text: 'nightly backups were switched off', removedAt: stage.clock.now() })
    expect(await found('backups')).toEqual([])
  })

  it('does not find what was deleted, from the moment it is', async () => {
    const message = await maya.posts(channel, 'a zebra in the rack')
    await maya.reacts(channel, message.ts, 'pushpin')
    await stage.settled()
    expect(await found('zebra')).toEqual(['entry: a *zebra* in the rack'])
    await maya.deletes(channel, message.ts)
    await stage.settled()
    expect(await found('zebra')).toEqual([])
    const { rows } = await stage.database.pool.query(`select 1 from "Entry" where lexemes::text like '%zebra%'`)
    expect(rows).toEqual([])
  })

  it('shows a private incident to the members of its channel alone', async () => {
    const secret = await incidentWith(stage, maya, 'walrus in the payroll --private sev1')
    await condition(stage, secret, 'the walrus had a key')
    expect((await search('walrus', eve)).total).toBe(0)
    expect((await search('INC-2', eve)).total).toBe(0)
    expect(await found('walrus', maya)).toEqual(['condition: the *walrus* had a key'])
    await maya.invites(secret.channel, [eve])
    await stage.settled()
    expect((await search('walrus', eve)).total).toBe(1)
    await eve.leaves(secret.channel)
    await stage.settled()
    expect((await search('walrus', eve)).total).toBe(0)
  })

  it('is there in Slack, a page at a time, for whoever asks', async () => {
    for (let number = 0; number < 6; number++) await incidentWith(stage, maya, `queue ${number} is full sev2`)
    const { reply } = await eve.runs('/incident search full queue', { in: channel })
    if (!reply) throw new Error('no answer')
    expect(readBy(stage, reply)).toContain('6 incidents have full queue')
    expect(readBy(stage, reply)).toContain('queue 5 is full')
    expect(readBy(stage, reply)).not.toContain('queue 0 is full')
    await eve.clicks(reply, 'Go on')
    await stage.settled()
    const next = eve.sees(channel).at(-1)
    expect(next && readBy(stage, next)).toContain('queue 0 is full')
    expect(next && readBy(stage, next)).toContain('Page 2 of 2')
    expect(
      maya
        .sees(channel)
        .map((message) => readBy(stage, message))
        .join(),
    ).not.toContain('6 incidents')
  })

  it('takes whatever is typed', async () => {
    for (const words of [
      "it's <b>*bold*</b> & | ! ( :* '",
      '"',
      '- -- -"',
      '\\',
      'a'.repeat(200),
      '%_',
      '🙂🙂',
      '"open',
      '&lt;script&gt;',
    ]) {
      const { reply } = await eve.runs(`/incident search ${words}`, { in: channel })
      expect(reply, words).toBeTruthy()
      expect(JSON.stringify(reply), words).not.toContain('went wrong')
    }
    await expect(search('   ')).rejects.toThrow('Say what to look for')
    await expect(search('-backups')).rejects.toThrow('Say what to look for')
    expect((await search('the of and')).total).toBe(0)
    expect((await search('queue', eve, 1_000)).page).toBe(1)
  })
})
