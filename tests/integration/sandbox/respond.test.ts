import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Fields } from '../../../src/sandbox/index.ts'
import { type Inbox, openInbox } from './inbox.ts'
import { type Town, town } from './world.ts'

let here: Town
let inbox: Inbox
let now = new Date('2026-11-22T14:30:00.000Z')

beforeEach(async () => {
  now = new Date('2026-11-22T14:30:00.000Z')
  here = await town({ now: () => now })
  inbox = await openInbox()
  here.ws.deliverTo(inbox.url)
})
afterEach(async () => {
  await inbox.stop()
  await here.slack.stop()
})

const lastUrl = () => String(inbox.received.at(-1)?.body.response_url)
const respond = async (body: Fields, url = lastUrl()) => {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  return [response.status, await response.text()] as const
}
const button = [
  { type: 'actions', elements: [{ type: 'button', action_id: 'go', text: { type: 'plain_text', text: 'Go' }, value: '7' }] },
]

describe('a response url', () => {
  it('is used five times', async () => {
    await here.maya.runs('/incident', { in: here.open })
    for (let n = 1; n <= 5; n += 1) expect(await respond({ text: `answer ${n}` })).toEqual([200, 'ok'])
    expect(await respond({ text: 'answer 6' })).toEqual([404, expect.stringContaining('used_url')])
    expect(here.maya.sees(here.open).filter(({ isEphemeral }) => isEphemeral)).toHaveLength(5)
  })

  it('lives 30 minutes', async () => {
    await here.maya.runs('/incident', { in: here.open })
    now = new Date(now.getTime() + 30 * 60_000)
    expect(await respond({ text: 'in time' })).toEqual([200, 'ok'])
    now = new Date(now.getTime() + 1)
    expect(await respond({ text: 'late' })).toEqual([404, expect.stringContaining('expired_url')])
  })

  it('refuses what is no message', async () => {
    await here.maya.runs('/incident', { in: here.open })
    expect(await respond({ blocks: [{ type: 'nothing' }] })).toEqual([400, expect.stringContaining('invalid_blocks')])
    expect(await respond({})).toEqual([400, expect.stringContaining('no_text')])
  })

  it('can speak to the whole channel, as a message without a user', async () => {
    await here.maya.runs('/incident', { in: here.outside })
    await respond({ text: 'for all', response_type: 'in_channel' })
    const [said] = here.ws.messages(here.outside)
    expect(said).toMatchObject({ subtype: 'bot_message', bot_id: here.ws.botId, text: 'for all' })
    expect(said).not.toHaveProperty('user')
  })

  it('replaces and deletes the message whose button was clicked', async () => {
    await here.call('chat.postMessage', { channel: here.open.id, text: 'choose', blocks: button })
    const [message] = here.maya.sees(here.open).slice(-1)
    if (!message) throw new Error('nothing there')
    await here.maya.clicks(message, 'Go')
    expect(inbox.received.at(-1)?.body).toMatchObject({
      type: 'block_actions',
      container: { message_ts: message.ts, channel_id: here.open.id, is_ephemeral: false },
      message: { ts: message.ts },
      channel: { id: here.open.id, name: 'open' },
      actions: [{ type: 'button', action_id: 'go', value: '7' }],
    })
    const url = lastUrl()
    await respond({ replace_original: true, text: 'chosen' }, url)
    expect(here.maya.sees(here.open).at(-1)).toMatchObject({
      ts: message.ts,
      text: 'chosen',
      edited: { user: here.ws.botUserId },
    })
    expect(here.maya.sees(here.open).at(-1)).not.toHaveProperty('blocks')
    await respond({ delete_original: true }, url)
    expect(here.maya.sees(here.open).map(({ ts }) => ts)).not.toContain(message.ts)
  })

  it('does the same with what only one person sees', async () => {
    await here.call('chat.postEphemeral', { channel: here.open.id, user: here.maya.id, text: 'psst', blocks: button })
    const message = here.maya.sees(here.open).find(({ isEphemeral }) => isEphemeral)
    if (!message) throw new Error('nothing there')
    await here.maya.clicks(message, 'go')
    const { body } = inbox.received.at(-1) ?? { body: {} }
    expect(body).toMatchObject({ container: { is_ephemeral: true, message_ts: message.ts } })
    expect(body).not.toHaveProperty('message')
    const url = lastUrl()
    await respond({ replace_original: true, text: 'changed' }, url)
    expect(here.maya.sees(here.open).filter(({ isEphemeral }) => isEphemeral)).toMatchObject([
      { ts: message.ts, text: 'changed' },
    ])
    await respond({ delete_original: true }, url)
    expect(here.maya.sees(here.open).some(({ isEphemeral }) => isEphemeral)).toBe(false)
  })

  it('answers a shortcut on a message, and there is none for one without', async () => {
    const message = await here.maya.posts(here.open, 'keep this')
    await here.maya.shortcut('keep', { message })
    expect(inbox.received.at(-1)?.body).toMatchObject({
      type: 'message_action',
      callback_id: 'keep',
      message_ts: message.ts,
      message: { text: 'keep this', user: here.maya.id },
      response_url: expect.any(String),
    })
    await here.maya.shortcut('declare')
    expect(inbox.received.at(-1)?.body).toMatchObject({
      type: 'shortcut',
      callback_id: 'declare',
      trigger_id: expect.any(String),
    })
    expect(inbox.received.at(-1)?.body).not.toHaveProperty('response_url')
  })
})

describe('a button', () => {
  it('has to be there, and to be the only one of that name', async () => {
    await here.call('chat.postMessage', {
      channel: here.open.id,
      text: 'choose',
      blocks: [...button, ...button.map((block) => ({ ...block, block_id: 'second' }))],
    })
    const [message] = here.maya.sees(here.open).slice(-1)
    if (!message) throw new Error('nothing there')
    await expect(here.maya.clicks(message, 'Stop')).rejects.toThrow('go / Go')
    await expect(here.maya.clicks(message, 'Go')).rejects.toThrow('more than one')
    expect(await here.maya.clicks(message, 'Go', { block: 'second' })).toMatchObject({ ok: true })
    await expect(here.tom.clicks({ ...message, channel: here.secret.id }, 'Go')).rejects.toThrow('sees no message')
  })

  it('keeps its three seconds', async () => {
    await here.call('chat.postMessage', { channel: here.open.id, text: 'choose', blocks: button })
    const [message] = here.maya.sees(here.open).slice(-1)
    await here.slack.settled()
    inbox.answers.push({ status: 500 })
    if (message) expect(await here.maya.clicks(message, 'Go')).toMatchObject({ ok: false, error: 'dispatch_failed' })
  })
})
