import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Person } from '../../src/sandbox/index.ts'
import { type ReviewStory, reviewOf, sendTwice } from '../support/material-story.ts'
import { createStage, type Stage } from '../support/stage.ts'
import { answers, formBefore, readBy, resolve, tablesHolding } from '../support/story.ts'

let stage: Stage
let maya: Person
let sam: Person
let review: ReviewStory
beforeAll(async () => {
  stage = await createStage()
  maya = stage.workspace.addUser({ name: 'maya', realName: 'Maya Lind', tz: 'Europe/Vienna' })
  sam = stage.workspace.addUser({ name: 'sam', realName: 'Sam Oduya', tz: 'America/New_York' })
})
afterAll(() => stage.close())

/** Somebody writes a condition down; gives its name. */
async function condition(words: string, person = maya): Promise<string> {
  await review.runs(person, `condition ${words}`)
  return review.ref('C', 'Condition')
}

describe('conditions', () => {
  beforeAll(async () => {
    review = await reviewOf(stage, maya, 'users table is empty sev1')
    await sam.joins(review.channel)
    await resolve(stage, maya, review.channel)
  })

  it('B16 go one step further back by a button under what was just kept, as often as people like', async () => {
    await review.says(maya, 'condition the script ran on production')
    for (const words of [
      'both windows look the same',
      'one terminal for all',
      'there is no sandbox',
      'nobody had time for one',
    ]) {
      const saved = maya.sees(review.channel).at(-1)
      if (!saved) throw new Error('nothing was said back')
      await maya.clicks(saved, 'One step further back')
      expect(formBefore(stage, maya)).toContain('What made this possible?')
      await maya.submits({ text: words })
      await stage.settled()
    }
    const told = await review.newest()
    expect(told).toMatch(/C\d+ “.*?nobody had time for one.*? made possible C\d+ /)
    expect(told.match(/"key":"link.made_possible/g)).toHaveLength(4)
  })

  it('B23 are linked both ways and in circles; a link can be taken away again', async () => {
    const [one, other] = [await condition('backups are off'), await condition('the dashboard is green', sam)]
    await review.chooses(maya, one, 'Link')
    await maya.submits({ kind: 'from hid_or_slowed', other })
    await stage.settled()
    await review.chooses(sam, one, 'Link')
    await sam.submits({ kind: 'to made_possible', other })
    await stage.settled()
    const told = await review.newest()
    expect(told).toContain(`${other} “`)
    expect(told).toContain('hid or slowed the noticing of')
    expect(await review.runs(maya, 'material condition')).toContain(`made possible ${other}`)
    await review.chooses(maya, one, 'Link')
    expect(formBefore(stage, maya)).toContain('The links there are')
    const [, kept] = [one, `${one.slice(1)} ${other.slice(1)} made_possible`]
    await maya.submits({ kept: [kept], other: null })
    await stage.settled()
    expect(await review.newest()).not.toContain('hid or slowed the noticing of')
    expect(await review.count('ConditionLink')).toBe(5)
  })

  it('are not linked to themselves, nor to one of another incident', async () => {
    const here = await condition('a condition of its own')
    const elsewhere = review
    review = await reviewOf(stage, maya, 'another incident')
    const there = await condition('a condition of elsewhere')
    await review.chooses(maya, there, 'Needed together').catch(() => '')
    await expect(review.chooses(maya, there, 'Link')).resolves.toBeDefined()
    await maya.closes({ all: true })
    review = elsewhere
    const links = await review.count('ConditionLink')
    await review.chooses(maya, here, 'Link')
    await expect(maya.submits({ other: there })).rejects.toThrow()
    await maya.closes({ all: true })
    expect(await review.count('ConditionLink')).toBe(links)
  })

  it('B25 are needed together as a set; the same set said twice is there once', async () => {
    const [one, two, three] = [
      await condition('one login'),
      await condition('no second look'),
      await condition('deletes cascade'),
    ]
    for (const _time of [1, 2]) {
      await review.chooses(maya, one, 'Needed together')
      await maya.submits({ others: [two, three] })
      await stage.settled()
    }
    expect(await review.count('NeededTogether')).toBe(1)
    expect((await review.newest()).replace(/","pieces.*?isProse":false\}/g, '')).toMatch(
      /one login.{1,40}no second look.{1,60}deletes cascade.{1,40}were all needed/,
    )
    await review.chooses(maya, two, 'Needed together')
    await maya.submits({ kept: [] })
    await stage.settled()
    expect(await review.newest()).not.toContain('were all needed')
  })

  it('B27 count who has been there too: one press a person, nobody’s name, and nobody to be found out once it is published', async () => {
    const ref = await condition('I did the same last year')
    const pressed = async (person: Person) => {
      await review.chooses(person, ref, 'I have been there too')
      return review.last(person)
    }
    expect(await pressed(maya)).toContain('have been there too: 1.')
    expect(await pressed(sam)).toContain('have been there too: 2.')
    expect(await pressed(sam)).toContain('have been there too: 1. Yours is taken back.')
    expect(await review.newest()).toContain('Have been there too: 1.')
    const { rows } = await stage.database.pool.query('select * from "BeenThere" where "incidentId" = $1::uuid', [review.id])
    expect(JSON.stringify(rows)).not.toContain(maya.id)
    await maya.runs('/incident review open', { in: review.channel })
    await stage.settled()
    await maya.runs('/incident review publish', { in: review.channel })
    await maya.submits({})
    await stage.settled()
    expect(await review.count('BeenThereSecret')).toBe(0)
    expect(await pressed(sam)).toContain('is published')
    expect(await review.newest()).toContain('Have been there too: 1.')
  })
})

describe('what something rests on', () => {
  let ines: Person
  beforeAll(async () => {
    ines = stage.workspace.addUser({ name: 'ines', realName: 'Ines Roth', tz: 'Europe/Vienna' })
    review = await reviewOf(stage, maya, 'sign-in fails', [{ by: ines, says: 'we all share one login here' }])
    await resolve(stage, maya, review.channel)
    await stage.at('2026-11-23T10:00:00Z')
  })

  it('is an entry or a released answer; one that is taken back takes its place here and its words with it', async () => {
    await answers(stage, ines, 'the tool has one marker-login', 'by_role')
    const answer = await review.ref('A', 'Answer')
    expect(await review.runs(maya, `condition ${answer}`)).toContain('There is no source of that number')
    await maya.runs('/incident review open', { in: review.channel })
    await stage.settled()
    await review.chooses(maya, answer, 'A condition', 'material answers')
    const made = await review.ref('C', 'Condition')
    expect(await review.newest()).toContain(`"sources":["${made}","${answer}"]`)
    const own = await condition('one login for all')
    await review.chooses(maya, own, 'What it rests on')
    await maya.submits({ source: answer.toLowerCase() })
    await stage.settled()
    expect(await review.newest()).toContain(`Rests on ${answer}.`)
    expect(await tablesHolding(stage, 'marker-login')).toEqual([])
    await answers(stage, ines, 'the tool has one marker-login', 'only_me', 'Change')
    for (const version of await review.versions()) {
      expect(version).not.toContain('marker-login')
      expect(version).not.toContain(`Rests on ${answer}`)
    }
    expect(await review.newest()).toContain('“one login for all”')
    expect(await review.runs(maya, 'material')).not.toContain('marker-login')
  })

  it('is a message, by the shortcut on it: it comes onto the timeline, and deleted takes its words along', async () => {
    const message = await ines.posts(review.channel, 'the cron job has been off since spring')
    await maya.shortcut('add_to_review', { message })
    await maya.submits({ kind: 'condition' })
    await stage.settled()
    expect(review.last(maya)).toContain('the cron job has been off since spring')
    expect(await review.newest()).toContain('“the cron job has been off since spring”. As people told it.')
    const other = await ines.posts(review.channel, 'and the alert was muted')
    await maya.shortcut('add_to_review', { message: other })
    await maya.submits({ kind: 'safeguard', text: 'the alert on sign-ins since April 2026' })
    await stage.settled()
    expect(await review.newest()).toMatch(
      /“the alert on sign-ins”: how it was is not known, since April 2026\..* Rests on E\d+\./,
    )
    await ines.deletes(review.channel, message.ts)
    await ines.deletes(review.channel, other.ts)
    await stage.settled()
    for (const version of await review.versions()) expect(version).not.toContain('cron job')
    expect(await review.newest()).toContain('“the alert on sign-ins”')
  })

  it('can be a message of anywhere, and of the form that Slack sends again it is made once', async () => {
    const ops = stage.workspace.channels().find(({ name }) => name === 'ops')
    if (!ops) throw new Error('there is no channel ops')
    const message = await maya.posts(ops, 'two people had the same idea')
    await maya.shortcut('add_to_review', { message })
    await maya.fills({ incident: review.id, kind: 'helped' })
    await sendTwice(stage, maya)
    await stage.settled()
    expect(await review.count('Helped')).toBe(1)
    expect(await review.newest()).toContain('It helped: “two people had the same idea”.')
  })
})

describe('in a private incident', () => {
  it('nobody outside sees, links, changes, takes out or adds anything', async () => {
    review = await reviewOf(stage, maya, '--private the payroll leaks')
    const ref = await condition('the secret-marker is known')
    const from = { in: stage.workspace.channels().find(({ name }) => name === 'ops') ?? review.channel }
    await sam.joins(from.in)
    const asks = async (words: string) => {
      const { reply } = await sam.runs(`/incident ${words}`, from)
      await stage.settled()
      return reply ? readBy(stage, reply) : ''
    }
    expect(await asks(`condition ${ref}`)).toContain(`There is no ${ref} that you can see`)
    expect(await asks('material INC-999')).toContain('There is no "INC-999" that you can see')
    const name = (await maya.runs('/incident material', { in: review.channel })).reply?.text ?? ''
    const incident = /INC-\d+/.exec(name)?.[0] ?? ''
    for (const words of [`material ${incident}`, `condition ${incident} something`, `change ${incident} something`])
      expect(await asks(words)).not.toContain('secret-marker')
    expect(await review.count('Condition')).toBe(1)
    expect(await review.count('Change')).toBe(0)
  })
})

describe('a hundred conditions', () => {
  it('are shown in pages, each once, and can be chosen from', async () => {
    review = await reviewOf(stage, maya, 'a long story')
    await stage.database.pool.query(
      `insert into "Condition" ("workspaceId", "incidentId", text, part, sureness, "recordedBy", "recordedAt")
       select $1, $2::uuid, 'condition number ' || n || repeat(' and more words', 20), 'open', 'told', $3, now() from generate_series(1, 100) n`,
      [stage.workspace.id, review.id, maya.id],
    )
    const pages = await review.pages(maya)
    expect(pages.length).toBeGreaterThanOrEqual(10)
    const seen = pages.flatMap((text) => [...text.matchAll(/condition number (\d+) /g)].map(([, number = '']) => number))
    expect(seen).toEqual(Array.from({ length: 100 }, (_, index) => String(index + 1)))
    await review.chooses(
      maya,
      await review.ref('C', 'Condition').then((ref) => `C${Number(ref.slice(1)) - 99}`),
      'Needed together',
    )
    expect(formBefore(stage, maya)).toContain('Which others had to be there too?')
    await maya.closes()
    await maya.runs('/incident change something', { in: review.channel })
    const change = await review.ref('X', 'Change')
    expect(await review.fills(maya, `change ${change}`, { conditionId: await review.ref('C', 'Condition') })).toMatchObject({
      action: 'close',
    })
  })
})
