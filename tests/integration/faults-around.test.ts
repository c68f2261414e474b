import { rm } from 'node:fs/promises'
import { pino } from 'pino'
import { expect, it, onTestFinished, vi } from 'vitest'
import { urlOf } from '../../src/database/connection.ts'
import { startEmbeddedPostgres } from '../../src/database/embedded.ts'
import { createPool } from '../../src/database/open.ts'
import type { Channel, Person } from '../../src/sandbox/index.ts'
import { startSandbox } from '../../src/sandbox/index.ts'
import { createDb } from '../../src/store/db.ts'
import { restingFolder } from '../support/database.ts'
import { declare, timelineBefore } from '../support/incident.ts'
import { createStage, dayOfTheStory, type Stage } from '../support/stage.ts'

const lines = ['checkout is down', 'the replica is stale', 'backups have been off since September', 'restored from the export']

/** Everything that was said is on the timeline once and shown once; the incident was resolved once. */
async function expectOnce(stage: Stage, maya: Person, channel: Channel): Promise<void> {
  const timeline = (await timelineBefore(maya, channel)).join('\n')
  expect(lines.map((line) => timeline.split(line).length - 1)).toEqual(lines.map(() => 1))
  const { rows } = await stage.database.pool.query<{ text: string }>(
    `select text from "LogMessage" where "channelId" = $1 and "subtype" is null order by ts`,
    [channel.id],
  )
  expect(rows.map(({ text }) => text).filter((text) => lines.includes(text))).toEqual(lines)
  expect(maya.sees(channel).filter(({ text }) => text.includes('Resolved'))).toHaveLength(1)
  expect([channel.pins.length, channel.bookmarks.length]).toEqual([1, 1])
}

it.each(['http', 'socket'] as const)('two bots on one database, over %s, keep and show everything once', async (mode) => {
  const stage = await createStage({ mode })
  const second = await createStage({ mode, beside: stage })
  onTestFinished(async () => {
    await second.close()
    await stage.close()
  })
  if (mode === 'socket') expect(stage.workspace.connections()).toBe(2)
  const maya = stage.workspace.addUser({ name: 'maya', tz: 'Europe/Vienna' })
  stage.slack.faults.deliverTwice()
  const { channel } = await declare(stage, maya, 'two bots')
  for (const [index, line] of lines.entries()) {
    if (mode === 'http') stage.workspace.deliverTo(index % 2 === 0 ? stage.eventsUrl : second.eventsUrl)
    const { ts } = await maya.posts(channel, line)
    await maya.reacts(channel, ts, 'pushpin')
  }
  await maya.runs('/incident resolve', { in: channel })
  await stage.settled()
  await expectOnce(stage, maya, channel)
  stage.clock.set(new Date('2026-11-23T10:30:00Z'))
  await Promise.all([stage.app.runDue(), second.app.runDue()])
  await stage.settled()
  expect(maya.directMessages().filter(({ isEphemeral }) => !isEphemeral)).toHaveLength(1)
})

it('goes on with an incident when PostgreSQL is restarted underneath', async () => {
  const log = pino({ level: 'silent' })
  const dataDir = await restingFolder()
  const startServer = () => startEmbeddedPostgres({ dataDir, log })
  let server = await startServer()
  const pool = createPool(server.connection, log)
  const db = createDb(pool)
  const database = { connection: server.connection, url: urlOf(server.connection), pool, db, drop: async () => undefined }
  const slack = await startSandbox({ now: () => dayOfTheStory, redeliverAfter: [0, 500, 2_000, 4_000, 8_000] })
  const stage = await createStage({ database, slack })
  onTestFinished(async () => {
    await stage.close()
    await slack.stop()
    await db.close()
    await pool.end()
    await server.stop()
    await rm(dataDir, { recursive: true, force: true })
  })
  vi.spyOn(console, 'trace').mockReturnValue(undefined)
  const maya = stage.workspace.addUser({ name: 'maya' })
  const { channel } = await declare(stage, maya, 'restarted underneath')
  const says = async (line: string): Promise<void> => {
    const { ts } = await maya.posts(channel, line)
    await maya.reacts(channel, ts, 'pushpin')
  }
  const [first = '', ...others] = lines
  await says(first)
  await server.stop()
  const meanwhile = Promise.all(others.map(says))
  server = await startServer()
  await meanwhile
  await slack.settled()
  await maya.runs('/incident resolve', { in: channel })
  await stage.settled()
  await stage.retried()
  await expectOnce(stage, maya, channel)
})
