import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Ctx } from '../../src/context.ts'
import type { Draft } from '../../src/core/material-rules.ts'
import { addMaterial } from '../../src/flows/add-material.ts'
import { answerPrompt } from '../../src/flows/answer-prompt.ts'
import { editMaterial } from '../../src/flows/edit-material.ts'
import { recordOutcome } from '../../src/flows/record-outcome.ts'
import type { Channel, Person } from '../../src/sandbox/index.ts'
import { ctxOf, viewerOf } from '../support/learning.ts'
import { createStage, type Stage } from '../support/stage.ts'
import { answers, incidentWith, newestTo, readBy, resolve, tablesHolding } from '../support/story.ts'

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

  it('hears what came of it; and what was taken back rests on nobody any more', async () => {
    const viewer = viewerOf(stage, maya)
    const outcome = 'two gaps were seen within a day'
    await recordOutcome(ctx, { viewer, id: changeId, outcome, state: 'done', requestKey: requestKey() })
    await stage.settled()
    expect(told(sam).at(-1)).toContain(outcome)
    expect(told(sam)).toHaveLength(3)
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
    expect(told(sam)).toHaveLength(3)
  })
})
