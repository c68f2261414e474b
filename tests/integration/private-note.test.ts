import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Channel, Person } from '../../src/sandbox/index.ts'
import { createStage, type Stage } from '../support/stage.ts'
import {
  answers,
  declares,
  formBefore,
  incidentWith,
  keptTexts,
  newestTo,
  opens,
  readBy,
  resolve,
  reviewFor,
  sends,
  tablesHolding,
  toldTo,
} from '../support/story.ts'

const day = 24 * 60 * 60 * 1000

describe('a note to oneself', () => {
  let stage: Stage
  let maya: Person
  let sam: Person
  beforeAll(async () => {
    stage = await createStage()
    maya = stage.workspace.addUser({ name: 'maya', tz: 'Europe/Vienna' })
    sam = stage.workspace.addUser({ name: 'sam', tz: 'Europe/Vienna' })
  })
  afterAll(() => stage.close())

  /** The message in the channel that has the button. */
  function resolution(person: Person, channel: Channel) {
    const found = person.sees(channel).filter((message) => readBy(stage, message).includes('[Leave myself a note]'))
    const last = found.at(-1)
    if (!last) throw new Error('nobody was offered a note')
    return last
  }

  async function taps(person: Person, channel: Channel): Promise<string> {
    await person.clicks(resolution(person, channel), 'Leave myself a note')
    await stage.settled()
    return formBefore(stage, person)
  }

  it('takes one tap, is there when opened again, and is seen by its writer alone until they release it', async () => {
    const { channel } = await incidentWith(stage, maya, 'users table is empty sev1', [{ by: sam, says: 'looking' }])
    await resolve(stage, maya, channel)
    expect(await taps(sam, channel)).toContain('What do you want to remember about this that the channel does not show?')
    await sam.submits({ text: 'I had been awake since four' })
    await stage.settled()

    expect(await taps(sam, channel)).toContain('I had been awake since four')
    await sam.submits({ text: 'I had been awake since five' })
    await stage.settled()
    expect(toldTo(stage, sam, 'Your note is kept.')).toHaveLength(1)
    expect(toldTo(stage, sam, 'Your note is kept.').join()).not.toContain('awake')
    expect(await taps(maya, channel)).not.toContain('awake')
    await maya.closes()
    expect(await tablesHolding(stage, 'awake since')).toEqual([])

    await stage.at(new Date(stage.clock.now().getTime() + 4 * day))
    expect(await reviewFor(stage, maya, channel)).not.toContain('awake')
    await answers(stage, sam, 'I had been awake since five', 'with_name', 'Change', 'Your note is kept.')
    expect(await reviewFor(stage, maya, channel)).toContain('“I had been awake since five”')
    await answers(stage, sam, 'I had been awake since five', 'only_me', 'Change', 'Your note is kept.')
    expect(await reviewFor(stage, maya, channel)).not.toContain('awake')
  })

  it('does not count as having been asked', async () => {
    stage.clock.set(new Date('2026-12-01T12:00:00Z'))
    const { channel } = await incidentWith(stage, maya, 'slow checkout sev1', [{ by: sam, says: 'I warm the cache' }])
    await resolve(stage, maya, channel)
    await taps(sam, channel)
    await sam.submits({ text: 'it was raining' })
    await stage.settled()
    expect(await reviewFor(stage, maya, channel)).toContain('Nobody has been asked yet.')
    await stage.at('2026-12-02T09:00:00Z')
    expect(toldTo(stage, sam, 'Hi sam. INC-2')).toHaveLength(1)
  })

  it('is one, however often the form is sent at once', async () => {
    stage.clock.set(new Date('2026-12-03T12:00:00Z'))
    const { channel, id } = await incidentWith(stage, maya, 'lost mails sev1')
    await resolve(stage, maya, channel)
    await taps(maya, channel)
    await maya.fills({ text: 'once' })
    await Promise.all([maya.submits(), maya.submits()])
    await taps(maya, channel)
    await maya.submits({ text: 'twice' })
    await stage.settled()
    expect(await keptTexts(stage, id)).toEqual(['twice'])
  })

  it('belongs to the members of a private channel; who has left can still take theirs back', async () => {
    stage.clock.set(new Date('2026-12-07T12:00:00Z'))
    const channel = await declares(stage, maya, 'leaked key sev1 --private')
    await maya.invites(channel, [sam])
    await resolve(stage, maya, channel)
    await taps(sam, channel)
    await sends(stage, sam, { text: 'the key was in the wiki', visibility: 'by_role' })
    expect(readBy(stage, newestTo(stage, sam, 'Your note is kept.'))).toContain('leaked key')
    await sam.leaves(channel)
    await stage.settled()
    await opens(stage, sam, 'Change', 'Your note is kept.')
    await sam.submits({ visibility: 'only_me' })
    await stage.settled()
    const told = readBy(stage, newestTo(stage, sam, 'Your note is kept.'))
    expect(told).toContain('Only you see it.')
    expect(told).not.toContain('leaked key')
    expect(stage.logged).toEqual([])
  })
})
