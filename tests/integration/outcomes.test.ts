import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Person } from '../../src/sandbox/index.ts'
import { type Declared, declare, entriesOf, signedPost, timelineBefore } from '../support/incident.ts'
import { createStage, type Stage } from '../support/stage.ts'

const settings = `
emoji:
  marks:
    - { emoji: pushpin, kind: note, aliases: [round_pushpin] }
    - { emoji: eyes, kind: observation }
    - { emoji: bulb, kind: hypothesis }
    - { emoji: point_up, kind: decision, aliases: [point_up_2] }
    - { emoji: wrench, kind: action, aliases: [hammer] }
    - { emoji: open_mouth, kind: surprise }
    - { emoji: raised_hand, kind: follow_up }
`

let stage: Stage
let maya: Person
let sam: Person
let incident: Declared
beforeAll(async () => {
  stage = await createStage({ settings })
  maya = stage.workspace.addUser({ name: 'maya', realName: 'Maya Lind' })
  sam = stage.workspace.addUser({ name: 'sam', realName: 'Sam Oduya' })
  incident = await declare(stage, maya, 'users table is empty sev1')
  await sam.joins(incident.channel)
})
afterAll(() => stage.close())

const inTimeline = async (text: string) => (await entriesOf(stage, incident)).filter((entry) => entry.text?.includes(text))

describe('an emoji with a meaning', () => {
  it.each([
    ['eyes', 'observation'],
    ['bulb', 'hypothesis'],
    ['point_up', 'decision'],
    ['point_up_2', 'decision'],
    ['point_up::skin-tone-4', 'decision'],
    ['wrench', 'action'],
    ['hammer', 'action'],
    ['open_mouth', 'surprise'],
    ['raised_hand::skin-tone-6', 'follow_up'],
  ])('%s makes it an entry of that kind: %s', async (emoji, kind) => {
    const message = await sam.posts(incident.channel, `said for ${emoji}`)
    await maya.reacts(incident.channel, message.ts, emoji)
    await stage.settled()
    expect(await inTimeline(`said for ${emoji}`)).toMatchObject([{ kind, markedBy: [maya.id], authorId: sam.id }])
    await maya.unreacts(incident.channel, message.ts, emoji)
    await stage.settled()
    expect(await inTimeline(`said for ${emoji}`)).toEqual([])
  })

  it('is shown with the entry', async () => {
    const message = await sam.posts(incident.channel, 'look at this again')
    await maya.reacts(incident.channel, message.ts, 'raised_hand')
    await stage.settled()
    expect((await timelineBefore(maya, incident.channel)).join()).toContain('follow-up · look at this again')
    await maya.unreacts(incident.channel, message.ts, 'raised_hand')
    await stage.settled()
  })

  it('beside another one says the kind that was said first; one that only keeps says none', async () => {
    const message = await sam.posts(incident.channel, 'the disk is full')
    await maya.reacts(incident.channel, message.ts, 'pushpin')
    await sam.reacts(incident.channel, message.ts, 'bulb')
    await maya.reacts(incident.channel, message.ts, 'eyes')
    await stage.settled()
    expect(await inTimeline('the disk is full')).toMatchObject([{ kind: 'hypothesis', markedBy: [maya.id, sam.id] }])
    await sam.unreacts(incident.channel, message.ts, 'bulb')
    await stage.settled()
    expect(await inTimeline('the disk is full')).toMatchObject([{ kind: 'observation' }])
    await maya.unreacts(incident.channel, message.ts, 'eyes')
    await stage.settled()
    expect(await inTimeline('the disk is full')).toMatchObject([{ kind: 'note' }])
  })
})

it('a reaction of the bot’s own puts nothing on the timeline', async () => {
  const message = await sam.posts(incident.channel, 'only the bot reacts to this')
  const { apiUrl } = stage.slack
  const answer = await fetch(`${apiUrl}reactions.add`, {
    method: 'POST',
    headers: { authorization: `Bearer ${stage.workspace.botToken}` },
    body: new URLSearchParams({ channel: incident.channel.id, timestamp: message.ts, name: 'pushpin' }),
  })
  expect(await answer.json()).toMatchObject({ ok: true })
  await stage.settled()
  expect(await inTimeline('only the bot reacts')).toEqual([])
})

describe('in a channel that is shared with another organisation', () => {
  const theirs = { user: 'U0THEIRS01', user_team: 'T0THEIRS01', team: 'T0THEIRS01' }
  const tell = (event: object, event_id: string) => {
    const authorizations = [
      { enterprise_id: null, team_id: stage.workspace.id, user_id: stage.workspace.botUserId, is_bot: true },
    ]
    const body = {
      type: 'event_callback',
      api_app_id: stage.workspace.appId,
      team_id: theirs.team,
      authorizations,
      event,
      event_id,
    }
    const all = { ...body, context_team_id: stage.workspace.id, is_ext_shared_channel: true, event_time: 1795357900 }
    return signedPost(stage.eventsUrl, stage.workspace.signingSecret, JSON.stringify(all))
  }

  it('a message of theirs and a mark of theirs count as anybody’s', async () => {
    const channel = incident.channel.id
    const ts = '1795357900.000100'
    await tell(
      { type: 'message', channel, channel_type: 'channel', ts, event_ts: ts, text: 'our side is fine', ...theirs },
      'Ev0THEIRS1',
    )
    const item = { type: 'message', channel, ts }
    const reaction = { type: 'reaction_added', reaction: 'eyes', item, item_user: theirs.user, event_ts: '1795357901.000100' }
    expect(await tell({ ...reaction, user: theirs.user }, 'Ev0THEIRS2')).toMatchObject({ status: 200 })
    expect(await inTimeline('our side is fine')).toMatchObject([
      { kind: 'observation', authorId: theirs.user, markedBy: [theirs.user] },
    ])
    expect((await timelineBefore(maya, incident.channel)).join()).toContain(`<@${theirs.user}> · observation · our side is fine`)
  })
})
