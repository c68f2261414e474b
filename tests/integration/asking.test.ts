import { randomUUID } from 'node:crypto'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readConfig } from '../../src/config.ts'
import type { Ctx } from '../../src/context.ts'
import { sectionOf } from '../../src/core/review/review-sections.ts'
import { askAgain } from '../../src/flows/ask-again.ts'
import type { Channel, Person } from '../../src/sandbox/index.ts'
import { signedPost } from '../support/incident.ts'
import { testSeals } from '../support/seals.ts'
import { createStage, type Stage } from '../support/stage.ts'
import { answers, formBefore, incidentWith, newestTo, opens, readBy, resolve, reviewFor, toldTo } from '../support/story.ts'

let stage: Stage
let ctx: Ctx
let maya: Person
beforeAll(async () => {
  stage = await createStage()
  const { database, clock } = stage
  ctx = { db: database.db, clock, log: pino({ level: 'silent' }), config: readConfig({}, () => ''), seals: testSeals }
  maya = stage.workspace.addUser({ name: 'maya', tz: 'Europe/Vienna' })
})
afterAll(() => stage.close())

let monday = new Date('2026-11-23T09:00:00Z').getTime()
const day = 24 * 60 * 60 * 1000

/** Some Monday at ten in Vienna, with nothing left over from the weeks before. */
async function begin(): Promise<void> {
  monday += 28 * day
  await stage.at(new Date(monday))
}
const inDays = (count: number, hours = 0): Date => new Date(monday + count * day + hours * 60 * 60 * 1000)

let people = 0
/** What the bot has written to somebody that holds these words, however the lines break. */
const told = (person: Person, words = 'INC-'): string[] =>
  toldTo(stage, person, '')
    .map((text) => text.replace(/\s*\n[▌│ ]*/g, ' '))
    .filter((text) => text.includes(words))

function somebody(name: string, tz = 'Europe/Vienna'): Person {
  people += 1
  return stage.workspace.addUser({ name: `${name}${people}`, tz })
}

/** An incident that Maya declares, in which people say something, and its end. */
async function over(words: string, lines: { by: Person; says: string }[]): Promise<{ channel: Channel; id: string }> {
  const { channel, id } = await incidentWith(stage, maya, `${words} sev1`, lines)
  await resolve(stage, maya, channel)
  return { channel, id }
}

const question = 'one question, because'

describe('the pace', () => {
  it('is five questions a week over all incidents; the sixth time they are only asked how they are', async () => {
    await begin()
    const ben = somebody('ben')
    await over('the first', [{ by: ben, says: 'I restart it' }])
    await stage.at(inDays(1))
    expect(told(ben, question)).toHaveLength(1)
    const { pool } = stage.database
    const before = 'select * from "Prompt" where "userId" = $1'
    const [row] = (await pool.query(before, [ben.id])).rows
    for (const _ of [2, 3, 4]) {
      const columns = Object.keys(row)
      const values = Object.values({ ...row, id: randomUUID(), state: 'skipped', incidentId: row.incidentId })
      const names = columns.map((name) => `"${name}"`).join(', ')
      await pool.query(`insert into "Prompt" (${names}) values (${columns.map((_name, at) => `$${at + 1}`).join(', ')})`, values)
    }
    for (const words of ['the fifth', 'the sixth']) await over(words, [{ by: ben, says: `I restart ${words}` }])
    await stage.at(inDays(2))
    expect(told(ben, 'How are you?')).toHaveLength(3)
    expect(told(ben, question)).toHaveLength(2)
    expect(told(ben, 'There is no question from me with this.')).toHaveLength(1)
    await stage.at(inDays(9))
    expect((await pool.query(before, [ben.id])).rows).toHaveLength(5)
  })

  it('is three about one incident: one more only where they want it, and none after the third', async () => {
    await begin()
    const eva = somebody('eva')
    await over('one more', [
      { by: eva, says: 'I see errors' },
      { by: eva, says: 'I fail over' },
    ])
    await stage.at(inDays(1))
    expect(told(eva)).toHaveLength(1)
    await answers(stage, eva, 'the graph')
    for (const count of [2, 3]) {
      const pressed = newestTo(stage, eva, 'Kept.')
      await Promise.all([eva.clicks(pressed, 'One more, if you like'), eva.clicks(pressed, 'One more, if you like')])
      await stage.settled()
      expect(told(eva, '[Answer]')).toHaveLength(1)
      await answers(stage, eva, `more ${count}`, 'only_me', 'Answer', 'One more about INC-')
    }
    expect(told(eva, 'One more, if you like')).toEqual([])
    expect(told(eva, 'There is no further question')).toHaveLength(2)
    const { rows } = await stage.database.pool.query('select origin from "Prompt" where "userId" = $1 order by "createdAt"', [
      eva.id,
    ])
    expect(rows.map(({ origin }) => origin)).toEqual(['bot', 'more', 'more'])
  })

  it('comes once more some days after to who answered, with something of theirs, and not to who did not', async () => {
    await begin()
    const [fay, gus] = [somebody('fay'), somebody('gus')]
    await over('days after', [
      { by: fay, says: 'I roll back' },
      { by: gus, says: 'I watch' },
    ])
    await stage.at(inDays(1))
    await answers(stage, fay, 'it was the last change')
    await stage.at(inDays(2))
    expect(readBy(stage, newestTo(stage, fay))).toContain('There is one question about INC-')
    expect(readBy(stage, newestTo(stage, fay))).toContain('How did this go from your side')
    expect(told(gus)).toHaveLength(1)
    await stage.at(inDays(9))
    expect(told(gus, 'from your side')).toEqual([])
  })

  it('brings one reminder, and no second; none to who said how they are, or chose a time', async () => {
    await begin()
    const [hal, ida, kai] = [somebody('hal'), somebody('ida'), somebody('kai')]
    await over(
      'reminders',
      [hal, ida, kai].map((by) => ({ by, says: 'I look' })),
    )
    await stage.at(inDays(1))
    await ida.clicks(newestTo(stage, ida), "I'm all right")
    await kai.chooses(newestTo(stage, kai), 'Later', 'After the weekend')
    await stage.settled()
    expect(readBy(stage, newestTo(stage, kai), 'Europe/Vienna')).toContain("I'll come back to it once, on Monday, ")
    await stage.at(inDays(2))
    expect(told(hal)).toHaveLength(1)
    await stage.at(inDays(3))
    expect(told(hal, 'It is the only reminder')).toHaveLength(1)
    expect(told(hal, 'This question stands anew: see further down.')).toHaveLength(1)
    for (const person of [ida, kai]) expect(told(person)).toHaveLength(1)
    await stage.at(inDays(7, -1))
    expect(told(kai)).toHaveLength(1)
    await stage.at(inDays(7))
    expect(told(kai, 'as you asked. If it is still too much, leave it.')).toHaveLength(1)
    await stage.at(inDays(20))
    expect([hal, ida, kai].map((person) => told(person).length)).toEqual([2, 1, 2])
  })

  it('keeps an evening that somebody chose where they are, and can be changed while it waits', async () => {
    await begin()
    const lee = somebody('lee', 'America/Bogota')
    await over('an evening', [{ by: lee, says: 'I look' }])
    await stage.at(inDays(1, 6))
    await lee.chooses(newestTo(stage, lee), 'Later', 'In three days')
    await stage.settled()
    await lee.chooses(newestTo(stage, lee), 'Later', 'This evening')
    await stage.settled()
    await stage.at(inDays(1, 13.5))
    expect(told(lee, 'I am back about')).toEqual([])
    await stage.at(inDays(1, 14))
    expect(told(lee, 'I am back about')).toHaveLength(1)
  })

  it('comes a month after to those who told something, and asks how things have been first', async () => {
    await begin()
    const [moe, nia] = [somebody('moe'), somebody('nia')]
    const { id: incidentId } = await over(
      'a month after',
      [moe, nia].map((by) => ({ by, says: 'I look' })),
    )
    await stage.at(inDays(1))
    await answers(stage, moe, 'told')
    await stage.at(inDays(25, 12))
    const again = { workspaceId: stage.workspace.id, incidentId, round: 'month-after' as const }
    for (const _ of [1, 2]) await askAgain(ctx, again)
    await stage.at(inDays(25, 13))
    expect(told(moe, 'How have things been')).toEqual([])
    await stage.at(inDays(28))
    await stage.at(inDays(28, 1))
    const month = told(moe, 'How have things been for you since?')
    expect(month).toHaveLength(1)
    expect(month[0]).toContain('What has this review changed in how you work, if anything?')
    expect(month[0]).toContain("[I'm all right]")
    expect(told(nia, 'How have things been')).toEqual([])
  })
})

describe('saying no', () => {
  it('to one incident is heard, for what was put off too, and can be taken back in the same place', async () => {
    await begin()
    const ola = somebody('ola')
    const { id } = await over('muted', [{ by: ola, says: 'I look' }])
    await stage.at(inDays(1))
    await ola.chooses(newestTo(stage, ola), 'Later', 'In three days')
    await stage.settled()
    await press(ola, 'prompt_menu', `${await promptOf(ola)} mute`)
    expect(readBy(stage, newestTo(stage, ola))).toContain('Nothing more about INC-')
    await stage.at(inDays(9))
    expect(told(ola)).toHaveLength(1)
    await askAgain(ctx, { workspaceId: stage.workspace.id, incidentId: id, round: 'month-after' })
    await stage.at(inDays(10))
    expect(told(ola)).toHaveLength(1)
    await ola.clicks(newestTo(stage, ola), 'Ask me about it again')
    await stage.settled()
    expect(readBy(stage, newestTo(stage, ola))).toContain('[Answer] [Later ▾]')
  })

  it('to everything is heard at once and for all that comes, and can be taken back in the same place', async () => {
    await begin()
    const pia = somebody('pia')
    await over('never', [{ by: pia, says: 'I look' }])
    await over('never as well', [{ by: pia, says: 'I look' }])
    await stage.at(inDays(1))
    await pia.chooses(newestTo(stage, pia, 'never as well'), 'prompt_menu', 'Never ask me anything')
    await stage.settled()
    expect(told(pia, 'I ask you nothing any more')).toHaveLength(2)
    await over('after that', [{ by: pia, says: 'I look' }])
    await stage.at(inDays(8))
    expect(told(pia, 'after that')).toEqual([])
    expect(told(pia)).toHaveLength(2)
    await pia.clicks(newestTo(stage, pia), 'Ask me again')
    await stage.settled()
    expect(told(pia, 'I ask you nothing any more')).toEqual([])
  })

  it('says kindly what stands where a button is old, and takes one that Slack sends twice once', async () => {
    await begin()
    const rob = somebody('rob')
    await over('old buttons', [{ by: rob, says: 'I look' }])
    await stage.at(inDays(1))
    const promptId = await promptOf(rob)
    const body = pressedBody(rob, 'prompt_skip', promptId)
    const { eventsUrl, workspace } = stage
    for (const _ of [1, 2])
      expect(await signedPost(eventsUrl, workspace.signingSecret, body, 'application/x-www-form-urlencoded')).toMatchObject({
        status: 200,
      })
    await stage.settled()
    expect(told(rob, 'Skipped, and that is fine.')).toHaveLength(1)
    expect(await press(rob, 'prompt_skip', promptId)).toContain('You skipped this one, and it stays so.')
    await answers(stage, rob, 'after all', 'only_me', 'Answer after all')
    for (const button of ['prompt_later', 'prompt_skip', 'prompt_not_mine'])
      expect(await press(rob, button, promptId)).toContain('You have answered this one, and your words are kept.')
    expect(stage.logged).toEqual([])
  })

  const pressedBody = (person: Person, action: string, value: string): string =>
    new URLSearchParams({
      payload: JSON.stringify({
        type: 'block_actions',
        team: { id: stage.workspace.id },
        user: { id: person.id },
        api_app_id: 'A1',
        trigger_id: 'once.and.again',
        actions: [{ type: 'button', action_id: action, block_id: 'b', value, action_ts: '1.1' }],
      }),
    }).toString()
})

describe('a question that is not theirs', () => {
  it('goes on to whom they name, with their name and nothing else, and that one decides', async () => {
    await begin()
    const [sue, tim] = [somebody('sue'), somebody('tim', 'America/New_York')]
    const { channel } = await over('handed on', [{ by: sue, says: 'the job is restarted' }])
    await stage.at(inDays(1))
    await opens(stage, sue, 'Not mine', 'handed on')
    expect(formBefore(stage, sue)).toContain('nothing that you wrote in')
    expect((await sue.submits({ how: 'Hand the question on to that person' })).errors).toEqual({
      person: 'Choose the person to hand it on to.',
    })
    expect((await sue.submits({ person: sue })).errors).toEqual({ person: 'That is you. “Answer” is the button beside it.' })
    expect((await sue.submits({ person: stage.workspace.botUserId })).errors).toEqual({
      person: 'A bot cannot do that. Choose a person.',
    })
    expect((await sue.submits({ person: tim, text: 'he runs those jobs' })).errors).toEqual({})
    await stage.settled()
    expect(readBy(stage, newestTo(stage, sue, 'Not yours'))).toContain('It goes on with your name')
    expect(told(tim)).toEqual([])
    await stage.at(inDays(1, 6))
    const [handed = ''] = told(tim)
    expect(handed).toContain('About INC-')
    expect(handed).toContain(`${sue.name} thought you might know.`)
    expect(handed).not.toContain('he runs those jobs')
    expect(handed).not.toContain('because')
    await answers(stage, tim, 'the queue was full', 'by_role')
    await stage.at(inDays(9))
    expect(channel.members).not.toContain(tim.id)
    expect(told(sue, 'the queue was full')).toEqual([])
  })

  it('goes to nobody outside a private incident', async () => {
    await begin()
    const [una, vic] = [somebody('una'), somebody('vic')]
    const { channel } = await incidentWith(stage, una, 'leaked key sev1 --private', [{ by: una, says: 'I revoke it' }])
    await resolve(stage, una, channel)
    await stage.at(inDays(1))
    await opens(stage, una, 'Not mine', 'leaked key')
    const { errors } = await una.submits({ person: vic, how: 'Hand the question on to that person' })
    expect(errors.person).toContain('is private: only people in its channel can be told of it.')
    await una.closes()
    await una.leaves(channel)
    await stage.settled()
    await stage.at(inDays(9))
    expect([una, vic].flatMap((person) => told(person, 'only reminder'))).toEqual([])
    expect(told(vic)).toEqual([])
  })
})

const promptOf = async ({ id }: Person): Promise<string> => {
  const { rows } = await stage.database.pool.query<{ id: string }>(
    'select id from "Prompt" where "userId" = $1 order by "createdAt" desc limit 1',
    [id],
  )
  return rows[0]?.id ?? ''
}

/** A click on a button of the bot's with a value of one's own, in a message that somebody made up. @returns what the person is told */
async function press(person: Person, button: string, value: string): Promise<string> {
  const ops = stage.workspace.channel('ops')
  const element = { type: 'button', text: { type: 'plain_text', text: 'Press' }, action_id: button, value }
  const message = await stage.workspace.botPosts(ops, { text: 'made up', blocks: [{ type: 'actions', elements: [element] }] })
  if (!ops.members.includes(person.id)) await person.joins(ops)
  await person.clicks(message, 'Press')
  await stage.settled()
  const said = person.sees(ops).at(-1)
  return said ? readBy(stage, said) : ''
}

describe('how deep a review goes', () => {
  it.each([
    { severity: 'sev3', asked: 1, opens: true, prompts: ['story', 'next'] },
    { severity: 'sev4', asked: 0, opens: false, prompts: [] },
  ])('with $severity asks each person so much: $asked', async ({ severity, asked, opens, prompts }) => {
    await begin()
    const ann = somebody('ann')
    const { channel, id } = await incidentWith(stage, maya, `depth ${severity} ${severity}`, [
      { by: ann, says: 'I restart the primary' },
      { by: ann, says: 'I look at the replica' },
    ])
    await resolve(stage, maya, channel)
    await stage.at(inDays(1))
    if (asked > 0) await answers(stage, ann, 'it looked idle', 'by_role')
    await stage.at(inDays(8))
    const rows = (sql: string) => stage.database.pool.query(sql, [id])
    const put = await rows(`select 1 from "Prompt" where "incidentId" = $1 and "askedAt" is not null and "userId" = '${ann.id}'`)
    expect(put.rowCount).toBe(asked)
    const { rows: reviews } = await rows('select state from "Review" where "incidentId" = $1')
    expect(reviews[0]?.state).toBe(opens ? 'open' : 'draft')
    const shown = await reviewFor(stage, maya, channel)
    for (const heading of ['story', 'conditions', 'next'] as const)
      expect(shown.includes(sectionOf(heading).emptyPrompt), heading).toBe(prompts.includes(heading))
    expect(shown).toContain(sectionOf('unknown').heading)
  })
})
