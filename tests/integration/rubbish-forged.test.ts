import { createHmac } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Person } from '../../src/sandbox/index.ts'
import { actions } from '../../src/slack/ids.ts'
import { type Declared, declare, entriesOf } from '../support/incident.ts'
import { askedOfSlack, sums, watchProcess } from '../support/payloads.ts'
import { createProxy, send, type Taken } from '../support/proxy.ts'
import { createStage, type Stage } from '../support/stage.ts'

watchProcess()

const json = 'application/json'
const form = 'application/x-www-form-urlencoded'
const now = (): number => Math.floor(Date.now() / 1000)

describe('a request that Slack did not make, or not so', () => {
  let stage: Stage
  let maya: Person
  let incident: Declared
  beforeAll(async () => {
    stage = await createStage()
    maya = stage.workspace.addUser({ name: 'maya' })
    incident = await declare(stage, maya, 'users table is empty sev1')
  })
  afterAll(() => stage.close())

  /** A message in the incident's channel: were it heard, it would be kept. */
  const said = (text = 'heard', at = now()) => {
    const event = { type: 'message', channel: incident.channel.id, user: maya.id, text, ts: `${at}.000100` }
    return JSON.stringify({ type: 'event_callback', event_id: `Ev${text}`, team_id: stage.workspace.id, event })
  }
  const command = () => {
    const who = { team_id: stage.workspace.id, user_id: maya.id, channel_id: incident.channel.id }
    return new URLSearchParams({ ...who, command: '/incident', text: 'note heard', trigger_id: '1.2.x' }).toString()
  }
  type Made = { body: string | Buffer; type?: string; time?: string; secret?: string; headers?: Record<string, string> }
  const signed = ({ body, type = json, time = String(now()), secret, headers = {} }: Made): Taken => {
    const sum = createHmac('sha256', secret ?? stage.workspace.signingSecret)
      .update(`v0:${time}:`)
      .update(body)
    const signature = `v0=${sum.digest('hex')}`
    const bytes = Buffer.from(body)
    return {
      headers: {
        'content-type': type,
        'content-length': String(bytes.length),
        'x-slack-request-timestamp': time,
        'x-slack-signature': signature,
        ...headers,
      },
      body: bytes,
    }
  }
  const unsigned = (body: string, type = json): Taken => ({ headers: { 'content-type': type }, body: Buffer.from(body) })
  const everything = async () => ({ kept: await sums(stage), asked: askedOfSlack(stage), seen: maya.sees(incident.channel) })

  const refused: [what: string, status: number, request: () => Taken][] = [
    ['without a signature', 401, () => unsigned(said())],
    ['with a signature and no time', 401, () => ({ ...unsigned(said()), headers: { 'x-slack-signature': 'v0=00' } })],
    ['signed with another secret', 401, () => signed({ body: said(), secret: 'another secret' })],
    ['signed with an empty secret', 401, () => signed({ body: said(), secret: '' })],
    ['with the signature of another body', 401, () => ({ ...signed({ body: said() }), body: Buffer.from(said('other')) })],
    ['with a signature of a later version', 401, () => signed({ body: said(), headers: { 'x-slack-signature': 'v1=00' } })],
    ['with half a signature', 401, () => signed({ body: said(), headers: { 'x-slack-signature': 'v0' } })],
    ['signed six minutes ago', 401, () => signed({ body: said(), time: String(now() - 360) })],
    ['signed for in six minutes', 401, () => signed({ body: said(), time: String(now() + 360) })],
    ['signed for the end of time', 401, () => signed({ body: said(), time: 'Infinity' })],
    ['signed for no time', 401, () => signed({ body: said(), time: 'now' })],
    ['a command that is signed with another secret', 401, () => signed({ body: command(), type: form, secret: 'another' })],
    ['with nothing in it', 400, () => signed({ body: '' })],
    ['with nothing in its form', 400, () => signed({ body: '', type: form })],
    ['that says null', 400, () => signed({ body: 'null' })],
    ['that says a number', 400, () => signed({ body: '5' })],
    ['that says a list', 400, () => signed({ body: '[{}]' })],
    ['that is no JSON', 400, () => signed({ body: '{"type":' })],
    ['that is bytes', 400, () => signed({ body: Buffer.from([0, 255, 254]) })],
    ['whose form holds null', 400, () => signed({ body: 'payload=null', type: form })],
    ['whose form holds a list', 400, () => signed({ body: 'payload=%5B%5D', type: form })],
    ['whose form holds no JSON', 400, () => signed({ body: 'payload=%7B', type: form })],
    ['a command that says it is JSON', 400, () => signed({ body: command() })],
    ['an event that says it is a form', 400, () => signed({ body: said(), type: form })],
    ['of five megabytes', 413, () => signed({ body: said('x'.repeat(5_000_000)) })],
    ['of five megabytes, without a signature', 413, () => unsigned(said('x'.repeat(5_000_000)))],
    ['of five megabytes, in pieces', 413, () => inPieces(signed({ body: said('x'.repeat(5_000_000)) }))],
  ]
  const inPieces = ({ headers: { 'content-length': _, ...headers }, body }: Taken): Taken => ({
    headers: { ...headers, 'transfer-encoding': 'chunked' },
    body,
  })
  it.each(refused)('%s is refused with %i', async (_what, status, request) => {
    const before = await everything()
    expect((await send(stage.eventsUrl, request())).status).toBe(status)
    expect(await everything()).toEqual(before)
  })

  const taken: [what: string, request: () => Taken, text: string][] = [
    [
      'the challenge with which Slack checks the address',
      () => signed({ body: '{"type":"url_verification","challenge":"abc"}' }),
      '{"challenge":"abc"}',
    ],
    ['a check of the certificate', () => unsigned('ssl_check=1&token=x', form), ''],
    ['a check of the certificate with more in it', () => unsigned(`ssl_check=1&${command()}`, form), ''],
    ['a form that is nothing', () => signed({ body: 'a=b', type: form }), ''],
    ['two payloads in one', () => signed({ body: 'payload=%7B%7D&payload=%7B%7D', type: form }), ''],
    ['a notice that Slack holds back events', () => signed({ body: '{"type":"app_rate_limited","minute_rate_limited":5}' }), ''],
  ]
  it.each(taken)('%s is answered, and nothing is done', async (_what, request, text) => {
    const before = await everything()
    expect(await send(stage.eventsUrl, request())).toEqual({ status: 200, text })
    expect(await everything()).toEqual(before)
  })

  it('gives no challenge back to somebody else', async () => {
    expect(await send(stage.eventsUrl, unsigned('{"type":"url_verification","challenge":"abc"}'))).toEqual({
      status: 401,
      text: '',
    })
  })

  it.each(['GET', 'PUT', 'DELETE', 'PATCH'])('by %s finds nothing', async (method) => {
    const before = await everything()
    expect((await send(stage.eventsUrl, signed({ body: said() }), method)).status).toBe(404)
    expect(await everything()).toEqual(before)
  })

  it.each(['/', '/slack', '/slack/commands', '/slack/events/', '/slack/events%2f', '//slack/events'])(
    'to the address %s finds nothing',
    async (path) => {
      const before = await everything()
      expect((await send(new URL(stage.eventsUrl).origin + path, signed({ body: said() }))).status).toBe(404)
      expect(await everything()).toEqual(before)
    },
  )

  it.each([-240, 240])('made as Slack makes it is heard, though our clocks are %i seconds apart', async (seconds) => {
    const text = `heard ${seconds}`
    const { status } = await send(stage.eventsUrl, signed({ body: said(text, now() + seconds), time: String(now() + seconds) }))
    expect(status).toBe(200)
    const { rowCount } = await stage.database.pool.query('select 1 from "LogMessage" where text = $1', [text])
    expect(rowCount).toBe(1)
  })
})

describe('the very same request, come again', () => {
  let stage: Stage
  let maya: Person
  let incident: Declared
  let proxy: Awaited<ReturnType<typeof createProxy>>
  beforeAll(async () => {
    stage = await createStage()
    maya = stage.workspace.addUser({ name: 'maya' })
    incident = await declare(stage, maya, 'users table is empty sev1')
    proxy = await createProxy(stage.eventsUrl)
    stage.workspace.deliverTo(proxy.url)
  })
  afterEach(() => {
    proxy.taken.splice(0)
    expect(stage.logged).toEqual([])
  })
  afterAll(async () => {
    await stage.close()
    await proxy.close()
  })

  /** What there is to see, and what is kept; and what each request is answered that came meanwhile, when it comes once more. */
  const everything = async () => ({ kept: await sums(stage), seen: maya.sees(incident.channel), told: maya.directMessages() })
  const again = async () => {
    await stage.settled()
    const before = await everything()
    const answers = []
    for (const request of [...proxy.taken]) answers.push(await send(stage.eventsUrl, request))
    await stage.settled()
    expect(await everything()).toEqual(before)
    expect(proxy.taken.length).toBeGreaterThan(0)
    return answers
  }
  const silence = { status: 200, text: '' }

  it('is one message, one mark and one entry', async () => {
    const { ts } = await maya.posts(incident.channel, 'said once')
    await maya.reacts(incident.channel, ts, 'pushpin')
    for (const answer of await again()) expect(answer).toEqual(silence)
    expect((await entriesOf(stage, incident)).map(({ text }) => text)).toEqual(['said once'])
  })

  it('is one declaration, one note and one change, and its person hears nothing more', async () => {
    await maya.runs('/incident declare another one sev3')
    await maya.runs('/incident note noted once', { in: incident.channel })
    await maya.runs('/incident severity sev2', { in: incident.channel })
    await stage.settled()
    const commands = proxy.taken.filter(({ body }) => body.includes('command='))
    proxy.taken.splice(0, Infinity, ...commands)
    expect(await again()).toEqual([silence, silence, silence])
  })

  it('opens no second form, and tells nobody that it came too late', async () => {
    await maya.runs('/incident update', { in: incident.channel })
    expect(await again()).toEqual([silence])
    const { errors } = await maya.submits({ title: 'users table was empty' })
    expect(errors).toEqual({})
    await again()
  })

  it('is one press of a button', async () => {
    const headline = maya.sees(incident.channel).find(({ blocks = [] }) => JSON.stringify(blocks).includes(actions.lead))
    if (!headline) throw new Error('there is no headline')
    await maya.clicks(headline, "I'll lead")
    await again()
    const { rowCount } = await stage.database.pool.query('select 1 from "RoleHolding"')
    expect(rowCount).toBe(1)
  })
})
