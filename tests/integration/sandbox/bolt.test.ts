import type { App } from '@slack/bolt'
import type { View } from '@slack/types'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Sandbox, startSandbox, type Workspace } from '../../../src/sandbox/index.ts'
import { type Connected, connectHttp, connectSocket } from './bolt-apps.ts'

const form: View = {
  type: 'modal',
  callback_id: 'declare',
  title: { type: 'plain_text', text: 'Declare' },
  submit: { type: 'plain_text', text: 'Declare' },
  blocks: [
    {
      type: 'input',
      block_id: 'title',
      label: { type: 'plain_text', text: 'Title' },
      element: { type: 'plain_text_input', action_id: 'text', min_length: 3 },
    },
    {
      type: 'input',
      block_id: 'severity',
      label: { type: 'plain_text', text: 'Severity' },
      element: {
        type: 'static_select',
        action_id: 'select',
        options: ['sev1', 'sev2'].map((value) => ({ text: { type: 'plain_text', text: value.toUpperCase() }, value })),
      },
    },
    {
      type: 'input',
      optional: true,
      block_id: 'who',
      label: { type: 'plain_text', text: 'Lead' },
      element: { type: 'users_select', action_id: 'user' },
    },
  ],
}

const heard: string[] = []

function listen(app: App) {
  app.command('/incident', async ({ ack, command, client, respond }) => {
    if (command.text === 'form') {
      await ack()
      await client.views.open({ trigger_id: command.trigger_id, view: form })
      return
    }
    await ack({ response_type: 'ephemeral', text: `heard ${command.text}` })
    await respond({ text: 'and later' })
  })
  app.view('declare', async ({ ack, view, client, body }) => {
    const title = view.state.values.title?.text?.value ?? ''
    if (title.includes('bad')) return ack({ response_action: 'errors', errors: { title: 'Say it otherwise' } })
    await ack()
    const lead = view.state.values.who?.user?.selected_user ?? body.user.id
    const made = await client.conversations.create({ name: title.replaceAll(' ', '-') })
    const channel = made.channel?.id ?? ''
    await client.conversations.invite({ channel, users: lead })
    await client.chat.postMessage({
      channel,
      text: title,
      blocks: [
        { type: 'section', text: { type: 'mrkdwn', text: `*${title}*` } },
        {
          type: 'actions',
          elements: [{ type: 'button', action_id: 'lead', text: { type: 'plain_text', text: "I'll lead" }, value: 'x' }],
        },
      ],
    })
  })
  app.action('lead', async ({ ack, body, client, respond }) => {
    await ack()
    const message = 'message' in body ? body.message : undefined
    const channel = body.channel?.id ?? ''
    await client.chat.update({ channel, ts: message?.ts ?? '', text: `led by <@${body.user.id}>` })
    await respond({ text: 'thank you', replace_original: false })
  })
  app.event('reaction_added', async ({ event, client }) => {
    heard.push(event.reaction)
    await client.chat.postMessage({ channel: event.user, text: `you reacted with ${event.reaction}` })
  })
  app.event('app_home_opened', async ({ event, client }) => {
    await client.views.publish({ user_id: event.user, view: { type: 'home', blocks: [{ type: 'divider' }] } })
  })
  app.shortcut('keep', async ({ ack, respond }) => {
    await ack()
    if (respond) await respond('kept')
  })
  app.message('die', async () => {
    heard.push('die')
  })
}

describe.each([
  ['HTTP', connectHttp],
  ['Socket Mode', connectSocket],
])('a Bolt app over %s', (_name, connect) => {
  let slack: Sandbox
  let ws: Workspace
  let bolt: Connected

  beforeEach(async () => {
    heard.length = 0
    slack = await startSandbox()
    ws = slack.addWorkspace({ name: 'Acme' })
    bolt = await connect(slack, ws, listen)
  })
  afterEach(async () => {
    await bolt.stop()
    await slack.stop()
  })

  it('answers a command in place, and later through the response url', async () => {
    const maya = ws.addUser({ name: 'maya' })
    const answer = await maya.runs('/incident status <now> @maya', { in: 'general' })
    await slack.settled()
    expect(answer).toMatchObject({ ok: true, status: 200 })
    expect(answer.reply?.text).toBe(`heard status &lt;now&gt; <@${maya.id}|maya>`)
    expect(maya.sees('general').map(({ text, isEphemeral }) => [text, isEphemeral])).toEqual([
      [answer.reply?.text, true],
      ['and later', true],
    ])
    expect(ws.messages('general')).toEqual([])
  })

  it('opens a form, refuses it, takes it, and makes a channel with a button in it', async () => {
    const maya = ws.addUser({ name: 'maya', realName: 'Maya Lind' })
    const tom = ws.addUser({ name: 'tom' })
    await maya.runs('/incident form', { in: 'general' })
    await vi.waitUntil(() => maya.currentView()?.callback_id === 'declare')
    expect(await maya.submits({ Title: 'x' })).toMatchObject({
      sent: false,
      errors: { title: expect.any(String), severity: expect.any(String) },
    })
    expect(await maya.submits({ Title: 'bad one', Severity: 'SEV1' })).toMatchObject({
      action: 'errors',
      errors: { title: 'Say it otherwise' },
    })
    expect(await maya.submits({ Title: 'users table', who: '@tom' })).toMatchObject({ ok: true, action: 'close' })
    expect(maya.currentView()).toBeNull()
    await slack.settled()
    const channel = ws.channel('users-table')
    expect(channel.members).toEqual([ws.botUserId, tom.id])
    const [headline] = tom.sees(channel).slice(-1)
    if (!headline) throw new Error('nothing was posted')
    await tom.clicks(headline, "I'll lead")
    await slack.settled()
    const [edited, thanks] = tom.sees(channel).slice(-2)
    expect(edited).toMatchObject({ ts: headline.ts, text: `led by <@${tom.id}>`, edited: { user: ws.botUserId } })
    expect(thanks).toMatchObject({ text: 'thank you', isEphemeral: true })
    expect(maya.sees(channel).some(({ isEphemeral }) => isEphemeral)).toBe(false)
  })

  it('hears a reaction only where it is in the channel, and writes to the person', async () => {
    const maya = ws.addUser({ name: 'maya' })
    const inside = ws.addChannel({ name: 'inside', members: [maya, ws.botUserId] })
    const outside = ws.addChannel({ name: 'outside', members: [maya] })
    for (const channel of [inside, outside]) {
      const { ts } = await maya.posts(channel, 'hello')
      await maya.reacts(channel, ts, channel.name === 'inside' ? 'pushpin' : 'eyes')
    }
    await slack.settled()
    expect(heard).toEqual(['pushpin'])
    expect(maya.directMessages().map(({ text }) => text)).toEqual(['you reacted with pushpin'])
  })

  it('publishes a Home, and answers a shortcut on a message', async () => {
    const maya = ws.addUser({ name: 'maya' })
    await maya.opensHome()
    await vi.waitUntil(() => maya.home() !== null)
    expect(maya.home()?.blocks).toMatchObject([{ type: 'divider' }])
    const message = await maya.posts('general', 'note this')
    expect(await maya.shortcut('keep', { message })).toMatchObject({ ok: true })
    await slack.settled()
    expect(maya.sees('general').at(-1)).toMatchObject({ text: 'kept', isEphemeral: true })
  })

  it('gets an event that was delivered twice twice, with one id', async () => {
    const maya = ws.addUser({ name: 'maya' })
    const channel = ws.addChannel({ name: 'inside', members: [maya, ws.botUserId] })
    slack.faults.deliverTwice()
    await maya.posts(channel, 'die')
    await slack.settled()
    expect(heard).toEqual(['die', 'die'])
  })
})
