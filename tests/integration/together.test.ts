import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asBot } from '../../src/core/viewer.ts'
import { settleEntry } from '../../src/flows/settle-entry.ts'
import type { Channel, Person } from '../../src/sandbox/index.ts'
import { getIncident } from '../../src/store/incidents.ts'
import { lockMessage, saveMark } from '../../src/store/marks.ts'
import { type Declared, declare, entriesOf, rowsIn, signedPost } from '../support/incident.ts'
import { createStage, type Stage } from '../support/stage.ts'

let stage: Stage
let maya: Person
let incident: Declared
beforeAll(async () => {
  stage = await createStage()
  maya = stage.workspace.addUser({ name: 'maya' })
  incident = await declare(stage, maya, 'users table is empty sev1')
})
afterAll(() => stage.close())

let made = 0
/** An event as Slack sends it, of a message that need not be in the sandbox. */
function said(
  message: { channel?: string; ts: string; text: string; thread_ts?: string; edited?: unknown },
  eventId?: string,
): string {
  made += 1
  const event = {
    type: 'message',
    channel: incident.channel.id,
    user: maya.id,
    channel_type: 'channel',
    event_ts: message.ts,
    ...message,
  }
  const { workspace } = stage
  const authorizations = [
    { team_id: workspace.id, enterprise_id: null, user_id: workspace.botUserId, is_bot: true, is_enterprise_install: false },
  ]
  return JSON.stringify({
    type: 'event_callback',
    team_id: workspace.id,
    event_id: eventId ?? `EvTOGETHER${made}`,
    event,
    authorizations,
  })
}

const edited = (ts: string, text: string, at: string): string =>
  said({
    ts: at,
    text: '',
    ...{ subtype: 'message_changed', event_ts: at, message: { type: 'message', user: maya.id, ts, text, edited: { ts: at } } },
  })

async function send(bodies: string[], to = stage.eventsUrl): Promise<void> {
  const answers = await Promise.all(bodies.map((body) => signedPost(to, stage.workspace.signingSecret, body)))
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
}

const logged = async (beginning: string): Promise<string[]> => {
  const { rows } = await stage.database.pool.query<{ text: string }>(
    'select text from "LogMessage" where text like $1 order by ts',
    [`${beginning}%`],
  )
  return rows.map(({ text }) => text)
}
const tsOf = (second: number, index: number): string => `${1795360000 + second}.${String(index).padStart(6, '0')}`
const texts = (name: string, count: number): string[] =>
  Array.from({ length: count }, (_each, index) => `${name} ${String(index).padStart(3, '0')}`)

describe('events that come at once', () => {
  it('are all in the log when they are answered, each once, delivered twice too', async () => {
    const bodies = texts('crowd', 60).map((text, index) => said({ ts: tsOf(0, index), text }, `EvCROWD${index}`))
    const before = await rowsIn(stage, 'Delivered')
    await send([...bodies, ...bodies])
    expect(await logged('crowd')).toEqual(texts('crowd', 60))
    expect((await rowsIn(stage, 'Delivered')).Delivered).toBe((before.Delivered ?? 0) + 60)
  })

  it('end as their newest version, in any order, and a deleted message stays deleted', async () => {
    const versions = texts('version', 20)
    const bodies = versions.map((text, index) => edited(tsOf(1, 1), text, tsOf(2, index)))
    await send([...bodies.slice(10), said({ ts: tsOf(1, 1), text: 'version first' }), ...bodies.slice(0, 10)])
    expect(await logged('version')).toEqual(['version 019'])
    const removal = said({
      ts: tsOf(3, 0),
      text: '',
      ...{ subtype: 'message_deleted', deleted_ts: tsOf(1, 1), event_ts: tsOf(3, 0) },
    })
    await send([removal])
    await send([edited(tsOf(1, 1), 'version late', tsOf(4, 0)), edited(tsOf(1, 1), 'version later', tsOf(4, 1))])
    expect(await logged('version')).toEqual([])
  })

  it('of which one cannot be kept are kept without it', async () => {
    await stage.database.pool.query('alter table "LogMessage" add constraint "no" check (text <> \'bad 003\') not valid')
    const bodies = texts('bad', 8).map((text, index) => said({ ts: tsOf(5, index), text }))
    const answers = await Promise.all(bodies.map((body) => signedPost(stage.eventsUrl, stage.workspace.signingSecret, body)))
    await stage.database.pool.query('alter table "LogMessage" drop constraint "no"')
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 500, 200, 200, 200, 200])
    await send([bodies[3] ?? ''])
    expect(await logged('bad')).toEqual(texts('bad', 8))
    stage.logged.splice(0)
  })
})

describe('a message and its mark at the very same moment', () => {
  it('end as the entry that either of them after the other makes', async () => {
    const ts = tsOf(6, 0)
    const key = { workspaceId: stage.workspace.id, channelId: incident.channel.id, ts }
    await stage.database.db.transaction(async (tx) => {
      const own = await getIncident(tx, asBot(stage.workspace.id), incident.id)
      await lockMessage(tx, key)
      const mark = { ...key, messageTs: ts, userId: maya.id, emoji: 'pushpin', kind: 'note' as const, isPresent: true }
      await saveMark(tx, { ...mark, incidentId: own.id, eventTs: tsOf(6, 1) })
      await settleEntry(tx, own, key, { of: 'mark', itemUser: null }, stage.clock.now())
      await send([said({ ts, text: 'moment', thread_ts: tsOf(0, 0) })])
    })
    await stage.settled()
    const [entry] = (await entriesOf(stage, incident)).filter(({ messageTs }) => messageTs === ts)
    expect(entry).toMatchObject({ authorId: maya.id, text: 'moment', permalink: expect.stringContaining('thread_ts=') })
    expect(stage.slack.calls.filter(({ method }) => method === 'reactions.get')).toEqual([])
  })
})

describe('a channel that becomes an incident’s by another process', () => {
  it('is heard from its first message on, by a process that has seen it before', async () => {
    const ops: Channel = stage.workspace.addChannel({ name: 'ops', members: [stage.workspace.botUserId, maya] })
    const second = await createStage({ beside: stage })
    for (const url of [stage.eventsUrl, second.eventsUrl])
      await send([said({ channel: ops.id, ts: tsOf(7, made), text: 'ops before' })], url)
    await stage.database.pool.query('update "Incident" set "channelId" = $1 where id = $2', [ops.id, incident.id])
    for (const url of [stage.eventsUrl, second.eventsUrl])
      await send([said({ channel: ops.id, ts: tsOf(8, made), text: 'ops after' })], url)
    expect(await logged('ops')).toEqual(['ops after', 'ops after'])
    await second.close()
  })
})
