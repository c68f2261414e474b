import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Channel, Person } from '../../src/sandbox/index.ts'
import { recordOf, truthOf } from '../support/channel-truth.ts'
import { declare, sectionsOf, timelineBefore } from '../support/incident.ts'
import { createStage, type Stage, type StageOptions, textOf, wordsBefore } from '../support/stage.ts'

const options: StageOptions = { logLevel: 'trace' }
let stage: Stage
let maya: Person
let sam: Person
let jo: Person
let incidents: Channel

beforeAll(async () => {
  stage = await createStage(options)
  maya = stage.workspace.addUser({ name: 'maya', realName: 'Maya Lind', tz: 'Europe/Vienna' })
  sam = stage.workspace.addUser({ name: 'sam', realName: 'Sam Oduya' })
  jo = stage.workspace.addUser({ name: 'jo', realName: 'Jo Ek' })
  incidents = stage.workspace.addChannel({ name: 'incidents', members: [jo] })
  options.settings = `announceChannel: ${incidents.id}\ninvite:\n  people: [${jo.id}]`
  await stage.restart()
})
afterAll(() => stage.close())

const ordinary = (name: string, more: { isPrivate?: boolean; isShared?: boolean; topic?: string } = {}): Channel =>
  stage.workspace.addChannel({ name, members: [maya, sam], ...more })

/** Somebody adopts; what the bot answers them, at once and later, as text. */
async function adopts(person: Person, channel: Channel | null, words = ''): Promise<string> {
  const before = channel ? person.sees(channel).length : 0
  const { reply } = await person.runs(`/incident adopt ${words}`.trim(), channel ? { in: channel } : {})
  await stage.settled()
  const later = channel
    ? person
        .sees(channel)
        .slice(before)
        .filter(({ isEphemeral }) => isEphemeral)
    : []
  return [...(reply ? [reply] : []), ...later].flatMap((message) => sectionsOf(message)).join('\n')
}

const incidentOf = async (channel: Channel) =>
  (await stage.database.pool.query('select * from "Incident" where "channelId" = $1', [channel.id])).rows[0]

/** What the channel is shown of the backfill. */
const progress = (channel: Channel): string[] =>
  stage.workspace
    .messages(channel)
    .map(textOf)
    .filter((text) => /Read(ing)? the last/.test(text))

const callsOf = (method: string, channel: Channel): number =>
  stage.slack.calls.filter((call) => call.method === method && call.args.channel === channel.id).length

describe('a channel in which people are at work already', () => {
  let channel: Channel

  it("becomes an incident's, with all that a declared one has, and keeps its name and its topic", async () => {
    channel = ordinary('checkout-is-slow', { topic: 'ask @maya before you deploy' })
    expect(await adopts(maya, channel)).toContain('Looking at this channel')
    expect(await incidentOf(channel)).toMatchObject({
      title: 'checkout is slow',
      severity: 'sev3',
      kind: 'live',
      status: 'investigating',
      isPrivate: false,
      declaredBy: maya.id,
      channelName: 'checkout-is-slow',
    })
    expect(channel.name).toBe('checkout-is-slow')
    expect(channel.topic).toBe('ask @maya before you deploy')
    expect(channel.pins).toHaveLength(1)
    expect(channel.bookmarks.map(({ title }) => title)).toEqual(['INC-1 headline'])
    expect(channel.members).toEqual(expect.arrayContaining([stage.workspace.botUserId, jo.id]))
    expect(wordsBefore(jo, incidents)).toContain('checkout is slow')
    await maya.runs('/incident status monitoring', { in: channel })
    await stage.settled()
    expect(channel.topic).toBe('ask @maya before you deploy')
    expect(wordsBefore(sam, channel)).toContain('monitoring')
  })

  it('is not adopted twice, and neither is the channel of a declared incident', async () => {
    expect(await adopts(sam, channel, 'something else sev1')).toContain("INC-1's already")
    const declared = await declare(stage, maya, 'disk full')
    expect(await adopts(maya, declared.channel)).toContain("INC-2's already")
    const { rows } = await stage.database.pool.query('select count(*)::int as count from "Incident"')
    expect(rows).toEqual([{ count: 2 }])
  })

  it('takes title, severity and how far back from what was typed, and sets a topic where there was none', async () => {
    const other = ordinary('ops')
    await sam.posts(other, 'too long ago')
    await stage.after(4 * 60)
    await sam.posts(other, 'the table is empty')
    await adopts(maya, other, 'users table is empty sev1 --since 3h')
    const incident = await incidentOf(other)
    expect(incident).toMatchObject({ title: 'users table is empty', severity: 'sev1' })
    expect(stage.clock.now().getTime() - incident.logsFrom.getTime()).toBe(3 * 60 * 60 * 1000)
    expect((await recordOf(stage.database, other)).log.map(({ text }) => text)).not.toContain('too long ago')
    expect((await recordOf(stage.database, other)).log.map(({ text }) => text)).toContain('the table is empty')
    expect(other.topic).toContain('sev1 · investigating')
    expect(progress(other)).toEqual([expect.stringContaining('Read the last 3 h: 1 message.')])
  })
})

describe('what was written, marked and pinned before', () => {
  it('is in the log and on the timeline, in threads too; what others pinned counts as theirs', async () => {
    const channel = ordinary('db-trouble')
    const old = await sam.posts(channel, 'backups: who owns them?')
    await sam.reacts(channel, old.ts, 'pushpin')
    await maya.pins(channel, old.ts)
    await stage.after(30 * 60)
    const first = await sam.posts(channel, 'the table is emty')
    await sam.edits(channel, first.ts, 'the table is empty')
    const reply = await maya.posts(channel, 'since 14:20', { threadTs: first.ts })
    const wrong = await sam.posts(channel, 'wrong window')
    await sam.deletes(channel, wrong.ts)
    const plan = await sam.posts(channel, 'restoring from the replica')
    await maya.reacts(channel, first.ts, 'pushpin')
    await sam.reacts(channel, reply.ts, 'pushpin')
    await maya.pins(channel, plan.ts)
    const late = await sam.posts(channel, 'any news?', { threadTs: old.ts })
    await adopts(maya, channel)

    const log = (await recordOf(stage.database, channel)).log
    const all = truthOf(stage.workspace, channel, ['pushpin']).log
    expect(log).toEqual(all.filter(({ ts }) => ts !== old.ts))
    expect(log.map(({ ts }) => ts)).toContain(late.ts)
    const seen = await timelineBefore(maya, channel)
    expect(seen.filter((line) => !line.includes('declared'))).toEqual([
      expect.stringMatching(/the table is empty/),
      expect.stringMatching(/since 14:20/),
      expect.stringMatching(/restoring from the replica/),
    ])
    const { rows } = await stage.database.pool.query(
      `select "messageTs", "userId", emoji from "Mark" where "channelId" = $1 and emoji = ':pin'`,
      [channel.id],
    )
    expect(rows).toEqual([{ messageTs: plan.ts, userId: maya.id, emoji: ':pin' }])
    expect(progress(channel)).toEqual([expect.stringContaining('Read the last 24 h: 4 messages. On the timeline')])
  })

  it('reads further back when asked, doubles nothing, and takes off what is pinned no longer', async () => {
    const channel = stage.workspace.channel('db-trouble')
    await stage.after(1)
    const before = await timelineBefore(maya, channel)
    await maya.runs('/incident backfill', { in: channel })
    await stage.settled()
    expect(await timelineBefore(maya, channel)).toEqual(before)
    expect(progress(channel)).toHaveLength(2)

    const plan = stage.workspace.messages(channel).find(({ text }) => text.startsWith('restoring'))
    await maya.unpins(channel, plan?.ts ?? '')
    const { reply } = await maya.runs('/incident backfill --since 2 days', { in: channel })
    expect(textOf(reply ?? expect.fail())).toContain('Reading the channel')
    await stage.settled()
    const after = (await timelineBefore(maya, channel)).join('\n')
    expect(after).toContain('who owns them?')
    expect(after).not.toContain('restoring')
    expect((await recordOf(stage.database, channel)).log).toEqual(truthOf(stage.workspace, channel, ['pushpin']).log)
  })

  it('is left out where it is older: an edit of it, or a reaction that was there, brings nothing in; a new reaction or pin does', async () => {
    const channel = ordinary('long-lived')
    const old = await sam.posts(channel, 'last week')
    const older = await sam.posts(channel, 'also last week')
    const runbook = await sam.posts(channel, 'runbook: restore from the replica')
    await sam.reacts(channel, older.ts, 'pushpin')
    await stage.after(7 * 24 * 60)
    await maya.pins(channel, runbook.ts)
    await adopts(maya, channel)
    await sam.edits(channel, old.ts, 'last week, edited')
    await stage.settled()
    expect((await recordOf(stage.database, channel)).log.filter(({ text }) => text.includes('last week'))).toEqual([])
    expect(await timelineBefore(maya, channel)).toEqual([expect.stringContaining('runbook'), expect.stringContaining('declared')])
    await maya.reacts(channel, old.ts, 'pushpin')
    await stage.settled()
    expect((await timelineBefore(maya, channel)).join()).toContain('last week, edited')
  })
})

describe('a long history', () => {
  it('is shown as it is read, goes on after a restart and where Slack makes it wait, and ends the same', async () => {
    const channel = ordinary('busy')
    for (let count = 0; count < 1050; count += 1) await sam.posts(channel, `message ${count}`)
    const parent = await sam.posts(channel, 'and the replica?')
    await maya.posts(channel, 'fine', { threadTs: parent.ts })
    await maya.reacts(channel, parent.ts, 'pushpin')
    stage.slack.faults.limitNext('conversations.history', { retryAfter: 1 })
    stage.slack.faults.limitNext('conversations.replies', { retryAfter: 4 })
    await maya.runs('/incident adopt', { in: channel })
    await expect.poll(() => progress(channel).join()).toContain('1051 messages so far, 1 thread to go')
    await stage.restart()
    await stage.app.runDue()
    await expect
      .poll(() => progress(channel).join(), { timeout: 40_000 })
      .toContain('Read the last 24 h: 1052 messages. On the timeline')
    await stage.settled()
    expect(progress(channel)).toHaveLength(1)
    expect(await recordOf(stage.database, channel)).toEqual(truthOf(stage.workspace, channel, ['pushpin']))
    expect(
      stage.workspace
        .messages(channel)
        .map(textOf)
        .filter((text) => /Back after|Caught up/.test(text)),
    ).toEqual([])
  })

  it('costs nothing more once it is read: threads that were over before the incident are not read again', async () => {
    const channel = ordinary('threads')
    for (const text of ['one', 'two', 'three']) {
      const { ts } = await sam.posts(channel, text)
      await maya.posts(channel, 'and?', { threadTs: ts })
    }
    await stage.after(48 * 60)
    const { ts } = await sam.posts(channel, 'four')
    await maya.posts(channel, 'and?', { threadTs: ts })
    await adopts(maya, channel)
    expect(callsOf('conversations.replies', channel)).toBe(1)
    await stage.after(31)
    const isDue = 'select 1 from "Comparison" where "dueAt" <= $1'
    while ((await stage.database.pool.query(isDue, [stage.clock.now()])).rowCount) await stage.app.runDue()
    await stage.settled()
    expect(callsOf('conversations.history', channel)).toBe(2)
    expect(callsOf('conversations.replies', channel)).toBe(1)
    expect(callsOf('pins.list', channel)).toBe(1)
  })
})

describe('a private channel', () => {
  it('says how to let the bot in, gives the words back, and then stays private; nobody is invited to what was said before', async () => {
    const channel = ordinary('payroll-leak', { isPrivate: true })
    await sam.posts(channel, 'the salary of everybody is public')
    const told = await adopts(maya, channel, 'payroll data is public for everybody to read sev1')
    expect(told).toContain(`Invite <@${stage.workspace.botUserId}> with \`/invite\``)
    expect(told).toContain('/incident adopt payroll data is public for everybody to read sev1')
    expect(await incidentOf(channel)).toBeUndefined()
    await maya.invites(channel, [stage.workspace.botUserId])
    await adopts(maya, channel, 'payroll data is public sev1')
    expect(await incidentOf(channel)).toMatchObject({ isPrivate: true })
    expect(channel.members).not.toContain(jo.id)
    expect(wordsBefore(jo, incidents)).not.toContain('payroll')
    const list = async (person: Person) => JSON.stringify((await person.runs('/incident list')).reply)
    expect(await list(jo)).not.toContain('payroll')
    expect(await list(maya)).toContain('payroll')
    expect(await list(sam)).toContain('payroll')
    expect(stage.logged.join()).not.toMatch(/payroll|salary/)
  })
})

describe('where it cannot be', () => {
  it.each([
    ['direct messages', () => null, '', 'Direct messages stay between the people in them'],
    ['the channel of announcements', () => incidents, '', 'Incidents are announced in this channel'],
    [
      'a channel shared with another organisation',
      () => ordinary('with-acme', { isShared: true }),
      '',
      'People of other organisations',
    ],
    ['a public channel that is to be private', () => ordinary('flag-1'), '--private', 'Everybody can read this channel'],
    ['a misspelt option', () => ordinary('flag-2'), 'a leak --privat', 'misspelt option'],
    ['a time that lies ahead', () => ordinary('since-1'), '--since tomorrow', 'lies ahead'],
    ['a time that is none', () => ordinary('since-2'), '--since blue', 'does not read as a time'],
    ['a time too long ago', () => ordinary('since-3'), '--since 2 months', 'I read back 31 days at the most'],
  ])('says so: %s', async (_what, where, words, sentence) => {
    const channel = where()
    const person = channel === incidents ? jo : maya
    expect(await adopts(person, channel, words)).toContain(sentence)
    if (channel) expect(await incidentOf(channel)).toBeUndefined()
  })

  it('is adopted once where the job runs twice, or dies between Slack and the database', async () => {
    const channel = ordinary('twice')
    stage.slack.faults.failNext('conversations.join', { when: 'after' })
    await maya.runs('/incident adopt', { in: channel })
    await stage.settled()
    await stage.retried()
    expect(await incidentOf(channel)).toMatchObject({ title: 'twice' })
    const { rows } = await stage.database.pool.query('select id from "Incident" where "channelId" = $1', [channel.id])
    const job = { incidentId: rows[0].id, channelId: channel.id, words: '', userId: maya.id, responseUrl: null }
    await stage.database.pool.query('select graphile_worker.add_job($1, $2)', [`${stage.workspace.id}/channel.adopt`, job])
    await stage.settled()
    expect(maya.directMessages().filter((message) => textOf(message).includes('already'))).toEqual([])
    expect(stage.workspace.messages(channel).filter((message) => textOf(message).includes('Declared by'))).toHaveLength(1)
  })
})
