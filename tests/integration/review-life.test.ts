import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Channel, Person, SeenMessage } from '../../src/sandbox/index.ts'
import { createStage, type Stage, type StageOptions } from '../support/stage.ts'
import { answers, formBefore, incidentWith, readBy, resolve, reviewFor } from '../support/story.ts'

const day = 24 * 60 * 60 * 1000

describe('the life of a review', () => {
  let stage: Stage
  let maya: Person
  let sam: Person
  let announced: Channel
  beforeAll(async () => {
    const options: StageOptions = {}
    stage = await createStage(options)
    announced = stage.workspace.addChannel({ name: 'news' })
    options.settings = `announceChannel: ${announced.id}`
    await stage.restart()
    maya = stage.workspace.addUser({ name: 'maya', tz: 'Europe/Vienna' })
    sam = stage.workspace.addUser({ name: 'sam', tz: 'Europe/Vienna' })
  })
  afterAll(() => stage.close())

  const later = (days: number) => stage.at(new Date(stage.clock.now().getTime() + days * day))
  const runs = async (person: Person, words: string, channel: Channel): Promise<string> => {
    const { reply } = await person.runs(`/incident review ${words}`, { in: channel })
    await stage.settled()
    return reply ? readBy(stage, reply).replace(/\s+/g, ' ') : ''
  }
  /** What stands in the channel and in its threads, without what only one person sees. */
  const seenIn = (channel: Channel) => sam.sees(channel).filter(({ isEphemeral }) => !isEphemeral)
  const textIn = (channel: Channel) =>
    seenIn(channel)
      .map((message) => readBy(stage, message))
      .join('\n')
  const openedIn = (channel: Channel) => {
    const found = seenIn(channel).filter(({ text }) => /the review (?:is (?:open|published)|was declined)\.$/.test(text))
    const [first] = found
    if (!first) throw new Error('nothing says that the review is open')
    return first
  }
  const threadIn = (channel: Channel) => {
    const { ts } = openedIn(channel)
    const isPicture = ({ blocks }: SeenMessage) => JSON.stringify(blocks ?? []).includes('slack_file')
    return seenIn(channel).filter((message) => message.thread_ts === ts && message.ts !== ts && !isPicture(message))
  }
  const threadText = (channel: Channel) =>
    threadIn(channel)
      .map((message) => readBy(stage, message))
      .join('\n')
      .replace(/\s+/g, ' ')

  it('goes from draft to open to published, each once, and tells the channel', async () => {
    const { channel } = await incidentWith(stage, maya, 'users table is empty sev1', [{ by: sam, says: 'the table is empty' }])
    expect(await runs(maya, 'open', channel)).toContain('has no review yet')
    await resolve(stage, maya, channel)
    expect(await runs(maya, 'publish', channel)).toContain('is not open yet: open it first')
    expect(await runs(maya, 'write story', channel)).toContain('is not open yet; its sections are written once it is')
    await runs(sam, 'open', channel)
    expect(textIn(channel)).toContain('INC-1: the review is open. No account yet, 1 moment on the timeline')
    expect(await runs(sam, 'open', channel)).toContain('The review of INC-1 is open already.')
    expect(threadText(channel)).toContain('responder 2: “the table is empty”')

    await runs(maya, 'publish', channel)
    const form = formBefore(stage, maya)
    expect(form).toContain('Nobody has been heard yet.')
    expect(form).toContain('“The next one” is not answered')
    expect(form).toContain('Nothing is written under “How we got here”, “Impact”, “What was hard”')
    await runs(sam, 'publish', channel)
    expect(await maya.submits({ reason: 'We know what we need.' })).toMatchObject({ action: 'close' })
    await stage.settled()
    expect((await sam.submits({})).errors).toEqual({ reason: 'The review of INC-1 is published already.' })
    await sam.closes()
    expect(openedIn(channel).text).toBe('INC-1: the review is published.')
    expect(textIn(channel).match(/the review is published/g)).toHaveLength(2)
    expect(maya.sees(announced).map(({ text }) => text)).toContain('INC-1: the review is published.')
    expect(await reviewFor(stage, maya, channel)).toContain(
      'Published on 22 November 2026, with the words “We know what we need.”',
    )
    expect(await runs(maya, 'decline not needed', channel)).toContain('is published. Its sections can still be corrected.')
    expect(await runs(maya, 'publish', channel)).toContain('is published already')
    expect(await runs(maya, 'dance', channel)).toContain(
      'There are `open`, `write`, `correct`, `add`, `compare`, `publish`, `decline`, `reopen`; alone it shows the review.',
    )
  })

  it('is bound to its incident’s status in neither direction, and does not open for a cancelled one', async () => {
    const { channel } = await incidentWith(stage, maya, 'slow mail sev1')
    await maya.runs('/incident cancel', { in: channel })
    await stage.settled()
    expect(await runs(maya, '', channel)).toContain('was cancelled before it was resolved')
    const other = await incidentWith(stage, maya, 'slow search sev1')
    await resolve(stage, maya, other.channel)
    await maya.runs('/incident cancel it was a test', { in: other.channel })
    await later(9)
    expect(textIn(other.channel)).not.toContain('the review is open')
    expect(await runs(maya, 'open', other.channel)).toContain('is cancelled. Its review opens once it is resolved.')
    const third = await incidentWith(stage, maya, 'slow disk sev1')
    await resolve(stage, maya, third.channel)
    await runs(maya, 'open', third.channel)
    await maya.runs('/incident reopen', { in: third.channel })
    await runs(maya, 'publish', third.channel)
    await maya.submits({})
    await stage.settled()
    expect(openedIn(third.channel).text).toContain('the review is published.')
  })

  it('can be declined with its grounds, asks nobody then, and can be taken up again', async () => {
    const { channel } = await incidentWith(stage, maya, 'late report sev1', [{ by: sam, says: 'I send it by hand' }])
    await resolve(stage, maya, channel)
    await runs(maya, 'decline', channel)
    expect((await maya.submits({ reason: '  ' })).errors.reason).toContain('Say in a few words why')
    await maya.submits({ reason: 'Same as <INC-1>, nothing new' })
    await stage.settled()
    const read = await runs(maya, '', channel)
    expect(read).toContain('This review was declined: “Same as <INC-1>, nothing new”.')
    expect(read).toContain('[Take it up again]')
    await later(2)
    expect(sam.directMessages().filter((message) => readBy(stage, message).includes('late report'))).toEqual([])
    expect(await runs(sam, 'write story', channel)).toContain('was declined. To take it up again')
    await runs(sam, 'reopen', channel)
    await later(9)
    expect(textIn(channel)).toContain('the review is open.')
    await runs(sam, 'decline twice is enough', channel)
    expect(openedIn(channel).text).toContain('the review was declined.')
    await sam.clicks(openedIn(channel), 'Take it up again')
    await stage.settled()
    expect(openedIn(channel).text).toContain('the review is open.')
  })

  it('stands whole in its thread, in order, edited in place, and takes away what is not needed', async () => {
    const { channel, said } = await incidentWith(stage, maya, 'wrong prices sev1', [{ by: sam, says: 'I load the old list' }])
    const long = 'a long line '.repeat(150)
    for (let at = 0; at < 14; at += 1) await maya.runs(`/incident note ${at} ${long}`, { in: channel })
    await stage.settled()
    await resolve(stage, maya, channel)
    await runs(maya, 'open', channel)
    const before = threadIn(channel)
    expect(before.length).toBeGreaterThan(2)
    expect(before.map(({ text }) => text)).toEqual(before.map((_part, at) => `INC-6: the review, part ${at + 1}`))

    await sam.deletes(channel, said[0]?.ts ?? '')
    await stage.settled()
    expect(threadIn(channel).map(({ ts }) => ts)).toEqual(before.map(({ ts }) => ts))
    expect(textIn(channel)).not.toContain('I load the old list')
    const { rows } = await stage.database.pool.query('select id from "Entry" where text like $1', ['%a long line%'])
    for (const { id } of rows) {
      const { reply } = await maya.runs('/incident timeline', { in: channel })
      if (!reply) throw new Error('no timeline')
      await maya.runs(`/incident edit E${id}`, { in: channel })
      await maya.submits({ text: 'short' })
    }
    await stage.settled()
    const after = threadIn(channel)
    expect(after.length).toBeLessThan(before.length)
    expect(after.map(({ ts }) => ts)).toEqual(before.slice(0, after.length).map(({ ts }) => ts))
    expect(threadText(channel)).not.toContain('a long line')
  })

  it('lets people write its sections in forms, and shows both texts where two did', async () => {
    const { channel } = await incidentWith(stage, maya, 'lost orders sev1', [{ by: sam, says: 'I replay them' }])
    await resolve(stage, maya, channel)
    await later(2)
    await answers(stage, sam, 'the queue looked empty', 'by_role', 'Answer', 'lost orders')
    await runs(maya, 'open', channel)
    const story = threadIn(channel).find((message) => readBy(stage, message).includes('How we got here'))
    if (!story) throw new Error('there is no story to write')
    await sam.clicks(story, 'review_part_write:story')
    await maya.clicks(story, 'review_part_write:story')
    expect(formBefore(stage, sam)).toContain('How did it look from inside')
    await sam.submits({ text0: 'Sam: the queue looked empty. <!channel> ```' })
    await stage.settled()
    expect(threadText(channel)).toContain('Sam: the queue looked empty.')
    expect(await maya.submits({ text0: 'Maya: orders were missing.' })).toMatchObject({ action: 'update' })
    const both = formBefore(stage, maya)
    expect(both).toContain('Somebody saved this section while you wrote.')
    expect(both).toContain('Maya: orders were missing.')
    expect(both).toContain('Sam: the queue looked empty.')
    await maya.closes()
    await runs(maya, 'write story', channel)
    expect(formBefore(stage, maya)).toContain('Maya: orders were missing.')
    expect(await maya.submits({ text0: 'Both: orders were missing, the queue looked empty.' })).toMatchObject({ action: 'close' })
    await stage.settled()
    expect(threadText(channel)).toContain('Both: orders were missing, the queue looked empty. P')
  })

  it('asks back about wording, its writer alone, once, and lets it stand', async () => {
    const { channel } = await incidentWith(stage, maya, 'odd invoices sev1')
    await resolve(stage, maya, channel)
    await runs(maya, 'open', channel)
    await runs(maya, 'write hard', channel)
    const judging = 'Sam should have checked the batch first.'
    expect(await maya.submits({ text0: judging })).toMatchObject({ action: 'update' })
    const asked = formBefore(stage, maya)
    expect(asked).toContain('Saved. Only you see this, and it may stay as it is.')
    expect(asked).toContain('“Sam should have checked”')
    expect(asked).toMatch(/\?\s/)
    await maya.submits({})
    expect(formBefore(stage, maya)).toContain(judging)
    expect(await maya.submits({ text0: `${judging} The list was long.` })).toMatchObject({ action: 'close' })
    await stage.settled()
    expect(threadText(channel)).toContain(judging)
    expect(textIn(channel)).not.toContain('may stay as it is')
  })

  it('shows what came, went and changed between two versions, and nothing that was withdrawn', async () => {
    const { channel, said } = await incidentWith(stage, maya, 'empty basket sev1', [{ by: sam, says: 'the cart is empty' }])
    await resolve(stage, maya, channel)
    expect(await runs(maya, 'compare', channel)).toContain('There is one version so far')
    await runs(maya, 'open', channel)
    await runs(maya, 'write story', channel)
    await maya.submits({ text0: 'We saw nothing odd until noon.' })
    await stage.settled()
    await maya.runs('/incident note the cache was cold', { in: channel })
    await stage.settled()
    await runs(sam, 'write story', channel)
    await sam.submits({ text0: 'We saw something odd at noon.' })
    await stage.settled()
    const last = await runs(maya, 'compare', channel)
    expect(last).toMatch(
      /How we got here ✏️ We saw \S*\[-nothing-\]\[\+something\+\]\S* odd \[-until-\]\[\+at\+\] noon\. P\d+\.1 to P\d+\.2/,
    )
    const all = await runs(maya, 'compare 5 1', channel)
    expect(all).toContain('version 1 to 5')
    expect(all).toContain('➕ 14:')
    expect(all).toContain('“the cache was cold”')
    await sam.deletes(channel, said[0]?.ts ?? '')
    await stage.settled()
    expect(await runs(maya, 'compare 1 6', channel)).not.toContain('the cart is empty')
    expect(await runs(maya, 'compare 1 99', channel)).toContain('There is no version 99. The review has versions 1 to 6.')
    expect(await runs(maya, 'compare x', channel)).toContain('Say which versions to compare')
  })

  it('B26 takes a near miss and what is declared afterwards along the same path, with the times that people tell', async () => {
    const { channel } = await incidentWith(stage, maya, 'disk nearly full sev1 --near-miss')
    const tell = async (words: string) => {
      const { reply } = await maya.runs(`/incident times ${words}`, { in: channel })
      await stage.settled()
      return reply ? readBy(stage, reply).replace(/\s+/g, ' ') : ''
    }
    expect(await tell('started 2 months ago')).toMatch(/: started .*2026.* If that is not it, say it again\./)
    expect(await tell('detected 5 minutes ago')).toContain(': detected ')
    expect(await tell('detected in 2 hours')).toMatch(/That lies ahead/)
    expect(await tell('guessed yesterday')).toContain('Say which time')
    await resolve(stage, maya, channel)
    await runs(maya, 'open', channel)
    const text = threadText(channel)
    expect(text).toContain('A near miss: nothing broke.')
    expect(text).toMatch(/Started: \d+ \w+ 2026/)
    expect(text).toContain('From start to detection:')
    const after = await incidentWith(stage, maya, 'lost mails sev1 --retrospective')
    await resolve(stage, maya, after.channel)
    await runs(maya, 'open', after.channel)
    expect(threadText(after.channel)).toContain('It was declared afterwards.')
  })

  it('takes a long section in several fields, and loses none of it', async () => {
    const { channel, id } = await incidentWith(stage, maya, 'long story sev1')
    await resolve(stage, maya, channel)
    await runs(maya, 'open', channel)
    await runs(maya, 'write story', channel)
    const paragraph = (at: number) => `${at}: ${'word & <word> '.repeat(180).trim()}`
    await maya.submits({ text0: paragraph(1) })
    await stage.settled()
    await runs(maya, 'write story', channel)
    await maya.submits({ text1: paragraph(2) })
    await stage.settled()
    await runs(maya, 'write story', channel)
    expect(await maya.submits({ text2: paragraph(3) })).toMatchObject({ action: 'close', errors: {} })
    await stage.settled()
    const { rows } = await stage.database.pool.query(
      'select v.text from "ReviewPartVersion" v join "ReviewPart" p on p.id = v."partId" where p."incidentId" = $1::uuid order by number desc',
      [id],
    )
    expect(rows[0].text).toBe([1, 2, 3].map(paragraph).join('\n\n'))
    expect(threadText(channel)).toContain('3: word & <word> word')
    expect(stage.logged).toEqual([])
  })
})
