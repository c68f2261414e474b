import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Ctx } from '../../src/context.ts'
import { materialRef } from '../../src/core/material/material.ts'
import { addMaterial } from '../../src/flows/add-material.ts'
import { readKnownConditions } from '../../src/flows/read-known-conditions.ts'
import { recogniseCondition, setConditionApart, takeBackCondition } from '../../src/flows/recognise-condition.ts'
import { recordOutcome } from '../../src/flows/record-outcome.ts'
import type { Person } from '../../src/sandbox/index.ts'
import { changeCondition, condition, ctxOf, viewerOf } from '../support/learning.ts'
import { createStage, type Stage } from '../support/stage.ts'
import { incidentWith, readBy } from '../support/story.ts'

const day = 24 * 60 * 60 * 1000

describe('a condition that was seen before', () => {
  let stage: Stage
  let ctx: Ctx
  let maya: Person
  let eve: Person
  let requests = 0
  const incidents: { id: string }[] = []
  const conditions: Record<string, number> = {}
  beforeAll(async () => {
    stage = await createStage()
    ctx = ctxOf(stage)
    maya = stage.workspace.addUser({ name: 'maya' })
    eve = stage.workspace.addUser({ name: 'eve' })
    for (const words of [
      'users table is empty sev1',
      'orders are lost sev2',
      'payroll --private sev2',
      'users table again sev1',
    ]) {
      incidents.push(await incidentWith(stage, maya, words))
      stage.clock.advance(30 * day)
    }
    const write = async (name: string, at: number, text: string) => {
      conditions[name] = await condition(stage, incident(at), text)
    }
    await write('first', 0, 'nightly backups of the users database were switched off')
    await write('unlike', 0, 'the pager was muted over the weekend')
    await write('second', 1, 'backups of the orders database switched off since spring')
    await write('hidden', 2, 'nightly backups of the payroll database were switched off')
    await write('third', 3, 'the nightly backup of the users database was off')
    await write('alone', 3, 'a feature flag was flipped')
  })
  afterAll(() => stage.close())

  const incident = (at: number): { id: string } => incidents[at] ?? { id: '' }
  const numberOf = (name: string): number => conditions[name] ?? 0
  const ref = (name: string): string => materialRef({ kind: 'condition', id: numberOf(name) })
  const said = (one: string, other: string, person = maya) => ({
    viewer: viewerOf(stage, person),
    id: numberOf(one),
    otherId: numberOf(other),
    requestKey: `known:${requests++}`,
  })
  const known = async (name: string, at: number, person = maya) => {
    const { conditions: all } = await readKnownConditions(ctx, {
      viewer: viewerOf(stage, person),
      incidentId: incident(at).id,
      page: 0,
    })
    const found = all.find(({ conditionId }) => conditionId === numberOf(name))
    if (!found) throw new Error(`${name} is not there`)
    const names = (list: { conditionId: number }[]) =>
      list.map(({ conditionId }) => Object.keys(conditions).find((key) => conditions[key] === conditionId))
    return { ...found, seen: names(found.sightings), like: names(found.alike), other: names(found.apart) }
  }

  it('is suggested by its words, and shown nothing of what its reader may not see', async () => {
    expect((await known('third', 3)).like).toEqual(['first', 'hidden', 'second'])
    expect((await known('third', 3, eve)).like).toEqual(['first', 'second'])
    expect((await known('alone', 3)).like).toEqual([])
    expect((await known('unlike', 0)).like).toEqual([])
  })

  it('is the same when people say so, in all its incidents, with the words of each; and can be taken back', async () => {
    await recogniseCondition(ctx, said('third', 'first'))
    await recogniseCondition(ctx, said('second', 'third'))
    const third = await known('third', 3)
    expect([third.seen, third.sightings.map(({ words }) => words)]).toEqual([
      ['first', 'second'],
      ['nightly backups of the users database were switched off', 'backups of the orders database switched off since spring'],
    ])
    expect((await known('first', 0)).seen).toEqual(['second', 'third'])
    await takeBackCondition(ctx, said('first', 'third'))
    expect((await known('third', 3)).seen).toEqual(['second'])
    expect((await known('first', 0)).seen).toEqual([])
    await recogniseCondition(ctx, said('first', 'third'))
    expect((await known('first', 0)).seen).toEqual(['second', 'third'])
  })

  it('is not offered again once somebody said that it is something else, until that is taken back', async () => {
    await setConditionApart(ctx, said('hidden', 'first'))
    expect(await known('hidden', 2)).toMatchObject({ like: [], other: ['first'] })
    await takeBackCondition(ctx, said('first', 'hidden'))
    expect(await known('hidden', 2)).toMatchObject({ like: ['first'], other: [] })
  })

  it('counts a private sighting for its members alone', async () => {
    await recogniseCondition(ctx, said('hidden', 'first'))
    expect((await known('first', 0)).seen).toEqual(['second', 'hidden', 'third'])
    expect((await known('first', 0, eve)).seen).toEqual(['second', 'third'])
    await expect(recogniseCondition(ctx, said('hidden', 'second', eve))).rejects.toThrow(`There is no ${ref('hidden')}`)
    await expect(recogniseCondition(ctx, said('first', 'unlike'))).rejects.toThrow('are of one incident')
  })

  it('B6 shows what changes did: when each was done, and where it was seen after that, without a verdict', async () => {
    const viewer = viewerOf(stage, maya)
    const added = await addMaterial(ctx, {
      viewer,
      incidentId: incident(1).id,
      draft: {
        kind: 'change',
        wish: { text: 'alert when a backup is missing', conditionId: numberOf('second'), state: 'agreed' },
      },
      requestKey: `known:${requests++}`,
    })
    const before = stage.clock.now()
    stage.clock.set(new Date(before.getTime() - 75 * day))
    if (!added) throw new Error('no change was added')
    await recordOutcome(ctx, {
      viewer,
      id: added.material.id,
      outcome: 'the alert fired twice',
      state: 'done',
      requestKey: `known:${requests++}`,
    })
    stage.clock.set(before)
    const [change] = (await known('first', 0)).changes
    expect(change).toMatchObject({ state: 'done', words: 'alert when a backup is missing', outcome: 'the alert fired twice' })
    expect(change?.seenAfter.map(({ number }) => number)).toEqual([3, 4])
    expect((await known('first', 0, eve)).changes[0]?.seenAfter.map(({ number }) => number)).toEqual([4])
  })

  it('goes with its words', async () => {
    await changeCondition(stage, incident(1), numberOf('second'), { knownAs: numberOf('third'), removedAt: stage.clock.now() })
    expect((await known('third', 3, eve)).seen).toEqual(['first'])
  })

  it('is there in Slack: shown, said and taken back with buttons and words', async () => {
    const { reply } = await maya.runs('/incident seen INC-4')
    if (!reply) throw new Error('no answer')
    const text = readBy(stage, reply)
    expect(text).toContain('Seen in 2 other incidents')
    expect(text).toContain('nightly backups of the users database were switched off')
    await maya.clicks(reply, 'Not the same after all')
    await stage.settled()
    expect((await known('third', 3)).seen).toEqual([])
    const again = await maya.runs(`/incident same ${ref('third')} ${ref('first')}`)
    expect(JSON.stringify(again.reply)).toContain('seen again')
    expect((await known('third', 3)).seen).toEqual(['first', 'hidden'])
    expect(JSON.stringify((await maya.runs('/incident same C1')).reply)).toContain('Say which two')
    expect(JSON.stringify((await maya.runs(`/incident same C1 C99999`)).reply)).toContain('There is no C99999')
  })
})
