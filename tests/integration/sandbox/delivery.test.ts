import { createHmac } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Inbox, openInbox } from './inbox.ts'
import { type Town, town } from './world.ts'

let here: Town
let inbox: Inbox

beforeEach(async () => {
  here = await town({ redeliverAfter: [0, 20, 20], threeSeconds: 150 })
  inbox = await openInbox()
  here.ws.deliverTo(inbox.url)
})
afterEach(async () => {
  await inbox.stop()
  await here.slack.stop()
})

const says = (text: string) => here.maya.posts(here.open, text)
const texts = () => inbox.events().map(({ event }) => event.text)

describe('an event', () => {
  it('is signed with the secret of the app and the real time', async () => {
    await says('hello')
    const sent = inbox.received[0]
    const time = String(sent?.headers['x-slack-request-timestamp'])
    const signature = createHmac('sha256', here.ws.signingSecret).update(`v0:${time}:${sent?.raw}`).digest('hex')
    expect(sent?.headers['x-slack-signature']).toBe(`v0=${signature}`)
    expect(Math.abs(Date.now() / 1000 - Number(time))).toBeLessThan(5)
  })

  it('comes three times more while it is refused, with number and reason', async () => {
    inbox.answers.push({ status: 500 }, { status: 404 }, { after: 400 }, { status: 500 })
    await says('hello')
    await here.slack.settled()
    const retries = inbox.events().map(({ headers }) => [headers['x-slack-retry-num'], headers['x-slack-retry-reason']])
    expect(retries).toEqual([
      [undefined, undefined],
      ['1', 'http_error'],
      ['2', 'http_error'],
      ['3', 'http_timeout'],
    ])
    expect(new Set(inbox.events().map(({ body }) => body.event_id)).size).toBe(1)
    expect(here.slack.lost.at(-1)).toMatchObject({ event: { text: 'hello' } })
  })

  it('comes no more when it was taken, or when the app wants no retry', async () => {
    inbox.answers.push({ status: 500 }, { status: 200 }, { status: 500, headers: { 'x-slack-no-retry': '1' } })
    await says('one')
    await here.slack.settled()
    await says('two')
    await here.slack.settled()
    expect(texts()).toEqual(['one', 'one', 'two'])
  })

  it('finds an app that was away and has moved', async () => {
    here.ws.deliverTo('http://127.0.0.1:9/slack/events')
    await says('hello')
    here.ws.deliverTo(inbox.url)
    await here.slack.settled()
    expect(inbox.events()[0]?.headers['x-slack-retry-reason']).toBe('connection_failed')
  })

  it('waits while it is held, and comes in another order', async () => {
    here.slack.faults.hold()
    for (const text of ['one', 'two', 'three']) await says(text)
    expect(texts()).toEqual([])
    expect(here.slack.heldCount()).toBe(3)
    await here.slack.faults.release({ order: 'reverse' })
    expect(texts().toSorted()).toEqual(['one', 'three', 'two'])
    await says('four')
    expect(texts()).toHaveLength(4)
  })

  it('comes twice when told so, with one id', async () => {
    here.slack.faults.deliverTwice()
    await says('hello')
    const [one, two] = inbox.events()
    expect(one?.body.event_id).toBe(two?.body.event_id)
    await here.slack.faults.reset()
    await says('once')
    expect(texts()).toEqual(['hello', 'hello', 'once'])
  })
})

describe('a command', () => {
  it('gets three seconds', async () => {
    inbox.answers.push({ after: 400 })
    expect(await here.maya.runs('/incident')).toMatchObject({ ok: false, error: 'operation_timeout' })
    inbox.answers.push({ status: 500 })
    expect(await here.maya.runs('/incident')).toMatchObject({ ok: false, status: 500, error: 'dispatch_failed' })
    here.ws.deliverTo(null)
    expect(await here.maya.runs('/incident')).toMatchObject({ ok: false, status: null, error: 'dispatch_failed' })
  })

  it('carries who, where and what, escaped as with should_escape', async () => {
    const { maya, open, ws, tom } = here
    ws.addUserGroup({ handle: 'sre', users: [tom] })
    await maya.runs('/incident lead @tom, @sre and @nobody in #open & a@tom.org <3 https://example.org/x?a=1&b=2', { in: open })
    expect(inbox.received[0]?.body).toMatchObject({
      command: '/incident',
      team_id: ws.teamId,
      channel_id: open.id,
      channel_name: 'open',
      user_id: maya.id,
      user_name: 'maya',
      is_enterprise_install: 'false',
      text: expect.stringMatching(
        new RegExp(
          `^lead <@${tom.id}\\|tom>, <!subteam\\^S\\w+\\|@sre> and @nobody in <#${open.id}\\|open> &amp; a@tom\\.org &lt;3 <https://example\\.org/x\\?a=1&amp;b=2>$`,
        ),
      ),
    })
  })

  it('is left as it was typed without should_escape', async () => {
    here.ws.settings.shouldEscape = false
    await here.maya.runs('/incident lead @tom & co')
    expect(inbox.received[0]?.body).toMatchObject({ text: 'lead @tom & co', channel_name: 'directmessage' })
  })

  it('is answered in the channel, to the person alone, or not at all', async () => {
    const { maya, tom, open } = here
    await maya.invites(open, [tom])
    inbox.answers.push(
      { body: 'only you' },
      { headers: { 'content-type': 'application/json' }, body: '{"response_type":"in_channel","text":"all"}' },
      {},
    )
    const answers = [
      await maya.runs('/a', { in: open }),
      await maya.runs('/b', { in: open }),
      await maya.runs('/c', { in: open }),
    ]
    expect(answers.map(({ reply }) => reply && [reply.text, reply.isEphemeral])).toEqual([
      ['only you', true],
      ['all', false],
      null,
    ])
    expect(tom.sees(open).at(-1)?.text).toBe('all')
    expect(tom.sees(open).map(({ text }) => text)).not.toContain('only you')
  })

  it('whose answer is no message is a failure', async () => {
    inbox.answers.push({ headers: { 'content-type': 'application/json' }, body: '{"blocks":[{"type":"nothing"}]}' })
    expect(await here.maya.runs('/incident')).toMatchObject({ ok: false, error: 'invalid_blocks', reply: null })
  })
})

describe('a trigger', () => {
  const view = { type: 'modal', title: { type: 'plain_text', text: 'x' }, blocks: [{ type: 'divider' }] }
  const trigger = async () => {
    await here.maya.runs('/incident')
    return String(inbox.received.at(-1)?.body.trigger_id)
  }

  it('opens once', async () => {
    const trigger_id = await trigger()
    expect(await here.call('views.open', { trigger_id, view })).toMatchObject({
      ok: true,
      view: { type: 'modal', state: { values: {} } },
    })
    expect(await here.call('views.open', { trigger_id, view })).toMatchObject({ error: 'exchanged_trigger_id' })
  })

  it('lives three seconds', async () => {
    const trigger_id = await trigger()
    here.slack.faults.slow(200, { method: 'views.open' })
    expect(await here.call('views.open', { trigger_id, view })).toMatchObject({ error: 'expired_trigger_id' })
  })
})
