import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type Person, startSandbox } from '../../src/sandbox/index.ts'
import { type Declared, declare, entriesOf, rowsIn, signedPost } from '../support/incident.ts'
import { createStage, dayOfTheStory, type Stage } from '../support/stage.ts'

const isGoneFor = (stage: Stage, sentence: string): Promise<unknown> => stage.database.pool.query(sentence)

describe.each(['http', 'socket'] as const)('an event, over %s', (mode) => {
  let stage: Stage
  let maya: Person
  let incident: Declared
  beforeAll(async () => {
    const slack = await startSandbox({ now: () => dayOfTheStory, redeliverAfter: [150, 300, 600], threeSeconds: 1500 })
    stage = await createStage({ mode, slack })
    maya = stage.workspace.addUser({ name: 'maya' })
    incident = await declare(stage, maya, 'users table is empty sev1')
  })
  afterEach(() => stage.logged.splice(0))
  afterAll(async () => {
    await stage.close()
    await stage.slack.stop()
  })
  const texts = async () => (await entriesOf(stage, incident)).map(({ text }) => text)

  it('whose transaction fails is not acknowledged, leaves nothing behind, and works when Slack delivers it again', async () => {
    const message = await maya.posts(incident.channel, 'kept in the end')
    const before = await rowsIn(stage, 'Delivered', 'Mark', 'Entry')
    await isGoneFor(stage, 'alter table "Entry" add constraint "closed" check (source <> \'reaction\') not valid')
    await maya.reacts(incident.channel, message.ts, 'pushpin')
    expect(await rowsIn(stage, 'Delivered', 'Mark', 'Entry')).toEqual(before)
    await isGoneFor(stage, 'alter table "Entry" drop constraint "closed"')
    await stage.settled()
    expect(await texts()).toEqual(['kept in the end'])
    expect(stage.slack.lost).toEqual([])
    expect(stage.logged.join()).not.toContain('kept in the end')
  })

  it('that is delivered again after it was done does nothing more', async () => {
    stage.slack.faults.deliverTwice()
    const message = await maya.posts(incident.channel, 'told twice')
    await maya.reacts(incident.channel, message.ts, 'pushpin')
    await stage.settled()
    await stage.slack.faults.reset()
    expect((await texts()).filter((text) => text === 'told twice')).toHaveLength(1)
    const { rows } = await stage.database.pool.query('select key, count(*) from "Delivered" group by key having count(*) > 1')
    expect(rows).toEqual([])
    expect(stage.logged).toEqual([])
  })

  it('is not lost while the database is away for a moment', async () => {
    const { database } = stage.database.connection
    const message = await maya.posts(incident.channel, 'said before')
    await goAway(stage, database)
    const reacted = maya.reacts(incident.channel, message.ts, 'pushpin')
    const said = maya.posts(incident.channel, 'said meanwhile')
    await reacted
    await comeBack(stage, database)
    const { ts } = await said
    await stage.settled()
    await maya.reacts(incident.channel, ts, 'pushpin')
    await stage.settled()
    expect(await texts()).toEqual(['kept in the end', 'told twice', 'said before', 'said meanwhile'])
    expect(stage.slack.lost).toEqual([])
  })

  it('still comes after Slack has said that it holds back events', async () => {
    const notice = {
      type: 'app_rate_limited',
      token: 'x',
      team_id: stage.workspace.id,
      minute_rate_limited: 1795357800,
      api_app_id: 'A1',
    }
    if (mode === 'http') {
      const answer = await signedPost(stage.eventsUrl, stage.workspace.signingSecret, JSON.stringify(notice))
      expect(answer.status).toBe(200)
    } else {
      stage.workspace.tellConnections(notice)
      stage.workspace.tellConnections({ type: 'events_api', envelope_id: 'e1', payload: notice, accepts_response_payload: false })
    }
    await maya.posts(incident.channel, 'after the notice')
    await stage.settled()
    const { rows } = await stage.database.pool.query('select 1 from "LogMessage" where text = $1', ['after the notice'])
    expect(rows).toHaveLength(1)
    const warnings = stage.logged.map((line) => JSON.parse(line).msg)
    expect(new Set(warnings)).toEqual(new Set(['Slack holds back events: more than 30,000 within an hour']))
  })
})

/** The database takes no connections any more, and those that there are break. */
async function goAway({ database: { pool } }: Stage, name: string | undefined): Promise<void> {
  await onServer(pool, `alter database "${name}" with allow_connections false`)
  await onServer(pool, `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`)
}

const comeBack = ({ database: { pool } }: Stage, name: string | undefined): Promise<void> =>
  onServer(pool, `alter database "${name}" with allow_connections true`)

async function onServer(pool: Stage['database']['pool'], statement: string): Promise<void> {
  const { default: pg } = await import('pg')
  const client = new pg.Client({ ...pool.options, database: 'postgres' })
  await client.connect()
  await client.query(statement)
  await client.end()
}

describe('what is not ours', () => {
  let stage: Stage
  let maya: Person
  let incident: Declared
  beforeAll(async () => {
    stage = await createStage()
    maya = stage.workspace.addUser({ name: 'maya' })
    incident = await declare(stage, maya, 'users table is empty sev1')
  })
  afterAll(() => stage.close())

  const send = (body: unknown) => signedPost(stage.eventsUrl, stage.workspace.signingSecret, JSON.stringify(body))

  it('from another workspace is taken and not heard', async () => {
    const event = { type: 'message', channel: incident.channel.id, user: 'U1', text: 'from elsewhere', ts: '1795357800.000900' }
    const from = (team: string, enterprise: string | null) => ({
      type: 'event_callback',
      event_id: `Ev${team}`,
      team_id: team,
      event: { ...event, event_ts: event.ts, channel_type: 'channel' },
      authorizations: [{ team_id: team, enterprise_id: enterprise, user_id: 'UBOT', is_bot: true, is_enterprise_install: false }],
    })
    expect((await send(from('T0ELSEWHERE', null))).status).toBe(200)
    expect((await send(from('T0ELSEWHERE', 'E0NEIGHBOUR'))).status).toBe(200)
    const { rows } = await stage.database.pool.query('select 1 from "LogMessage" where text = $1', ['from elsewhere'])
    expect(rows).toEqual([])
    expect((await send(from(stage.workspace.id, null))).status).toBe(200)
    const heard = await stage.database.pool.query('select 1 from "LogMessage" where text = $1', ['from elsewhere'])
    expect(heard.rows).toHaveLength(1)
    stage.logged.splice(0)
  })

  it('unsigned, badly signed or stale is refused', async () => {
    const body = JSON.stringify({ type: 'event_callback', event: { type: 'message' } })
    expect((await fetch(stage.eventsUrl, { method: 'POST', body })).status).toBe(401)
    expect((await signedPost(stage.eventsUrl, 'another secret', body)).status).toBe(401)
    stage.logged.splice(0)
  })

  const odd: [string, unknown][] = [
    ['a message without a time', { type: 'message', text: 'x' }],
    ['a message at no time', { type: 'message', text: 'x', ts: 'now', event_ts: 'now' }],
    ['an edit of nothing', { type: 'message', subtype: 'message_changed', ts: '1795357800.000901', message: null }],
    ['a deletion of nothing', { type: 'message', subtype: 'message_deleted', ts: '1795357800.000902' }],
    [
      'a text that no database takes',
      { type: 'message', ts: '1795357800.000903', text: 'a\0b \ud800', files: [{ id: 'F1', name: '\ud800' }] },
    ],
    ['a reaction to a file', { type: 'reaction_added', user: 'U1', reaction: 'pushpin', item: { type: 'file', file: 'F1' } }],
    [
      'a reaction to no message',
      { type: 'reaction_added', user: 'U1', reaction: 'pushpin', item: { type: 'message', ts: '' }, event_ts: '' },
    ],
    ['somebody joining without a name', { type: 'member_joined_channel', user: { id: 'U1' } }],
    ['a channel renamed to nothing', { type: 'channel_rename', channel: { id: 5 } }],
  ]
  it.each(odd)('%s is taken, and nothing breaks', async (_what, event) => {
    const before = await rowsIn(stage, 'Entry', 'Mark', 'ChannelMember')
    const inside = typeof event === 'object' ? { channel: incident.channel.id, ...event } : event
    const { status } = await send({
      type: 'event_callback',
      event_id: `EvOdd${_what}`,
      team_id: stage.workspace.id,
      event: inside,
    })
    await stage.settled()
    expect(status).toBe(200)
    expect(await rowsIn(stage, 'Entry', 'Mark', 'ChannelMember')).toEqual(before)
    expect(stage.logged).toEqual([])
  })
})

const folder = '../shared/data/slack/payloads'

describe.skipIf(!existsSync(folder))('every payload that Slack has been seen to send', () => {
  it('crashes nothing, is no error to the bot and none to people, and is answered', async () => {
    const stage = await createStage()
    const maya = stage.workspace.addUser({ name: 'maya' })
    const { channel } = await declare(stage, maya, 'users table is empty sev1')
    const answers = await Promise.all(payloadsIn(folder).map(({ name, payload }) => sendAs(stage, channel.id, name, payload)))
    expect(answers.length).toBeGreaterThan(100)
    expect(answers.filter(({ status, text }) => status !== 200 || text.includes('went wrong'))).toEqual([])
    await stage.settled()
    expect(stage.logged.map((line) => JSON.parse(line)).filter(({ level }) => level >= 50)).toEqual([])
    await maya.posts(channel, 'still here')
    const { rows } = await stage.database.pool.query('select 1 from "LogMessage" where text = $1', ['still here'])
    expect(rows).toHaveLength(1)
    await stage.close()
  })
})

type Payload = Record<string, unknown>

function payloadsIn(place: string): { name: string; payload: Payload }[] {
  const files = readdirSync(place, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json'))
  return files.map((name) => ({ name, payload: JSON.parse(readFileSync(join(place, name), 'utf8')).payload }))
}

/** As Slack would send it: an event in its envelope, a command or an interaction as a form; of our workspace and in our channel. */
async function sendAs(
  stage: Stage,
  channel: string,
  name: string,
  payload: Payload,
): Promise<{ name: string; status: number; text: string }> {
  const { signingSecret, id: team_id } = stage.workspace
  const post = (body: string, type?: string) => signedPost(stage.eventsUrl, signingSecret, body, type)
  const form = 'application/x-www-form-urlencoded'
  const inside = 'event' in payload ? Object(payload.event) : payload
  const isEvent = 'event' in payload || !('api_app_id' in payload || 'trigger_id' in payload || 'command' in payload)
  const moved = typeof inside.channel === 'string' ? { ...inside, channel } : inside
  const event = { ...payload, type: 'event_callback', event_id: `Ev${name}`, team_id, authorizations: undefined, event: moved }
  if (isEvent) return { name, ...(await post(JSON.stringify(event))) }
  const fields = Object.fromEntries(Object.entries({ ...payload, team_id }).map(([key, value]) => [key, String(value)]))
  if ('command' in payload) return { name, ...(await post(new URLSearchParams(fields).toString(), form)) }
  const interaction = { ...payload, team: { id: team_id }, user: { ...Object(payload.user), team_id } }
  return { name, ...(await post(new URLSearchParams({ payload: JSON.stringify(interaction) }).toString(), form)) }
}
