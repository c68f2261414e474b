import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Channel, Person } from '../../src/sandbox/index.ts'
import { forgets, leavesTraces } from '../support/forgetting.ts'
import { createStage, type Stage } from '../support/stage.ts'
import { answers, incidentWith, opens, readBy, resolve, reviewFor, tablesHolding, toldTo } from '../support/story.ts'

describe('forgetting somebody', () => {
  let stage: Stage
  let maya: Person
  let sam: Person
  let jo: Person
  let channel: Channel
  let id: string
  const rows = async <Row extends Record<string, unknown>>(statement: string, values: unknown[] = []): Promise<Row[]> =>
    (await stage.database.pool.query<Row>(statement, values)).rows
  /** How an entry reads after each change: the words, and who changed it; a change of the time alone carries the words over. */
  const versions = async (entryId: number, texts: [string | null, string | null][]): Promise<void> => {
    for (const [index, [text, by]] of texts.entries())
      await rows(
        `insert into "EntryVersion" ("entryId", number, kind, text, "happenedAt", "isHidden", by, at)
         select id, $2, kind, $3, "happenedAt", false, $4, "recordedAt" from "Entry" where id = $1`,
        [entryId, index + 1, text, by],
      )
    await rows('update "Entry" set text = $2, "editedAt" = "recordedAt" where id = $1', [entryId, texts.at(-1)?.[0] ?? null])
  }
  beforeAll(async () => {
    stage = await createStage()
    maya = stage.workspace.addUser({ name: 'maya', tz: 'UTC' })
    sam = stage.workspace.addUser({ name: 'samuel-zqforget', tz: 'UTC' })
    jo = stage.workspace.addUser({ name: 'jo', tz: 'UTC' })
    const made = await incidentWith(stage, maya, 'users table is empty sev1', [
      { by: sam, says: 'zqforget-marked I ran the clean-up' },
      { by: sam, says: 'zqforget-unmarked and nothing came back', isMarked: false },
      { by: jo, says: 'I restore it' },
      { by: jo, says: 'the replica is whole', isMarked: false },
    ])
    ;({ channel, id } = made)
    const [, , restoring, replica] = made.said
    await maya.posts(channel, `<@${sam.id}> knows the replica, and ${sam.id} it is`)
    await sam.reacts(channel, replica?.ts ?? '', 'pushpin')
    await sam.runs('/incident note zqforget-note the prompt looked as always', { in: channel })
    await maya.runs(`/incident lead @${sam.name}`, { in: channel })
    await stage.settled()
    await resolve(stage, maya, channel)
    await maya.runs(`/incident host @${sam.name}`, { in: channel })
    await stage.settled()
    const [entry] = await rows<{ id: number }>('select id from "Entry" where "messageTs" = $1', [restoring?.ts])
    await stage.at('2026-11-23T12:00:00Z')
    await sam.opensHome()
    await stage.settled()
    await answers(stage, sam, 'zqforget-told there were two prompts', 'with_name')
    await opens(stage, sam, 'One more, if you like', 'Kept.')
    await opens(stage, sam, 'Answer', 'One more about')
    await sam.fills({ text: 'zqforget-begun' })
    await sam.closes()
    await opens(stage, jo, 'Answer')
    await jo.submits({ text: 'for the host', visibility: 'host' })
    await jo.submits()
    await stage.settled()
    await leavesTraces(stage, id, entry?.id ?? 0, sam.id, 'zqforget-row')
    const [note] = await rows<{ id: number; text: string }>(`select id, text from "Entry" where text like 'zqforget-note%'`)
    await versions(note?.id ?? 0, [
      [note?.text ?? '', null],
      [note?.text ?? '', jo.id],
    ])
    await versions(entry?.id ?? 0, [
      [null, null],
      ['zqforget-rewritten', sam.id],
      ['zqforget-rewritten', jo.id],
    ])
    await rows(
      `insert into "FileCopy" select id, 'F1', 'text/plain', 'what was on the screen', "recordedAt" from "Entry" where "messageTs" in ($1, $2)`,
      [made.said[0]?.ts, restoring?.ts],
    )
  })
  afterAll(() => stage.close())

  const traces = async (): Promise<string[]> => [
    ...(await tablesHolding(stage, 'zqforget')),
    ...(await tablesHolding(stage, sam.id)),
  ]

  it('begins with much of them in the record', async () => {
    const found = await traces()
    for (const table of ['LogMessage', 'Entry', 'Mark', 'RoleHolding', 'Review', 'Person', 'Prompt', 'Asking', 'PostedMessage'])
      expect(found).toContain(`public."${table}"`)
    expect(found.length).toBeGreaterThan(20)
    expect(await rows('select 1 from "Answer" where "userId" = $1', [sam.id])).toHaveLength(1)
    expect(await rows('select 1 from "AnswerDraft" where "userId" = $1', [sam.id])).toHaveLength(1)
    expect(sam.directMessages().length).toBeGreaterThan(2)
  })

  it('asks first, and says what it cannot make out', async () => {
    expect(await forgets(stage, [sam.id])).toContain('This cannot be undone.')
    expect(await forgets(stage, ['--yes'])).toContain('Say whom, by their Slack id')
    expect(await forgets(stage, ['U0NOBODY99', '--yes'])).toContain('Nothing of U0NOBODY99 is here')
    expect(await rows('select 1 from "Person" where "userId" = $1', [sam.id])).toHaveLength(1)
  })

  it('leaves neither words nor name nor id in any table, and says what it did', async () => {
    const said = await forgets(stage, [`<@${sam.id}>`, '--yes', '--workspace', stage.workspace.id])
    expect(said).toContain(`${sam.id} is forgotten.`)
    expect(said).toContain('What they hosted, led or looked after')
    await stage.settled()
    expect(await traces()).toEqual([])
    expect(await forgets(stage, [sam.id, '--yes'])).toContain('or they were forgotten before')
  })

  it('keeps the review readable: the moment is there, without its words and who it was', async () => {
    await stage.at('2026-11-27T12:00:00Z')
    const review = await reviewFor(stage, maya, channel)
    expect(review).toContain('What was said here has been erased.')
    expect(review).toContain('I restore it')
    expect(review).toContain('the replica is whole')
    expect(review).not.toMatch(/zqforget|gone-/)
    const { reply } = await maya.runs('/incident timeline', { in: channel })
    const timeline = reply ? readBy(stage, reply) : ''
    expect(timeline).toContain('somebody')
    expect(timeline).not.toMatch(/zqforget|gone-/)
    const said = JSON.stringify(await rows('select text from "ReviewPartVersion"'))
    expect(said).toContain('What we saw with somebody')
    expect(await rows('select distinct "hostId" from "Review"')).toEqual([{ hostId: null }])
  })

  it('leaves no copy of a file of theirs, and those of others', async () => {
    const copied = await rows('select "authorId" from "FileCopy" join "Entry" on id = "entryId"')
    expect(copied).toEqual([{ authorId: jo.id }])
  })

  it('gives others back what they had shown to them alone', async () => {
    expect(await rows('select visibility, "releasedTo" from "Answer" where "userId" = $1', [jo.id])).toEqual([
      { visibility: 'only_me', releasedTo: null },
    ])
    expect(toldTo(stage, jo, 'Kept. Only you see it.').length).toBeGreaterThan(0)
  })

  it('takes out of Slack what the bot wrote to them, and empties their page', () => {
    expect(sam.directMessages().map((message) => readBy(stage, message))).toEqual([])
    expect(JSON.stringify(sam.home())).toContain('Nothing waits for you.')
  })

  it('is not undone by comparing the channel with Slack again, where all of it still stands', async () => {
    expect(JSON.stringify(sam.sees(channel))).toContain('zqforget-unmarked')
    await stage.restart()
    await stage.settled()
    expect(await traces()).toEqual([])
    expect(await rows('select 1 from "Entry" where kind = $1 and "channelId" is not null', ['note'])).toHaveLength(3)
  })
})
