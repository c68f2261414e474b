import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Person } from '../../src/sandbox/index.ts'
import { type ReviewStory, reviewOf, sendTwice } from '../support/material-story.ts'
import { createStage, type Stage } from '../support/stage.ts'
import { formBefore, resolve } from '../support/story.ts'

let stage: Stage
let maya: Person
let sam: Person
let review: ReviewStory
beforeAll(async () => {
  stage = await createStage()
  maya = stage.workspace.addUser({ name: 'maya', realName: 'Maya Lind', tz: 'Europe/Vienna' })
  sam = stage.workspace.addUser({ name: 'sam', realName: 'Sam Oduya', tz: 'America/New_York' })
})
afterAll(() => stage.close())

describe('one sentence', () => {
  beforeAll(async () => {
    review = await reviewOf(stage, maya, 'users table is empty sev1', [{ by: sam, says: 'the deploy tool shares one login' }])
  })

  it('is kept at once, before the incident is resolved too, and said back with how its time was read', async () => {
    expect(await review.runs(maya, 'condition backups have been off since 22 September')).toMatch(
      /C\d+ backups have been off · since 22 September 2026/,
    )
    expect(await review.runs(maya, 'condition it was so since the merger')).toContain('it was so since the merger · somebody')
    expect(await review.runs(maya, 'safeguard nightly backups since last month')).toMatch(
      /S\d+ nightly backups · not known · since October 2026/,
    )
    expect(await review.runs(sam, 'helped the replica was an hour behind')).toMatch(/K\d+ the replica was an hour behind/)
    expect(await review.runs(sam, 'usual tables are cleaned up by hand')).toMatch(/U\d+ tables are cleaned up by hand/)
  })

  it('stands in the review that is compiled when the incident is resolved', async () => {
    await resolve(stage, maya, review.channel)
    const compiled = await review.newest()
    expect(compiled).toContain('“backups have been off”, since 22 September 2026 (61 days before declaration).')
    expect(compiled).toContain(
      '22 September 2026 (61 days before declaration) · condition, from here on: “backups have been off”',
    )
    expect(compiled).toContain('“nightly backups”: how it was is not known, since October 2026.')
  })

  it('B6 about people raises a question back to its writer, and is kept as it is', async () => {
    const told = await review.runs(maya, 'change retrain the on-call')
    expect(told).toMatch(/X\d+ retrain the on-call · considered/)
    expect(told).toContain('Only you see this, and it may stay as it is.')
    expect(told).toContain('Sooner or later: which condition would it change?')
    expect(await review.newest()).toContain('Considered: “retrain the on-call”. Which condition it would change is not said yet.')
  })

  it('that is missing opens the form; that is a number opens the form for what it names', async () => {
    await review.fills(maya, 'safeguard', {
      text: 'the alarm on row counts',
      state: 'absent',
      since: '2021',
      weighedAgainst: 'noise',
    })
    expect(await review.newest()).toContain('“the alarm on row counts”: absent, since 2021. Weighed against: “noise”.')
    const ref = await review.ref('S', 'Safeguard')
    await maya.runs(`/incident safeguard ${ref}`, { in: review.channel })
    expect(formBefore(stage, maya)).toContain('the alarm on row counts')
    await maya.closes()
    expect(await review.runs(maya, `condition ${ref}`)).toContain('That is a safeguard')
  })

  it('of no words, of a number that nothing has, or of rubbish keeps nothing and says what to do', async () => {
    const before = await review.count('Condition')
    expect(await review.runs(maya, 'condition C999999')).toContain('There is no C999999 that you can see')
    expect(await review.runs(maya, 'condition E999999')).toContain('There is no source of that number')
    expect((await review.fills(maya, 'condition', { text: '   ' })).errors.text).toContain('One sentence is enough')
    await maya.closes()
    expect(await review.count('Condition')).toBe(before)
    expect(await review.runs(maya, 'condition <@U0NOBODY1> & <script>`x`</script> since &lt;')).toMatch(/C\d+/)
    expect(await review.count('Condition')).toBe(before + 1)
  })
})

describe('a form', () => {
  beforeAll(async () => {
    review = await reviewOf(stage, maya, 'deploys take an hour')
  })

  it('keeps what was typed where a field will not do, and says why beside it', async () => {
    const sent = await review.fills(maya, 'condition', { text: 'deploys go by hand', since: '03/04/2026' })
    expect(sent.errors.since).toContain('Write the month as a word')
    const again = { since: '3 April 2026', sureness: 'observed', part: 'enabling', area: 'process' }
    expect(await maya.submits(again)).toMatchObject({ action: 'close' })
    await stage.settled()
    expect(review.last(maya)).toMatch(/deploys go by hand · since 3 April 2026 · it was observed · it had to be there · process/)
  })

  it('changes only what somebody changed in it: what others changed meanwhile stays', async () => {
    const ref = await review.ref('C', 'Condition')
    await maya.runs(`/incident condition ${ref}`, { in: review.channel })
    await sam.joins(review.channel)
    await sam.runs(`/incident condition ${ref}`, { in: review.channel })
    await maya.submits({ text: 'deploys go by hand, at night' })
    await sam.submits({ area: 'time_pressure' })
    await stage.settled()
    expect(await review.runs(maya, 'material')).toMatch(/deploys go by hand, at night · since 3 April 2026 .*time pressure/)
  })

  it('B13 takes "nothing is written" for a full answer, and not beside something that is', async () => {
    const both = { text: 'cleaning up tables', written: 'a page in the wiki', isNothingWritten: ['yes'] }
    const sent = await review.fills(maya, 'usual', both)
    expect(sent.errors.written).toContain('Something is written, or nothing is')
    await maya.submits({ written: '' })
    await stage.settled()
    expect(await review.runs(maya, 'material usual')).toContain('cleaning up tables · nothing is written')
  })

  it('takes a ticket only by https, and a decline only with its grounds', async () => {
    await review.runs(maya, 'change show the name in red')
    const ref = await review.ref('X', 'Change')
    const wrong = await review.fills(maya, `change ${ref}`, { ticketUrl: 'javascript:alert(1)', state: 'declined' })
    expect(wrong.errors.ticketUrl).toContain('https')
    expect((await maya.submits({ ticketUrl: 'https://tickets.example/7' })).errors.grounds).toContain('grounds')
    await maya.submits({ grounds: 'it would slow every deploy' })
    await stage.settled()
    expect(await review.runs(maya, 'material change')).toMatch(/show the name in red · declined .*ticket/)
  })

  it('for what came of a change keeps that, and when', async () => {
    await review.runs(maya, 'change ask twice before a delete')
    const ref = await review.ref('X', 'Change')
    await review.chooses(maya, ref, 'What came of it')
    await maya.submits({ outcome: 'people click twice now', state: 'done' })
    await stage.settled()
    expect(await review.runs(maya, 'material change')).toMatch(
      /ask twice before a delete · done .* what came of it: people click twice now/,
    )
  })

  it('that is sent twice keeps one', async () => {
    await maya.runs('/incident condition', { in: review.channel })
    await maya.fills({ text: 'once only' })
    await sendTwice(stage, maya)
    const { rowCount } = await stage.database.pool.query(`select 1 from "Condition" where text = 'once only'`)
    expect(rowCount).toBe(1)
  })
})

describe('what was written', () => {
  beforeAll(async () => {
    review = await reviewOf(stage, maya, 'the queue is stuck')
    await sam.joins(review.channel)
    await review.runs(maya, 'condition the marker-word is here')
    await resolve(stage, maya, review.channel)
  })

  it('can be taken out, is gone from every version then, and can be brought back', async () => {
    const ref = await review.ref('C', 'Condition')
    expect(await review.newest()).toContain('marker-word')
    expect(await review.chooses(sam, ref, 'Take out')).toContain('Taken out: 1')
    for (const version of await review.versions()) expect(version).not.toContain('marker-word')
    await review.chooses(maya, ref, 'Bring back', 'material removed')
    expect(await review.newest()).toContain('marker-word')
  })

  it('of somebody’s surprise is theirs: by role, once the review is open; nobody else changes it, and taken out it is gone', async () => {
    await review.runs(sam, 'surprise the queue-depth was zero')
    const ref = await review.ref('W', 'Surprise')
    expect(await review.newest()).not.toContain('queue-depth')
    expect(await review.runs(maya, 'material')).not.toContain('queue-depth')
    expect(await review.runs(sam, 'material')).toContain('queue-depth')
    await maya.runs('/incident review open', { in: review.channel })
    await stage.settled()
    expect(await review.newest()).toMatch(/a surprise · (?!Sam)[a-z ]+, saw: “the queue-depth was zero”/)
    expect(await review.fills(maya, `surprise ${ref}`, { text: 'mine now' })).toHaveProperty('errors.text')
    await maya.closes()
    await review.chooses(sam, ref, 'Edit')
    await sam.submits({ isNamed: ['yes'] })
    await stage.settled()
    expect(await review.newest()).toContain('a surprise · sam, saw: “the queue-depth was zero”')
    await review.chooses(sam, ref, 'Take out')
    expect(await review.count('Surprise')).toBe(0)
    for (const version of await review.versions()) expect(version).not.toContain('queue-depth')
  })

  it('B3 as a thanks names somebody only where whoever wrote it and they agree', async () => {
    await review.fills(maya, 'helped', { text: 'a calm voice', through: 'credit', thankedId: sam.id, mayName: ['yes'] })
    const ref = await review.ref('K', 'Helped')
    expect(await review.newest()).toMatch(/With thanks to (?!sam)[a-z 0-9]+: “a calm voice”/)
    await review.chooses(sam, ref, 'Show my name')
    expect(await review.newest()).toContain('With thanks to sam: “a calm voice”')
    await review.chooses(maya, ref, 'Edit')
    await maya.submits({ mayName: [] })
    await stage.settled()
    expect(await review.newest()).toMatch(/With thanks to (?!sam)[a-z 0-9]+: “a calm voice”/)
    await expect(review.chooses(maya, ref, 'Show my name')).rejects.toThrow('has no Show my name')
  })
})
