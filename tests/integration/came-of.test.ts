import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Ctx } from '../../src/context.ts'
import type { Draft } from '../../src/core/material/material-rules.ts'
import { addMaterial } from '../../src/flows/add-material.ts'
import { answerPrompt } from '../../src/flows/answer-prompt.ts'
import { editMaterial } from '../../src/flows/edit-material.ts'
import { hostOf } from '../../src/flows/host-of.ts'
import { recordOutcome } from '../../src/flows/record-outcome.ts'
import { enqueue } from '../../src/jobs/queue.ts'
import type { Channel, Person } from '../../src/sandbox/index.ts'
import { ctxOf, viewerOf } from '../support/learning.ts'
import { sendTwice } from '../support/material-story.ts'
import { createStage, type Stage } from '../support/stage.ts'
import { answers, formBefore, incidentWith, newestTo, readBy, resolve, reviewFor, tablesHolding } from '../support/story.ts'

describe('what came of what people told', () => {
  let stage: Stage
  let ctx: Ctx
  let maya: Person
  let sam: Person
  let eve: Person
  let channel: Channel
  let id: string
  let changeId: number
  let requests = 0
  const requestKey = (): string => `came:${requests++}`
  const add = async <Kind extends 'condition' | 'change'>(draft: Draft<Kind>): Promise<number> => {
    const added = await addMaterial(ctx, { viewer: viewerOf(stage, maya), incidentId: id, draft, requestKey: requestKey() })
    await stage.settled()
    if (!added) throw new Error('nothing was added')
    return added.material.id
  }
  const told = (person: Person, words = 'rests on what you told'): string[] =>
    person
      .directMessages()
      .map((message) => readBy(stage, message))
      .filter((text) => text.includes(words))
  beforeAll(async () => {
    stage = await createStage()
    ctx = ctxOf(stage)
    maya = stage.workspace.addUser({ name: 'maya', tz: 'Europe/Vienna' })
    sam = stage.workspace.addUser({ name: 'sam', tz: 'Europe/Vienna' })
    eve = stage.workspace.addUser({ name: 'eve', tz: 'Europe/Vienna' })
    const made = await incidentWith(stage, maya, 'users table is empty sev1', [
      { by: sam, says: 'I look at the replica' },
      { by: eve, says: 'sign-in fails' },
    ])
    channel = made.channel
    id = made.id
    await resolve(stage, maya, channel)
    await stage.at('2026-11-23T09:30:00Z')
    await answers(stage, sam, 'Nobody could see that backups were off.', 'by_role')
    await answers(stage, eve, 'I read the old runbook.', 'only_me')
    await stage.at('2026-11-26T12:00:00Z')
    const { rows } = await stage.database.pool.query<{ id: number }>('select id from "Answer" where "userId" = $1', [sam.id])
    const conditionId = await add({
      kind: 'condition',
      wish: { text: 'the state of the backups is not visible' },
      wordsOf: `A${rows[0]?.id}`,
    })
    changeId = await add({ kind: 'change', wish: { text: 'a page for the state of the backups', conditionId } })
  })
  afterAll(() => stage.close())

  it('their writer hears of, once for each state; and nobody else does', async () => {
    expect(told(sam)).toHaveLength(1)
    expect(told(sam)[0]).toContain('INC-1: A change is considered')
    expect(told(sam)[0]).toContain('a page for the state of the backups')
    await maya.runs('/incident note still at it', { in: channel })
    await stage.settled()
    expect(told(sam)).toHaveLength(1)
    const viewer = viewerOf(stage, maya)
    await editMaterial(ctx, { viewer, kind: 'change', id: changeId, wish: { state: 'agreed' }, requestKey: requestKey() })
    await stage.settled()
    expect(told(sam)).toHaveLength(2)
    expect([told(maya), told(eve)]).toEqual([[], []])
  })

  it('leaves nothing in the database that says whose answer it was', async () => {
    expect(await tablesHolding(stage, 'came-of:')).toEqual([])
  })

  it('leaves nothing either where it is given up, or has nothing to tell any more; and done again it tells nobody twice', async () => {
    const before = told(sam).length
    const { faults } = stage.slack
    const conditionId = Number((await stage.database.pool.query('select max(id) as id from "Condition"')).rows[0]?.id)
    const change = (text: string) => add({ kind: 'change', wish: { text, conditionId } })

    faults.failNext('chat.postMessage', { error: 'invalid_blocks', times: 50 })
    await change('a page that Slack refuses')
    faults.reset()
    const notices = await stage.database.pool.query('select 1 from "Notice" where starts_with(key, $1)', [
      'given-up:came-of.tell',
    ])
    expect(notices.rowCount).toBe(1)
    expect(await tablesHolding(stage, 'came-of:')).toEqual([])

    faults.failNext('chat.postMessage', { status: 503, times: 50 })
    const goneId = await change('a page that is taken out')
    expect(await tablesHolding(stage, `came-of:${goneId}:considered:${sam.id}`)).toHaveLength(1)
    await stage.database.pool.query('update "Change" set "removedAt" = now() where id = $1', [goneId])
    faults.reset()
    await stage.retried()
    expect(await tablesHolding(stage, 'came-of:')).toEqual([])

    const again = { incidentId: id, changeId, stage: 'agreed' }
    await ctx.db.transaction((tx) => enqueue(tx, stage.workspace.id, 'came-of.tell', again))
    await stage.settled()
    expect(told(sam)).toHaveLength(before)
  })

  it('the host is asked once to look again, at a decent hour of theirs, and nobody else', async () => {
    const viewer = viewerOf(stage, maya)
    const lookAgainOn = new Date('2026-12-14T00:00:00Z')
    await editMaterial(ctx, { viewer, kind: 'change', id: changeId, wish: { lookAgainOn }, requestKey: requestKey() })
    await stage.at('2026-12-14T12:00:00Z')
    const asked = (): string[] => [maya, sam, eve].flatMap((person) => told(person, 'was to be looked at again'))
    expect(asked()).toEqual([])
    await stage.database.pool.query('update "Review" set "hostId" = $1', [eve.id])
    await stage.at('2026-12-14T20:00:00Z')
    expect(asked()).toEqual([])
    await stage.at('2026-12-15T09:30:00Z')
    await stage.at('2026-12-15T10:30:00Z')
    expect(asked()).toHaveLength(1)
    expect(told(eve, 'was to be looked at again')[0]).toContain('What came of it?')
    await eve.clicks(newestTo(stage, eve, 'was to be looked at again'), 'Say what came of it')
    await stage.settled()
    expect(eve.currentView()).toBeTruthy()
    await eve.closes()
  })

  it('of a private incident, no host who has left its channel is told anything', async () => {
    const { pool } = stage.database
    const host = () => ctx.db.transaction((tx) => hostOf(tx, { workspaceId: stage.workspace.id, id }))
    expect(await host()).toBe(eve.id)
    await pool.query('update "Incident" set "isPrivate" = true')
    await pool.query('update "ChannelMember" set "isPresent" = false where "userId" = $1', [eve.id])
    expect(await host()).toBeNull()
    await pool.query('update "ChannelMember" set "isPresent" = true where "userId" = $1', [eve.id])
    expect(await host()).toBe(eve.id)
    await pool.query('update "Incident" set "isPrivate" = false')
  })

  it('is not told to the writer of words that nobody is told of: to be merged, or out of their sight', async () => {
    const before = told(sam).length
    const conditionId = Number((await stage.database.pool.query('select max(id) as id from "Condition"')).rows[0]?.id)
    const hide = (query: string) => stage.database.pool.query(query, [sam.id])
    await hide(`update "Answer" set visibility = 'merged' where "userId" = $1`)
    await add({ kind: 'change', wish: { text: 'a second page', conditionId } })
    await hide(`update "Answer" set visibility = 'by_role' where "userId" = $1`)
    await stage.database.pool.query('update "Incident" set "isPrivate" = true')
    await hide('update "ChannelMember" set "isPresent" = false where "userId" = $1')
    await add({ kind: 'change', wish: { text: 'a third page', conditionId } })
    await stage.database.pool.query('update "Incident" set "isPrivate" = false')
    await hide('update "ChannelMember" set "isPresent" = true where "userId" = $1')
    expect(told(sam)).toHaveLength(before)
    await add({ kind: 'change', wish: { text: 'a fourth page', conditionId } })
    expect(told(sam)).toHaveLength(before + 1)
  })

  it('differs from what somebody else told: the review says so, keeps both, and forgets it again', async () => {
    const sources = await stage.database.pool.query<{ answer: string; own: string; entry: string }>(
      `select (select 'A' || id from "Answer" where "userId" = $1) as answer, (select 'A' || id from "Answer" where "userId" = $2) as own,
              (select 'E' || min(id) from "Entry" where source <> 'system') as entry`,
      [sam.id, eve.id],
    )
    const { answer = '', own = '', entry = '' } = sources.rows[0] ?? {}
    const says = async (words: string): Promise<string> => {
      const { reply } = await eve.runs(`/incident differ ${words}`, { in: channel })
      await stage.settled()
      return reply ? readBy(stage, reply) : ''
    }
    expect(await says(`${entry} ${own}`)).toContain(`There is no ${own} in the review of INC-1 that may be shown.`)
    for (const _time of [1, 2]) expect(await says(`${entry} and ${answer}`)).toContain(`${answer} and ${entry} differ`)
    const marked = await reviewFor(stage, eve, channel)
    expect(marked.match(/Accounts differ at [^;]+; both are kept\./g)).toHaveLength(1)
    expect(marked).toContain('Nobody could see that backups were off.')
    await says(`${answer} ${entry} not`)
    expect(await reviewFor(stage, eve, channel)).not.toContain('both are kept')
    expect(await says('A1')).toContain('Say which two accounts differ')
  })

  it('is said to differ in a form too, chosen by its words, and taken back there; done twice, it is done once', async () => {
    const bothKept = async () => (await reviewFor(stage, eve, channel)).match(/both are kept\./g)?.length ?? 0
    await eve.runs('/incident material', { in: channel })
    const list = eve.sees(channel).at(-1)
    if (!list) throw new Error('nothing was said back')
    const opens = () => eve.clicks(list, 'Accounts that differ')
    await opens()
    const form = formBefore(stage, eve)
    expect(form).toContain('Nobody is asked who is right.')
    expect(form).not.toContain('I read the old runbook.')
    const shown = JSON.stringify(eve.currentView())
    const chosen = (words: string): string => new RegExp(`"([EA]\\d+) [^"]*${words}`).exec(shown)?.[1] ?? ''
    const [answer, entry] = [chosen('Nobody could see that'), chosen('sign-in fails')]
    expect(await eve.submits({ one: answer, other: answer })).toMatchObject({
      errors: { other: 'Choose two different accounts.' },
    })
    await eve.fills({ one: answer, other: entry })
    await sendTwice(stage, eve)
    await stage.settled()
    expect(readBy(stage, eve.sees(channel).at(-1) ?? list)).toContain(`${answer} and ${entry} differ`)
    expect(await bothKept()).toBe(1)
    await opens()
    expect(formBefore(stage, eve)).toContain(`${answer} Nobody could see that bac…`)
    await eve.submits({ kept: [] })
    await stage.settled()
    expect(await bothKept()).toBe(0)
    await eve.runs('/incident differ', { in: channel })
    expect(formBefore(stage, eve)).toContain('Another one, which tells it differently')
    await eve.closes()
  })

  it('hears what came of it; and what was taken back rests on nobody any more', async () => {
    const viewer = viewerOf(stage, maya)
    const outcome = 'two gaps were seen within a day'
    await recordOutcome(ctx, { viewer, id: changeId, outcome, state: 'done', requestKey: requestKey() })
    await stage.settled()
    expect(told(sam).at(-1)).toContain(outcome)
    const before = told(sam).length
    const { rows } = await stage.database.pool.query<{ promptId: string }>(
      'select "promptId" from "Answer" where "userId" = $1',
      [sam.id],
    )
    const taken = {
      text: 'Nobody could see that backups were off.',
      visibility: 'only_me' as const,
      formKey: 'form',
      isRemembered: false,
    }
    await answerPrompt(ctx, {
      viewer: viewerOf(stage, sam),
      subject: rows[0]?.promptId ?? '',
      ...taken,
      requestKey: requestKey(),
    })
    await editMaterial(ctx, { viewer, kind: 'change', id: changeId, wish: { state: 'dropped' }, requestKey: requestKey() })
    await stage.settled()
    expect(told(sam)).toHaveLength(before)
  })
})
