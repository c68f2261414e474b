import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { renderReview } from '../../src/core/review/review.ts'
import { asBot } from '../../src/core/viewer.ts'
import { gatherFacts } from '../../src/flows/gather-facts.ts'
import { gatherWords } from '../../src/flows/gather-words.ts'
import type { Channel, Person, SeenMessage } from '../../src/sandbox/index.ts'
import { insertEntry } from '../../src/store/entries.ts'
import { getIncident } from '../../src/store/incidents.ts'
import { testSeals } from '../support/seals.ts'
import { createStage, type Stage } from '../support/stage.ts'
import { answers, incidentWith, readBy, resolve, reviewFor, says, tablesHolding, toldTo } from '../support/story.ts'

const day = 24 * 60 * 60 * 1000

describe('the review', () => {
  let stage: Stage
  let maya: Person
  let sam: Person
  beforeAll(async () => {
    stage = await createStage()
    maya = stage.workspace.addUser({ name: 'maya', tz: 'Europe/Vienna' })
    sam = stage.workspace.addUser({ name: 'sam', tz: 'Europe/Vienna' })
  })
  afterAll(() => stage.close())

  const later = (milliseconds: number) => stage.at(new Date(stage.clock.now().getTime() + milliseconds))

  /** To ten in the morning, in Vienna, so many days on. */
  const tenAfter = (days: number) =>
    stage.at(`${new Date(stage.clock.now().getTime() + days * day).toISOString().slice(0, 10)}T09:00:00Z`)

  const seenIn = (channel: Channel, person = maya) =>
    person
      .sees(channel)
      .map((message) => readBy(stage, message))
      .join('\n')

  const newest = async (id: string): Promise<number> => {
    const { rows } = await stage.database.pool.query<{ count: number }>(
      'select count(*)::int from "ReviewVersion" where "incidentId" = $1::uuid',
      [id],
    )
    return rows[0]?.count ?? 0
  }

  /** Every stored version, put into words from the facts of now. */
  async function allVersions(id: string): Promise<string[]> {
    const { rows } = await stage.database.pool.query(
      'select statements from "ReviewVersion" where "incidentId" = $1::uuid order by number',
      [id],
    )
    const config = readConfig({}, () => '')
    return stage.database.db.transaction(async (tx) => {
      const facts = await gatherFacts(tx, { config, seals: testSeals }, await getIncident(tx, asBot(stage.workspace.id), id))
      if (!facts) return []
      const { words } = await gatherWords(tx, config, facts)
      return rows.map(({ statements }) => JSON.stringify(renderReview(statements, facts, words)))
    })
  }

  it('is compiled when the incident is resolved, from facts only, each sentence with its source', async () => {
    const { channel, id } = await incidentWith(stage, maya, 'users table is empty sev1', [
      { by: sam, says: 'backups have been off' },
    ])
    const alert = await stage.workspace.botPosts(channel, { text: 'rows in users: 0', name: 'alerts' })
    await maya.reacts(channel, alert.ts, 'pushpin')
    await stage.settled()
    expect(await newest(id)).toBe(0)
    const early = await maya.runs('/incident review', { in: channel })
    expect(early.reply && readBy(stage, early.reply)).toContain('INC-1 has no review yet')

    await stage.after(60)
    await resolve(stage, maya, channel)
    expect(await newest(id)).toBe(1)
    const told = seenIn(channel)
    expect(told).toContain('Resolved after 1 h 1 min. Thank you. Rest comes first.')
    expect(told).toContain('On the timeline: 4 entries.')
    expect(told).toContain('The review of INC-1 opens on Wednesday, November 25th')
    expect(told).toContain('[Leave myself a note] [Review so far]')

    const review = await reviewFor(stage, sam, channel)
    expect(review).toContain('responder 2: “backups have been off” E2')
    expect(review).toContain('alerts: “rows in users: 0” E3')
    const { rows } = await stage.database.pool.query('select statements from "ReviewVersion"')
    const [{ statements }] = rows
    expect(statements.every(({ sources }: { sources: string[] }) => sources.length > 0)).toBe(true)
    expect(await tablesHolding(stage, 'backups have been off')).toEqual(['public."LogMessage"'])
    expect(review.match(/because|caused|led to|due to|resulted in|root cause/i)).toBeNull()
  })

  it('has a new version whenever a source changes, and none where nothing did', async () => {
    const { channel, said, id } = await incidentWith(stage, maya, 'slow checkout sev1', [
      { by: sam, says: 'the cache is cold' },
      { by: sam, says: 'I warm the cache' },
    ])
    await resolve(stage, maya, channel)
    const [first, second] = said
    if (!first || !second) throw new Error('nothing was said')
    expect(await newest(id)).toBe(1)

    await sam.edits(channel, first.ts, 'the cache was empty')
    await stage.settled()
    expect(await newest(id)).toBe(2)
    expect(await reviewFor(stage, maya, channel)).toContain('“the cache was empty”')

    await sam.reacts(channel, first.ts, 'pushpin')
    await sam.edits(channel, first.ts, 'the cache was empty')
    await stage.settled()
    expect(await newest(id)).toBe(2)

    for (const person of [maya, sam]) await person.unreacts(channel, first.ts, 'pushpin')
    await stage.settled()
    expect(await newest(id)).toBe(3)
    expect((await allVersions(id)).filter((version) => version.includes('the cache was empty'))).toEqual([])

    await maya.runs('/incident note the cache is filled at night', { in: channel })
    await stage.settled()
    expect(await newest(id)).toBe(4)

    await sam.deletes(channel, second.ts)
    await stage.settled()
    expect(await newest(id)).toBe(5)
    expect((await allVersions(id)).filter((version) => version.includes('I warm the cache'))).toEqual([])
    expect(await tablesHolding(stage, 'I warm the cache')).toEqual([])
  })

  it('shows released answers once it is open, beside their moments, and none of what was taken back', async () => {
    await tenAfter(1)
    const { channel, id } = await incidentWith(stage, maya, 'wrong prices sev1', [{ by: sam, says: 'I load the old list' }])
    await resolve(stage, maya, channel)
    await tenAfter(1)
    const asOfAsking = await newest(id)
    await answers(stage, sam, 'it was on my desk')
    expect(await newest(id)).toBe(asOfAsking)
    await answers(stage, sam, 'it was on my desk', 'by_role', 'Change')
    await answers(stage, maya, 'a customer called', 'with_name')
    expect(await reviewFor(stage, sam, channel)).not.toContain('a customer called')
    expect(await reviewFor(stage, sam, channel)).toContain('Asked so far: 2 people.')
    expect(seenIn(channel)).not.toContain('the review is open')

    await later(4 * day)
    expect(seenIn(channel).match(/the review is open\. 2 accounts/g)).toHaveLength(1)
    const open = await reviewFor(stage, maya, channel)
    expect(open).toContain('Heard from: 2 people, in 2 accounts.')
    expect(open).toMatch(/• \d\d:\d\d · maya, asked “What caught your eye, and where\?”: “a customer called”/)
    expect(open).toMatch(/• \d\d:\d\d · responder, asked “What made this [^”]+”: “it was on my desk”/)
    expect(open).not.toContain('sam')

    await answers(stage, sam, 'it was on my desk', 'only_me', 'Change')
    const after = await reviewFor(stage, maya, channel)
    expect(after).toContain('Heard from: 1 person, in 1 account.')
    expect(after).not.toContain('on my desk')
    expect((await allVersions(id)).filter((version) => /on my desk|Heard from: 2/.test(version))).toEqual([])
    const released = await newest(id)
    await answers(stage, sam, 'it was on my desk', 'by_role', 'Change')
    expect(await newest(id)).toBe(released + 1)
    await later(9 * day)
    expect(seenIn(channel).match(/the review is open/g)).toHaveLength(1)
  })

  it('waits with its opening while people are at work again', async () => {
    const { channel } = await incidentWith(stage, maya, 'lost orders sev1', [{ by: sam, says: 'I replay them' }])
    await resolve(stage, maya, channel)
    await maya.runs('/incident reopen', { in: channel })
    await stage.settled()
    await later(9 * day)
    expect(seenIn(channel)).not.toContain('the review is open')
    await says(stage, channel, maya, { by: sam, says: 'I replay the rest' })
    await resolve(stage, maya, channel)
    expect(await reviewFor(stage, maya, channel)).toContain('“I replay the rest”')
    await later(9 * day)
    expect(seenIn(channel).match(/the review is open/g)).toHaveLength(1)
  })

  it('opens for no severity that wants none, and asks nobody when the severity is lowered after the end', async () => {
    const { channel } = await incidentWith(stage, maya, 'slow mail sev1', [{ by: sam, says: 'I wait' }])
    await resolve(stage, maya, channel)
    await maya.runs('/incident severity sev4', { in: channel })
    await stage.settled()
    await tenAfter(9)
    expect(toldTo(stage, sam, 'slow mail')).toEqual([])
    expect(seenIn(channel)).not.toContain('the review is open')
    expect(await reviewFor(stage, maya, channel)).toContain('“I wait”')
  })

  it('is read in pages that Slack takes, with nothing cut, however long it is', async () => {
    const { channel, id } = await incidentWith(stage, maya, 'long story sev1')
    const words = (at: number) =>
      `note ${at} <&> ${'`'.repeat(at === 7 ? 3 : 0)} ${'🧯 &<b> '.repeat(at % 10 === 0 ? 350 : 9)} end${at}.`
    await stage.database.db.transaction(async (tx) => {
      for (let at = 1; at <= 200; at += 1) await insertEntry(tx, noteOf(id, maya, words(at)))
    })
    await stage.after(1)
    await resolve(stage, maya, channel)
    const pages: SeenMessage[] = []
    const { reply } = await maya.runs('/incident review', { in: channel })
    for (let page = reply; page; page = pages.length < 200 ? await nextOf(channel, page) : null) pages.push(page)
    const sizes = pages.map(({ blocks }) => ({ count: blocks?.length ?? 0, size: JSON.stringify(blocks).length }))
    expect(Math.max(...sizes.map(({ count }) => count))).toBeLessThanOrEqual(50)
    expect(Math.max(...sizes.map(({ size }) => size))).toBeLessThanOrEqual(12_000)
    const all = pages.map((page) => readBy(stage, page)).join('\n')
    expect(all).not.toContain('… ')
    for (let at = 1; at <= 200; at += 1) expect(all).toContain(`end${at}.`)
    expect(stage.logged).toEqual([])
  })

  const noteOf = (incidentId: string, { id: authorId }: Person, text: string) => ({
    workspaceId: stage.workspace.id,
    incidentId,
    kind: 'note' as const,
    source: 'command' as const,
    happenedAt: stage.clock.now(),
    recordedAt: stage.clock.now(),
    authorId,
    authorName: null,
    text,
    change: null,
    channelId: null,
    messageTs: null,
    permalink: null,
  })

  /** The page behind "Go on"; null on the last one. */
  async function nextOf(channel: Channel, page: SeenMessage): Promise<SeenMessage | null> {
    if (!readBy(stage, page).includes('[Go on]')) return null
    await maya.clicks(page, 'Go on')
    await stage.settled()
    return maya.sees(channel).find(({ ts }) => ts === page.ts) ?? null
  }
})
