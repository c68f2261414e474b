import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Person } from '../../src/sandbox/index.ts'
import { savePerson } from '../../src/store/people.ts'
import { createStage, type Stage } from '../support/stage.ts'
import { answers, declares, formBefore, incidentWith, newestTo, opens, readBy, resolve, says, toldTo } from '../support/story.ts'

describe('when questions come', () => {
  let stage: Stage
  let maya: Person
  let sam: Person
  beforeAll(async () => {
    stage = await createStage()
    const { workspace } = stage
    maya = workspace.addUser({ name: 'maya', realName: 'Maya Lind', tz: 'Europe/Vienna' })
    sam = workspace.addUser({ name: 'sam', realName: 'Sam Oduya', tz: 'America/New_York' })
  })
  afterAll(() => stage.close())

  /** The bot has just heard from Slack that somebody lives in a zone of this name. */
  const knows = ({ id, name }: Person, timeZone: string) =>
    stage.database.db.transaction((tx) =>
      savePerson(
        tx,
        { workspaceId: stage.workspace.id, userId: id, name, timeZone, isBot: false, isDeleted: false, isGuest: false },
        stage.clock.now(),
      ),
    )

  it('asks after a Friday night on Monday morning, where each person is, and nobody else', async () => {
    const { workspace, clock } = stage
    clock.set(new Date('2026-11-27T21:00:00Z'))
    const kim = workspace.addUser({ name: 'kim' })
    await knows(kim, 'Mars/Olympus_Mons')
    const dan = workspace.addUser({ name: 'dan', tz: 'Europe/Vienna' })
    const ann = workspace.addUser({ name: 'ann', tz: 'Europe/Vienna' })
    const { channel } = await incidentWith(stage, maya, 'users table is empty sev1', [
      { by: sam, says: 'backups have been off since September' },
      { by: kim, says: 'the replica is fine' },
      { by: dan, says: 'I restart the workers' },
      { by: ann, says: 'just reading along', isMarked: false },
    ])
    const alert = await workspace.botPosts(channel, { text: 'rows in users: 0', name: 'alerts' })
    await maya.reacts(channel, alert.ts, 'pushpin')
    await dan.changes({ isDeleted: true })
    await resolve(stage, maya, channel)

    await stage.at('2026-11-30T08:59:00Z')
    expect([maya, sam, kim, dan, ann].flatMap((person) => toldTo(stage, person, 'one question'))).toEqual([])

    await stage.at('2026-11-30T09:00:00Z')
    expect(readBy(stage, newestTo(stage, maya), 'Europe/Vienna')).toContain('Hi maya. INC-1 (users table is empty)')
    expect(toldTo(stage, sam)).toEqual([])
    await stage.at('2026-11-30T10:00:00Z')
    expect(toldTo(stage, kim)).toHaveLength(1)
    await stage.at('2026-11-30T15:00:00Z')
    expect(readBy(stage, newestTo(stage, sam))).toContain('because your message from 16:00 is on the timeline')
    for (const person of [dan, ann]) expect(toldTo(stage, person)).toEqual([])

    const { rows } = await stage.database.pool.query('select "userId" from "Asking" order by 1')
    expect(rows.map(({ userId }) => userId)).toEqual([maya.id, sam.id, kim.id].sort())
    expect(stage.logged).toEqual([])
  })

  it('comes at ten by the clock on the wall on the day after the clocks change', async () => {
    await stage.at('2027-03-13T20:00:00Z')
    const { channel } = await incidentWith(stage, sam, 'slow checkout sev1', [{ by: sam, says: 'I turn the cache off' }])
    await resolve(stage, sam, channel)
    await stage.at('2027-03-15T13:59:00Z')
    expect(toldTo(stage, sam, 'slow checkout')).toEqual([])
    await stage.at('2027-03-15T14:00:00Z')
    expect(toldTo(stage, sam, 'slow checkout')).toHaveLength(1)
  })

  it('does not come at night because the bot was away when it was due', async () => {
    await stage.at('2027-03-16T12:00:00Z')
    const { channel } = await incidentWith(stage, maya, 'lost mails sev1', [{ by: maya, says: 'I restart the queue' }])
    await resolve(stage, maya, channel)
    await stage.restart()
    await stage.at('2027-03-17T22:30:00Z')
    expect(toldTo(stage, maya, 'lost mails')).toEqual([])
    await stage.at('2027-03-18T09:00:00Z')
    expect(toldTo(stage, maya, 'lost mails')).toHaveLength(1)
  })

  it('asks everybody else where Slack knows one person no more, and tries again where Slack was away', async () => {
    await stage.at('2027-03-22T12:00:00Z')
    const { channel } = await incidentWith(stage, maya, 'full disk sev1', [
      { by: maya, says: 'I delete old logs' },
      { by: sam, says: 'I add a volume' },
    ])
    stage.slack.faults.failNext('users.info', { error: 'user_not_found' })
    await resolve(stage, maya, channel)
    stage.slack.faults.failNext('conversations.open', { status: 503, times: 50 })
    await stage.at('2027-03-23T14:00:00Z')
    expect(toldTo(stage, sam, 'full disk')).toEqual([])
    await stage.slack.faults.reset()
    await stage.database.pool.query('select graphile_worker.reschedule_jobs(array_agg(id), now()) from graphile_worker.jobs')
    await stage.settled()
    expect(toldTo(stage, sam, 'full disk')).toHaveLength(1)
    expect((await stage.database.pool.query(`select key from "Notice" where key like 'given-up%'`)).rows).toEqual([])
  })

  it('does not wake anybody when Slack comes back at night, and leaves out who was deactivated meanwhile', async () => {
    await stage.at('2027-03-24T12:00:00Z')
    const tom = stage.workspace.addUser({ name: 'tom', tz: 'Europe/Vienna' })
    const { channel } = await incidentWith(stage, maya, 'slow login sev1', [{ by: tom, says: 'I add a replica' }])
    await resolve(stage, maya, channel)
    stage.slack.faults.failNext('conversations.open', { status: 503, times: 50 })
    await stage.at('2027-03-25T09:00:00Z')
    stage.clock.set(new Date('2027-03-26T02:00:00Z'))
    await stage.slack.faults.reset()
    const retry = 'select graphile_worker.reschedule_jobs(array_agg(id), now()) from graphile_worker.jobs'
    await stage.database.pool.query(retry)
    await stage.settled()
    expect([maya, tom].flatMap((person) => toldTo(stage, person, 'slow login'))).toEqual([])
    await tom.changes({ isDeleted: true })
    await stage.at('2027-03-26T09:00:00Z')
    expect(toldTo(stage, maya, 'Hi maya. INC-5 (slow login)')).toHaveLength(1)
    expect(toldTo(stage, tom)).toEqual([])
  })

  it('tells the truth: a question whose moment has left the timeline is about another one, or is not asked', async () => {
    await stage.at('2027-03-29T12:00:00Z')
    const ravi = stage.workspace.addUser({ name: 'ravi', tz: 'Europe/Vienna' })
    const lea = stage.workspace.addUser({ name: 'lea', tz: 'Europe/Vienna' })
    const { channel, said } = await incidentWith(stage, maya, 'wrong totals sev1', [
      { by: ravi, says: 'the report is wrong' },
      { by: ravi, says: 'I run it again' },
      { by: lea, says: 'same here' },
    ])
    await resolve(stage, maya, channel)
    for (const message of [said[0], said[2]]) await maya.unreacts(channel, message?.ts ?? '', 'pushpin')
    await stage.settled()
    await stage.at('2027-03-30T08:00:00Z')
    expect(readBy(stage, newestTo(stage, ravi))).toContain('because your message from 14:01 is on the timeline')
    expect(toldTo(stage, lea)).toEqual([])
  })

  it('asks somebody whose message came onto the timeline after the end, too', async () => {
    await stage.at('2027-04-06T12:00:00Z')
    const ola = stage.workspace.addUser({ name: 'ola', tz: 'Europe/Vienna' })
    const { channel, said } = await incidentWith(stage, maya, 'stale prices sev1', [
      { by: ola, says: 'I clear the cache', isMarked: false },
    ])
    await resolve(stage, maya, channel)
    await maya.reacts(channel, said[0]?.ts ?? '', 'pushpin')
    await stage.settled()
    await stage.at('2027-04-07T08:00:00Z')
    expect(toldTo(stage, ola)).toHaveLength(1)
  })

  it('takes waiting questions back when the incident is reopened, and then asks only those not asked', async () => {
    await stage.at('2027-04-12T07:00:00Z')
    const { channel } = await incidentWith(stage, maya, 'broken search sev1', [
      { by: maya, says: 'I rebuild the index' },
      { by: sam, says: 'I watch the load' },
    ])
    await resolve(stage, maya, channel)
    await stage.at('2027-04-13T08:00:00Z')
    await maya.chooses(newestTo(stage, maya, 'broken search'), 'Later', 'Tomorrow, or the next working day')
    await maya.runs('/incident reopen', { in: channel })
    await stage.settled()
    await stage.at('2027-04-14T15:00:00Z')
    expect(toldTo(stage, sam, 'broken search')).toEqual([])
    expect(toldTo(stage, maya, 'I am back')).toEqual([])
    expect(toldTo(stage, maya, 'Later it is')).toHaveLength(1)

    await says(stage, channel, maya, { by: sam, says: 'I add a shard' })
    await resolve(stage, maya, channel)
    await stage.at('2027-04-15T08:00:00Z')
    expect(toldTo(stage, maya, 'I am back about INC-')).toHaveLength(1)
    await stage.at('2027-04-15T14:00:00Z')
    expect(toldTo(stage, sam, 'broken search')).toHaveLength(1)
  })

  it('asks nobody where the severity wants no review, and the same single question where it wants one question', async () => {
    await stage.at('2027-05-03T12:00:00Z')
    const quiet = await incidentWith(stage, maya, 'typo on a page sev4', [{ by: maya, says: 'I mend the typo' }])
    await resolve(stage, maya, quiet.channel)
    const small = await incidentWith(stage, maya, 'slow page sev3 --drill', [{ by: maya, says: 'I mend the page' }])
    await resolve(stage, maya, small.channel)
    await stage.at('2027-05-10T08:00:00Z')
    expect(toldTo(stage, maya, 'typo on a page')).toEqual([])
    expect(toldTo(stage, maya, 'The drill INC-')).toHaveLength(1)
    const seen = maya
      .sees(quiet.channel)
      .map((message) => readBy(stage, message))
      .join('\n')
    expect(seen).not.toContain('review of INC')
    expect(seen).not.toContain('review is open')
  })

  it('leaves out those who have left the channel of a private incident, and shows them no more of it', async () => {
    await stage.at('2027-05-17T12:00:00Z')
    const channel = await declares(stage, maya, 'leaked key sev1 --private')
    await maya.invites(channel, [sam])
    for (const by of [maya, sam]) await says(stage, channel, maya, { by, says: `I am ${by.name}` })
    await stage.settled()
    await resolve(stage, maya, channel)
    await sam.leaves(channel)
    await stage.settled()
    await stage.at('2027-05-18T08:00:00Z')
    await stage.at('2027-05-18T14:00:00Z')
    expect(toldTo(stage, sam, 'leaked key')).toEqual([])

    await maya.leaves(channel)
    await stage.settled()
    await opens(stage, maya, 'Answer', 'leaked key')
    expect(formBefore(stage, maya)).not.toContain('Show what was written then')
    await maya.submits({ text: 'told by a scanner' })
    await stage.settled()
    expect(toldTo(stage, maya, 'leaked key')).toEqual([])
    expect(toldTo(stage, maya, 'Kept. Only you see it.').length).toBeGreaterThan(0)
  })
})

describe('at once, where the settings say so', () => {
  it('asks right after the end, whatever the hour', async () => {
    const stage = await createStage({ settings: 'delays: { firstQuestion: PT0S, later: PT0S, reviewOpens: PT0S }' })
    const maya = stage.workspace.addUser({ name: 'maya', tz: 'Asia/Tokyo' })
    const { channel } = await incidentWith(stage, maya, 'users table is empty sev1', [{ by: maya, says: 'I look' }])
    await resolve(stage, maya, channel)
    await stage.at(stage.clock.now())
    expect(toldTo(stage, maya)).toHaveLength(1)
    await maya.chooses(newestTo(stage, maya), 'Later', 'At once')
    await stage.settled()
    await stage.at(new Date(stage.clock.now().getTime() + 1000))
    expect(toldTo(stage, maya, 'I am back about INC-1')).toHaveLength(1)
    await answers(stage, maya, 'It looked like the test database', 'by_role')
    expect(
      maya
        .sees(channel)
        .map((message) => readBy(stage, message))
        .join('\n'),
    ).toContain('the review is open')
    expect(stage.logged).toEqual([])
    await stage.close()
  })
})
