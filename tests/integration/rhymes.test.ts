import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { savePart } from '../../src/flows/save-part.ts'
import type { Person } from '../../src/sandbox/index.ts'
import { condition, ctxOf, viewerOf } from '../support/learning.ts'
import { createStage, type Stage } from '../support/stage.ts'
import { incidentWith, newestTo, readBy, resolve } from '../support/story.ts'

const day = 24 * 60 * 60 * 1000

describe('when an incident is declared', () => {
  let stage: Stage
  let maya: Person
  let sam: Person
  let eve: Person
  beforeAll(async () => {
    stage = await createStage()
    const people = ['maya', 'sam', 'eve'].map((name) => stage.workspace.addUser({ name }))
    const [one, two, three] = people
    if (!one || !two || !three) throw new Error('nobody is there')
    maya = one
    sam = two
    eve = three
    const first = await incidentWith(stage, maya, 'users table is empty sev1', [{ by: sam, says: 'sign-in fails for everybody' }])
    const alert = await stage.workspace.botPosts(first.channel, { text: 'rows in users: 0', name: 'alerts' })
    await maya.reacts(first.channel, alert.ts, 'pushpin')
    await incidentWith(stage, maya, 'invoices are printed twice sev2')
    const secret = await incidentWith(stage, maya, 'users table was copied --private sev1')
    for (const { channel } of [first, secret]) await resolve(stage, maya, channel)
    await stage.at(new Date(stage.clock.now().getTime() + 9 * day))
    const text = 'We page on zero rows, and ask for the backups first.'
    const viewer = viewerOf(stage, maya)
    await savePart(ctxOf(stage), { viewer, incidentId: first.id, section: 'next', text, basedOn: 0, requestKey: 'rhymes' })
    await condition(stage, first, 'backups of the users database were switched off')
    await stage.settled()
  })
  afterAll(() => stage.close())

  const heading = 'reads like'
  const told = (person: Person): string[] =>
    person
      .directMessages()
      .map((message) => readBy(stage, message))
      .filter((text) => text.includes(heading))

  it('B20 earlier ones like it come back to whoever leads, with what was written for the next one', async () => {
    const { channel } = await incidentWith(stage, sam, 'table of users empty again sev1')
    expect(told(sam)).toHaveLength(1)
    const [text = ''] = told(sam)
    expect(text).toContain('INC-4 reads like an earlier incident')
    expect(text).toContain('INC-1 · users table is empty')
    expect(text).toContain('We page on zero rows, and ask for the backups first.')
    expect(text).toContain('It first showed so: “rows in users: 0”')
    expect(text).not.toContain('sign-in fails for everybody')
    expect(text).not.toContain('copied')
    expect(JSON.stringify(stage.workspace.messages(channel.id))).not.toContain(heading)
    expect(told(eve)).toEqual([])
  })

  it('whoever takes the lead is shown them once, also private ones where they are in the channel', async () => {
    const channel = stage.channel()
    await maya.joins(channel)
    await maya.runs('/incident lead me', { in: channel })
    await stage.settled()
    await sam.runs('/incident lead me', { in: channel })
    await stage.settled()
    await maya.runs('/incident lead me', { in: channel })
    await stage.settled()
    expect(told(maya)).toHaveLength(1)
    expect(told(maya)[0]).toContain('INC-3 · users table was copied')
    expect(told(sam)).toHaveLength(1)
  })

  it('"Not like this one" hides it, for this incident alone', async () => {
    await sam.clicks(newestTo(stage, sam, heading), 'Not like this one')
    await stage.settled()
    expect(told(sam)).toEqual([])
    expect(readBy(stage, newestTo(stage, sam, 'INC-4'))).toContain('No earlier incident is shown beside INC-4 any more.')
    await incidentWith(stage, sam, 'users table empty sev2')
    expect(told(sam)).toHaveLength(1)
  })

  it('says nothing where nothing is like it', async () => {
    await incidentWith(stage, eve, 'printer on fire sev3')
    expect(
      eve
        .directMessages()
        .map((message) => readBy(stage, message))
        .join(),
    ).not.toContain('reads like')
  })
})
