import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Channel, Person } from '../../src/sandbox/index.ts'
import { sendTwice } from '../support/material-story.ts'
import { createStage, type Stage } from '../support/stage.ts'
import { answers, formBefore, incidentWith, newestTo, readBy, resolve, toldTo } from '../support/story.ts'

let stage: Stage
let maya: Person
beforeAll(async () => {
  stage = await createStage()
  maya = stage.workspace.addUser({ name: 'maya', tz: 'Europe/Vienna' })
})
afterAll(() => stage.close())

const day = 24 * 60 * 60 * 1000
let monday = new Date('2027-01-04T10:00:00Z').getTime()
/** A new story begins on a Monday in January at eleven in Vienna, each in a year of its own. */
async function begin(): Promise<void> {
  monday += 364 * day
  await stage.at(new Date(monday))
}

const inDays = (count: number, hours = 0): Date => new Date(monday + count * day + hours * 60 * 60 * 1000)

let people = 0
function somebody(name: string, tz = 'Europe/Vienna'): Person {
  people += 1
  return stage.workspace.addUser({ name: `${name}${people}`, tz })
}

const flat = (text: string): string => text.replace(/\s*\n[▌│ ]*/g, ' ')

const told = (person: Person, words: string): string[] =>
  toldTo(stage, person, '')
    .map(flat)
    .filter((text) => text.includes(words))
const channelSays = (person: Person, channel: Channel, words: string): string[] =>
  person
    .sees(channel)
    .map((message) => flat(readBy(stage, message, 'Europe/Vienna')))
    .filter((text) => text.includes(words))

async function says(person: Person, channel: Channel, words: string): Promise<string> {
  const { reply } = await person.runs(`/incident ${words}`, { in: channel })
  await stage.settled()
  return reply ? flat(readBy(stage, reply, 'Europe/Vienna')) : ''
}

/** A resolved incident with these people on its timeline, and its host. */
async function hosted(words: string, host: Person, by: Person[]): Promise<{ channel: Channel; id: string }> {
  const lines = by.map((person) => ({ by: person, says: `I, ${person.name}, look` }))
  const { channel, id } = await incidentWith(stage, maya, `${words} sev1`, lines)
  if (!channel.members.includes(host.id)) await host.joins(channel)
  await resolve(stage, maya, channel)
  await says(maya, channel, `host @${host.name}`)
  return { channel, id }
}

/** The calendar files in a channel's threads, the oldest first. */
async function calendars(channel: { id: string }): Promise<{ name: string; text: string; threadTs: string | undefined }[]> {
  const shared = stage.workspace
    .messages(channel.id)
    .flatMap(({ files, thread_ts }) => (files ?? []).map((file) => ({ file, thread_ts })))
  return Promise.all(
    shared.map(async ({ file, thread_ts }) => {
      const answer = await fetch(file.url_private, { headers: { authorization: `Bearer ${stage.workspace.botToken}` } })
      return { name: file.name, text: await answer.text(), threadTs: thread_ts }
    }),
  )
}
const fieldOf = (text: string, name: string): string => new RegExp(`^${name}:(.*?)\\r$`, 'm').exec(text)?.[1] ?? ''

describe('the meeting about a review', () => {
  it('is proposed where most are at work, set by its host, told in the channel and to calendars, moved and cancelled under one name', async () => {
    await begin()
    const [ann, bo, host] = [somebody('ann'), somebody('bo', 'America/New_York'), somebody('host')]
    const { channel } = await hosted('we meet', host, [ann, bo])
    expect(await says(ann, channel, 'meeting')).toContain('No time is set yet.')
    await host.clicks(newestTo(stage, host, 'You host the review of'), 'The meeting')
    await stage.settled()
    await host.clicks(newestTo(stage, host, 'No time is set yet'), 'Set a time')
    const form = formBefore(stage, host)
    // Opens on Thursday: Friday 16:00 in Vienna is 10:00 in New York, which is where their working hours touch.
    expect(form).toContain('outside working hours')
    expect((await host.submits()).errors.when).toContain('Choose a time, or write one.')
    expect((await host.submits({ when: 'last friday 9:00' })).errors.when).toContain('behind us')
    expect((await host.submits({ when: 'friday 14:00', length: '45 minutes' })).errors).toEqual({})
    await stage.settled()
    const [first = ''] = channelSays(ann, channel, 'nobody has to speak')
    expect(first).toContain('at 14:00, 45 minutes.')
    expect(first).toContain('29 min · The accounts')
    expect(first).toContain('[Correct what concerns me]')

    expect(await says(ann, channel, 'meeting friday 15:00')).toContain('this is for the host alone')
    await says(host, channel, 'meeting next monday 15:00, 60 min')
    expect(channelSays(ann, channel, 'has another time')).toHaveLength(1)
    const cancelled = await host.runs('/incident meeting cancel', { in: channel })
    expect(cancelled.reply).toBeNull()
    await stage.settled()
    expect(channelSays(ann, channel, 'is cancelled. It was to be on')).toHaveLength(1)
    expect(await says(host, channel, 'meeting cancel')).toContain('is cancelled already')

    const files = await calendars(channel)
    expect(
      files.map(({ text }) => [fieldOf(text, 'METHOD'), fieldOf(text, 'SEQUENCE'), fieldOf(text, 'DTSTART').slice(8)]),
    ).toEqual([
      ['PUBLISH', '0', 'T130000Z'],
      ['PUBLISH', '1', 'T140000Z'],
      ['CANCEL', '2', 'T140000Z'],
    ])
    expect(new Set(files.map(({ text }) => fieldOf(text, 'UID'))).size).toBe(1)
    expect(new Set(files.map(({ threadTs }) => threadTs)).size).toBe(3)
    for (const { text } of files) expect(text).not.toMatch(/we meet|ann\d|host\d/)
    expect(stage.logged).toEqual([])
  })
})

describe('who is told of a meeting', () => {
  it('is its host, once, on the working day before: whoever hosts it then, over a restart, and not while people are at work again', async () => {
    await begin()
    const [ann, host, next] = [somebody('ann'), somebody('host'), somebody('next')]
    const { channel } = await hosted('reminded', host, [ann])
    await says(host, channel, 'meeting thursday 14:00')
    await says(host, channel, `host @${next.name}`)
    await stage.restart()
    await stage.at(inDays(1, 22))
    const reminder = 'Only you are reminded, and only this once.'
    expect(told(next, reminder)).toEqual([])
    await stage.at(inDays(2))
    expect(told(next, reminder)).toHaveLength(1)
    expect(told(next, 'is on Thursday')).toHaveLength(1)
    await says(next, channel, 'meeting next thursday 14:00')
    await stage.at(inDays(9))
    for (const person of [ann, host]) expect(told(person, reminder)).toEqual([])
    expect(told(next, reminder)).toHaveLength(1)
    await says(maya, channel, 'reopen it is back')
    expect(await says(next, channel, 'meeting next friday 14:00')).toContain('People are at work on INC-')
    await says(next, channel, 'meeting cancel')
    expect(channelSays(ann, channel, 'is cancelled. It was to be on')).toHaveLength(1)
  })

  it('is also who was invited from elsewhere, in private, and hears when that is over; sent twice it is set once', async () => {
    await begin()
    const [ann, host, guest] = [somebody('ann'), somebody('host'), somebody('guest', 'America/Bogota')]
    const { channel } = await hosted('with guests', host, [ann])
    const { reply } = await host.runs('/incident meeting', { in: channel })
    if (!reply) throw new Error('nothing was shown')
    await host.clicks(reply, 'Set a time')
    await host.fills({ when: 'thursday 16:00', people: [guest] })
    await sendTwice(stage, host)
    await stage.settled()
    expect(channelSays(ann, channel, 'nobody has to speak')).toHaveLength(1)
    expect(told(guest, 'nobody has to speak')).toHaveLength(1)
    expect((await calendars({ id: guest.dm() ?? '' })).map(({ name }) => name)).toEqual([
      expect.stringMatching(/^review-meeting-inc-\d+\.ics$/),
    ])
    expect(told(ann, 'review meeting')).toEqual([])
    await host.clicks(reply, 'Set a time')
    expect(formBefore(stage, host)).toContain(guest.name)
    await host.submits({ people: [] })
    await stage.settled()
    expect(told(guest, 'goes on without you')).toHaveLength(1)
    expect(channelSays(ann, channel, 'has another time')).toEqual([])
    expect(await calendars(channel)).toHaveLength(1)
  })

  it('of a private incident, is its channel alone, by a file that says nothing of it', async () => {
    await begin()
    const [pam, rex] = [somebody('pam'), somebody('rex')]
    const { channel } = await incidentWith(stage, pam, 'leaked key sev1 --private', [{ by: pam, says: 'I look' }])
    await resolve(stage, pam, channel)
    await says(pam, channel, 'host me')
    const { reply } = await pam.runs('/incident meeting', { in: channel })
    if (!reply) throw new Error('nothing was shown')
    await pam.clicks(reply, 'Set a time')
    expect((await pam.submits({ when: 'friday 11:00', people: [rex] })).errors.people).toContain('is private')
    expect((await pam.submits({ people: [] })).errors).toEqual({})
    await stage.settled()
    const [file] = await calendars(channel)
    expect(file?.name).toBe('review-meeting.ics')
    expect(file?.text).toContain('SUMMARY:Review meeting\r\n')
    expect(file?.text).not.toMatch(/leaked|INC-/)
    expect(told(rex, '')).toEqual([])
    expect(await rex.runs('/incident meeting', {}).then(({ reply: other }) => (other ? readBy(stage, other) : ''))).not.toContain(
      'leaked',
    )
  })

  it('of a private incident, is nobody who has left its channel: not by message, by file or where they ask', async () => {
    await begin()
    const [pam, gus] = [somebody('pam'), somebody('gus')]
    const { channel, id } = await incidentWith(stage, pam, 'leaked token sev1 --private', [{ by: pam, says: 'I look' }])
    await pam.invites(channel, [gus])
    await resolve(stage, pam, channel)
    await says(pam, channel, 'host me')
    const { reply } = await pam.runs('/incident meeting', { in: channel })
    if (!reply) throw new Error('nothing was shown')
    await pam.clicks(reply, 'Set a time')
    expect((await pam.submits({ when: 'friday 11:00', people: [gus] })).errors).toEqual({})
    await stage.settled()
    const heard = async () => [told(gus, 'leaked token').length, (await calendars({ id: gus.dm() ?? '' })).length]
    expect(await heard()).toEqual([1, 1])
    await gus.leaves(channel)
    await stage.settled()
    expect(await says(pam, channel, 'meeting friday 12:00')).not.toContain('is private')
    expect(channelSays(pam, channel, 'has another time: Friday')).toHaveLength(1)
    expect(await heard()).toEqual([0, 1])
    expect(told(gus, '').filter((text) => /11:00|another time/.test(text))).toEqual([])
    const { rows } = await stage.database.pool.query<{ number: number }>('select number from "Incident" where id = $1', [id])
    const asked = await gus.runs(`/incident meeting INC-${rows[0]?.number}`, {})
    expect(asked.reply && readBy(stage, asked.reply)).toContain('that you can see')
    await says(pam, channel, 'meeting cancel')
    expect(told(gus, 'cancelled')).toEqual([])
    expect(await heard()).toEqual([0, 1])
  })

  it('gets one file where Slack fails in the middle of it, and is called off where the review is declined', async () => {
    await begin()
    const [ann, host] = [somebody('ann'), somebody('host')]
    const { channel } = await hosted('broken off', host, [ann])
    stage.slack.faults.failNext('files.completeUploadExternal', { error: 'internal_error' })
    await says(host, channel, 'meeting thursday 14:00')
    await stage.retried()
    expect(stage.logged.splice(0)).not.toEqual([])
    expect(await calendars(channel)).toHaveLength(1)
    expect(channelSays(ann, channel, 'nobody has to speak')).toHaveLength(1)
    await says(host, channel, 'review decline nobody is there to meet')
    expect(channelSays(ann, channel, 'is cancelled. It was to be on')).toHaveLength(1)
    expect(await says(host, channel, 'meeting thursday 15:00')).toContain('was declined; there is nothing to meet about')
  })
})

describe('somebody from another team', () => {
  it('is asked in private whether they would host it, and can say no without a reason, of which one person hears', async () => {
    await begin()
    const [ann, far, other] = [somebody('ann'), somebody('far'), somebody('other')]
    const { channel } = await incidentWith(stage, maya, 'needs a host sev1', [{ by: ann, says: 'I look' }])
    await resolve(stage, maya, channel)
    const asked = 'Would you host the review of INC-'
    await maya.runs('/incident host', { in: channel })
    expect((await maya.submits({ person: far })).errors).toEqual({})
    await stage.settled()
    expect(told(far, asked)).toHaveLength(1)
    expect(told(far, `@${maya.name} thought of you.`)).toHaveLength(1)
    expect(channelSays(ann, channel, 'hosts the review of')).toEqual([])
    expect(await says(maya, channel, `host ask @${far.name}`)).toContain('is asked already')
    await Promise.all([1, 2].map(() => far.clicks(newestTo(stage, far, asked), 'Rather not')))
    await stage.settled()
    expect(told(far, 'The question whether')).toHaveLength(1)
    expect(told(maya, `@${far.name} would rather not host the review of`)).toHaveLength(1)
    expect(told(ann, 'rather not')).toEqual([])

    await stage.after(1)
    for (const person of [far, other]) await says(maya, channel, `host ask @${person.name}`)
    await other.clicks(newestTo(stage, other, asked), 'I will host it')
    await stage.settled()
    expect(channelSays(ann, channel, `@${other.name} hosts the review of`)).toHaveLength(1)
    expect(told(other, 'You host the review of')).not.toEqual([])
    expect(told(far, asked)).toEqual([])
    expect(told(far, 'The question whether')).toHaveLength(2)
    const { rows } = await stage.database.pool.query('select 1 from "HostRequest"')
    expect(rows).toEqual([])
  })
})

describe('after the meeting', () => {
  const question = 'Three short questions, should you like'
  const rowsOf = async (sql: string, id: string): Promise<Record<string, unknown>[]> =>
    (await stage.database.pool.query<Record<string, unknown>>(sql, [id])).rows

  async function answersAll(person: Person, changes: string, missing: string): Promise<void> {
    await person.clicks(newestTo(stage, person, question), 'Answer')
    await person.submits({ changes, again: 'Yes', missing })
    await stage.settled()
  }

  it('those invited are asked three things, once, and nothing leads from what they say to them', async () => {
    await begin()
    const group = ['abe', 'bee', 'cid'].map((name) => somebody(name))
    const [abe, bee, cid] = group
    const [dan, host] = [somebody('dan', 'America/Bogota'), somebody('host')]
    if (!abe || !bee || !cid) throw new Error('nobody is there')
    const { channel, id } = await hosted('asked after', host, [...group, dan])
    await abe.chooses(await promptOf(abe), 'prompt_menu', 'Never ask me anything')
    await stage.settled()
    await says(host, channel, 'meeting friday 10:30')
    await stage.at(inDays(4, 0))
    expect(told(bee, question)).toEqual([])
    await stage.at(inDays(4, 0.5))
    for (const person of [bee, cid, host]) expect(told(person, question)).toHaveLength(1)
    expect(told(abe, question)).toEqual([])
    expect(told(dan, question)).toEqual([])
    await stage.at(inDays(4, 6))
    expect(told(dan, question)).toHaveLength(1)

    await bee.clicks(newestTo(stage, bee, question), 'Answer')
    expect((await bee.submits()).errors.changes).toContain('Nothing is filled in yet.')
    await bee.submits({ changes: 'Yes', again: 'Yes', missing: 'the storage team, of <@U1>' })
    await stage.settled()
    expect(told(bee, 'What you said is kept without you')).toHaveLength(1)
    await answersAll(cid, 'A little', '')
    await answersAll(dan, 'No', 'more time')
    await host.clicks(newestTo(stage, host, question), 'Skip')
    await stage.settled()
    expect(await readReviewOf(channel, bee)).not.toContain('After the meeting')

    const kept = await rowsOf('select xmin::text, a.* from "AfterwardsAnswer" a where "incidentId" = $1', id)
    expect(kept).toHaveLength(8)
    expect(new Set(kept.map(({ xmin }) => xmin)).size).toBe(1)
    expect(Object.keys(kept[0] ?? {}).sort()).toEqual([
      'id',
      'incidentId',
      'question',
      'sealedWith',
      'text',
      'workspaceId',
      'xmin',
    ])
    expect(JSON.stringify(kept)).not.toMatch(/storage|more time/)
    const ids = kept.map((row) => String(row.id))
    expect(ids).toEqual(ids.toSorted())

    await stage.at(inDays(11, 1))
    await host.clicks(newestTo(stage, host, '3 people answered the three questions'), 'What they said')
    await stage.settled()
    const [said = ''] = told(host, 'need not try')
    expect(said).toContain('Did something here change how you work? Yes: 1 · A little: 1 · No: 1')
    expect(said).toContain('Yes: 3 · Perhaps: 0 · No: 0')
    expect(said).toContain('the storage team, of <@U1>')
    for (const { name } of [bee, cid, dan]) expect(said).not.toContain(name)
    expect(await rowsOf('select 1 from "Afterwards" where "incidentId" = $1', id)).toEqual([])
    expect(told(host, 'Three short questions')).toEqual([])
    const line =
      'After the meeting 3 people answered three short questions, without their names: something in it changed how 2 of them work, and 3 would come again.'
    expect(await readReviewOf(channel, bee)).toContain(line)
    await bee.clicks(newestTo(stage, bee, 'are over'), 'Ask me again in a month')
    await says(maya, channel, `host @${bee.name}`)
    await host.clicks(newestTo(stage, host, '3 people answered the three questions'), 'What they said')
    await stage.settled()
    expect(told(host, 'this is for the host alone')).toHaveLength(1)
    expect(stage.logged).toEqual([])
  })

  it('with fewer than three answers none is shown, and none is kept; with fewer than three invited nobody is asked', async () => {
    await begin()
    const [abe, bee, host] = [somebody('abe'), somebody('bee'), somebody('host')]
    const { channel, id } = await hosted('too few', host, [abe, bee])
    await says(host, channel, 'meeting friday 10:30')
    await stage.at(inDays(4, 1))
    await answersAll(abe, 'No', 'a word of mine')
    await answersAll(bee, 'No', '')
    await stage.at(inDays(11, 1))
    expect(told(host, 'answered the three questions')).toEqual([])
    expect(await rowsOf('select 1 from "AfterwardsAnswer" where "incidentId" = $1', id)).toEqual([])
    expect(await readReviewOf(channel, abe)).not.toContain('After the meeting')
    await begin()
    const two = await hosted('only two', host, [])
    await says(host, two.channel, 'meeting friday 10:30')
    await stage.at(inDays(4, 1))
    expect(told(host, question)).toEqual([])
  })
})

describe('a month later', () => {
  it('comes to those who wished for it: how they are, what changed, and how written and usual stand; what they release is in the review', async () => {
    await begin()
    const [ann, host, far] = [somebody('ann'), somebody('host'), somebody('far')]
    const { channel, id } = await hosted('in a month', host, [ann])
    await says(ann, channel, 'usual we copy the script by hand')
    await far.joins(channel)
    await says(host, channel, 'review open')
    await host.runs('/incident review publish', { in: channel })
    await host.submits()
    await stage.settled()
    const published = far.sees(channel).findLast((message) => readBy(stage, message).includes('the review is published'))
    if (!published) throw new Error('nothing was published')
    for (const person of [far, far, ann]) {
      await person.clicks(published, 'Ask me in a month what came of it')
      await stage.settled()
    }
    await stage.at(inDays(29, 20))
    expect(told(far, 'how you work')).toEqual([])
    for (const hours of [1, 1.1]) await stage.at(inDays(30, hours))
    expect(told(far, 'How have things been for you since?')).toHaveLength(1)
    expect(told(far, 'What has this review changed in how you work, if anything?')).toHaveLength(1)
    expect(told(far, 'as you wanted to be asked again')).toHaveLength(1)
    expect(told(host, 'What has this review changed')).toEqual([])
    expect(told(ann, 'how you work')).toHaveLength(1)
    await answers(stage, far, 'I look at the backups first.', 'by_role', 'Answer', 'What has this review changed')
    await stage.at(inDays(35, 1))
    expect(told(far, 'How close are the written and the usual way')).toHaveLength(1)
    expect(told(ann, 'How close are the written and the usual way')).toEqual([])
    await answers(stage, far, 'It is written now.', 'host', 'Answer', 'How close are')
    const review = await readReviewOf(channel, ann)
    expect(review).toContain('What came after')
    expect(review).toContain(
      'asked a month later “What has this review changed in how you work, if anything?”: “I look at the backups first.”',
    )
    expect(review).not.toContain('It is written now.')
    await stage.at(inDays(55))
    expect(told(far, 'How have things been for you since?')).toHaveLength(1)
    expect(
      await stage.database.pool.query('select 1 from "MonthWish" where "incidentId" = $1', [id]).then(({ rowCount }) => rowCount),
    ).toBe(0)
  })
})

/** The first question of the bot's to somebody. */
async function promptOf(person: Person) {
  await stage.at(inDays(1))
  return newestTo(stage, person, 'one question')
}

/** All of a review, as somebody reads it page by page, on one line. */
async function readReviewOf(channel: Channel, person: Person): Promise<string> {
  const { reply } = await person.runs('/incident review', { in: channel })
  if (!reply) throw new Error('there was no review')
  await stage.settled()
  let text = ''
  for (let page = reply; ; ) {
    text += ` ${flat(readBy(stage, page))}`
    if (!JSON.stringify(page.blocks).includes('"Go on"')) return text
    await person.clicks(page, 'Go on')
    await stage.settled()
    page = person.sees(channel).find(({ ts }) => ts === page.ts) ?? page
  }
}
