import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Person } from '../../src/sandbox/index.ts'
import { type Declared, declare } from '../support/incident.ts'
import { createStage, type Stage } from '../support/stage.ts'

let stage: Stage
let maya: Person
let sam: Person
let incident: Declared
beforeAll(async () => {
  stage = await createStage()
  maya = stage.workspace.addUser({ name: 'maya' })
  sam = stage.workspace.addUser({ name: 'sam' })
  incident = await declare(stage, maya, 'salaries on the intranet sev1 --private')
})
afterAll(() => stage.close())

const sees = async (person: Person): Promise<boolean> => {
  const { reply } = await person.runs('/incident timeline INC-1')
  return JSON.stringify(reply).includes('salaries')
}

describe('a private incident', () => {
  it('is seen by whoever declared it, and by nobody else', async () => {
    expect(incident.channel.isPrivate).toBe(true)
    expect([await sees(maya), await sees(sam)]).toEqual([true, false])
  })

  it('is seen by who is let in, until they leave', async () => {
    await maya.invites(incident.channel, [sam])
    expect(await sees(sam)).toBe(true)
    await sam.leaves(incident.channel)
    expect(await sees(sam)).toBe(false)
  })

  it.each([
    { order: 'reverse', verbs: ['in', 'out'], isIn: false },
    { order: 'reverse', verbs: ['in', 'out', 'in'], isIn: true },
    { order: 'shuffle', verbs: ['in', 'out', 'in', 'out'], isIn: false },
  ] as const)('is seen by who is in it, however the events come: $verbs, $order', async ({ order, verbs, isIn }) => {
    stage.slack.faults.hold()
    stage.slack.faults.deliverTwice()
    for (const verb of verbs) {
      if (verb === 'in') await maya.invites(incident.channel, [sam])
      else await sam.leaves(incident.channel)
    }
    await stage.slack.faults.release({ order })
    await stage.slack.faults.reset()
    await stage.settled()
    expect(await sees(sam)).toBe(isIn)
    if (isIn) await sam.leaves(incident.channel)
  })

  it('invites who is given a role, who then sees it', async () => {
    await maya.runs('/incident lead @sam', { in: incident.channel })
    await stage.settled()
    expect(incident.channel.members).toContain(sam.id)
    expect(await sees(sam)).toBe(true)
    await sam.leaves(incident.channel)
  })

  it('counts nobody as a member while the bot is out, and asks who is there when it is let in again', async () => {
    const leaver = stage.workspace.addUser({ name: 'leaver' })
    await maya.invites(incident.channel, [leaver])
    expect(await sees(leaver)).toBe(true)
    const bot = stage.workspace.person(stage.workspace.botUserId)
    await bot.leaves(incident.channel)
    await leaver.leaves(incident.channel)
    expect([await sees(maya), await sees(leaver)]).toEqual([false, false])
    await stage.after(1)
    await maya.invites(incident.channel, [bot])
    await stage.settled()
    expect([await sees(maya), await sees(leaver)]).toEqual([true, false])
  })

  it('with a thousand people in its channel still knows who', async () => {
    const crowd = Array.from({ length: 1000 }, (_each, index) => `U0CROWD${String(index).padStart(4, '0')}`)
    const { replaceMembers, membersAmong } = await import('../../src/store/members.ts')
    const { db } = stage.database
    const place = [stage.workspace.id, 'C0CROWD'] as const
    const inside = () => db.transaction((tx) => membersAmong(tx, ...place, crowd))
    const list = (people: string[], asOf: string) => db.transaction((tx) => replaceMembers(tx, ...place, people, asOf))
    await Promise.all([list(crowd, '1795357800.000000'), list(crowd.toReversed(), '1795357800.000000')])
    expect(await inside()).toHaveLength(1000)
    await list(crowd.slice(0, 10), '1795357801.000000')
    expect((await inside()).sort()).toEqual(crowd.slice(0, 10))
    await list(crowd, '1795357800.500000')
    expect(await inside()).toHaveLength(10)
  })
})

it('logged nothing that went wrong', () => expect(stage.logged).toEqual([]))
