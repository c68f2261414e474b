import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Channel, OpenView, Person } from '../../src/sandbox/index.ts'
import { createSeals } from '../../src/store/seals.ts'
import { signedPost } from '../support/incident.ts'
import { keyOf, testKey } from '../support/seals.ts'
import { createStage, type Stage } from '../support/stage.ts'
import {
  answers,
  formBefore,
  incidentWith,
  keptTexts,
  newestTo,
  opens,
  readBy,
  resolve,
  reviewFor,
  sends,
  tablesHolding,
} from '../support/story.ts'

const monday = new Date('2026-11-23T09:00:00Z')
const day = 24 * 60 * 60 * 1000

/** A form in one line, without its frame. */
const flat = (form: string): string => form.replace(/[│┌└─\s]+/g, ' ')

describe('what somebody writes', () => {
  let stage: Stage
  let maya: Person
  let sam: Person
  let jo: Person
  beforeAll(async () => {
    stage = await createStage()
    maya = stage.workspace.addUser({ name: 'maya', tz: 'Europe/Vienna' })
    sam = stage.workspace.addUser({ name: 'sam', tz: 'Europe/Vienna' })
    jo = stage.workspace.addUser({ name: 'jo', tz: 'Europe/Vienna' })
  })
  afterAll(() => stage.close())

  let week = 0
  /** The newest incident, as its messages begin: what was asked of others comes back weeks later. */
  let name = ''
  const opensForm = (button: string) => opens(stage, sam, button, button === 'Change' ? 'Kept.' : name)
  /** An incident of a Sunday in which Sam says one thing, and the morning on which he is asked about it. */
  async function asked(words: string): Promise<{ channel: Channel; id: string }> {
    name = `INC-${week + 1} `
    const asking = new Date(monday.getTime() + week++ * 7 * day)
    stage.clock.set(new Date(asking.getTime() - 20 * 60 * 60 * 1000))
    const { channel, id } = await incidentWith(stage, maya, words, [{ by: sam, says: 'I ran the clean-up' }])
    await resolve(stage, maya, channel)
    await stage.at(asking)
    return { channel, id }
  }
  const hostedBy = (id: string, host: Person) =>
    stage.database.pool.query('update "Review" set "hostId" = $2 where "incidentId" = $1', [id, host.id])
  const opened = () => stage.at(new Date(stage.clock.now().getTime() + 4 * day))
  const drafts = async (): Promise<number> => {
    const { rows } = await stage.database.pool.query<{ count: number }>('select count(*)::int from "AnswerDraft"')
    return rows[0]?.count ?? 0
  }

  /** What Slack sends of a stroke in a form, newer than all before it. */
  async function stroke(person: Person, form: OpenView | null, value: string): Promise<void> {
    const field = { type: 'plain_text_input', value }
    const view = { ...form, state: { values: { ...form?.state.values, text: { text: field } } } }
    const action = { ...field, action_id: 'text', block_id: 'text', action_ts: '9999999999.000000' }
    const who = { user: { id: person.id }, team: { id: stage.workspace.id }, trigger_id: randomUUID() }
    const payload = JSON.stringify({ type: 'block_actions', ...who, view, actions: [action] })
    const body = new URLSearchParams({ payload }).toString()
    const { status } = await signedPost(stage.eventsUrl, stage.workspace.signingSecret, body, 'application/x-www-form-urlencoded')
    expect(status).toBe(200)
  }

  it('is there again after a closed window, for nobody else, and is gone when it is kept', async () => {
    await asked('closed window sev1')
    await opensForm('Answer')
    await sam.fills({ text: 'Both prompts l', visibility: 'by_role' })
    await sam.fills({ text: 'Both prompts looked alike' })
    await sam.closes()
    expect(await tablesHolding(stage, 'prompts l')).toEqual([])
    expect(await keptTexts(stage)).toEqual([])

    await opensForm('Answer')
    const form = formBefore(stage, sam)
    expect(form).toContain('Both prompts looked alike')
    expect(form).toContain('This is what you had begun. Only you see it.')
    expect(form).toContain('(•) The review, by my role')
    await sends(stage, sam, { visibility: 'only_me' })
    expect(await keptTexts(stage)).toEqual(['Both prompts looked alike'])
    expect(await drafts()).toBe(0)

    await opensForm('Change')
    expect(formBefore(stage, sam)).not.toContain('what you had begun')
    await sam.closes()
  })

  it('is not begun anew by a stroke that Slack delivers after the form was sent', async () => {
    await asked('late stroke sev1')
    await opensForm('Answer')
    await sam.fills({ text: 'half a' })
    const form = sam.currentView()
    await sends(stage, sam, { text: 'half a sentence' })
    await stroke(sam, form, 'half a')
    expect(await drafts()).toBe(0)
    await opensForm('Change')
    expect(formBefore(stage, sam)).toContain('half a sentence')
    await sam.closes()
  })

  it('is seen by its writer as it will stand, before anybody else; going back and changing it shows it anew', async () => {
    const { channel } = await asked('exact words sev1')
    await opensForm('Answer')
    const { action } = await sam.submits({ text: 'I took *staging* for <prod> & went on', visibility: 'by_role' })
    expect(action).toBe('push')
    const seen = flat(formBefore(stage, sam))
    expect(seen).toContain('Once the review of INC-3 opens, its readers will see this:')
    const words = 'responder, asked “What made this seem reasonable at the time?”: “I took staging for <prod> & went on”'
    expect(seen.replaceAll('*', '')).toContain(words)
    expect(await keptTexts(stage)).not.toContain('I took *staging* for <prod> & went on')

    await sam.closes()
    expect(formBefore(stage, sam)).toContain('I took *staging* for <prod> & went on')
    await sam.submits({ text: 'I took it for the test host' })
    expect(flat(formBefore(stage, sam))).toContain('“I took it for the test host”')
    await sam.submits()
    await stage.settled()
    expect(sam.currentView()).toBeNull()
    await opened()
    expect(await reviewFor(stage, maya, channel)).toContain('“I took it for the test host”')
    expect(await reviewFor(stage, maya, channel)).not.toContain('staging')
  })

  it('is not released where other words were typed since they were shown', async () => {
    await asked('two windows sev1')
    await opensForm('Answer')
    await sam.fills({ text: 'the first version', visibility: 'with_name' })
    const form = sam.currentView()
    await sam.submits()
    await stroke(sam, form, 'the second version')
    await sam.submits()
    expect(formBefore(stage, sam)).toContain('Your words have changed since this was shown.')
    expect(await keptTexts(stage)).not.toContain('the first version')
    await sam.closes({ all: true })
  })

  it('is kept at once where it is for oneself', async () => {
    await asked('for myself sev1')
    await opensForm('Answer')
    const { action } = await sam.submits({ text: 'for me' })
    expect(action).toBe('close')
    await stage.settled()
    expect(await keptTexts(stage)).toContain('for me')
  })

  it('meets at most one question about its wording, which one tap ends, and none where that is switched off', async () => {
    await asked('hindsight sev1')
    const hindsight = 'Maya should have checked the host.'
    await opensForm('Answer')
    await sam.submits({ text: hindsight, visibility: 'by_role' })
    const asking = formBefore(stage, sam)
    expect(asking).toContain('[Keep as it is]')
    expect(asking).toContain('should have')
    const view = sam.currentView()
    if (view) await sam.clicks(view, 'Keep as it is')
    await stage.settled()
    expect(formBefore(stage, sam)).not.toContain('[Keep as it is]')
    expect(flat(formBefore(stage, sam))).toContain(`“${hindsight}”`)
    await sam.submits()
    await stage.settled()
    expect(await keptTexts(stage)).toContain(hindsight)
    expect(await tablesHolding(stage, 'counterfactual')).toEqual([])

    await opensForm('Change')
    await sam.submits({ text: 'The prompt said test.', visibility: 'by_role' })
    expect(formBefore(stage, sam)).not.toContain('[Keep as it is]')
    await sam.closes({ all: true })
    await opensForm('Change')
    await sam.submits({ text: `${hindsight} It was Ben's fault. They failed to look.`, visibility: 'by_role' })
    expect(formBefore(stage, sam).match(/\[Keep as it is\]/g)).toHaveLength(1)
    expect(JSON.stringify(maya.directMessages())).not.toContain('Keep as it is')
    await sam.closes({ all: true })
    const switches = async (button: string) => {
      await sam.opensHome()
      await stage.settled()
      const home = sam.home()
      if (home) await sam.clicks(home, button)
      await stage.settled()
    }
    await switches('Switch it off')
    await opensForm('Change')
    await sam.submits({ text: hindsight, visibility: 'by_role' })
    expect(formBefore(stage, sam)).not.toContain('[Keep as it is]')
    await sam.closes({ all: true })
    await switches('Switch it on')
    await opensForm('Change')
    await sam.submits({ text: hindsight, visibility: 'by_role' })
    expect(formBefore(stage, sam)).toContain('[Keep as it is]')
    await sam.closes({ all: true })
  })

  it('begins with the choice that somebody wanted remembered, and not with another', async () => {
    await asked('remembered sev1')
    await answers(stage, sam, 'without a memory', 'with_name', 'Answer', name)
    await asked('remembered 2 sev1')
    await opensForm('Answer')
    expect(formBefore(stage, sam)).toContain('(•) Only me, for now')
    await sends(stage, sam, { text: 'by my role', visibility: 'by_role', remember: ['remember'] })
    await asked('remembered 3 sev1')
    await opensForm('Answer')
    expect(formBefore(stage, sam)).toContain('(•) The review, by my role')
    await sends(stage, sam, { text: 'only for me', visibility: 'only_me' })
    await opensForm('Change')
    expect(formBefore(stage, sam)).toContain('(•) Only me, for now')
    await sam.closes()
  })

  it('may be for the host alone: in no review and no export, and not for who hosts it later', async () => {
    const { channel, id } = await asked('for the host sev1')
    await opensForm('Answer')
    expect(formBefore(stage, sam)).not.toContain('who hosts the review')
    await sam.closes()
    await hostedBy(id, jo)
    await jo.joins(channel)
    await stage.database.pool.query(
      `insert into "Person" ("workspaceId", "userId", name, "isBot", "isDeleted", "fetchedAt") values ($1, $2, 'jo', false, false, now())`,
      [stage.workspace.id, jo.id],
    )
    await opensForm('Answer')
    expect(formBefore(stage, sam)).toContain('Only jo, who hosts the review')
    await sam.submits({ text: 'I was asleep on my feet', visibility: 'host' })
    expect(formBefore(stage, sam)).toContain('jo, who hosts the review of INC-10, will see this once it opens, and nobody else:')
    await sam.submits()
    await stage.settled()
    expect(readBy(stage, newestTo(stage, sam, name))).toContain('Once the review opens jo sees it, as its host, and nobody else:')

    const forJo = async (): Promise<string> => {
      const { reply } = await jo.runs('/incident review', { in: channel })
      if (!reply || !JSON.stringify(reply).includes('for_host_show')) return ''
      await jo.clicks(reply, 'Read it')
      await stage.settled()
      const shown = formBefore(stage, jo)
      await jo.closes()
      return shown
    }
    expect(await forJo()).toBe('')
    await opened()
    expect(flat(await forJo())).toContain('sam, asked “What made this seem reasonable at the time?”: “I was asleep on my')
    for (const person of [maya, jo, sam]) expect(await reviewFor(stage, person, channel)).not.toContain('asleep')

    await hostedBy(id, maya)
    expect(await forJo()).toBe('')
    const { reply } = await maya.runs('/incident review', { in: channel })
    expect(JSON.stringify(reply)).not.toContain('for_host_show')
    await opensForm('Change')
    expect(formBefore(stage, sam)).toContain('(•) Only me, for now')
    expect(formBefore(stage, sam)).toContain('Only maya, who hosts the review')
    await sam.closes()
  })

  it('can be taken out of a published review, and nothing new can enter it', async () => {
    const { channel, id } = await asked('published sev1')
    await answers(stage, sam, 'what I saw then', 'with_name', 'Answer', name)
    await opened()
    await maya.runs('/incident review publish', { in: channel })
    await maya.submits()
    await stage.settled()
    const { rows } = await stage.database.pool.query('select state from "Review" where "incidentId" = $1', [id])
    expect(rows).toEqual([{ state: 'published' }])
    expect(await reviewFor(stage, jo, channel)).toContain('what I saw then')

    await opensForm('Change')
    expect(formBefore(stage, sam)).not.toContain('by my role')
    const { errors } = await sam.submits({ text: 'other words', visibility: 'with_name' })
    expect(Object.values(errors).join()).toContain('The review of INC-11 is published: nothing new enters it.')
    await sends(stage, sam, { visibility: 'only_me' })
    expect(await reviewFor(stage, jo, channel)).not.toContain('what I saw then')
    expect(await reviewFor(stage, jo, channel)).not.toContain('other words')
    await opensForm('Change')
    expect(formBefore(stage, sam)).not.toContain('with my name')
    await sam.closes()
  })
})

describe('a bot without its key', () => {
  it('runs incidents; an answer waits in its form, and those from before are said to be closed', async () => {
    const first = await createStage()
    const { workspace } = first
    const maya = workspace.addUser({ name: 'maya', tz: 'Europe/Vienna' })
    const sam = workspace.addUser({ name: 'sam', tz: 'Europe/Vienna' })
    const said = [{ by: sam, says: 'I look' }]
    const { channel } = await incidentWith(first, maya, 'users table is empty sev1', said)
    await resolve(first, maya, channel)
    await first.at(monday)
    await answers(first, sam, 'it looked like the test host', 'by_role')
    await first.app.stop()

    const { database, slack, clock } = first
    const seals = createSeals([keyOf(9)], 'the key is another one')
    const locked = await createStage({ beside: { clock, database, slack, workspace }, seals })
    expect(locked.logged.join()).toContain('answers can neither be read nor written')
    expect(locked.logged.join()).not.toContain(keyOf(9))
    await locked.at(new Date(monday.getTime() + 4 * day))
    expect(await reviewFor(locked, maya, channel)).toContain('this account cannot be read now.')
    await opens(locked, sam, 'Change', 'Kept.')
    expect(formBefore(locked, sam)).toContain('What you wrote before cannot be opened now')
    const { errors } = await sam.submits({ text: 'typed in vain?', visibility: 'only_me' })
    expect(Object.values(errors).join()).toContain('I cannot keep your words safely now')
    expect(formBefore(locked, sam)).toContain('typed in vain?')
    await sam.closes()
    const second = await incidentWith(locked, maya, 'another incident sev2', [{ by: sam, says: 'the disk is full' }])
    expect(JSON.stringify((await maya.runs('/incident timeline', { in: second.channel })).reply)).toContain('the disk is full')
    await locked.app.stop()

    const again = await createStage({ beside: { clock, database, slack, workspace }, seals: createSeals([testKey]) })
    await again.at(again.clock.now())
    expect(await reviewFor(again, maya, channel)).toContain('“it looked like the test host”')
    await again.close()
    await slack.stop()
    await database.drop()
  })
})
