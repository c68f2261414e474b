import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Channel, Person } from '../../src/sandbox/index.ts'
import { createStage, type Stage, wordsBefore } from '../support/stage.ts'
import { answers, formBefore, incidentWith, newestTo, opens, readBy, resolve, toldTo } from '../support/story.ts'

let first: Stage
let stage: Stage
let maya: Person
let ivy: Person
beforeAll(async () => {
  first = await createStage()
  ivy = first.workspace.addUser({ name: 'ivy', tz: 'Europe/Vienna' })
  await first.app.stop()
  const promise = 'Nobody is judged by what they tell.'
  stage = await createStage({
    beside: first,
    settings: `{ care: ${ivy.id}, promise: ${promise}, questions: { channel: theories-now } }`,
  })
  maya = stage.workspace.addUser({ name: 'maya', tz: 'Europe/Vienna' })
})
afterAll(async () => {
  await stage.close()
  await first.close()
})

let monday = new Date('2027-01-04T09:00:00Z').getTime()
const day = 24 * 60 * 60 * 1000
async function begin(): Promise<void> {
  monday += 28 * day
  await stage.at(new Date(monday))
}
const inDays = (count: number, hours = 0): Date => new Date(monday + count * day + hours * 60 * 60 * 1000)

let people = 0
function somebody(name: string, tz = 'Europe/Vienna'): Person {
  people += 1
  return stage.workspace.addUser({ name: `${name}${people}`, tz })
}

/** What the bot has written to somebody that holds these words, however the lines break. */
const told = (person: Person, words = 'INC-'): string[] =>
  toldTo(stage, person, '')
    .map((text) => text.replace(/\s*\n[▌│ ]*/g, ' '))
    .filter((text) => text.includes(words))

async function over(words: string, by: Person[]): Promise<Channel> {
  const lines = by.map((person) => ({ by: person, says: `I, ${person.name}, look` }))
  const { channel } = await incidentWith(stage, maya, `${words} sev1`, lines)
  await resolve(stage, maya, channel)
  return channel
}

const named = async (by: Person, channel: Channel, host: Person): Promise<string> => {
  const { reply } = await by.runs(`/incident host @${host.name}`, { in: channel })
  await stage.settled()
  return reply ? readBy(stage, reply) : ''
}

describe('care', () => {
  it('has the person of the settings behind its button, then the host; only those two see it', async () => {
    await begin()
    const [ann, joe] = [somebody('ann'), somebody('joe')]
    const channel = await over('a hard one', [ann])
    await stage.at(inDays(1))
    expect(told(ann, "[Ask ivy to call me] [I'm all right]")).toHaveLength(1)
    expect(told(ann, "Your organisation's promise: “Nobody is judged by what they tell.”")).toHaveLength(1)
    await named(maya, channel, joe)
    const button = `Ask ${joe.name} to call me`
    await Promise.all([1, 2].map(() => ann.clicks(newestTo(stage, ann), button)))
    await stage.settled()
    expect(told(joe, `@${ann.name} would like a call from you, about INC-`)).toHaveLength(1)
    expect(told(ann, `${joe.name} hears that you would like a call. Nobody else does.`)).toHaveLength(1)
    expect(told(ivy)).toEqual([])
    expect(wordsBefore(maya, channel)).not.toContain('would like a call')
    await stage.at(inDays(9))
    expect(told(ann, 'only reminder')).toEqual([])
  })

  it('says so where that person cannot be told, and lets them choose another; of a private incident it names nothing', async () => {
    await begin()
    const [bea, cal] = [somebody('bea'), somebody('cal')]
    const { channel } = await incidentWith(stage, bea, 'leaked key sev1 --private', [{ by: bea, says: 'I revoke it' }])
    await resolve(stage, bea, channel)
    await stage.at(inDays(1))
    stage.slack.faults.failNext('chat.postMessage', { error: 'channel_not_found' })
    await bea.clicks(newestTo(stage, bea), 'Ask ivy to call me')
    await stage.settled()
    expect(told(bea, 'I could not reach ivy. Is there somebody else?')).toHaveLength(1)
    expect(told(bea, 'leaked key')).toHaveLength(1)
    await bea.chooses(newestTo(stage, bea), 'Ask somebody to call me', bea)
    await stage.settled()
    expect(told(bea, 'That is you. Choose somebody you would like to hear from.')).toHaveLength(1)
    await bea.chooses(newestTo(stage, bea, 'leaked key'), 'Ask somebody to call me', cal)
    await stage.settled()
    expect(told(cal, '')).toEqual([`@${bea.name} would like a call from you. That is all I know, and nobody else was told.`])
  })
})

describe('the host', () => {
  it('is named by anybody who sees the incident, hears what hosting is, and is replaced', async () => {
    await begin()
    const [dee, eli] = [somebody('dee'), somebody('eli')]
    const { channel } = await incidentWith(stage, maya, 'hosted sev1', [{ by: dee, says: 'I look' }])
    expect(await named(maya, channel, dee)).toContain('has no review yet')
    await resolve(stage, maya, channel)
    await eli.joins(channel)
    const resolved = eli.sees(channel).findLast((message) => readBy(stage, message).includes('[Name a host]'))
    if (resolved) await eli.clicks(resolved, 'Name a host')
    await stage.settled()
    expect(formBefore(stage, eli)).toContain(dee.name)
    expect((await eli.submits()).errors).toEqual({ person: 'Choose a person; one is enough.' })
    expect((await eli.submits({ person: eli })).errors).toEqual({})
    await stage.settled()
    expect(told(eli, 'You host the review of INC-')).toHaveLength(1)
    expect(wordsBefore(maya, channel)).toContain(`<@${eli.id}> hosts the review of INC-`)
    await named(eli, channel, dee)
    expect(told(eli, `@${dee.name} hosts the review of INC-`)).toHaveLength(1)
    expect(told(dee, 'You host the review of INC-')).toHaveLength(1)
    expect(await named(eli, channel, dee)).toContain('already')
    await eli.clicks(newestTo(stage, dee), 'host_open').catch(() => undefined)
    expect(told(eli, 'What is open')).toEqual([])
  })

  it('sees what is open in groups of three at the least, and who might know, and never who', async () => {
    await begin()
    const group = ['fin', 'gil', 'hua', 'ian'].map((name) => somebody(name))
    const [fin, gil, hua, ian] = group
    if (!fin || !gil || !hua || !ian) throw new Error('nobody is there')
    const channel = await over('grouped', group)
    await named(maya, channel, ian)
    await stage.at(inDays(1))
    await answers(stage, fin, 'told by fin', 'only_me', 'Answer', 'grouped')
    await opens(stage, gil, 'Not mine', 'grouped')
    await gil.submits({ text: 'the storage team' })
    await stage.settled()
    expect(told(gil, 'The host of the review sees who or which team might know')).toHaveLength(1)
    await opens(stage, ian, 'What is open', 'You host')
    const [open = ''] = told(ian, 'What is open in the review')
    expect(open).toContain('Involved: fewer than 3 of 5 have told something.')
    expect(open).toContain('the storage team: “What made this seem reasonable at the time?”')
    for (const { name } of [fin, gil, hua]) expect(open).not.toContain(name)
    expect(open).not.toContain('told by fin')
    for (const person of [hua, maya]) await answers(stage, person, 'told', 'only_me', 'Answer', 'grouped')
    const { reply } = await ian.runs('/incident host', { in: channel })
    expect(reply && readBy(stage, reply)).toContain('Involved: most or all of 5 have told something.')
  })

  it('asks people outside in their own name, about a safeguard too, at a decent hour, and hears only what they release', async () => {
    await begin()
    const [jan, kim, leo] = [somebody('jan'), somebody('kim', 'America/Bogota'), somebody('leo')]
    const channel = await over('backups', [jan])
    await named(maya, channel, jan)
    await stage.at(inDays(1))
    await opens(stage, jan, 'Send a question', 'You host')
    await jan.fills({ question: 'safeguard-planned' })
    await stage.settled()
    expect(formBefore(stage, jan)).toContain('What is planned in its place, and what is that waiting for?')
    expect((await jan.submits({ people: [jan] })).errors.people).toContain('You are among them.')
    expect((await jan.submits({ people: [kim], entry: 'soon' })).errors.entry).toContain('such as E45')
    expect((await jan.submits({ entry: 'E999999' })).errors.entry).toContain('There is no E999999 on this timeline.')
    await leo.changes({ isDeleted: true })
    await jan.submits({ people: [kim, leo], entry: '', text: 'About the <!channel> backups. No hurry.' })
    await stage.settled()
    expect(told(kim)).toEqual([])
    await stage.at(inDays(1, 6))
    const [asked = ''] = told(kim)
    expect(asked).toContain(`${jan.name} hosts the review of INC-`)
    expect(asked).toContain('About the <!channel> backups. No hurry.')
    expect(asked).toContain('What is planned in its place, and what is that waiting for?')
    expect(asked).not.toContain('How are you?')
    expect(told(leo)).toEqual([])
    await kim.clicks(newestTo(stage, kim), 'Skip')
    await stage.settled()
    expect(told(jan, 'You asked 2 people on')).toHaveLength(1)
    for (const { name } of [kim, leo]) expect(told(jan, name)).toEqual([])
  })

  it('asks about something of the record, whose words then stand in the question, while they are there', async () => {
    await begin()
    const [pia, quin] = [somebody('pia'), somebody('quin')]
    const channel = await over('copies', [pia])
    await named(maya, channel, pia)
    await pia.runs('/incident safeguard the <nightly> copies', { in: channel })
    await stage.at(inDays(1))
    const { rows } = await stage.database.pool.query<{ ref: string }>(`select 'S' || max(id) as ref from "Safeguard"`)
    const ref = rows[0]?.ref ?? ''
    await opens(stage, pia, 'Send a question', 'You host')
    const sends = async (question: string, entry: string) => {
      const { errors } = await pia.submits({ question, people: [quin], entry })
      await stage.settled()
      return errors.entry ?? ''
    }
    expect(await sends('safeguard-planned', 'C999')).toContain('There is no C999 to ask about')
    expect(await sends('weeks-before', ref)).toContain('has no place for that')
    expect(await sends('safeguard-planned', ref.toLowerCase())).toBe('')
    expect(told(quin, 'What is planned in place of the <nightly> copies, and what is that waiting for?')).toHaveLength(1)
    await stage.database.pool.query(`update "Safeguard" set "removedAt" = now() where 'S' || id = $1`, [ref])
    await quin.clicks(newestTo(stage, quin), 'Skip')
    await stage.settled()
    expect(told(quin, 'What is planned in its place')).toHaveLength(1)
    expect(JSON.stringify(pia.sees(channel))).not.toContain(quin.name)
  })

  it('does not reach who wants no questions, and does not hear of it; what somebody did is asked of them alone', async () => {
    await begin()
    const [mia, ned, oda] = [somebody('mia'), somebody('ned'), somebody('oda')]
    const channel = await over('unreached', [mia, ned])
    await named(maya, channel, mia)
    await stage.at(inDays(1))
    await ned.chooses(newestTo(stage, ned), 'prompt_menu', 'Never ask me anything')
    await stage.settled()
    const before = told(ned).length
    await opens(stage, mia, 'Send a question', 'You host')
    await mia.submits({ question: 'weeks-before', people: [ned, oda] })
    await stage.settled()
    expect(told(ned)).toHaveLength(before)
    expect(told(oda, 'Which deadlines, targets or shortages')).toHaveLength(1)
    expect(told(mia, 'You asked 2 people on')).toHaveLength(1)
    const { rows } = await stage.database.pool.query<{ id: number }>('select id from "Entry" where "authorId" = $1', [ned.id])
    await opens(stage, mia, 'Send a question', 'You host')
    const own = await mia.submits({ question: 'reasonable-then', people: [oda], entry: `E${rows[0]?.id}` })
    expect(own.errors.entry).toContain('goes to them alone')
    await mia.submits({ question: 'weeks-before', people: [oda], entry: '' })
    await stage.settled()
    expect(told(oda, 'Which deadlines, targets or shortages')).toHaveLength(1)
    await named(maya, channel, maya)
    await opens(stage, mia, 'Send a question', 'You host').catch(() => undefined)
    expect(stage.logged).toEqual([])
  })

  it('of a private incident is one of its channel, and asks only there', async () => {
    await begin()
    const [pam, qin, rex] = [somebody('pam'), somebody('qin'), somebody('rex')]
    const { channel } = await incidentWith(stage, pam, 'stolen token sev1 --private', [{ by: pam, says: 'I look' }])
    await pam.invites(channel, [qin])
    await resolve(stage, pam, channel)
    await stage.settled()
    expect(await named(pam, channel, rex)).toContain('is private: only people in its channel can be told of it.')
    expect(await named(pam, channel, qin)).not.toContain('is private')
    await opens(stage, qin, 'Send a question', 'You host')
    expect((await qin.submits({ question: 'weeks-before', people: [rex] })).errors.people).toContain('is private')
    await stage.at(inDays(3))
    expect(told(rex, '')).toEqual([])
  })
})

describe('while people are at work', () => {
  it('looks in on the lead alone, in one message, and lets them hand over; the channel is asked something light in a pause', async () => {
    await begin()
    const [sia, tom] = [somebody('sia'), somebody('tom')]
    const { channel } = await incidentWith(stage, maya, 'a long night sev1', [{ by: sia, says: 'I look', isMarked: false }])
    await sia.runs('/incident lead me', { in: channel })
    await stage.settled()
    const began = stage.clock.now().getTime()
    const moved = (minutes: number) => stage.at(new Date(began + minutes * 60_000))
    await moved(25)
    await sia.posts(channel, 'still looking')
    await moved(29)
    expect(wordsBefore(maya, channel)).not.toContain('What might be going on?')
    await moved(33)
    expect(wordsBefore(maya, channel).split('What might be going on?')).toHaveLength(2)
    await moved(59)
    expect(told(sia)).toEqual([])
    await moved(61)
    expect(told(sia, 'has been open for 1 h')).toHaveLength(1)
    expect(told(maya, 'has been open')).toEqual([])
    await moved(160)
    expect(told(sia, 'has been open for')).toHaveLength(1)
    expect(told(sia, 'has been open for 2 h 4')).toHaveLength(1)
    expect(wordsBefore(maya, channel).split('What might be going on?')).toHaveLength(2)
    await opens(stage, sia, 'Hand over the lead', 'has been open')
    await sia.submits({ person: tom })
    await stage.settled()
    expect(told(sia, `@${tom.name} leads INC-`)).toHaveLength(1)
    await moved(210)
    expect(told(tom, 'has been open')).toEqual([])
    await moved(225)
    expect(told(tom, 'has been open for')).toHaveLength(1)
    await resolve(stage, maya, channel)
    await tom.clicks(newestTo(stage, tom, 'has been open'), 'Hand over the lead')
    await stage.settled()
    expect(told(tom, 'there is nothing to hand over any more')).toHaveLength(1)
    expect(stage.logged).toEqual([])
  })
})
