import { afterEach, describe, expect, it } from 'vitest'
import type { Fields } from '../../../src/sandbox/index.ts'
import { type Inbox, openInbox } from './inbox.ts'
import { type Town, town } from './world.ts'

let here: Town
let inbox: Inbox
afterEach(async () => {
  await inbox.stop()
  await here.slack.stop()
})

async function start(options: Parameters<typeof town>[0] = {}): Promise<Town> {
  here = await town(options)
  inbox = await openInbox()
  here.ws.deliverTo(inbox.url)
  return here
}

const events = (): Fields[] => inbox.events().map(({ event }) => event)
const kinds = () => events().map(({ type, subtype }) => (subtype ? `${String(type)}/${String(subtype)}` : type))

describe('what happens in a channel of the bot', () => {
  it('reaches it in the words of Slack', async () => {
    const { maya, tom, open, mayas, call } = await start()
    const reply = await maya.posts(open, 'and the backups?', { threadTs: mayas })
    await maya.posts(open, 'for all', { threadTs: mayas, broadcast: true })
    await maya.posts(open, 'shrugs', { me: true })
    await maya.edits(open, reply.ts, 'and the backups were off')
    await maya.deletes(open, reply.ts)
    await maya.reacts(open, mayas, 'pushpin')
    await maya.unreacts(open, mayas, 'pushpin')
    await maya.pins(open, mayas)
    await maya.unpins(open, mayas)
    await maya.posts(open, '', { files: [{ name: 'graph.png', content: 'x' }] })
    await maya.invites(open, [tom])
    await tom.setsTopic(open, 'users table')
    await tom.leaves(open)
    await call('chat.postMessage', { channel: open.id, text: 'INC-1' })
    await here.slack.settled()
    expect(kinds()).toEqual([
      'message',
      'message/thread_broadcast',
      'message/me_message',
      'message/message_changed',
      'message/message_deleted',
      'reaction_added',
      'reaction_removed',
      'pin_added',
      'pin_removed',
      'message/file_share',
      'file_shared',
      'message/channel_join',
      'member_joined_channel',
      'message/channel_topic',
      'message/channel_leave',
      'member_left_channel',
      'message',
    ])
    expect(events()[0]).toMatchObject({
      user: maya.id,
      thread_ts: mayas,
      parent_user_id: maya.id,
      channel: open.id,
      channel_type: 'channel',
    })
    expect(events()[3]).toMatchObject({
      hidden: true,
      message: { ts: reply.ts, text: 'and the backups were off', edited: { user: maya.id } },
      previous_message: { text: 'and the backups?' },
    })
    expect(events()[4]).toMatchObject({ deleted_ts: reply.ts, previous_message: { ts: reply.ts } })
    expect(events()[5]).toMatchObject({
      user: maya.id,
      item_user: maya.id,
      reaction: 'pushpin',
      item: { type: 'message', channel: open.id, ts: mayas },
    })
    expect(events()[12]).toMatchObject({ user: tom.id, inviter: maya.id, channel_type: 'C' })
    expect(events().at(-1)).toMatchObject({ bot_id: here.ws.botId, user: here.ws.botUserId })
  })

  it('stands in an envelope with an id of its own and the workspace', async () => {
    const now = new Date('2026-11-22T14:30:00.000Z')
    const { maya, open, ws } = await start({ now: () => now })
    await maya.posts(open, 'one')
    await maya.posts(open, 'two')
    const [one, two] = inbox.events()
    expect(one?.body).toMatchObject({
      type: 'event_callback',
      team_id: ws.teamId,
      api_app_id: ws.appId,
      event_time: now.getTime() / 1000,
      authorizations: [{ team_id: ws.teamId, user_id: ws.botUserId, is_bot: true }],
    })
    expect(one?.body.event_id).not.toBe(two?.body.event_id)
    expect(String(two?.event.ts) > String(one?.event.ts)).toBe(true)
  })

  it('deletes a message with replies to a tombstone', async () => {
    const { maya, open, mayas } = await start()
    await maya.posts(open, 'a reply', { threadTs: mayas })
    await maya.deletes(open, mayas)
    expect(events().at(-1)).toMatchObject({ subtype: 'message_changed', message: { subtype: 'tombstone', ts: mayas } })
    expect(maya.sees(open).map(({ text }) => text)).toContain('This message was deleted.')
  })

  it('names no author of a reaction on a web hook', async () => {
    const { maya, open, ws } = await start()
    const { ts } = await ws.botPosts(open, { isWebhook: true, attachments: [{ fallback: 'disk full', text: 'disk full' }] })
    await maya.reacts(open, ts, 'eyes')
    expect(events()[0]).toMatchObject({ subtype: 'bot_message', username: 'alerts', attachments: [{ text: 'disk full' }] })
    expect(events()[1]).not.toHaveProperty('item_user')
  })
})

describe('what does not reach the bot', () => {
  it('is what happens where it is not', async () => {
    const { maya, outside, hidden } = await start()
    for (const channel of [outside, hidden]) await maya.posts(channel, 'among us')
    expect(events()).toEqual([])
  })

  it('is what it does not subscribe to, by the kind of channel', async () => {
    const { maya, open, secret, ws } = await start()
    ws.events = ['message.groups']
    for (const channel of [open, secret, maya.dm()]) await maya.posts(channel, 'hello')
    expect(events()).toMatchObject([{ type: 'message', channel: secret.id, channel_type: 'group' }])
  })

  it('is what it has no scope for', async () => {
    const { maya, open, mayas, ws } = await start()
    ws.scopes.splice(0, 99, 'channels:history')
    await maya.posts(open, 'hello')
    await maya.reacts(open, mayas, 'eyes')
    await maya.posts(maya.dm(), 'psst')
    expect(kinds()).toEqual(['message'])
  })

  it('is what belongs to another workspace', async () => {
    const { slack } = await start()
    const other = slack.addWorkspace({ name: 'Other' })
    const jo = other.addUser({ name: 'jo' })
    await jo.posts(jo.dm(), 'hello')
    expect(events()).toEqual([])
    expect(slack.lost.at(-1)).toMatchObject({ team_id: other.teamId, event: { text: 'hello' } })
  })
})

it('two workspaces can have one app, each with its own token', async () => {
  const { slack, ws } = await start()
  const second = slack.addWorkspace({ name: 'Second', sharesAppWith: ws })
  const jo = second.addUser({ name: 'jo' })
  await jo.posts(jo.dm(), 'hello')
  expect(second.botToken).not.toBe(ws.botToken)
  expect(inbox.events()[0]?.body).toMatchObject({ team_id: second.teamId, api_app_id: ws.appId })
})
