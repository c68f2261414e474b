import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Channel, Person } from '../../src/sandbox/index.ts'
import { createStage, type Stage } from '../support/stage.ts'
import { incidentWith, resolve } from '../support/story.ts'

describe('the pictures of a review in Slack', () => {
  let stage: Stage
  let maya: Person
  let channel: Channel
  beforeAll(async () => {
    stage = await createStage()
    maya = stage.workspace.addUser({ name: 'maya' })
    const made = await incidentWith(stage, maya, 'users table is empty sev1', [{ by: maya, says: 'the table is empty' }])
    channel = made.channel
  })
  afterAll(() => stage.close())

  const pictures = () =>
    stage.workspace.messages(channel).filter(({ blocks }) => JSON.stringify(blocks ?? []).includes('slack_file'))
  const deleted = () => stage.slack.calls.filter(({ method }) => method === 'files.delete')

  it('come into its thread once it is open, and not before', async () => {
    await resolve(stage, maya, channel)
    expect(pictures()).toEqual([])
    await stage.at('2026-11-26T12:00:00Z')
    const [timeline, ...others] = pictures()
    expect(others).toEqual([])
    expect(JSON.stringify(timeline?.blocks)).toContain('Each moment stands in the text of the timeline.')
    const opened = stage.workspace.messages(channel).find(({ text }) => text.includes('the review is open'))
    expect(timeline?.thread_ts).toBe(opened?.ts)
  })

  it('are edited in place when the review changes, and the file before is removed; asked for again, nothing happens', async () => {
    const [before] = pictures()
    await maya.runs('/incident note the copy for reports was 40 minutes behind', { in: channel })
    await stage.settled()
    const [after, ...others] = pictures()
    expect(others).toEqual([])
    expect(after?.ts).toBe(before?.ts)
    expect(JSON.stringify(after?.blocks)).not.toBe(JSON.stringify(before?.blocks))
    expect(deleted()).toHaveLength(1)

    const calls = stage.slack.calls.length
    await stage.restart()
    await stage.at('2026-11-26T13:00:00Z')
    const again = stage.slack.calls.slice(calls).map(({ method }) => method)
    expect(again.filter((method) => method.startsWith('files.') || method.startsWith('chat.'))).toEqual([])
  })

  it('are uploaded once more where Slack was away in between, and shown once', async () => {
    stage.slack.faults.failNext('files.completeUploadExternal', { error: 'internal_error' })
    await maya.runs('/incident note the replica is in Dublin', { in: channel })
    await stage.settled()
    await stage.retried()
    expect(pictures()).toHaveLength(1)
    expect(JSON.stringify(pictures()[0]?.blocks)).toContain('Said: 3')
    expect(deleted()).toHaveLength(2)
  })

  it('are shown where Slack does not let an earlier one be removed; the operator is told', async () => {
    stage.slack.faults.failNext('files.delete', { error: 'cant_delete_file' })
    await maya.runs('/incident note the replica is back', { in: channel })
    await stage.settled()
    expect(JSON.stringify(pictures().map(({ blocks }) => blocks))).toContain('Said: 4')
    const { rows } = await stage.database.pool.query<{ sentence: string }>('select sentence from "Notice"')
    expect(rows.map(({ sentence }) => sentence)).toEqual([
      'pictures.show was given up. Slack refused files.delete: cant_delete_file.',
    ])
  })
})
