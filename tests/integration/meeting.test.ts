import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Channel, Person } from '../../src/sandbox/index.ts'
import { createStage, type Stage } from '../support/stage.ts'
import { formBefore, incidentWith, newestTo, readBy, resolve } from '../support/story.ts'

let stage: Stage
let maya: Person
beforeAll(async () => {
  stage = await createStage()
  maya = stage.workspace.addUser({ name: 'maya', tz: 'Europe/Vienna' })
})
afterAll(() => stage.close())

const day = 24 * 60 * 60 * 1000
let monday = new Date('2027-01-04T10:00:00Z').getTime()
/** A new story begins on a Monday at eleven in Vienna. */
async function begin(): Promise<void> {
  monday += 56 * day
  await stage.at(new Date(monday))
}

let people = 0
function somebody(name: string, tz = 'Europe/Vienna'): Person {
  people += 1
  return stage.workspace.addUser({ name: `${name}${people}`, tz })
}

const flat = (text: string): string => text.replace(/\s*\n[▌│ ]*/g, ' ')

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
    expect(cancelled.reply).toBeUndefined()
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
    for (const { text } of files) expect(text).not.toMatch(/we meet|ann|host\d/)
    expect(stage.logged).toEqual([])
  })
})
