import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createStage, type Stage, textOf, wordsBefore } from '../support/stage.ts'

describe.each(['http', 'socket'] as const)('an incident from declaration to review, over %s', (mode) => {
  let stage: Stage
  beforeAll(async () => {
    stage = await createStage({ mode, settings: 'announceChannel: null' })
  })
  afterAll(() => stage.close())

  it('runs', async () => {
    const { workspace } = stage
    const maya = workspace.addUser({ name: 'maya', realName: 'Maya Lind', tz: 'Europe/Vienna' })
    const sam = workspace.addUser({ name: 'sam', realName: 'Sam Oduya', tz: 'America/New_York' })
    const ops = workspace.addChannel({ name: 'ops', members: [maya, sam] })

    const answer = await maya.runs('/incident declare users table is empty sev1', { in: ops })
    expect(answer.reply?.text).toContain('INC-1')
    await stage.settled()
    const channel = stage.channel()
    expect(channel.name).toBe('inc-2026-11-22-users-table-is-empty')
    expect(wordsBefore(maya, ops)).toContain(`<#${channel.id}>`)
    expect(wordsBefore(maya, channel)).toContain('users table is empty')

    await sam.joins(channel)
    const message = await sam.posts(channel, 'backups have been off since September')
    await maya.reacts(channel, message.ts, 'pushpin')
    await stage.settled()
    const timeline = await maya.runs('/incident timeline', { in: channel })
    expect(JSON.stringify(timeline.reply)).toContain('backups have been off')

    await stage.after(72)
    await maya.runs('/incident resolve', { in: channel })
    await stage.settled()
    expect(wordsBefore(sam, channel)).toContain('Resolved after 1 h 12 min')

    await stage.at('2026-11-23T15:30:00Z')
    const question = sam.directMessages().at(-1)
    expect(question && textOf(question)).toContain('reasonable at the time')
    if (!question) return
    await sam.clicks(question, 'Answer')
    const done = await sam.submits({ text: 'We were told they cost too much', visibility: 'by_role' })
    expect(done.errors).toEqual({})
    await sam.submits()
    await stage.settled()

    await stage.at('2026-11-25T12:00:00Z')
    expect(wordsBefore(maya, channel)).toContain('review is open')
    const review = await maya.runs('/incident review', { in: channel })
    expect(JSON.stringify(review.reply)).toContain('We were told they cost too much')
    expect(stage.logged).toEqual([])
  })
})
