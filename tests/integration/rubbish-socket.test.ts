import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Person } from '../../src/sandbox/index.ts'
import { type Declared, declare, rowsIn } from '../support/incident.ts'
import { errorsLogged, type Payload, sums, watchProcess } from '../support/payloads.ts'
import { createStage, type Stage } from '../support/stage.ts'

watchProcess()

describe('a socket over which rubbish comes', () => {
  let stage: Stage
  let maya: Person
  let incident: Declared
  beforeAll(async () => {
    stage = await createStage({ mode: 'socket' })
    maya = stage.workspace.addUser({ name: 'maya' })
    incident = await declare(stage, maya, 'users table is empty sev1')
  })
  afterAll(() => stage.close())

  const isHeard = async (text: string): Promise<boolean> => {
    await maya.posts(incident.channel, text)
    await stage.settled()
    const { rowCount } = await stage.database.pool.query('select 1 from "LogMessage" where text = $1', [text])
    return rowCount === 1
  }
  const envelope = (payload: unknown, id = 'e1'): Payload => ({ type: 'events_api', envelope_id: id, payload })
  const event = (type: unknown): Payload => ({
    type: 'event_callback',
    event_id: 'Ev1',
    team_id: stage.workspace.id,
    event: { type },
  })
  const tell = (...frames: (Payload | string | Uint8Array)[]) => {
    for (const frame of frames) stage.workspace.tellConnections(frame)
  }

  it('goes on after what is no JSON, or no object', async () => {
    const before = await sums(stage)
    tell('', ' ', '{', 'hello', 'null', '5', '"hello"', '[]', '[null]', '{}', '\ud800', `"${'x'.repeat(5_000_000)}"`)
    tell(new Uint8Array([0, 255, 1]), new TextEncoder().encode('{"type":"disconnect"}'), new Uint8Array(1_000_000))
    await stage.settled()
    expect(await sums(stage)).toEqual(before)
    expect(await isHeard('after no JSON')).toBe(true)
    expect(stage.workspace.connections()).toBe(1)
  })

  it('goes on after envelopes of a kind or a shape that it does not know', async () => {
    const before = await sums(stage)
    const kinds = [
      '',
      'ws_message',
      'slack_event',
      'error',
      'close',
      'connected',
      'disconnected',
      '__proto__',
      'new_kind',
      null,
      5,
      {},
    ]
    for (const type of kinds) {
      tell({ type }, { type, envelope_id: 'e1' }, { type, envelope_id: 'e1', payload: event('message') })
      tell(envelope(event(type)), { type, envelope_id: { toString: 1 }, payload: null })
    }
    for (const payload of [null, 5, 'x', [], {}, { event: null }, { event: 'x' }, { event: {} }, event({})])
      tell(envelope(payload), { ...envelope(payload), type: 'interactive' }, { ...envelope(payload), type: 'slash_commands' })
    await stage.settled()
    expect(await sums(stage)).toEqual(before)
    expect(await isHeard('after odd envelopes')).toBe(true)
    expect(stage.workspace.connections()).toBe(1)
    expect(errorsLogged(stage)).toEqual([])
  })

  it('acknowledges even those, so that Slack neither sends them again nor tells anybody of an error', async () => {
    const answers = [
      await stage.workspace.delivers('events_api', {}),
      await stage.workspace.delivers('events_api', event('ws_message')),
      await stage.workspace.delivers('events_api', { type: 'app_rate_limited', minute_rate_limited: 5 }),
      await stage.workspace.delivers('interactive', { type: 'block_actions' }),
      await stage.workspace.delivers('slash_commands', { command: '/incident' }),
    ]
    expect(answers.map(({ ok }) => ok)).toEqual([true, true, true, true, true])
    expect(await isHeard('after an answer to each')).toBe(true)
  })

  it('takes an event once, though it comes in two envelopes, or twice in the same', async () => {
    const said = { type: 'message', channel: incident.channel.id, user: maya.id, text: 'told thrice', ts: '1795357800.000500' }
    const payload = { ...event('message'), event_id: 'EvThrice', event: { ...said, event_ts: said.ts } }
    tell(envelope(payload, 'e2'), envelope(payload, 'e2'), { ...envelope(payload, 'e3'), retry_attempt: 1 })
    await stage.workspace.delivers('events_api', payload)
    const { rows } = await stage.database.pool.query('select 1 from "Delivered" where key = $1', ['EvThrice'])
    expect(rows).toHaveLength(1)
    const { rows: kept } = await stage.database.pool.query('select 1 from "LogMessage" where text = $1', ['told thrice'])
    expect(kept).toHaveLength(1)
    expect(await rowsIn(stage, 'Incident')).toEqual({ Incident: 1 })
  })

  it('comes back after a disconnect, whatever the reason that is given', async () => {
    const reasons = ['warning', 'refresh_requested', 'link_disabled', 'because', '', null, 5, { a: 1 }]
    tell({ type: 'disconnect' }, ...reasons.map((reason) => ({ type: 'disconnect', reason })))
    await wait(50)
    const end = performance.now() + 20_000
    while (stage.workspace.connections() === 0 && performance.now() < end) await wait(50)
    expect(stage.workspace.connections()).toBe(1)
    expect(await isHeard('after coming back')).toBe(true)
  })
})
