import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Person, SeenMessage } from '../../src/sandbox/index.ts'
import { shortcuts } from '../../src/slack/ids.ts'
import { type Declared, declare, entriesOf, sectionsOf } from '../support/incident.ts'
import { createStage, type Stage, textOf } from '../support/stage.ts'
import { formBefore } from '../support/story.ts'

let stage: Stage
let maya: Person
let sam: Person
let incident: Declared
let ops: { id: string }
beforeAll(async () => {
  stage = await createStage()
  maya = stage.workspace.addUser({ name: 'maya', realName: 'Maya Lind', tz: 'Europe/Vienna' })
  sam = stage.workspace.addUser({ name: 'sam', realName: 'Sam Oduya' })
  ops = stage.workspace.addChannel({ name: 'ops', members: [maya, sam] })
  incident = await declare(stage, maya, 'users table is empty sev1')
  await sam.joins(incident.channel)
})
afterAll(() => stage.close())

const inTimeline = async (text: string, of = incident) =>
  (await entriesOf(stage, of)).filter((entry) => entry.text?.includes(text))
const addresses = ({ ts }: SeenMessage, channel: { id: string }) =>
  `${stage.workspace.url}archives/${channel.id}/p${ts.replace('.', '')}`

async function opens(person: Person, message: SeenMessage, callbackId: string = shortcuts.addToTimeline) {
  await person.shortcut(callbackId, { message })
  await stage.settled()
}
async function adds(person: Person, message: SeenMessage, values: Record<string, string> = {}) {
  await opens(person, message)
  const answer = await person.submits(values)
  await stage.settled()
  return answer
}

describe('“Add to timeline” on a message of an incident’s channel', () => {
  it('is a mark like a reaction, with a kind; its time stands in the form', async () => {
    const message = await sam.posts(incident.channel, 'the backup is from yesterday')
    await stage.after(5)
    await opens(maya, message)
    expect(formBefore(stage, maya)).toContain('Sunday 22 November 2026, 15:30 (5 min ago, Europe/Vienna)')
    expect(await maya.submits({ kind: 'observation' })).toMatchObject({ action: 'close' })
    await stage.settled()
    expect(await inTimeline('the backup is from')).toMatchObject([
      {
        kind: 'observation',
        source: 'shortcut',
        authorId: sam.id,
        markedBy: [maya.id],
        permalink: addresses(message, incident.channel),
      },
    ])
    await sam.edits(incident.channel, message.ts, 'the backup is from Friday')
    await stage.settled()
    expect(await inTimeline('the backup is from Friday')).toHaveLength(1)
  })

  it('stays when a reaction is taken off, and a comparison with Slack leaves it alone', async () => {
    const message = await sam.posts(incident.channel, 'restore has begun')
    await adds(maya, message)
    await maya.reacts(incident.channel, message.ts, 'pushpin')
    await maya.unreacts(incident.channel, message.ts, 'pushpin')
    await stage.settled()
    await stage.at(new Date(stage.clock.now().getTime() + 40 * 60_000))
    expect(await inTimeline('restore has begun')).toMatchObject([{ markedBy: [maya.id] }])
    await sam.deletes(incident.channel, message.ts)
    await stage.settled()
    expect(await inTimeline('restore has begun')).toEqual([])
  })

  it('with a line of one’s own and another time is a version; a second person adds a mark, never an entry', async () => {
    const message = await sam.posts(incident.channel, 'well. that explains a lot, look at the cron tab')
    await opens(maya, message)
    expect((await maya.submits({ text: 'cron had the wrong host', when: '2 months ago', about: 'cron' })).action).toBe('update')
    await maya.submits()
    await stage.settled()
    await adds(sam, message, { kind: 'surprise' })
    expect(await inTimeline('that explains a lot')).toEqual([])
    const [entry, ...more] = await inTimeline('cron had the wrong host')
    expect(more).toEqual([])
    expect(entry).toMatchObject({ about: 'cron', authorId: sam.id, markedBy: [maya.id, sam.id] })
    expect(entry?.happenedAt.toISOString().slice(0, 7)).toBe('2026-09')
  })

  it('is not for the bot’s own messages', async () => {
    const own = maya.sees(incident.channel).find(({ user }) => user === stage.workspace.botUserId)
    if (own) await opens(maya, own)
    expect(maya.currentView()).toBeNull()
    expect(maya.sees(incident.channel).map(textOf).at(-1)).toContain('a message of mine')
  })
})

describe('“Add to timeline” on a message of another channel, where the bot is not', () => {
  it('asks for the incident, and keeps time, author, address, words and files as they are then', async () => {
    const long = `deploy of billing ${'with a long story '.repeat(300)}and an end & <more>`
    const message = await sam.posts(ops, long, { files: [{ name: 'graph.png', content: 'x' }] })
    await stage.after(30)
    await opens(maya, message)
    expect((await maya.submits({ incident: incident.id, kind: 'action' })).errors).toEqual({})
    await stage.settled()
    const [entry, ...more] = await inTimeline('deploy of billing')
    expect(more).toEqual([])
    expect(entry).toMatchObject({ kind: 'action', source: 'shortcut', authorId: sam.id, permalink: addresses(message, ops) })
    expect(entry?.files.map(({ name }) => name)).toEqual(['graph.png'])
    expect(entry?.text?.length).toBe(message.text.length)
    expect(entry?.happenedAt.getTime()).toBe(Math.floor(Number(message.ts) * 1000))
    await sam.edits(ops, message.ts, 'nothing to see')
    await stage.settled()
    expect(await inTimeline('deploy of billing')).toHaveLength(1)
  })

  it('twice is one entry, and a line of one’s own another version of it', async () => {
    const message = await sam.posts(ops, 'dns is slow today')
    for (const person of [maya, sam, maya]) await adds(person, message, { incident: incident.id })
    expect(await inTimeline('dns is slow')).toHaveLength(1)
    await adds(sam, message, { incident: incident.id, text: 'dns answered after four seconds' })
    expect(await inTimeline('dns is slow')).toEqual([])
    const [entry] = await inTimeline('dns answered')
    const { rows } = await stage.database.pool.query(
      'select text, "by" from "EntryVersion" where "entryId" = $1 order by number',
      [entry?.id],
    )
    expect(rows).toEqual([
      { text: 'dns is slow today', by: maya.id },
      { text: 'dns answered after four seconds', by: sam.id },
    ])
  })

  it('says its time back with all that was typed, and the words come through', async () => {
    const message = await sam.posts(ops, 'somebody moved the rack')
    await opens(maya, message)
    await maya.submits({ incident: incident.id, when: 'yesterday 18:30' })
    expect(formBefore(stage, maya)).toContain('Saturday 21 November 2026, 18:30')
    await maya.submits()
    await stage.settled()
    expect((await inTimeline('somebody moved the rack'))[0]?.happenedAt.toISOString()).toBe('2026-11-21T17:30:00.000Z')
  })

  it('offers only incidents that the person may see', async () => {
    await declare(stage, maya, 'payroll data leaked sev1 --private')
    const message = await sam.posts(ops, 'what is going on?')
    await opens(sam, message)
    expect(JSON.stringify(sam.currentView())).toContain('users table is empty')
    expect(JSON.stringify(sam.currentView())).not.toContain('payroll')
    await sam.closes()
    await opens(maya, message)
    expect(JSON.stringify(maya.currentView())).toContain('payroll')
    await maya.closes()
  })
})

describe('declaring by a shortcut', () => {
  const newest = async () => {
    const { rows } = await stage.database.pool.query(
      'select id, number, title, description, "isPrivate" from "Incident" order by number desc limit 1',
    )
    return rows[0]
  }

  it('from anywhere opens the form', async () => {
    await maya.shortcut(shortcuts.declare)
    await maya.submits({ title: 'printer is on fire' })
    await stage.settled()
    expect(await newest()).toMatchObject({ title: 'printer is on fire' })
    expect(maya.directMessages().map(textOf).at(-1)).toContain('is declared')
  })

  it('from a message takes its words, and the message is the first entry after the declaration', async () => {
    const message = await sam.posts(ops, 'checkout is down & burning\nsince the deploy')
    await stage.after(3)
    await opens(maya, message, shortcuts.declareFrom)
    expect(formBefore(stage, maya)).toContain('checkout is down & burning')
    await maya.submits()
    await stage.settled()
    const declared = await newest()
    expect(declared).toMatchObject({ title: 'checkout is down & burning', description: 'since the deploy', isPrivate: false })
    expect(await entriesOf(stage, declared)).toMatchObject([
      { text: 'checkout is down &amp; burning\nsince the deploy', authorId: sam.id, permalink: addresses(message, ops) },
    ])
    const channel = stage.channel()
    const { reply } = await maya.runs('/incident timeline', { in: channel })
    expect(sectionsOf(reply).join()).toMatch(/checkout is down.*declared, status/s)
  })

  it('from a message of another incident’s channel leaves that incident as it is', async () => {
    const message = await sam.posts(incident.channel, 'search is slow as well')
    await opens(maya, message, shortcuts.declareFrom)
    await maya.submits()
    await stage.settled()
    expect(await inTimeline('search is slow')).toEqual([])
    expect(await inTimeline('search is slow', await newest())).toHaveLength(1)
    await adds(maya, message)
    expect(await inTimeline('search is slow')).toHaveLength(1)
  })

  it('from a place that is not for all begins as private', async () => {
    const quiet = stage.workspace.addChannel({ name: 'quiet', isPrivate: true, members: [maya] })
    const message = await maya.posts(quiet, 'keys were published')
    await opens(maya, message, shortcuts.declareFrom)
    await maya.submits()
    await stage.settled()
    expect(await newest()).toMatchObject({ title: 'keys were published', isPrivate: true })
  })
})

it('where nothing is open, says so and how to begin', async () => {
  const other = await createStage({ database: stage.database, slack: stage.slack })
  const noor = other.workspace.addUser({ name: 'noor' })
  const place = other.workspace.addChannel({ name: 'news', members: [noor] })
  const message = await noor.posts(place, 'hello')
  await noor.shortcut(shortcuts.addToTimeline, { message })
  await other.settled()
  expect(noor.currentView()).toBeNull()
  expect(noor.sees(place).map(textOf).at(-1)).toContain('No incident is open')
  await other.close()
})

it('logs no word that people wrote, and nothing went wrong', () => {
  expect(stage.logged).toEqual([])
  expect(stage.slack.lost).toEqual([])
})
