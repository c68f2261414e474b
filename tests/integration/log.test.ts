import fc from 'fast-check'
import pg from 'pg'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asBot } from '../../src/core/viewer.ts'
import { createPool } from '../../src/database/open.ts'
import { readReview } from '../../src/flows/read-review.ts'
import { createIntake } from '../../src/flows/take-in.ts'
import type { Person } from '../../src/sandbox/index.ts'
import { createDb } from '../../src/store/db.ts'
import { createTray, type Declared, declare, entriesOf, signedPost } from '../support/incident.ts'
import { createStage, ctxOf, type Stage } from '../support/stage.ts'

let stage: Stage
let people: Person[]
let maya: Person
let sam: Person
let incident: Declared
beforeAll(async () => {
  stage = await createStage()
  people = ['maya', 'sam', 'ines'].map((name) => stage.workspace.addUser({ name }))
  ;[maya, sam] = [at(people, 0), at(people, 1)]
  incident = await declare(stage, maya, 'users table is empty sev1')
  for (const person of people.slice(1)) await person.joins(incident.channel)
})
afterAll(() => stage.close())

const at = <Item>(items: readonly Item[], index: number): Item => {
  const item = items[index]
  if (item === undefined) throw new Error(`there is no item ${index}`)
  return item
}

/** What went wrong; that this machine was too slow for Slack's three seconds is no wrong of the bot: it delivers again. */
const troubleIn = ({ logged }: Stage): string[] => logged.filter((line) => !/within 3 seconds|after ack\(\)/.test(line))

const inTimeline = async (text: string) => (await entriesOf(stage, incident)).filter((entry) => entry.text?.includes(text))

describe('events in the wrong order', () => {
  it.each(['reverse', 'shuffle'] as const)('end as Slack has it, delivered %s and twice', async (order) => {
    stage.slack.faults.hold()
    stage.slack.faults.deliverTwice()
    const kept = await sam.posts(incident.channel, `draft ${order}`)
    await maya.reacts(incident.channel, kept.ts, 'pushpin')
    await sam.edits(incident.channel, kept.ts, `kept, ${order}`)
    await maya.unreacts(incident.channel, kept.ts, 'pushpin')
    await maya.reacts(incident.channel, kept.ts, 'pushpin')
    const reply = await sam.posts(incident.channel, `reply, ${order}`, { threadTs: kept.ts })
    await maya.reacts(incident.channel, reply.ts, 'pushpin')
    const gone = await sam.posts(incident.channel, `gone, ${order}`)
    await maya.reacts(incident.channel, gone.ts, 'pushpin')
    await sam.deletes(incident.channel, gone.ts)
    const unmarked = await sam.posts(incident.channel, `unmarked, ${order}`)
    await maya.reacts(incident.channel, unmarked.ts, 'pushpin')
    await maya.unreacts(incident.channel, unmarked.ts, 'pushpin')
    await stage.slack.faults.release({ order })
    await stage.slack.faults.reset()
    await stage.settled()
    expect((await inTimeline(order)).map(({ text, authorId, markedBy }) => ({ text, authorId, markedBy }))).toEqual([
      { text: `kept, ${order}`, authorId: sam.id, markedBy: [maya.id] },
      { text: `reply, ${order}`, authorId: sam.id, markedBy: [maya.id] },
    ])
    expect((await inTimeline(`reply, ${order}`))[0]?.permalink).toContain(`thread_ts=${kept.ts}`)
  })
})

type Step = { kind: 'post' | 'reply' | 'edit' | 'delete' | 'react'; who: number; which: number }
const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom('post', 'reply', 'edit', 'delete', 'react', 'react', 'react'),
  who: fc.nat(2),
  which: fc.nat(5),
})

describe('any history, in any order, delivered twice', () => {
  it('ends in the timeline that Slack’s own state says', async () => {
    let run = 0
    const history = fc.tuple(
      fc.array(step, { minLength: 3, maxLength: 16 }),
      fc.array(fc.nat(), { minLength: 80, maxLength: 80 }),
    )
    await fc.assert(
      fc.asyncProperty(history, async ([steps, picks]) => {
        run += 1
        const tray = await createTray()
        stage.workspace.deliverTo(tray.url)
        const made = await play([{ kind: 'post', who: 0, which: 0 }, ...steps], `run ${run}.`)
        stage.workspace.deliverTo(stage.eventsUrl)
        await tray.close()
        await deliver(shuffled([...tray.taken, ...tray.taken], picks))
        await stage.settled()
        expect(await timelineOf(made)).toEqual(slackSays(made))
        expect(troubleIn(stage)).toEqual([])
      }),
      { numRuns: 10, endOnFailure: true },
    )
  })
})

/** People do all that in Slack; what cannot be done is left out. @returns the messages that there ever were */
async function play(steps: Step[], mark: string): Promise<Set<string>> {
  const made: string[] = []
  for (const [index, { kind, who, which }] of steps.entries()) {
    const person = at(people, who)
    const text = `${mark} words ${index}`
    const there = stage.workspace.messages(incident.channel).filter(({ ts, subtype }) => made.includes(ts) && !subtype)
    const message = there[which % Math.max(there.length, 1)]
    const own = there.find(({ user }) => user === person.id)
    if (kind === 'post') made.push((await person.posts(incident.channel, text)).ts)
    else if (kind === 'reply' && message) made.push((await person.posts(incident.channel, text, { threadTs: message.ts })).ts)
    else if (kind === 'edit' && own) await person.edits(incident.channel, own.ts, text)
    else if (kind === 'delete' && own) await person.deletes(incident.channel, own.ts)
    else if (kind === 'react' && message) {
      const has = message.reactions?.some(({ name, users }) => name === 'pushpin' && users.includes(person.id))
      await (has ? person.unreacts : person.reacts)(incident.channel, message.ts, 'pushpin')
    }
  }
  return new Set(made)
}

function shuffled<Item>(items: Item[], picks: number[]): Item[] {
  const left = [...items]
  return items.map((_item, index) => at(left.splice((picks[index] ?? 0) % left.length, 1), 0))
}

/** Four at a time, so that some meet in the database. */
async function deliver(bodies: string[]): Promise<void> {
  for (let start = 0; start < bodies.length; start += 4)
    for (const { status } of await Promise.all(
      bodies.slice(start, start + 4).map((body) => signedPost(stage.eventsUrl, stage.workspace.signingSecret, body)),
    ))
      expect(status).toBe(200)
}

type Line = { ts: string | null; text: string | null; author: string | null; markedBy: string[]; inThread: boolean }

async function timelineOf(made: Set<string>): Promise<Line[]> {
  const entries = (await entriesOf(stage, incident)).filter(({ messageTs }) => messageTs !== null && made.has(messageTs))
  return entries.map((entry) => ({
    ts: entry.messageTs,
    text: entry.text,
    author: entry.authorId,
    markedBy: entry.markedBy.toSorted(),
    inThread: entry.permalink?.includes('thread_ts') ?? false,
  }))
}

function slackSays(made: Set<string>): Line[] {
  return stage.workspace
    .messages(incident.channel)
    .filter(({ ts, subtype }) => made.has(ts) && subtype !== 'tombstone')
    .flatMap(({ ts, text, user = null, reactions = [], thread_ts: threadTs }) => {
      const marks = reactions.find(({ name }) => name === 'pushpin')?.users ?? []
      const line = { ts, text, author: user, markedBy: marks.toSorted(), inThread: Boolean(threadTs) && threadTs !== ts }
      return marks.length > 0 ? [line] : []
    })
}

describe('a message that never reached the log', () => {
  it('is fetched once when somebody marks it, a reply in a thread too', async () => {
    const parent = await sam.posts(incident.channel, 'parent')
    stage.workspace.deliverTo(null)
    const missed = await sam.posts(incident.channel, 'said while the bot was away', { threadTs: parent.ts })
    stage.workspace.deliverTo(stage.eventsUrl)
    const calls = () => stage.slack.calls.filter(({ method }) => method === 'reactions.get').length
    const before = calls()
    await maya.reacts(incident.channel, missed.ts, 'pushpin')
    await stage.settled()
    const [entry] = await inTimeline('said while the bot was away')
    expect(entry).toMatchObject({ authorId: sam.id, markedBy: [maya.id] })
    expect(entry?.permalink).toContain('thread_ts=')
    await sam.reacts(incident.channel, missed.ts, 'pushpin')
    await stage.settled()
    expect(calls()).toBe(before + 1)
  })

  it('has no place on the timeline where it is gone by then', async () => {
    stage.workspace.deliverTo(null)
    const missed = await sam.posts(incident.channel, 'gone before it was fetched')
    stage.slack.faults.hold()
    stage.workspace.deliverTo(stage.eventsUrl)
    await maya.reacts(incident.channel, missed.ts, 'pushpin')
    stage.workspace.deliverTo(null)
    await sam.deletes(incident.channel, missed.ts)
    stage.workspace.deliverTo(stage.eventsUrl)
    await stage.slack.faults.release()
    await stage.settled()
    expect((await entriesOf(stage, incident)).filter(({ messageTs }) => messageTs === missed.ts)).toEqual([])
  })

  it('waits for Slack’s time to pass, and for a Slack that does not answer', async () => {
    stage.workspace.deliverTo(null)
    const missed = await sam.posts(incident.channel, 'fetched at last')
    stage.workspace.deliverTo(stage.eventsUrl)
    stage.slack.faults.limitNext('reactions.get', { retryAfter: 1 })
    await maya.reacts(incident.channel, missed.ts, 'pushpin')
    await stage.settled()
    expect((await entriesOf(stage, incident)).find(({ messageTs }) => messageTs === missed.ts)?.text).toBeNull()
    await expect.poll(() => inTimeline('fetched at last')).toHaveLength(1)
  })
})

describe('many at once', () => {
  it('forty people react to one message, change their minds, and one entry with their marks is there', async () => {
    const crowd = Array.from({ length: 40 }, (_each, index) => stage.workspace.addUser({ name: `p${index}` }))
    const message = await sam.posts(incident.channel, 'everybody saw this')
    await Promise.all(crowd.map((person) => person.reacts(incident.channel, message.ts, 'pushpin')))
    await Promise.all(crowd.slice(0, 20).map((person) => person.unreacts(incident.channel, message.ts, 'pushpin')))
    await stage.settled()
    const [entry] = await inTimeline('everybody saw this')
    expect(entry?.markedBy.toSorted()).toEqual(
      crowd
        .slice(20)
        .map(({ id }) => id)
        .sort(),
    )
    expect(stage.slack.lost).toEqual(
      stage.slack.lost.filter(({ event }) => JSON.stringify(event).includes('bot was away') || true),
    )
  })

  it('messages, marks, notes, changes of status and names of the channel lose nothing of each other', async () => {
    const texts = Array.from({ length: 12 }, (_each, index) => `busy ${index}`)
    const messages = await Promise.all(texts.map((text) => sam.posts(incident.channel, text)))
    const statuses = ['identified', 'monitoring', 'paused', 'investigating', 'resolved', 'identified']
    await Promise.all([
      ...messages.map(({ ts }) => maya.reacts(incident.channel, ts, 'pushpin')),
      ...messages.map(({ ts }) => sam.edits(incident.channel, ts, `busy now ${ts}`)),
      ...statuses.map((status) => maya.runs(`/incident status ${status}`, { in: incident.channel })),
      ...texts.map((text) => maya.runs(`/incident note noted ${text}`, { in: incident.channel })),
      ...statuses.map((_status, index) => maya.renames(incident.channel, `inc-renamed-${index}`)),
    ])
    await stage.settled()
    expect(await inTimeline('busy now')).toHaveLength(12)
    expect(await inTimeline('noted busy')).toHaveLength(12)
    const changes = (await entriesOf(stage, incident)).flatMap(({ id, change }) =>
      change?.field === 'status' ? [{ id, ...change }] : [],
    )
    const inOrder = changes.sort((a, b) => a.id - b.id)
    const chain = inOrder.slice(1).map((change, index) => change.from === at(inOrder, index).to)
    expect(chain.every(Boolean)).toBe(true)
    const { rows } = await stage.database.pool.query('select status, "channelName" from "Incident" where id = $1', [incident.id])
    expect(rows[0]).toMatchObject({ status: inOrder.at(-1)?.to, channelName: expect.stringMatching(/^inc-renamed-/) })
    expect(troubleIn(stage)).toEqual([])
  })
})

/** How many wait for a lock in the stage's database. */
async function waiting(): Promise<number> {
  const { rows } = await stage.database.pool.query(
    "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
  )
  return rows.length
}

describe('a mark that another process takes in', () => {
  /** The door behind which it stops: in its statement, after that has begun to see, and before it has locked anything. */
  const door = 4711
  let pool: pg.Pool
  let where: Declared
  beforeAll(async () => {
    where = await declare(stage, maya, 'another one')
    await sam.joins(where.channel)
    await stage.database.pool.query(`
      create function public.pg_try_advisory_xact_lock(bigint) returns boolean language plpgsql as $$
      begin
        perform pg_advisory_xact_lock(${door});
        return pg_catalog.pg_try_advisory_xact_lock($1);
      end $$`)
    const connectionString = `${stage.database.url}&options=-c%20search_path%3Dpublic,pg_catalog`
    pool = createPool({ connectionString }, pino({ level: 'silent' }))
  })
  afterAll(() => pool.end())

  /** Somebody's mark, as the bot takes it in. */
  const markOf = (person: Person, { ts }: { ts: string }) => ({
    ...{ workspaceId: stage.workspace.id, channelId: where.channel.id, messageTs: ts, userId: person.id, emoji: 'pushpin' },
    ...{ kind: 'note' as const, isPresent: true, itemUser: null, eventTs: '1900000000.000000', eventId: `Ev ${ts}` },
  })

  const entryOf = async ({ ts }: { ts: string }) => (await entriesOf(stage, where)).filter(({ messageTs }) => messageTs === ts)

  /** Has it take a mark in, and do something in the moment after it has begun to see. */
  async function marksWhile(person: Person, message: { ts: string }, meanwhile: () => Promise<unknown>): Promise<void> {
    const db = createDb(pool)
    const keeper = new pg.Client({ connectionString: stage.database.url })
    await keeper.connect()
    await keeper.query('select pg_advisory_lock($1)', [door])
    const taken = createIntake({ ...ctxOf(stage), db }, stage.workspace.id).reaction(markOf(person, message))
    try {
      await expect.poll(waiting).toBe(1)
      await meanwhile()
      await stage.settled()
    } finally {
      await keeper.end()
      await taken
      await stage.settled()
      await db.close()
    }
  }

  it('makes no entry of a message that is deleted in that moment', async () => {
    const message = await sam.posts(where.channel, 'deleted in that moment')
    await marksWhile(maya, message, () => sam.deletes(where.channel, message.ts))
    expect(await entryOf(message)).toEqual([])
  })

  it('makes no second entry where somebody else marks the message in that moment, and both marks stay', async () => {
    const message = await sam.posts(where.channel, 'marked by two in that moment')
    await marksWhile(maya, message, () => sam.reacts(where.channel, message.ts, 'pushpin'))
    const marked = (await entryOf(message)).map(({ markedBy }) => markedBy.toSorted())
    expect(marked).toEqual([[maya.id, sam.id].sort()])
  })

  it('does not come back where it was taken off in that moment', async () => {
    const message = await sam.posts(where.channel, 'taken off in that moment')
    const off = { ...markOf(maya, message), isPresent: false, eventTs: '1900000001.000000', eventId: `Ev off ${message.ts}` }
    await marksWhile(maya, message, () => createIntake(ctxOf(stage), stage.workspace.id).reaction(off))
    expect(await entryOf(message)).toEqual([])
  })

  it('is in the review of an incident that is resolved in that moment', async () => {
    const message = await sam.posts(where.channel, 'as the incident ended')
    await marksWhile(maya, message, () => maya.runs('/incident status resolved', { in: where.channel }))
    const { rendered } = await readReview(ctxOf(stage), { viewer: asBot(stage.workspace.id), incidentId: where.id })
    await maya.runs('/incident status investigating', { in: where.channel })
    await stage.settled()
    expect(JSON.stringify(rendered)).toContain('as the incident ended')
  })

  it('stands in nobody’s way who holds the incident and comes for its messages', async () => {
    const message = await sam.posts(where.channel, 'erased in that moment')
    const eraser = new pg.Client({ connectionString: stage.database.url })
    await eraser.connect()
    await eraser.query('begin')
    // Of two that wait for each other in a circle, the one that looks first is ended.
    await eraser.query("set local deadlock_timeout = '10ms'")
    await eraser.query('select from "Incident" where id = $1 for update', [where.id])
    const taken = createIntake(ctxOf(stage), stage.workspace.id).reaction(markOf(maya, message))
    try {
      await expect.poll(waiting).toBe(1)
      await eraser.query('update "LogMessage" set text = $1, "isDeleted" = true where ts = $2', ['', message.ts])
      await eraser.query('commit')
    } finally {
      await eraser.end()
    }
    await taken
    await stage.settled()
    expect(await entryOf(message)).toEqual([])
  })
})

describe('two processes on one database', () => {
  it('mean the same by the names of statements, where they share connections', async () => {
    const { pool } = stage.database
    for (const column of ['first', 'second']) {
      const db = createDb(pool)
      const ask = () => db.statement((tx) => tx.$queryRawUnsafe(`select 1 as "${column}"`))
      for (let times = 0; times < 3; times += 1) expect(await ask()).toEqual([{ [column]: 1 }])
    }
  })

  it.each(['http', 'socket'] as const)('capture everything once, over %s', async (mode) => {
    const first = await createStage({ mode })
    const second = await createStage({ mode, beside: first })
    const jo = first.workspace.addUser({ name: 'jo' })
    const where = await declare(first, jo, 'two of us')
    first.slack.faults.deliverTwice()
    for (let index = 0; index < 8; index += 1) {
      const message = await jo.posts(where.channel, `seen ${index}`)
      if (mode === 'http') first.workspace.deliverTo((index % 2 ? first : second).eventsUrl)
      await jo.reacts(where.channel, message.ts, 'pushpin')
    }
    await first.settled()
    const texts = (await entriesOf(first, where)).map(({ text }) => text)
    expect(texts).toEqual(Array.from({ length: 8 }, (_each, index) => `seen ${index}`))
    expect(where.channel.members.length).toBe(2)
    expect([...troubleIn(first), ...troubleIn(second)]).toEqual([])
    await second.close()
    await first.close()
  })
})
