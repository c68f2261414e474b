import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Person } from '../../src/sandbox/index.ts'
import { signedPost } from '../support/incident.ts'
import { createStage, type Stage, textOf, wordsBefore } from '../support/stage.ts'

let stage: Stage
let maya: Person
let sam: Person

beforeAll(async () => {
  stage = await createStage()
  maya = stage.workspace.addUser({ name: 'maya', realName: 'Maya Lind' })
  sam = stage.workspace.addUser({ name: 'sam', realName: 'Sam Oduya' })
  stage.workspace.addChannel({ name: 'ops', members: [maya, sam] })
})
afterAll(() => stage.close())

type Row = { number: number; title: string; description: string; severity: string; isPrivate: boolean; kind: string }

async function lastIncident(): Promise<Row | undefined> {
  const { rows } = await stage.database.pool.query<Row>('select * from "Incident" order by number desc limit 1')
  return rows[0]
}

async function howMany(): Promise<number> {
  const { rows } = await stage.database.pool.query<{ n: number }>('select count(*)::int as n from "Incident"')
  return rows[0]?.n ?? 0
}

const said = (reply: { text: string } | null): string => reply?.text ?? ''
const valueIn = (person: Person, field: string): string => JSON.stringify(person.currentView()?.state.values[field] ?? null)

describe('the form to declare', () => {
  it('opens with /incident alone, and submitting it declares and gives the link', async () => {
    const answer = await maya.runs('/incident', { in: 'ops' })
    expect(answer.reply).toBeNull()
    await maya.submits({
      Title: 'users table is empty',
      Severity: 'sev1',
      'What is happening?': 'since 14:28',
      Options: ['Drill'],
    })
    expect(maya.currentView()).toBeNull()
    await stage.settled()
    expect(await lastIncident()).toMatchObject({ title: 'users table is empty', severity: 'sev1', kind: 'drill' })
    expect(wordsBefore(maya, 'ops')).toContain(`is declared. Its channel is <#${stage.channel().id}>`)
    expect(wordsBefore(sam, 'ops')).not.toContain('is declared')
  })

  it('keeps what was typed where the title will not do, and says so at the title', async () => {
    await maya.runs('/incident', { in: 'ops' })
    const answer = await maya.submits({ Title: '   ', 'What is happening?': 'a long story' })
    expect(answer.errors).toEqual({ title: 'An incident needs a few words as its title, such as: users table is empty.' })
    expect(valueIn(maya, 'description')).toContain('a long story')
    await maya.closes()
  })

  it('submitted after 30 minutes tells of the channel in a direct message', async () => {
    await sam.runs('/incident', { in: 'ops' })
    await stage.after(31)
    await sam.submits({ Title: 'late but here' })
    await stage.settled()
    expect(sam.directMessages().map(textOf).join()).toContain('is declared. Its channel is')
    expect(wordsBefore(sam, 'ops')).not.toContain('is declared')
  })

  it('that Slack opens too slowly says so where it was asked for', async () => {
    stage.slack.faults.failNext('views.open', { error: 'expired_trigger_id' })
    const answer = await maya.runs('/incident', { in: 'ops' })
    await stage.settled()
    expect(answer.ok).toBe(true)
    expect(wordsBefore(maya, 'ops')).toContain('Slack waits three seconds for a form')
  })

  it('does not make a command look dead while Slack takes its time', async () => {
    stage.slack.faults.slow(3_500, { method: 'views.open' })
    const answer = await maya.runs('/incident', { in: 'ops' })
    expect(answer).toMatchObject({ ok: true })
    expect(answer.milliseconds).toBeLessThan(2_900)
    await stage.slack.faults.reset()
    await stage.settled()
    await maya.closes({ all: true })
  })
})

describe('declaring with words', () => {
  it('answers at once with what it understood', async () => {
    const { reply } = await maya.runs('/incident declare sev1 checkout & search are slow', { in: 'ops' })
    expect(said(reply)).toMatch(/^Declaring INC-\d+: .* \(sev1\)\. The link to its channel follows\.$/)
    await maya.runs('/incident declare @sam says <b> & :fire: at https://status.example.com sev2', { in: 'ops' })
    await stage.settled()
    expect(await lastIncident()).toMatchObject({
      title: '@sam says <b> & :fire: at https://status.example.com',
      severity: 'sev2',
    })
    expect(wordsBefore(maya, stage.channel('inc-'))).toContain('&lt;b&gt; &amp; :fire:')
  })

  it('makes it private or a drill with a flag anywhere, and says so', async () => {
    const { reply } = await maya.runs('/incident declare --private keys leaked sev1 —drill', { in: 'ops' })
    expect(said(reply)).toContain('(sev1, private, drill)')
    await stage.settled()
    expect(await lastIncident()).toMatchObject({ title: 'keys leaked', isPrivate: true, kind: 'drill' })
    expect(stage.channel('inc-2026-11-22-keys').isPrivate).toBe(true)
  })

  it('asks with the form where a flag may be misspelt: nothing meant to be private becomes public', async () => {
    const before = await howMany()
    await maya.runs('/incident declare keys leaked again --privat sev1', { in: 'ops' })
    expect(await howMany()).toBe(before)
    expect(valueIn(maya, 'title')).toContain('keys leaked again --privat')
    expect(valueIn(maya, 'severity')).toContain('sev1')
    await maya.closes()
  })

  it('without a title opens the form with what was said', async () => {
    await maya.runs('/incident declare sev2 --private', { in: 'ops' })
    expect(valueIn(maya, 'severity')).toContain('sev2')
    expect(valueIn(maya, 'options')).toContain('private')
    await maya.closes()
  })

  it('with more words than a title holds, keeps them all', async () => {
    const long = `${'the users table is empty and nobody can sign in, '.repeat(6)}since half past two`
    await maya.runs(`/incident declare ${long} sev1`, { in: 'ops' })
    await stage.settled()
    expect(await lastIncident()).toMatchObject({ description: long, severity: 'sev1' })
    expect(((await lastIncident())?.title ?? '').length).toBeLessThanOrEqual(120)
  })

  it('gives back what is too long to keep, and declares nothing', async () => {
    const before = await howMany()
    const { reply } = await maya.runs(`/incident declare ${'0123456789 '.repeat(300)}the end`, { in: 'ops' })
    expect(said(reply)).toContain('has to fit in 3000 characters')
    expect(reply && textOf(reply)).toContain('the end')
    expect(await howMany()).toBe(before)
  })
})

it('the same request delivered twice declares once', async () => {
  const before = await howMany()
  const form = new URLSearchParams({
    team_id: stage.workspace.teamId,
    channel_id: stage.workspace.channel('ops').id,
    user_id: maya.id,
    command: '/incident',
    text: 'declare sent twice sev3',
    response_url: `${stage.slack.apiUrl}none`,
    trigger_id: 'the.same.one',
  }).toString()
  const [first, second] = await Promise.all([sendSigned(form), sendSigned(form)])
  await stage.settled()
  expect(await howMany()).toBe(before + 1)
  expect([first, second].filter((text) => text.includes('Declaring'))).toHaveLength(1)
})

async function sendSigned(body: string): Promise<string> {
  const { text } = await signedPost(stage.eventsUrl, stage.workspace.signingSecret, body, 'application/x-www-form-urlencoded')
  return text
}
