import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Channel, Person, SeenMessage } from '../../src/sandbox/index.ts'
import { declare } from '../support/incident.ts'
import { createStage, type Stage, wordsBefore } from '../support/stage.ts'

let stage: Stage
let maya: Person
let sam: Person

beforeAll(async () => {
  stage = await createStage()
  maya = stage.workspace.addUser({ name: 'maya' })
  sam = stage.workspace.addUser({ name: 'sam' })
})
afterAll(() => stage.close())

/** The pinned message, as somebody sees it now. */
function headline(channel: Channel): SeenMessage {
  const found = maya.sees(channel).find(({ ts }) => ts === channel.pins[0])
  if (!found) throw new Error('there is no headline')
  return found
}

type Labelled = { text?: { text?: string }; confirm?: unknown }
const buttonsOf = (message: SeenMessage): Labelled[] =>
  (message.blocks ?? []).flatMap((block) => (block.type === 'actions' && Array.isArray(block.elements) ? block.elements : []))
const labels = (message: SeenMessage): string[] => buttonsOf(message).map(({ text }) => text?.text ?? '')

/** What only this person sees of a channel. */
const toldOnly = (person: Person, channel: Channel): string[] =>
  person
    .sees(channel)
    .filter(({ isEphemeral }) => isEphemeral)
    .map(({ text }) => text)

async function incident(title: string): Promise<Channel> {
  const { channel } = await declare(stage, maya, title)
  await sam.joins(channel)
  return channel
}

describe('the buttons of the headline', () => {
  it('are the next steps: lead, update, timeline, resolve, and afterwards review and reopen', async () => {
    const channel = await incident('next steps')
    expect(labels(headline(channel))).toEqual(["I'll lead", 'Update', 'Timeline', 'Resolve'])
    await maya.clicks(headline(channel), "I'll lead")
    await stage.settled()
    expect(labels(headline(channel))).toEqual(['Update', 'Timeline', 'Resolve'])
    expect(buttonsOf(headline(channel)).at(-1)?.confirm).toBeDefined()
    await maya.clicks(headline(channel), 'Resolve')
    await stage.settled()
    expect(labels(headline(channel))).toEqual(['Timeline', 'Review', 'Reopen'])
    await sam.clicks(headline(channel), 'Reopen')
    await stage.settled()
    expect(labels(headline(channel))).toEqual(['Update', 'Timeline', 'Resolve'])
    expect(toldOnly(maya, channel)).toEqual([])
  })

  it('show the timeline and the review to whoever asks, alone', async () => {
    const channel = await incident('who asks')
    await maya.runs('/incident resolve', { in: channel })
    await stage.settled()
    await sam.clicks(headline(channel), 'Timeline')
    await sam.clicks(headline(channel), 'Review')
    expect(toldOnly(sam, channel)).toHaveLength(2)
    expect(toldOnly(maya, channel)).toEqual([])
  })

  it('give one lead where two press at once; the other is told who leads, and how to take over', async () => {
    const channel = await incident('both at once')
    const before = headline(channel)
    await Promise.all([maya.clicks(before, "I'll lead"), sam.clicks(before, "I'll lead")])
    await stage.settled()
    const lead = /Lead: <@(\w+)>/.exec(channel.topic)?.[1]
    const other = lead === maya.id ? sam : maya
    expect([maya.id, sam.id]).toContain(lead)
    expect(toldOnly(other, channel)).toEqual([`<@${lead}> is lead of INC-3 already. To take over: \`/incident lead me\`.`])
    const { rowCount } = await stage.database.pool.query(
      'select 1 from "RoleHolding" h join "Incident" i on i.id = h."incidentId" where i."channelId" = $1 and h."userId" = $2',
      [channel.id, other.id],
    )
    expect(rowCount).toBe(0)
  })

  it('resolve once where two press at once', async () => {
    const channel = await incident('resolve once')
    const before = headline(channel)
    await Promise.all([maya.clicks(before, 'Resolve'), sam.clicks(before, 'Resolve')])
    await stage.settled()
    expect(wordsBefore(maya, channel).split('Rest comes first')).toHaveLength(2)
    expect([...toldOnly(maya, channel), ...toldOnly(sam, channel)]).toEqual(['INC-4 is resolved already.'])
  })

  it('that are stale change nothing and say how it stands', async () => {
    const channel = await incident('stale ones')
    const behind = () => stage.slack.faults.failNext('chat.update', { status: 503, times: 50 })
    await maya.runs('/incident resolve', { in: channel })
    await stage.settled()
    behind()
    await maya.runs('/incident reopen', { in: channel })
    await maya.runs('/incident status identified', { in: channel })
    await sam.clicks(headline(channel), 'Reopen')
    await stage.settled()
    await stage.slack.faults.reset()
    await stage.retried()
    behind()
    await maya.runs('/incident cancel', { in: channel })
    await sam.clicks(headline(channel), 'Resolve')
    await stage.settled()
    await stage.slack.faults.reset()
    await stage.retried()
    expect(toldOnly(sam, channel)).toEqual([
      'INC-5 is open already: identified.',
      'INC-5 was cancelled. If it was one after all, open it again first: `/incident reopen`.',
    ])
    expect(channel.topic).toContain('cancelled')
    expect(labels(headline(channel))).toEqual(['Timeline', 'Reopen'])
  })
})

describe('the form to update', () => {
  it('changes what was changed in it, in one message', async () => {
    const channel = await incident('all in one')
    await maya.clicks(headline(channel), 'Update')
    await maya.submits({
      Status: 'identified',
      Severity: 'sev2',
      Title: 'users table is empty',
      'What is happening?': 'a test ran',
    })
    await stage.settled()
    const words = wordsBefore(sam, channel)
    expect(words).toContain('Status: investigating to *identified*')
    expect(words).toContain('what is happening: a test ran')
    expect(channel.topic).toContain('sev2 · identified')
    expect(channel.topic).toContain('users table is empty')
  })

  it('with nothing changed closes without a word', async () => {
    const channel = await incident('nothing new')
    const before = stage.workspace.messages(channel).length
    await maya.runs('/incident update', { in: channel })
    expect(await maya.submits()).toMatchObject({ errors: {}, action: 'close' })
    await stage.settled()
    expect(stage.workspace.messages(channel)).toHaveLength(before)
  })

  it('takes back nothing that others changed meanwhile', async () => {
    const channel = await incident('two forms')
    await maya.clicks(headline(channel), 'Update')
    await sam.runs('/incident status monitoring', { in: channel })
    await sam.runs('/incident severity sev1', { in: channel })
    await maya.submits({ 'What is happening?': 'restoring' })
    await stage.settled()
    expect(channel.topic).toContain('sev1 · monitoring')
    expect(wordsBefore(sam, channel)).toContain('restoring')
  })

  it('closes where others have done just the same', async () => {
    const channel = await incident('same idea')
    await maya.clicks(headline(channel), 'Update')
    await sam.runs('/incident status monitoring', { in: channel })
    expect(await maya.submits({ Status: 'monitoring' })).toMatchObject({ errors: {}, action: 'close' })
  })

  it('says at the field what will not do, and keeps the rest', async () => {
    const channel = await incident('bad title')
    await maya.clicks(headline(channel), 'Update')
    const answer = await maya.submits({ Title: '  ', 'What is happening?': 'kept' })
    expect(Object.keys(answer.errors)).toEqual(['title'])
    await maya.submits({ Title: 'a better one' })
    await stage.settled()
    expect(channel.topic).toContain('a better one')
    expect(wordsBefore(sam, channel)).toContain('kept')
  })

  it('is not for somebody who was taken out of a private incident meanwhile', async () => {
    const { channel } = await declare(stage, sam, 'secret --private')
    await sam.invites(channel, [maya])
    await stage.settled()
    await maya.runs('/incident update', { in: channel })
    await maya.leaves(channel)
    await stage.settled()
    const answer = await maya.submits({ Title: 'known to me' })
    expect(Object.values(answer.errors)).toEqual(['There is no such incident here. /incident list shows the open ones.'])
    expect(channel.topic).toContain('secret')
    await maya.closes()
  })
})
