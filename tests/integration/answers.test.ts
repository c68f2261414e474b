import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Channel, Person } from '../../src/sandbox/index.ts'
import { createStage, type Stage } from '../support/stage.ts'
import {
  answers,
  formBefore,
  incidentWith,
  keptTexts,
  newestTo,
  opens,
  readBy,
  resolve,
  reviewFor,
  sends,
  toldTo,
} from '../support/story.ts'

/** Monday morning in Vienna, after a Sunday. */
const monday = new Date('2026-11-23T09:00:00Z')
const day = 24 * 60 * 60 * 1000

describe('an answer', () => {
  let stage: Stage
  let maya: Person
  let sam: Person
  beforeAll(async () => {
    stage = await createStage({ settings: 'delays: { secondQuestion: P9D }' })
    maya = stage.workspace.addUser({ name: 'maya', tz: 'Europe/Vienna' })
    sam = stage.workspace.addUser({ name: 'sam', tz: 'Europe/Vienna' })
  })
  afterAll(() => stage.close())

  let week = 0
  /** An incident of a Sunday in which Sam says one thing, and the morning on which both are asked about it. */
  async function asked(words: string, says = 'I ran the clean-up on the *wrong* host <!channel>'): Promise<Channel> {
    stage.clock.set(new Date(monday.getTime() + week++ * 7 * day - 20 * 60 * 60 * 1000))
    const { channel } = await incidentWith(stage, maya, words, [{ by: sam, says }])
    await resolve(stage, maya, channel)
    await stage.at(new Date(stage.clock.now().getTime() + 20 * 60 * 60 * 1000))
    return channel
  }

  it('is written in a form that keeps the moment folded away, and keeps what was typed when it is unfolded', async () => {
    await asked('users table is empty sev1')
    await opens(stage, sam, 'Answer')
    expect(formBefore(stage, sam)).not.toContain('clean-up')
    expect(formBefore(stage, sam)).toContain('(•) Only me, for now')
    await sam.fills({ text: 'Both prompts looked', visibility: 'by_role' })
    const form = sam.currentView()
    if (form) await sam.clicks(form, 'Show what was written then')
    await stage.settled()
    const unfolded = formBefore(stage, sam)
    expect(unfolded).toContain('I ran the clean-up on the wrong host <!channel>')
    expect(unfolded).toContain('Both prompts looked')
    expect(unfolded).toContain('(•) The review, by my role')
    expect(unfolded).not.toContain('Show what was written then')
    await sends(stage, sam)
    expect(readBy(stage, newestTo(stage, sam))).toContain('“Both prompts looked”')
  })

  it('stays out of the direct message while it is private, and is read there as it will stand once released', async () => {
    const channel = await asked('second incident sev1')
    await answers(stage, sam, 'I took it for the test host')
    const kept = readBy(stage, newestTo(stage, sam))
    expect(kept).toContain('Kept. Only you see it.')
    expect(kept).not.toContain('test host')

    await answers(stage, sam, 'I took it for the test host', 'by_role', 'Change')
    const released = readBy(stage, newestTo(stage, sam))
    expect(released).toContain('When the review opens, it stands there by your role')
    const sentence = 'responder, asked “What made this seem reasonable at the time?”: “I took it for the test host”'
    expect(released.replace(/\n▌? ?/g, ' ')).toContain(sentence)
    expect(await reviewFor(stage, maya, channel)).not.toContain('test host')

    await stage.at(new Date(stage.clock.now().getTime() + 4 * day))
    expect(await reviewFor(stage, maya, channel)).toContain(sentence)

    await answers(stage, sam, 'I took it for the test host', 'with_name', 'Change')
    expect(readBy(stage, newestTo(stage, sam))).toContain('It stands in the open review, with your name')
    expect(await reviewFor(stage, maya, channel)).toContain('· sam, asked')

    await answers(stage, sam, 'I took it for the test host', 'only_me', 'Change')
    expect(await reviewFor(stage, maya, channel)).not.toContain('test host')
    expect(readBy(stage, newestTo(stage, sam))).not.toContain('test host')
  })

  it('may come after skipping, twice, and late; the newest words stand', async () => {
    await asked('third incident sev1')
    const first = newestTo(stage, sam)
    await sam.clicks(first, 'Skip')
    await stage.settled()
    expect(readBy(stage, newestTo(stage, sam))).toContain('Skipped, and that is fine.')
    await stage.at(new Date(stage.clock.now().getTime() + 20 * day))
    await answers(stage, sam, 'first words', 'by_role', 'Answer after all')
    await answers(stage, sam, 'other words', 'by_role', 'Change')
    const read = readBy(stage, newestTo(stage, sam))
    expect(read).toContain('“other words”')
    expect(read).not.toContain('first words')
    expect(await keptTexts(stage)).toEqual(expect.arrayContaining(['other words']))
    expect(await keptTexts(stage)).not.toContain('first words')
  })

  it('is taken once where Slack sends the form twice, and with no words not at all', async () => {
    await asked('fourth incident sev1')
    await opens(stage, sam, 'Answer')
    const blank = await sam.submits({ text: '   ' })
    expect(Object.values(blank.errors)).toEqual(['There are no words yet. A few are plenty; closing the form is fine too.'])
    await sam.submits({ text: 'with a \u0000 in it', visibility: 'by_role' })
    const both = await Promise.all([sam.submits(), sam.submits()])
    expect(both.map(({ action }) => action)).toEqual(['clear', 'clear'])
    await stage.settled()
    expect(toldTo(stage, sam, '“with a  in it”')).toHaveLength(1)
  })

  it('may wait: "Later" comes back once at a decent hour, and the message from before says where', async () => {
    await asked('fifth incident sev1')
    const first = newestTo(stage, sam)
    await stage.after(10 * 60)
    const tomorrow = 'Tomorrow, or the next working day'
    await Promise.all([sam.chooses(first, 'Later', tomorrow), sam.chooses(first, 'Later', tomorrow)])
    await stage.settled()
    expect(readBy(stage, newestTo(stage, sam), 'Europe/Vienna')).toContain("I'll come back to it once, on")
    const before = toldTo(stage, sam).length
    await stage.after(6 * 60)
    await stage.at(stage.clock.now())
    expect(toldTo(stage, sam)).toHaveLength(before)
    await stage.at(new Date(stage.clock.now().getTime() + 9 * 60 * 60 * 1000))
    expect(toldTo(stage, sam)).toHaveLength(before + 1)
    expect(readBy(stage, newestTo(stage, sam))).toContain('I am back about INC-5 (fifth incident), as you asked.')
    const [earlier] = sam.directMessages().filter(({ ts }) => ts === first.ts)
    expect(earlier && readBy(stage, earlier)).toContain('I came back to this, as you asked: see further down.')
    await stage.at(new Date(stage.clock.now().getTime() + 9 * day))
    expect(toldTo(stage, sam)).toHaveLength(before + 1)
  })

  it('given before "Later" is over ends the waiting, in the message where it was asked', async () => {
    await asked('sixth incident sev1')
    await sam.chooses(newestTo(stage, sam), 'Later', 'In three days')
    await stage.settled()
    const before = toldTo(stage, sam).length
    await answers(stage, sam, 'a few words', 'by_role', 'Answer now')
    expect(toldTo(stage, sam)).toHaveLength(before)
    expect(toldTo(stage, sam, 'Later it is')).toEqual([])
    expect(readBy(stage, newestTo(stage, sam))).toContain('“a few words”')
    await stage.at(new Date(stage.clock.now().getTime() + 9 * day))
    expect(toldTo(stage, sam)).toHaveLength(before)
  })

  it('cannot be undone by an old button, nor touched by anybody else', async () => {
    await asked('seventh incident sev1')
    const mine = newestTo(stage, sam)
    await answers(stage, sam, 'what I saw', 'by_role')
    const promptId = await promptOf(sam)
    for (const button of ['prompt_later', 'prompt_skip']) await press(sam, button, promptId)
    expect(newestTo(stage, sam).ts).toBe(mine.ts)
    expect(readBy(stage, newestTo(stage, sam))).toContain('“what I saw”')

    for (const value of [promptId, 'rubbish', '00000000-0000-4000-8000-000000000000']) {
      for (const button of ['prompt_answer', 'prompt_later', 'prompt_skip'])
        expect(await press(maya, button, value)).toContain('This is no question of yours.')
    }
    expect(maya.currentView()).toBeNull()
    expect(readBy(stage, newestTo(stage, sam))).toContain('“what I saw”')
    expect(stage.logged).toEqual([])
  })

  const promptOf = async ({ id }: Person): Promise<string> => {
    const { rows } = await stage.database.pool.query<{ id: string }>(
      'select id from "Prompt" where "userId" = $1 order by "createdAt" desc limit 1',
      [id],
    )
    return rows[0]?.id ?? ''
  }

  /** A click on a button of the bot's with a value of one's own, in a message that somebody made up. @returns what the person is told */
  async function press(person: Person, button: string, value: string): Promise<string> {
    const [ops] = stage.workspace.channels()
    if (!ops) throw new Error('there is no channel')
    const element = { type: 'button', text: { type: 'plain_text', text: 'Press' }, action_id: button, value }
    const message = await stage.workspace.botPosts(ops, { text: 'made up', blocks: [{ type: 'actions', elements: [element] }] })
    if (!ops.members.includes(person.id)) await person.joins(ops)
    await person.clicks(message, 'Press')
    await stage.settled()
    const told = person.sees(ops).at(-1)
    return told ? readBy(stage, told) : ''
  }
})
