import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { nameEntry } from '../../src/flows/name-entry.ts'
import type { Channel, Person, SeenMessage } from '../../src/sandbox/index.ts'
import { createStage, ctxOf, type Stage } from '../support/stage.ts'
import { formBefore, incidentWith, newestTo, readBy, resolve, reviewFor, says } from '../support/story.ts'

describe('what concerns somebody in a review', () => {
  let stage: Stage
  let maya: Person
  let sam: Person
  let ines: Person
  let channel: Channel
  beforeAll(async () => {
    stage = await createStage()
    maya = stage.workspace.addUser({ name: 'maya', tz: 'Europe/Vienna' })
    sam = stage.workspace.addUser({ name: 'sam', realName: 'Sam Oduya', tz: 'Europe/Vienna' })
    ines = stage.workspace.addUser({ name: 'ines', tz: 'Europe/Vienna' })
    const made = await incidentWith(stage, maya, 'users table is empty sev1', [{ by: sam, says: 'I ran the cleanup script' }])
    channel = made.channel
    await says(stage, channel, maya, { by: maya, says: '@sam ran it on production' })
    await resolve(stage, maya, channel)
    await maya.runs('/incident review open', { in: channel })
    await stage.settled()
  })
  afterAll(() => stage.close())

  const opened = (person: Person): SeenMessage => {
    const found = person.sees(channel).find(({ text }) => text.includes('the review is open'))
    if (!found) throw new Error('the review is not open')
    return found
  }
  /** What was shown to somebody alone, the newest. */
  const shownTo = (person: Person): SeenMessage => {
    const found = person.sees(channel).filter(({ isEphemeral }) => isEphemeral)
    const last = found.at(-1)
    if (!last) throw new Error('nothing was shown')
    return last
  }
  async function concernsOf(person: Person): Promise<SeenMessage> {
    await person.clicks(opened(person), 'Correct what concerns me')
    await stage.settled()
    return shownTo(person)
  }
  const menuOf = (message: SeenMessage, words: string): string => {
    const block = (message.blocks ?? []).find((each) => JSON.stringify(each).includes(words))
    const id = /"action_id":"([^"]+)"/.exec(JSON.stringify(block))?.[1]
    if (!id) throw new Error(`nothing can be chosen beside ${words}`)
    return id
  }
  async function chooses(person: Person, words: string, choice: string): Promise<void> {
    const message = await concernsOf(person)
    await person.chooses(message, menuOf(message, words), choice)
    await stage.settled()
  }
  const review = (person = maya) => reviewFor(stage, person, channel)
  const thread = () =>
    sam
      .sees(channel)
      .filter(({ thread_ts, isEphemeral }) => thread_ts && !isEphemeral)
      .map((message) => readBy(stage, message))
      .join('\n')

  it('is shown to them alone: their entries, entries that show them, and their answers', async () => {
    const mine = readBy(stage, await concernsOf(sam))
    expect(mine).toContain('Only you see this.')
    expect(mine).toMatch(/E\d+ · [^\n]+ · yours, by your role\s+I ran the cleanup script/)
    expect(mine).toMatch(/E\d+ · [^\n]+ · shows you, by your role\s+@sam ran it on production/)
    expect(readBy(stage, await concernsOf(ines))).toContain('Nothing in the review is yours or shows you.')
  })

  it('B1 names nobody who has not said so, and names them at their own moment only', async () => {
    expect(await review()).not.toMatch(/sam|oduya/i)
    await chooses(sam, 'cleanup script', 'Show with my name')
    expect(await review()).toContain('· sam: “I ran the cleanup script”')
    expect(await review()).toContain('“responder 2 ran it on production”')
    expect(thread()).toContain('· sam: “I ran the cleanup script”')
    expect(readBy(stage, shownTo(sam))).toContain('yours, with your name')
    await chooses(sam, 'cleanup script', 'Show by my role')
    expect(await review()).not.toMatch(/sam|oduya/i)
    expect(thread()).not.toMatch(/sam: /)
  })

  it('shows what else of the review is theirs, thanks them, is in their care or mentions them', async () => {
    await maya.runs('/incident condition @sam had two windows open', { in: channel })
    await maya.runs('/incident helped somebody who had seen it before', { in: channel })
    await stage.settled()
    await stage.database.pool.query('update "Helped" set "thankedId" = $1', [sam.id])
    const theirs = readBy(stage, await concernsOf(sam))
    expect(theirs).toMatch(/mentions you · C1 @sam had two windows open/)
    expect(theirs).toMatch(/thanks you · K1 somebody who had seen it before/)
    expect(readBy(stage, await concernsOf(ines))).not.toContain('two windows')
    await chooses(sam, 'two windows', 'Take out')
    expect(readBy(stage, await concernsOf(sam))).not.toContain('two windows')
    await maya.runs('/incident material removed', { in: channel })
    await stage.settled()
  })

  it('lets nobody name somebody else', async () => {
    const { rows } = await stage.database.pool.query('select id from "Entry" where "authorId" = $1 and source = $2', [
      sam.id,
      'reaction',
    ])
    const ctx = ctxOf(stage)
    const viewer = { kind: 'person' as const, workspaceId: stage.workspace.id, userId: maya.id }
    const forged = { viewer, entryId: rows[0].id, isNamed: true, requestKey: 'forged' }
    await expect(nameEntry(ctx, forged)).rejects.toThrow('Only those whose words an entry has')
    expect(await review()).not.toMatch(/sam: /)
  })

  it('can be reworded and taken off by them', async () => {
    await chooses(sam, 'cleanup script', 'Change the wording')
    expect(await sam.submits({ text: 'The cleanup script was run' })).toMatchObject({ errors: {} })
    await stage.settled()
    expect(await review()).toContain('“The cleanup script was run”')
    await chooses(sam, 'cleanup script', 'Take it off the timeline')
    expect(await review()).not.toContain('cleanup script')
    expect(thread()).not.toContain('cleanup script')
    await chooses(sam, 'cleanup script', 'Bring it back')
    expect(await review()).toContain('“The cleanup script was run”')
  })

  it('can be told otherwise, beside the moment, by whoever it shows', async () => {
    await chooses(sam, 'ran it on production', 'Say what was different')
    expect(formBefore(stage, sam)).toContain('What is different from how it stands here, as you saw it?')
    await sam.submits({ text: 'The prompt said staging.', visibility: 'by_role' })
    await sam.submits()
    await stage.settled()
    const text = await review()
    expect(text).toContain('somebody tells this moment otherwise: see “From inside”.')
    expect(text).toMatch(/responder, asked “What is different from how it stands here[^”]+”: “The prompt said staging\.”/)
    expect(readBy(stage, await concernsOf(sam))).toContain('Your answer · in the review by your role')
  })

  it('B14 B28 takes what somebody saw who was not asked, in their own words, and gives it back', async () => {
    await ines.clicks(opened(ines), 'Add what I saw')
    await ines.closes()
    await ines.clicks(opened(ines), 'Add what I saw')
    await ines.submits({ text: 'A customer wrote to me at two.', visibility: 'with_name' })
    await ines.submits()
    await stage.settled()
    expect(await review()).toContain(
      'ines, asked “What did you see or hear of this, and from where?”: “A customer wrote to me at two.”',
    )
    expect(await review()).toContain('Nobody has been asked yet.')
    const { rows } = await stage.database.pool.query('select count(*)::int from "Prompt" where "userId" = $1', [ines.id])
    expect(rows[0].count).toBe(1)
    await ines.clicks(newestTo(stage, ines, 'INC-1'), 'Change')
    await ines.submits({ visibility: 'only_me' })
    await stage.settled()
    expect(await review()).not.toContain('A customer wrote')
    expect(thread()).not.toContain('A customer wrote')
    expect(stage.logged).toEqual([])
  })
})
