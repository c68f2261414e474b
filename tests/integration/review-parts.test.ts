import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Ctx } from '../../src/context.ts'
import type { PartKey } from '../../src/core/review/review.ts'
import type { PersonViewer } from '../../src/core/viewer.ts'
import { keepDraft } from '../../src/flows/keep-draft.ts'
import { readPart } from '../../src/flows/read-part.ts'
import { savePart } from '../../src/flows/save-part.ts'
import type { Channel, Person } from '../../src/sandbox/index.ts'
import { createStage, ctxOf, type Stage } from '../support/stage.ts'
import { incidentWith, resolve, reviewFor } from '../support/story.ts'

const day = 24 * 60 * 60 * 1000

describe('the sections that people write', () => {
  let stage: Stage
  let ctx: Ctx
  let maya: Person
  let sam: Person
  let channel: Channel
  let id: string
  let requests = 0
  beforeAll(async () => {
    stage = await createStage()
    ctx = ctxOf(stage)
    maya = stage.workspace.addUser({ name: 'maya', tz: 'Europe/Vienna' })
    sam = stage.workspace.addUser({ name: 'sam', tz: 'Europe/Vienna' })
    const made = await incidentWith(stage, maya, 'users table is empty sev1', [{ by: sam, says: 'the table is empty' }])
    channel = made.channel
    id = made.id
  })
  afterAll(() => stage.close())

  const as = ({ id: userId }: Person): PersonViewer => ({ kind: 'person', workspaceId: stage.workspace.id, userId })
  const save = async (person: Person, section: PartKey, text: string, basedOn: number, requestKey = `test:${requests++}`) => {
    const saved = await savePart(ctx, { viewer: as(person), incidentId: id, section, text, basedOn, requestKey })
    await stage.settled()
    return saved
  }
  const read = (person: Person, section: PartKey) => readPart(ctx, { viewer: as(person), incidentId: id, section })

  it('are written once the review is open, and not before', async () => {
    await expect(save(maya, 'story', 'It began.', 0)).rejects.toThrow('INC-1 has no review yet')
    await resolve(stage, maya, channel)
    await expect(save(maya, 'story', 'It began.', 0)).rejects.toThrow('is not open yet')
    await expect(read(maya, 'story')).rejects.toThrow('is not open yet')
    await stage.at(new Date(stage.clock.now().getTime() + 9 * day))
    expect(await save(maya, 'story', 'It began like any Sunday.', 0)).toEqual({ kind: 'saved', number: 1, nudges: [] })
    expect(await reviewFor(stage, sam, channel)).toContain('How we got here [Edit] It began like any Sunday. P1.1')
  })

  it('lose nothing when two write: the second is shown both texts, and keeps theirs', async () => {
    expect(await save(sam, 'story', 'Sam’s words.', 1)).toEqual({ kind: 'saved', number: 2, nudges: [] })
    expect(await save(maya, 'story', 'Maya’s words.', 1)).toEqual({ kind: 'conflict', number: 2, theirs: 'Sam’s words.' })
    expect(await read(maya, 'story')).toMatchObject({
      text: 'Sam’s words.',
      number: 2,
      draft: { text: 'Maya’s words.', basedOn: 1 },
    })
    expect((await read(sam, 'story')).draft).toBeNull()
    expect(await save(maya, 'story', 'Sam’s words. Maya’s words.', 2)).toEqual({ kind: 'saved', number: 3, nudges: [] })
    const after = await read(maya, 'story')
    expect(after.draft).toBeNull()
    expect(after.versions.map(({ number, text }) => [number, text])).toEqual([
      [1, 'It began like any Sunday.'],
      [2, 'Sam’s words.'],
      [3, 'Sam’s words. Maya’s words.'],
    ])
  })

  it('of two who save at the same moment, one is first and the other is told', async () => {
    const both = await Promise.all([save(maya, 'hard', 'Two dashboards.', 0), save(sam, 'hard', 'The pager.', 0)])
    expect(both.map((saved) => saved?.kind).sort()).toEqual(['conflict', 'saved'])
  })

  it('are saved once where a request comes twice, and again by nobody who changed nothing', async () => {
    expect(await save(maya, 'next', 'A page when rows fall.', 0, 'same')).toEqual({ kind: 'saved', number: 1, nudges: [] })
    expect(await save(maya, 'next', 'A page when rows fall.', 0, 'same')).toBeNull()
    expect(await save(sam, 'next', ' A page when rows fall.\n', 0)).toEqual({ kind: 'saved', number: 1, nudges: [] })
    expect(await save(maya, 'next', '', 1)).toEqual({ kind: 'saved', number: 2, nudges: [] })
    expect(await save(maya, 'next', 'A page at zero rows.', 2)).toEqual({ kind: 'saved', number: 3, nudges: [] })
  })

  it('are not overwritten by compiling', async () => {
    await maya.runs('/incident note the replica was there', { in: channel })
    await stage.settled()
    expect((await read(maya, 'next')).text).toBe('A page at zero rows.')
  })

  it('keep what somebody is typing for them alone', async () => {
    const typed = { viewer: as(sam), incidentId: id, section: 'impact' as const, text: 'Half a', basedOn: 0 }
    await keepDraft(ctx, typed)
    await keepDraft(ctx, { ...typed, text: 'Half a sentence' })
    expect((await read(sam, 'impact')).draft?.text).toBe('Half a sentence')
    expect((await read(maya, 'impact')).draft).toBeNull()
    expect(await reviewFor(stage, sam, channel)).not.toContain('Half a')
  })

  it('of a private incident are there for the members of its channel alone', async () => {
    const secret = await incidentWith(stage, maya, 'quiet thing --private sev1')
    await resolve(stage, maya, secret.channel)
    await stage.at(new Date(stage.clock.now().getTime() + 9 * day))
    const input = { incidentId: secret.id, section: 'story' as const }
    await expect(readPart(ctx, { ...input, viewer: as(sam) })).rejects.toThrow('There is no such incident here.')
    await expect(keepDraft(ctx, { ...input, viewer: as(sam), text: 'x', basedOn: 0 })).rejects.toThrow('no such incident')
    await expect(savePart(ctx, { ...input, viewer: as(sam), text: 'x', basedOn: 0, requestKey: 'x' })).rejects.toThrow('no such')
    expect((await readPart(ctx, { ...input, viewer: as(maya) })).number).toBe(0)
  })
})
