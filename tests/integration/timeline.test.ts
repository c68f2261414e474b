import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Person } from '../../src/sandbox/index.ts'
import { type Declared, declare, entriesOf, rowsIn, sectionsOf, timelineBefore } from '../support/incident.ts'
import { createStage, type Stage } from '../support/stage.ts'

const settings = `
emoji:
  marks:
    - { emoji: pushpin, kind: note, aliases: [round_pushpin] }
    - { emoji: point_up, kind: decision }
`

let stage: Stage
let maya: Person
let sam: Person
let incident: Declared
beforeAll(async () => {
  stage = await createStage({ settings })
  maya = stage.workspace.addUser({ name: 'maya', realName: 'Maya Lind' })
  sam = stage.workspace.addUser({ name: 'sam', realName: 'Sam Oduya' })
  incident = await declare(stage, maya, 'users table is empty sev1')
  await sam.joins(incident.channel)
})
afterAll(() => stage.close())

const inTimeline = async (text: string) => (await entriesOf(stage, incident)).filter((entry) => entry.text?.includes(text))
const seen = async (text: string) => (await timelineBefore(maya, incident.channel)).filter((line) => line.includes(text))
const reactionsOn = (ts: string) => stage.workspace.messages(incident.channel).find((each) => each.ts === ts)?.reactions ?? []
const noticedBy = (ts: string) => reactionsOn(ts).find(({ name }) => name === 'memo')?.users ?? []
const callsOf = (method: string) => stage.slack.calls.filter((call) => call.method === method)

describe('a pushpin on a message', () => {
  it('puts it on the timeline with its own time, author and address', async () => {
    const message = await sam.posts(incident.channel, 'backups have been off since September')
    await stage.after(10)
    await maya.reacts(incident.channel, message.ts, 'pushpin')
    await stage.settled()
    const [entry, ...more] = await inTimeline('backups have been off')
    expect(more).toEqual([])
    expect(entry).toMatchObject({ authorId: sam.id, markedBy: [maya.id], source: 'reaction', kind: 'note' })
    expect(entry?.happenedAt.toISOString()).toBe('2026-11-22T14:30:00.000Z')
    expect(entry?.permalink).toBe(`${stage.workspace.url}archives/${incident.channel.id}/p${message.ts.replace('.', '')}`)
    expect(await seen('backups have been off')).toEqual([expect.stringContaining(`<@${sam.id}> · backups have been off`)])
    expect(callsOf('reactions.get')).toEqual([])
  })

  it('of a second person adds a mark and no entry, and no second call to Slack; the last one taken off takes it off', async () => {
    const message = await sam.posts(incident.channel, 'the replica is fine')
    await maya.reacts(incident.channel, message.ts, 'pushpin')
    await stage.settled()
    const calls = callsOf('reactions.add').length
    await sam.reacts(incident.channel, message.ts, 'pushpin')
    await stage.settled()
    expect((await inTimeline('the replica is fine')).map(({ markedBy }) => markedBy)).toEqual([[maya.id, sam.id]])
    expect(callsOf('reactions.add').length).toBe(calls)
    await maya.unreacts(incident.channel, message.ts, 'pushpin')
    await stage.settled()
    expect((await inTimeline('the replica is fine')).map(({ markedBy }) => markedBy)).toEqual([[sam.id]])
    expect(noticedBy(message.ts)).toEqual([stage.workspace.botUserId])
    await sam.unreacts(incident.channel, message.ts, 'pushpin')
    await stage.settled()
    expect(await inTimeline('the replica is fine')).toEqual([])
    expect(noticedBy(message.ts)).toEqual([])
  })

  it('shows that the bot noticed, and shows it again when it is put there again', async () => {
    const message = await sam.posts(incident.channel, 'on and off')
    for (const isOn of [true, false, true]) {
      if (isOn) await maya.reacts(incident.channel, message.ts, 'pushpin')
      else await maya.unreacts(incident.channel, message.ts, 'pushpin')
      await stage.settled()
      expect(noticedBy(message.ts)).toEqual(isOn ? [stage.workspace.botUserId] : [])
    }
  })

  it('works by its alias and in any skin tone, each a mark of its own', async () => {
    const message = await sam.posts(incident.channel, 'we restore from the replica')
    await maya.reacts(incident.channel, message.ts, 'round_pushpin')
    await maya.reacts(incident.channel, message.ts, 'point_up::skin-tone-2')
    await maya.reacts(incident.channel, message.ts, 'point_up::skin-tone-5')
    await stage.settled()
    expect(await inTimeline('we restore')).toMatchObject([{ kind: 'decision', markedBy: [maya.id] }])
    await maya.unreacts(incident.channel, message.ts, 'point_up::skin-tone-5')
    await stage.settled()
    expect(await inTimeline('we restore')).toMatchObject([{ kind: 'decision' }])
    await maya.unreacts(incident.channel, message.ts, 'point_up::skin-tone-2')
    await stage.settled()
    expect(await inTimeline('we restore')).toMatchObject([{ kind: 'note' }])
    await maya.unreacts(incident.channel, message.ts, 'round_pushpin')
    await stage.settled()
    expect(await inTimeline('we restore')).toEqual([])
  })

  it('works on a reply in a thread, on a broadcast of it and on /me', async () => {
    const parent = await sam.posts(incident.channel, 'who has access?')
    const reply = await maya.posts(incident.channel, 'only the deploy user', { threadTs: parent.ts })
    const broadcast = await maya.posts(incident.channel, 'and the test runner', { threadTs: parent.ts, broadcast: true })
    const me = await maya.posts(incident.channel, 'takes a breath', { me: true })
    for (const { ts } of [reply, broadcast, me]) await sam.reacts(incident.channel, ts, 'pushpin')
    await stage.settled()
    const [entry] = await inTimeline('only the deploy user')
    expect(entry?.permalink).toContain(`?thread_ts=${parent.ts}&cid=${incident.channel.id}`)
    expect(entry?.authorId).toBe(maya.id)
    expect(await inTimeline('and the test runner')).toHaveLength(1)
    expect(await inTimeline('takes a breath')).toHaveLength(1)
    expect(await inTimeline('who has access?')).toEqual([])
  })

  it('takes the words of an alert from its attachments, and the name of the bot for its author', async () => {
    const attachments = [{ title: 'users_count is 0', text: 'expected thousands', color: 'danger' }]
    const alert = await stage.workspace.botPosts(incident.channel, { attachments, name: 'Prometheus', isWebhook: true })
    await maya.reacts(incident.channel, alert.ts, 'pushpin')
    await stage.settled()
    expect(await inTimeline('users_count is 0')).toMatchObject([{ authorId: null, authorName: 'Prometheus' }])
    expect(await seen('users_count')).toEqual([expect.stringContaining('Prometheus · users_count is 0 expected thousands')])
  })

  it('shows a file by its name, with its link', async () => {
    const files = [{ name: 'graph.png', content: 'bytes' }]
    const message = await sam.posts(incident.channel, '', { files })
    await maya.reacts(incident.channel, message.ts, 'pushpin')
    await stage.settled()
    const [file] = message.files ?? []
    expect(await seen('graph.png')).toEqual([expect.stringContaining(`<@${sam.id}> · <${file?.permalink}|graph.png>`)])
  })

  it('works on what Slack itself writes in the channel, as anybody’s who did it', async () => {
    await sam.setsTopic(incident.channel, 'the users table')
    await sam.renames(incident.channel, 'users-table')
    const people = [maya, sam]
    const own = stage.workspace.messages(incident.channel).filter(({ user }) => people.some(({ id }) => id === user))
    const notes = ['channel_join', 'channel_topic', 'channel_name'].map((wanted) =>
      own.findLast(({ subtype }) => subtype === wanted),
    )
    for (const note of notes) await maya.reacts(incident.channel, note?.ts ?? '', 'pushpin')
    await stage.settled()
    const entries = await entriesOf(stage, incident)
    for (const note of notes)
      expect(entries.filter(({ messageTs }) => messageTs === note?.ts)).toMatchObject([{ authorId: sam.id, text: note?.text }])
    for (const note of notes) await maya.unreacts(incident.channel, note?.ts ?? '', 'pushpin')
    await stage.settled()
  })

  it('does nothing on the bot’s own messages', async () => {
    const own = maya.sees(incident.channel).find(({ user }) => user === stage.workspace.botUserId)
    const before = (await entriesOf(stage, incident)).length
    await maya.reacts(incident.channel, own?.ts ?? '', 'pushpin')
    await maya.runs('/incident severity sev2', { in: incident.channel })
    await maya.runs('/incident severity sev1', { in: incident.channel })
    await stage.settled()
    expect((await entriesOf(stage, incident)).length).toBe(before + 2)
    const { rows } = await stage.database.pool.query('select 1 from "LogMessage" where "userId" = $1', [
      stage.workspace.botUserId,
    ])
    expect(rows).toEqual([])
  })

  it('in a channel that is no incident’s means nothing', async () => {
    const ops = stage.workspace.addChannel({ name: 'ops', members: [maya, sam] })
    await maya.invites(ops, [stage.workspace.botUserId])
    const before = await rowsIn(stage, 'Mark', 'Entry', 'LogMessage', 'Delivered')
    const message = await sam.posts(ops, 'lunch?')
    await maya.reacts(ops, message.ts, 'pushpin')
    await stage.settled()
    expect(await rowsIn(stage, 'Mark', 'Entry', 'LogMessage', 'Delivered')).toEqual(before)
  })
})

it('any other emoji costs nothing: no row, no call to Slack', async () => {
  const message = await sam.posts(incident.channel, 'nice')
  await stage.settled()
  const before = await rowsIn(stage, 'Mark', 'Entry', 'LogMessage', 'Delivered', 'PostedMessage')
  const calls = stage.slack.calls.length
  await maya.reacts(incident.channel, message.ts, 'tada')
  await maya.unreacts(incident.channel, message.ts, 'tada')
  await stage.settled()
  expect(await rowsIn(stage, 'Mark', 'Entry', 'LogMessage', 'Delivered', 'PostedMessage')).toEqual(before)
  expect(stage.slack.calls.length).toBe(calls)
})

describe('what happens in Slack later', () => {
  it('an edit changes the words, twice in one second too', async () => {
    const message = await sam.posts(incident.channel, 'teh table')
    await maya.reacts(incident.channel, message.ts, 'pushpin')
    await sam.edits(incident.channel, message.ts, 'the table')
    await sam.edits(incident.channel, message.ts, 'the table of users')
    await stage.settled()
    expect(await inTimeline('teh table')).toEqual([])
    expect(await inTimeline('the table of users')).toHaveLength(1)
  })

  it('a preview of an address, which Slack adds as an edit, changes nothing', async () => {
    const message = await sam.posts(incident.channel, 'see https://example.com/graph')
    await maya.reacts(incident.channel, message.ts, 'pushpin')
    await stage.settled()
    const before = await inTimeline('example.com/graph')
    await stage.workspace.unfurls(incident.channel, message.ts, { title: 'Graph', text: 'rows over time' })
    await stage.settled()
    expect(await inTimeline('example.com/graph')).toEqual(before)
    expect(before).toHaveLength(1)
  })

  it('a deletion takes the entry off without a trace', async () => {
    const message = await sam.posts(incident.channel, 'password is hunter2')
    await maya.reacts(incident.channel, message.ts, 'pushpin')
    await stage.settled()
    await sam.deletes(incident.channel, message.ts)
    await stage.settled()
    expect(await inTimeline('hunter2')).toEqual([])
    const { rows } = await stage.database.pool.query('select * from "LogMessage" where ts = $1', [message.ts])
    expect(rows).toMatchObject([{ text: '', userId: null, authorName: null, isDeleted: true }])
  })

  it('a deletion of a message whose thread goes on, which Slack keeps as a tombstone, is one too', async () => {
    const parent = await sam.posts(incident.channel, 'a thought that I take back')
    await maya.posts(incident.channel, 'hm', { threadTs: parent.ts })
    await maya.reacts(incident.channel, parent.ts, 'pushpin')
    await stage.settled()
    await sam.deletes(incident.channel, parent.ts)
    await stage.settled()
    const all = JSON.stringify(await entriesOf(stage, incident))
    expect(all).not.toContain('take back')
    expect(all).not.toContain('This message was deleted')
    expect(JSON.stringify(await timelineBefore(maya, incident.channel))).not.toContain('deleted')
  })
})

describe('the timeline tells of changes by itself', () => {
  it('of status, severity and role, with old and new value', async () => {
    const own = await declare(stage, maya, 'it changes sev1')
    await maya.runs('/incident status monitoring', { in: own.channel })
    await maya.runs('/incident severity sev3', { in: own.channel })
    await maya.runs('/incident lead @sam', { in: own.channel })
    await sam.runs('/incident lead @maya', { in: own.channel })
    await stage.settled()
    const changes = (await entriesOf(stage, own)).map(({ change, authorId }) => ({ ...change, authorId }))
    expect(changes).toEqual([
      { field: 'status', from: 'investigating', to: 'monitoring', authorId: maya.id },
      { field: 'severity', from: 'sev1', to: 'sev3', authorId: maya.id },
      { field: 'lead', from: null, to: sam.id, authorId: maya.id },
      { field: 'lead', from: sam.id, to: maya.id, authorId: sam.id },
    ])
    const lines = (await timelineBefore(maya, own.channel)).join('\n')
    expect(lines).toMatch(/status: investigating to \*monitoring\*.*severity: sev1 to \*sev3\*/s)
    expect(lines).toContain(`Lead: <@${sam.id}> to <@${maya.id}>`)
  })
})

describe('a note', () => {
  it('stands on the timeline as it was typed, and calls nobody', async () => {
    await maya.runs(`/incident note asked @sam, a < b & c, see <!channel> *now*`, { in: incident.channel })
    const [line] = await seen('asked')
    expect(line).toContain(`asked <@${sam.id}`)
    expect(line).toContain('a &lt; b &amp; c')
    expect(line).toContain('*now*')
    expect(line).not.toContain('<!channel>')
  })

  it('without words is refused with an example, and two at once are both kept', async () => {
    const { reply } = await maya.runs('/incident note', { in: incident.channel })
    expect(JSON.stringify(reply)).toContain('/incident note restored the table')
    await Promise.all(['first', 'second'].map((text) => maya.runs(`/incident note ${text} of two`, { in: incident.channel })))
    expect(await seen('of two')).toHaveLength(2)
  })
})

it('shows a hundred entries page by page, each once, in their order', async () => {
  const long = await declare(stage, maya, 'a long one sev3')
  const texts = Array.from({ length: 100 }, (_each, index) => `noted ${String(index).padStart(3, '0')} ${'long '.repeat(index)}`)
  for (const text of texts) await maya.runs(`/incident note ${text}`, { in: long.channel })
  const found: string[] = []
  let { reply: shown } = await maya.runs('/incident timeline', { in: long.channel })
  for (let pages = 0; shown && pages < 40; pages += 1) {
    found.push(
      ...[
        ...sectionsOf(shown)
          .join()
          .matchAll(/noted \d{3}/g),
      ].map(([words]) => words),
    )
    if (!JSON.stringify(shown.blocks).includes('"Later"')) break
    const { ts } = shown
    await maya.clicks(shown, 'Later')
    await expect.poll(() => JSON.stringify(page(long, ts))).not.toBe(JSON.stringify(shown))
    shown = page(long, ts)
  }
  expect(found).toEqual(texts.map((text) => text.slice(0, 9)))
})

/** An answer that only maya sees, as it stands now. */
const page = (where: Declared, ts: string) => maya.sees(where.channel).find((each) => each.ts === ts) ?? null

it('logs no word that people wrote, and nothing went wrong', () => {
  expect(stage.logged).toEqual([])
  expect(stage.slack.lost).toEqual([])
})
