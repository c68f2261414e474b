import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Channel, Person } from '../../src/sandbox/index.ts'
import { createStage, type Stage } from '../support/stage.ts'
import { answers, formBefore, incidentWith, resolve, reviewFor, sends, toldTo } from '../support/story.ts'

const day = 24 * 60 * 60 * 1000

describe("somebody's own page", () => {
  let stage: Stage
  let maya: Person
  let sam: Person
  let channel: Channel
  beforeAll(async () => {
    stage = await createStage()
    maya = stage.workspace.addUser({ name: 'maya', tz: 'Europe/Vienna' })
    sam = stage.workspace.addUser({ name: 'sam', tz: 'Europe/Vienna' })
    const made = await incidentWith(stage, maya, 'users table is empty sev1', [{ by: sam, says: 'I ran the clean-up' }])
    channel = made.channel
    await resolve(stage, maya, channel)
    await stage.at('2026-11-23T09:00:00Z')
  })
  afterAll(() => stage.close())

  const page = (person: Person): string => JSON.stringify(person.home()?.blocks ?? [])
  /** Presses what stands first under this name on somebody's page. */
  async function presses(person: Person, button: string, block?: string): Promise<void> {
    const home = person.home()
    if (!home) throw new Error(`${person.name} has no page`)
    await person.clicks(home, button, block ? { block } : undefined)
    await stage.settled()
  }

  it('is shown to nobody who has not opened it, and then holds what they were asked', async () => {
    expect(sam.home()).toBeNull()
    expect(stage.slack.calls.filter(({ method }) => method === 'views.publish')).toEqual([])
    await sam.opensHome()
    await stage.settled()
    expect(page(sam)).toContain('INC-1 · users table is empty')
    expect(page(sam)).toContain('It waits for you, and can go on waiting.')
    expect(maya.home()).toBeNull()
  })

  it('answers from there, follows what becomes of it, and has none of the words', async () => {
    await presses(sam, 'Answer')
    await sam.fills({ text: 'zq-begun' })
    await stage.settled()
    await sam.closes()
    expect(page(sam)).toContain('You have begun something that is not kept yet.')
    await presses(sam, 'Go on writing')
    expect(formBefore(stage, sam)).toContain('zq-begun')
    await sends(stage, sam, { text: 'zq-told', visibility: 'with_name' })
    expect(page(sam)).toContain('Released to the review, with your name.')
    expect(page(sam)).not.toContain('not kept yet')
    expect(page(sam)).not.toContain('zq-')
  })

  it('takes an answer back with one tap, from the review and every version', async () => {
    await stage.at(new Date(stage.clock.now().getTime() + 4 * day))
    expect(await reviewFor(stage, maya, channel)).toContain('zq-told')
    await presses(sam, 'Take it back')
    expect(page(sam)).toContain('Kept. Only you see it.')
    expect(page(sam)).not.toContain('Take it back')
    expect(await reviewFor(stage, maya, channel)).not.toContain('zq-told')
    expect(toldTo(stage, sam, 'Kept. Only you see it.')).toHaveLength(1)
    await presses(sam, 'Change')
    expect(formBefore(stage, sam)).toContain('zq-told')
    await sam.closes()
  })

  it('keeps what somebody chose, over all incidents', async () => {
    const home = sam.home()
    if (!home) throw new Error('sam has no page')
    await sam.chooses(home, 'own_remember', 'by_role')
    await stage.settled()
    await presses(sam, 'Switch it off')
    await presses(sam, 'Never ask me anything')
    const { rows } = await stage.database.pool.query('select * from "PersonSettings"')
    expect(rows).toEqual([
      { workspaceId: stage.workspace.id, userId: sam.id, visibility: 'by_role', isWordingCheckOff: true, isNeverAsked: true },
    ])
    await presses(sam, 'Switch it on')
    await presses(sam, 'Ask me again')
    expect(page(sam)).toContain('I may ask you about incidents that you were in.')
    expect(page(sam)).not.toContain('merged')
  })

  it('takes a receipt, and says what is no receipt', async () => {
    await presses(sam, 'I have a receipt')
    const { errors } = await sam.submits({ text: 'AAAA-AAAA-AAAA-AAAA-AAAA-AAAA' })
    expect(Object.values(errors).join()).toContain('There is no account with this receipt.')
    await sam.closes()
  })

  it('does nothing for anybody else with what it holds', async () => {
    await maya.opensHome()
    await stage.settled()
    const home = maya.home()
    if (!home) throw new Error('maya has no page')
    const { rows } = await stage.database.pool.query<{ id: string }>('select id from "Prompt" where "userId" = $1', [sam.id])
    await answers(stage, sam, 'zq-again', 'with_name', 'Change', 'Kept.')
    const block = home.blocks.find(({ type }) => type === 'actions')
    const [element] = Array.isArray(block?.elements) ? block.elements : []
    expect(element).toBeTruthy()
    for (const { id } of rows) {
      await stage.database.pool.query('update "PersonSettings" set "isNeverAsked" = false')
      expect(page(maya)).not.toContain(id)
    }
    expect(page(maya)).not.toContain('zq-')
  })

  it('turns its pages where there is much, each of a size that Slack takes', async () => {
    const { rows } = await stage.database.pool.query<{ id: string }>('select id from "Incident"')
    const ids = Array.from({ length: 100 }, () => randomUUID())
    await stage.database.pool.query(
      `insert into "Prompt" (id, "workspaceId", "incidentId", "userId", "questionId", reason, state, "dueAt", "createdAt", "sentAt")
       select id, $1, $2, $3, 'frame', '', 'sent', now(), now(), now() from unnest($4::uuid[]) as id`,
      [stage.workspace.id, rows[0]?.id, sam.id, ids],
    )
    await sam.opensHome()
    await stage.settled()
    const seen = new Set<string>()
    for (let turn = 0; turn < 4; turn++) {
      const blocks = sam.home()?.blocks ?? []
      expect(blocks.length).toBeLessThanOrEqual(100)
      expect(JSON.stringify(blocks)).not.toMatch(/… \d+ more/)
      for (const id of ids) if (page(sam).includes(id)) seen.add(id)
      if (!page(sam).includes('"Older"')) break
      await presses(sam, 'Older')
    }
    expect(seen.size).toBe(100)
    expect(page(sam)).toContain('"Newer"')
  })
})
