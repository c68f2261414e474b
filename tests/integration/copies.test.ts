import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { keepFileCopy } from '../../src/flows/keep-file-copy.ts'
import type { Person } from '../../src/sandbox/index.ts'
import type { Db } from '../../src/store/db.ts'
import { eraseSaid } from '../../src/store/forgetting.ts'
import { createBrowser } from '../support/browser.ts'
import { type Declared, declare } from '../support/incident.ts'
import { ctxOf } from '../support/learning.ts'
import { meanwhile } from '../support/meanwhile.ts'
import { createStage, type Stage } from '../support/stage.ts'
import { resolve } from '../support/story.ts'

const settings = 'fileCopies: { keep: true, largest: 1 }\nlogKeptDays: 30'

let stage: Stage
let maya: Person
let sam: Person
let incident: Declared
beforeAll(async () => {
  stage = await createStage({ settings, hasPages: true })
  maya = stage.workspace.addUser({ name: 'maya' })
  sam = stage.workspace.addUser({ name: 'sam' })
  incident = await declare(stage, maya, 'secret keys leaked sev1 --private')
})
afterEach(() => stage.slack.faults.reset())
afterAll(() => stage.close())

/** Which files are copied, as far as their bytes are text. */
async function copies(): Promise<string[]> {
  const { rows } = await stage.database.pool.query<{ text: string }>(
    `select encode(bytes, 'escape') as text from "FileCopy" order by "entryId"`,
  )
  return rows.map(({ text }) => text)
}

async function posted(content: string | Buffer, { isMarked = true, text = '' } = {}) {
  const message = await maya.posts(incident.channel, text, { files: [{ name: 'graph.png', content }] })
  if (isMarked) await maya.reacts(incident.channel, message.ts, 'pushpin')
  await stage.settled()
  return { ts: message.ts, fileId: message.files?.[0]?.id ?? '' }
}

describe('a copy of a file', () => {
  it('is made once its message is on the timeline, and goes with its entry', async () => {
    const { ts } = await posted('bytes', { isMarked: false })
    expect(await copies()).toEqual([])
    await maya.reacts(incident.channel, ts, 'pushpin')
    await stage.settled()
    expect(await copies()).toEqual(['bytes'])
    await maya.unreacts(incident.channel, ts, 'pushpin')
    await stage.settled()
    expect(await copies()).toEqual([])
  })

  it('goes when its message is deleted, and when somebody has rewritten the entry too', async () => {
    const { ts } = await posted('bytes', { text: 'see the graph' })
    await stage.database.pool.query(`update "Entry" set text = 'rewritten', "editedAt" = now() where "messageTs" = $1`, [ts])
    expect(await copies()).toEqual(['bytes'])
    await maya.deletes(incident.channel, ts)
    await stage.settled()
    expect(await copies()).toEqual([])
  })

  it('goes when the file alone is deleted in Slack', async () => {
    const { fileId } = await posted('bytes', { text: 'see the graph' })
    await maya.deletesFile(fileId)
    await stage.settled()
    expect(await copies()).toEqual([])
  })

  it('is made once, however often Slack says the same, and whoever marks it', async () => {
    stage.slack.faults.deliverTwice()
    const { ts } = await posted('once')
    await maya.edits(incident.channel, ts, 'see the graph')
    await stage.settled()
    expect(await copies()).toEqual(['once'])
  })

  it('is made later where Slack was away, and there is no half of one before', async () => {
    stage.slack.faults.failNext('files.info', { status: 503 })
    await posted('later')
    expect(await copies()).toEqual(['once'])
    await stage.retried()
    expect(await copies()).toEqual(['once', 'later'])
  })

  it('is not made of what is larger than the settings allow', async () => {
    await posted(Buffer.alloc(1_000_001))
    expect(await copies()).toEqual(['once', 'later'])
  })

  it('is made once the app may read files; until then the operator is told', async () => {
    const { scopes } = stage.workspace
    const [scope = ''] = scopes.splice(scopes.indexOf('files:read'), 1)
    await posted('allowed')
    expect(await copies()).toEqual(['once', 'later'])
    const { rows } = await stage.database.pool.query<{ sentence: string }>('select sentence from "Notice"')
    expect(rows.map(({ sentence }) => sentence)).toEqual([expect.stringContaining('files.info needs the scope files:read')])
    scopes.push(scope)
    await stage.retried()
    expect(await copies()).toEqual(['once', 'later', 'allowed'])
  })

  it('is given only to those who may see the incident, and to be saved', async () => {
    await resolve(stage, maya, incident.channel)
    await stage.settled()
    const [ofMaya, ofSam] = [createBrowser(stage), createBrowser(stage)]
    await ofMaya.signsIn(maya)
    await ofSam.signsIn(sam)
    const { html } = await ofMaya.asks('/INC-1')
    const [, path = ''] = /href="(\/INC-1\/files\/[^"]+)"/.exec(html) ?? []
    const given = await ofMaya.asks(path)
    expect([given.html, given.headers.get('content-type'), given.headers.get('content-disposition')]).toEqual([
      'once',
      'application/octet-stream',
      `attachment; filename*=UTF-8''graph.png`,
    ])
    expect([(await ofSam.asks(path)).status, (await createBrowser(stage).asks(path)).status]).toEqual([404, 303])
    await stage.database.pool.query(`update "Entry" set "hiddenAt" = now() where id = $1`, [path.split('/')[3]])
    expect((await ofMaya.asks(path)).status).toBe(404)
  })
})

describe('the log of an incident that was closed', () => {
  async function logged(): Promise<string[]> {
    const { rows } = await stage.database.pool.query<{ text: string }>('select text from "LogMessage" order by ts')
    return rows.map(({ text }) => text)
  }

  it('is forgotten when the settings say so, but for what is on the timeline', async () => {
    const said = await maya.posts(incident.channel, 'the replica is stale')
    await maya.reacts(incident.channel, said.ts, 'pushpin')
    await maya.posts(incident.channel, 'what is for lunch')
    await maya.runs('/incident status closed', { in: incident.channel })
    await stage.settled()
    const before = await logged()
    expect(before).toContain('what is for lunch')
    await stage.after(30 * 24 * 60 - 1)
    await stage.app.runDue()
    expect(await logged()).toEqual(before)
    await stage.after(2)
    await stage.app.runDue()
    expect(await logged()).toEqual(expect.arrayContaining(['the replica is stale']))
    expect(await logged()).not.toContain('what is for lunch')
    const { reply } = await maya.runs('/incident timeline', { in: incident.channel })
    expect(JSON.stringify(reply?.blocks)).toContain('the replica is stale')
  })

  it('follows Slack still: what is deleted there goes from the timeline, and what is said there is forgotten again', async () => {
    const said = maya.sees(incident.channel).find(({ text }) => text === 'the replica is stale')
    await maya.deletes(incident.channel, said?.ts ?? '')
    await maya.posts(incident.channel, 'said much later')
    await stage.settled()
    expect(await logged()).toContain('said much later')
    expect(JSON.stringify((await maya.runs('/incident timeline', { in: incident.channel })).reply?.blocks)).not.toContain(
      'replica',
    )
    await stage.after(25 * 60)
    await stage.app.runDue()
    expect(await logged()).not.toContain('said much later')
    const { rows } = await stage.database.pool.query('select "isDeleted" from "LogMessage" where ts = $1', [said?.ts])
    expect(rows).toEqual([{ isDeleted: true }])
  })
})

describe('a copy of a file whose writer is forgotten in the same moment', () => {
  const key = () => ({ workspaceId: stage.workspace.id, channelId: incident.channel.id, ts: '1700000000.000100' })
  const files = [{ id: 'F1', name: 'graph.png', permalink: null }]
  const copy = { fileId: 'F1', mimetype: 'image/png', bytes: Buffer.from('of fern') }
  const keep = (db: Db) => keepFileCopy({ ...ctxOf(stage), db }, key(), copy)
  const forget = (db: Db) => db.transaction((tx) => eraseSaid(tx, { workspaceId: stage.workspace.id, userId: 'UFERN' }, null))

  /** A message of fern's with a file, on the timeline, of which there is no copy yet. */
  async function said(): Promise<void> {
    const { workspaceId, channelId, ts } = key()
    await stage.database.pool.query(`delete from "Entry" where "messageTs" = '${ts}'`)
    await stage.database.pool.query(`delete from "LogMessage" where ts = '${ts}'`)
    await stage.database.pool.query(
      `with said as (
         insert into "LogMessage" ("workspaceId", "channelId", ts, "incidentId", "userId", text, files, "postedAt", "versionTs")
         select $1, $2, $3, id, 'UFERN', 'look', $4::jsonb, now(), '0' from "Incident" where "channelId" = $2 returning "incidentId")
       insert into "Entry" ("workspaceId", "incidentId", kind, source, "happenedAt", "recordedAt", "authorId", "channelId", "messageTs")
       select $1, "incidentId", 'note', 'reaction', now(), now(), 'UFERN', $2, $3 from said`,
      [workspaceId, channelId, ts, JSON.stringify(files)],
    )
  }

  it.each([
    { which: 'forgetting', first: forget, other: keep },
    { which: 'keeping it', first: keep, other: forget },
  ])('is gone, wherever $which was broken off by the other', async ({ first, other }) => {
    await said()
    await keep(stage.database.db)
    expect(await copies()).toContain('of fern')
    let after = 0
    for (let isOver = false; !isOver; after += 1) {
      await said()
      isOver = await meanwhile(stage.database, { first, after, other })
      expect(await copies(), `after ${after} statements`).not.toContain('of fern')
    }
    expect(after).toBeGreaterThan(5)
  })
})
