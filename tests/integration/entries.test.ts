import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Person } from '../../src/sandbox/index.ts'
import { type Declared, declare, entriesOf, sectionsOf, signedPost, timelineBefore } from '../support/incident.ts'
import { createStage, type Stage } from '../support/stage.ts'
import { formBefore, resolve } from '../support/story.ts'

let stage: Stage
let maya: Person
let sam: Person
let incident: Declared
beforeAll(async () => {
  stage = await createStage()
  maya = stage.workspace.addUser({ name: 'maya', realName: 'Maya Lind', tz: 'Europe/Vienna' })
  sam = stage.workspace.addUser({ name: 'sam', realName: 'Sam Oduya', tz: 'America/New_York' })
  await begins()
})
afterAll(() => stage.close())

/** Another incident, whose timeline is short. */
async function begins() {
  incident = await declare(stage, maya, 'users table is empty sev1')
  await sam.joins(incident.channel)
}

const runs = (person: Person, words: string) => person.runs(`/incident ${words}`, { in: incident.channel })
const inTimeline = async (text: string) => (await entriesOf(stage, incident)).filter((entry) => entry.text?.includes(text))
const shown = async (text: string, person = maya) =>
  (await timelineBefore(person, incident.channel)).filter((line) => line.includes(text))
const only = async (text: string) => {
  const [entry, ...more] = await inTimeline(text)
  if (!entry || more.length > 0) throw new Error(`${more.length + (entry ? 1 : 0)} entries say ${text}`)
  return entry
}

/** Chooses in the menu beside an entry of the timeline; gives the page as it is then. */
async function choosesBeside(person: Person, text: string, what: string, words = 'timeline') {
  const { reply } = await runs(person, words)
  if (!reply) throw new Error('there is no timeline')
  const block = reply.blocks?.find((each) => JSON.stringify(each).includes(text))
  const accessory = block && 'accessory' in block ? block.accessory : null
  const menu = JSON.parse(JSON.stringify(accessory))
  const option = menu.options.find((each: { text: { text: string } }) => each.text.text === what)
  await person.chooses(reply, menu.action_id, option.value)
  await stage.settled()
  return person.sees(incident.channel).find(({ ts }) => ts === reply.ts) ?? null
}

/** Somebody marks a message of somebody's; its words are its name. */
async function marked(author: Person, text: string, by = maya) {
  const message = await author.posts(incident.channel, text)
  await by.reacts(incident.channel, message.ts, 'pushpin')
  await stage.settled()
  return message
}

describe('an entry by hand', () => {
  it('of now is saved at once', async () => {
    await runs(maya, 'add')
    const answer = await maya.submits({ text: 'the phone rings <all day> & night', kind: 'observation' })
    expect(answer).toMatchObject({ action: 'close', errors: {} })
    expect(await only('the phone rings')).toMatchObject({
      kind: 'observation',
      source: 'form',
      authorId: maya.id,
      text: 'the phone rings &lt;all day&gt; &amp; night',
      happenedAt: stage.clock.now(),
    })
  })

  it('of any time is said back in the person’s own zone before it is saved, and nothing typed is lost', async () => {
    await runs(maya, 'add backups were switched off')
    const first = await maya.submits({ kind: 'decision', when: '22 Sep 2026 14:05', about: 'backups' })
    expect(first.action).toBe('update')
    expect(formBefore(stage, maya)).toMatch(/Tuesday 22 September 2026, 14:05 \(2 months ago, Europe\/Vienna\)/)
    expect(await inTimeline('backups were')).toEqual([])
    await stage.after(3)
    expect(await maya.submits()).toMatchObject({ action: 'close' })
    expect(await only('backups were')).toMatchObject({ kind: 'decision', about: 'backups', recordedAt: stage.clock.now() })
    expect((await only('backups were')).happenedAt.toISOString()).toBe('2026-09-22T12:05:00.000Z')
    expect(await shown('backups were')).toEqual([expect.stringContaining('decision · about backups · backups were')])
    expect((await timelineBefore(maya, incident.channel))[0]).toContain('backups were')
  })

  it('whose time changes after it was said back is said back again; one that cannot be read stays in the form with why', async () => {
    await runs(sam, 'add the load doubled')
    await sam.submits({ when: 'yesterday 18:30' })
    expect(formBefore(stage, sam)).toContain('Saturday 21 November 2026, 18:30')
    expect(formBefore(stage, sam)).toContain('America/New_York')
    expect((await sam.submits({ when: 'some day' })).errors).toHaveProperty('when')
    expect((await sam.submits({ when: 'tomorrow 9:00' })).errors).toHaveProperty('when')
    await sam.submits({ when: '2 months ago' })
    expect(formBefore(stage, sam)).toContain('22 September 2026')
    await stage.after(60)
    await sam.submits()
    expect((await only('the load doubled')).happenedAt.toISOString().slice(0, 15)).toBe('2026-09-22T13:3')
  })

  it('is added from the timeline too, which then shows it', async () => {
    const { reply } = await runs(maya, 'timeline')
    if (!reply) throw new Error('there is no timeline')
    await maya.clicks(reply, 'Add an entry')
    await maya.submits({ text: 'asked the provider' })
    await stage.settled()
    const page = maya.sees(incident.channel).find(({ ts }) => ts === reply.ts)
    expect(sectionsOf(page).join()).toContain('asked the provider')
  })

  it('sent twice is there once', async () => {
    await runs(maya, 'add once only')
    const view = maya.currentView()
    const user = { id: maya.id, team_id: stage.workspace.id }
    const team = { id: stage.workspace.id, domain: 'x' }
    const payload = JSON.stringify({ type: 'view_submission', team, user, api_app_id: stage.workspace.appId, view })
    const body = new URLSearchParams({ payload }).toString()
    for (const _time of [1, 2])
      expect(await signedPost(stage.eventsUrl, stage.workspace.signingSecret, body, 'application/x-www-form-urlencoded')).toEqual(
        {
          status: 200,
          text: '',
        },
      )
    await maya.closes()
    expect(await inTimeline('once only')).toHaveLength(1)
  })
})

describe('an entry that somebody edits', () => {
  beforeAll(begins)

  it('keeps every version with who and when, and says that it was edited', async () => {
    await marked(sam, 'its drunk')
    await stage.after(5)
    await choosesBeside(maya, 'its drunk', 'Edit')
    await maya.submits({ text: 'the replica lags behind', kind: 'observation' })
    await stage.settled()
    await stage.after(5)
    await runs(sam, `edit E${(await only('the replica lags')).id}`)
    await sam.submits({ text: 'the replica lags by an hour' })
    await stage.settled()
    expect(await only('the replica lags')).toMatchObject({ authorId: sam.id, kind: 'observation', markedBy: [maya.id] })
    expect((await shown('the replica lags'))[0]).toContain('_edited_')
    await choosesBeside(maya, 'the replica lags', 'Versions')
    const versions = sectionsOf(maya.sees(incident.channel).at(-1)).slice(1)
    expect(versions).toEqual([
      expect.stringMatching(new RegExp(`^\\*1\\*.*<@${maya.id}>.*the words of its message`)),
      expect.stringMatching(new RegExp(`^\\*2\\*.*<@${maya.id}> · observation.*the replica lags behind`)),
      expect.stringMatching(new RegExp(`^\\*3\\*.*<@${sam.id}> · observation.*by an hour`)),
    ])
  })

  it('moves in the story with its time', async () => {
    await runs(maya, 'note we lost the key')
    const { id } = await only('we lost the key')
    await runs(maya, `edit E${id}`)
    const before = String(maya.currentView()?.state.values.when?.when?.value)
    expect(before).toContain('Europe/Vienna')
    await maya.submits({ when: '2 years ago' })
    await maya.submits()
    await stage.settled()
    expect((await timelineBefore(maya, incident.channel))[0]).toContain('we lost the key')
  })

  it('with nothing changed has no new version, and what others changed meanwhile stays', async () => {
    await runs(maya, 'note we look at the graphs')
    const { id } = await only('we look at the graphs')
    await runs(maya, `edit E${id}`)
    await maya.submits()
    await runs(maya, `edit E${id}`)
    await runs(sam, `edit E${id}`)
    await sam.submits({ kind: 'action', when: '2 years ago' })
    await sam.submits()
    await maya.submits({ text: 'we look at the graphs of disks' })
    await stage.settled()
    expect(await only('we look at the graphs')).toMatchObject({ kind: 'action', text: 'we look at the graphs of disks' })
    expect((await only('we look at the graphs')).happenedAt.getUTCFullYear()).toBe(2024)
    const { rows } = await stage.database.pool.query('select count(*)::int from "EntryVersion" where "entryId" = $1', [id])
    expect(rows[0]?.count).toBe(3)
  })

  it('keeps what was written by hand when its message is edited in Slack, and when that is deleted, without the original', async () => {
    const message = await marked(sam, 'my password is hunter2')
    await choosesBeside(maya, 'hunter2', 'Edit')
    await maya.submits({ text: 'a password was posted' })
    await sam.edits(incident.channel, message.ts, 'my password was hunter2')
    await stage.settled()
    expect(await inTimeline('hunter2')).toEqual([])
    await sam.deletes(incident.channel, message.ts)
    await stage.settled()
    expect(await only('a password was posted')).toMatchObject({ kind: 'note' })
    const { rows } = await stage.database.pool.query(
      `select 1 from "EntryVersion" where text like '%hunter2%' union select 1 from "LogMessage" where text like '%hunter2%'
       union select 1 from "Entry" where text like '%hunter2%'`,
    )
    expect(rows).toEqual([])
  })

  it('stays when the mark is taken off; with only its kind said by hand it goes with the message', async () => {
    const message = await marked(sam, 'reading the logs')
    await choosesBeside(maya, 'reading the logs', 'Action taken')
    await maya.unreacts(incident.channel, message.ts, 'pushpin')
    await stage.settled()
    expect(await only('reading the logs')).toMatchObject({ kind: 'action', markedBy: [] })
    await sam.edits(incident.channel, message.ts, 'reading the logs of cron')
    await stage.settled()
    expect(await only('reading the logs of cron')).toMatchObject({ kind: 'action' })
    await sam.deletes(incident.channel, message.ts)
    await stage.settled()
    expect(await inTimeline('reading the logs')).toEqual([])
  })

  it('keeps its words: emptied, the form says so', async () => {
    await runs(maya, 'note must stay')
    await choosesBeside(maya, 'must stay', 'Edit')
    await maya.fills({ text: '' })
    expect((await maya.submits()).errors).toHaveProperty('text')
    await maya.closes()
  })
})

it('where nobody said what a message is, one choice says it, and the page shows it', async () => {
  await marked(sam, 'so the cron job did it?')
  const page = await choosesBeside(maya, 'so the cron job', 'Hypothesis')
  expect(await only('so the cron job')).toMatchObject({ kind: 'hypothesis' })
  expect(sectionsOf(page).join()).toContain('hypothesis · so the cron job')
})

describe('an entry that somebody hides', () => {
  beforeAll(begins)

  it('is out of the timeline and of the bot’s sign on its message, is seen on asking, and comes back', async () => {
    const message = await marked(sam, 'off topic: lunch')
    const noticed = () =>
      stage.workspace
        .messages(incident.channel)
        .find(({ ts }) => ts === message.ts)
        ?.reactions?.some(({ name }) => name === 'memo') ?? false
    expect(noticed()).toBe(true)
    const page = await choosesBeside(maya, 'lunch', 'Hide')
    expect(JSON.stringify(page)).toContain('Show 1 hidden')
    expect(await inTimeline('lunch')).toEqual([])
    expect(await shown('lunch')).toEqual([])
    expect(noticed()).toBe(false)
    expect(sectionsOf((await runs(sam, 'timeline hidden')).reply).join()).toMatch(/lunch.*_hidden_/)
    await choosesBeside(sam, 'lunch', 'Bring back', 'timeline hidden')
    expect(await shown('lunch')).toHaveLength(1)
    expect(noticed()).toBe(true)
  })

  it('can be the bot’s own record, which cannot be rewritten', async () => {
    await runs(maya, 'severity sev2')
    const [change] = (await entriesOf(stage, incident)).filter((entry) => entry.change?.field === 'severity')
    expect(JSON.stringify((await runs(maya, `edit E${change?.id}`)).reply)).toContain('stays as it was made')
    await choosesBeside(maya, 'severity: sev1', 'Hide')
    expect(await shown('severity: sev1')).toEqual([])
  })
})

/** All that the review says, as its pages show it one after another. */
async function reviewed(): Promise<string> {
  const { reply } = await runs(maya, 'review')
  const texts: string[] = []
  for (let shown = reply; shown; ) {
    texts.push(sectionsOf(shown).join('\n'))
    if (!JSON.stringify(shown.blocks).includes('"Next"')) break
    const { ts } = shown
    await maya.clicks(shown, 'Next')
    await stage.settled()
    shown = maya.sees(incident.channel).find((each) => each.ts === ts) ?? null
  }
  return texts.join('\n')
}

it('after the end a change by hand is in the review, and what is hidden is not', async () => {
  await begins()
  await marked(sam, 'the queue is empty again')
  await marked(sam, 'coffee')
  await resolve(stage, maya, incident.channel)
  expect(await reviewed()).toContain('coffee')
  await choosesBeside(maya, 'the queue is empty', 'Edit')
  await maya.submits({ text: 'the queue drained in a minute' })
  await stage.settled()
  await choosesBeside(maya, 'coffee', 'Hide')
  expect(await reviewed()).toContain('the queue drained in a minute')
  expect(await reviewed()).not.toContain('the queue is empty')
  expect(await reviewed()).not.toContain('coffee')
})

it('an entry that is none is refused with how to find one', async () => {
  for (const words of ['edit E999999999', 'edit E1000000', 'edit'])
    expect(JSON.stringify((await runs(maya, words)).reply)).toContain('/incident timeline')
})

it('logs no word that people wrote, and nothing went wrong', () => {
  expect(stage.logged).toEqual([])
  expect(stage.slack.lost).toEqual([])
})
