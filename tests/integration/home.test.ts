import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withdrawAnswer } from '../../src/flows/withdraw-answer.ts'
import type { Channel, Person } from '../../src/sandbox/index.ts'
import { createStage, ctxOf, type Stage } from '../support/stage.ts'
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
    expect(page(sam)).toContain('It waits, and can go on waiting')
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
    expect(page(sam)).toContain('For the review, with your name.')
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
    expect(page(sam)).not.toContain('"merged"')
  })

  it('hears no more of an incident, and lists it until it is to be heard of again', async () => {
    await presses(sam, 'Nothing more about INC-1')
    expect(page(sam)).toContain('It rests, as you wished.')
    expect(page(sam)).not.toContain('"Skip"')
    const home = sam.home()
    if (!home) throw new Error('sam has no page')
    const { rows } = await stage.database.pool.query('select id from "Prompt" where "userId" = $1 and state = $2', [
      sam.id,
      'sent',
    ])
    await sam.chooses(home, 'prompt_unmute', rows[0]?.id)
    await stage.settled()
    expect(page(sam)).toContain('"Skip"')
    expect(page(sam)).not.toContain('Ask me again about')
  })

  it('keeps to itself what somebody may not see any more, but for what they told', async () => {
    const secret = (await incidentWith(stage, maya, 'zebra leaked sev1 --private')).channel
    await maya.invites(secret, [sam])
    const said = await sam.posts(secret, 'I looked')
    await maya.reacts(secret, said.ts, 'pushpin')
    await stage.settled()
    await resolve(stage, maya, secret)
    await stage.at(new Date(stage.clock.now().getTime() + 3 * day))
    expect(page(sam)).toContain('INC-2 · zebra leaked')
    await sam.leaves(secret)
    await stage.settled()
    expect(page(sam)).not.toMatch(/INC-2|zebra/)
    await maya.invites(secret, [sam])
    await stage.settled()
    await answers(stage, sam, 'zq-secret', 'by_role', 'Answer', 'INC-2')
    await sam.leaves(secret)
    await stage.settled()
    expect(page(sam)).not.toMatch(/INC-2|zebra/)
    expect(page(sam)).toContain('About an incident that you may not see any more')
    await presses(sam, 'Take it back')
    const { rows } = await stage.database.pool.query('select visibility from "Answer" order by id desc limit 1')
    expect(rows).toEqual([{ visibility: 'only_me' }])
  })

  it('is short and kind where there is nothing', async () => {
    const jo = stage.workspace.addUser({ name: 'jo' })
    await jo.opensHome()
    await stage.settled()
    expect(page(jo)).toContain('Nothing waits for you.')
    expect(jo.home()?.blocks.length).toBeLessThan(9)
  })

  it('takes a receipt, and says what is no receipt', async () => {
    await presses(sam, 'I have a receipt')
    const { errors } = await sam.submits({ text: 'AAAA-AAAA-AAAA-AAAA-AAAA-AAAA' })
    expect(Object.values(errors).join()).toContain('There is no account with this receipt.')
    await sam.closes()
  })

  it('shows nobody what is somebody else’s, and does nothing with it for them', async () => {
    await answers(stage, sam, 'zq-again', 'with_name', 'Change', 'Kept.')
    await maya.opensHome()
    await stage.settled()
    const { rows } = await stage.database.pool.query<{ id: string }>(
      `select id from "Prompt" where "userId" = $1 and state = 'answered'`,
      [sam.id],
    )
    expect(rows.length).toBeGreaterThan(1)
    const viewer = { kind: 'person', workspaceId: stage.workspace.id, userId: maya.id } as const
    for (const { id } of rows) {
      expect(page(maya)).not.toContain(id)
      const taking = withdrawAnswer(ctxOf(stage), { viewer, promptId: id, requestKey: `forged:${id}` })
      await expect(taking).rejects.toThrow('This is no question of yours.')
    }
    expect(page(maya)).not.toContain('zq-')
    expect(page(sam)).toContain('For the review, with your name.')
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
