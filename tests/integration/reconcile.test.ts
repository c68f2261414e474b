import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Channel, Person } from '../../src/sandbox/index.ts'
import { recordOf, truthOf } from '../support/channel-truth.ts'
import { createStage, type Stage, textOf } from '../support/stage.ts'

let stage: Stage
let maya: Person
let sam: Person

beforeAll(async () => {
  stage = await createStage({ logLevel: 'trace' })
  maya = stage.workspace.addUser({ name: 'maya', realName: 'Maya Lind', tz: 'Europe/Vienna' })
  sam = stage.workspace.addUser({ name: 'sam', realName: 'Sam Oduya', tz: 'America/New_York' })
})
afterAll(() => stage.close())

let channel: Channel
beforeEach(async () => {
  channel = await declare('')
  stage.slack.calls.length = 0
})

/** Maya declares an incident, Sam comes. */
async function declare(how: string): Promise<Channel> {
  await maya.runs(`/incident declare the users table is empty sev1 ${how}`)
  await stage.settled()
  const made = stage.channel()
  if (made.isPrivate) await maya.invites(made, [sam])
  else await sam.joins(made)
  await stage.settled()
  return made
}

/** The bot is gone while people go on; then it is back. */
async function whileAway(minutes: number, work: () => Promise<void>): Promise<void> {
  await stage.app.stop()
  await stage.after(minutes - 1)
  await work()
  await stage.slack.settled()
  await stage.after(1)
  await stage.restart()
  await compared()
}

async function later(minutes: number): Promise<void> {
  await stage.after(minutes)
  await compared()
}

/** Everything that was due is compared; a few begin at a time. */
async function compared(): Promise<void> {
  const isDue = 'select 1 from "Comparison" where "dueAt" <= $1'
  while ((await stage.database.pool.query(isDue, [stage.clock.now()])).rowCount) await stage.app.runDue()
  await stage.settled()
}

/** What people do does not reach the bot, which is there. */
async function unheard(work: () => Promise<void>): Promise<void> {
  const { events } = stage.workspace
  stage.workspace.events = []
  await work()
  stage.workspace.events = events
}

const callsOf = (method: string): number =>
  stage.slack.calls.filter((call) => call.method === method && call.args.channel === channel.id).length

const notes = (): string[] =>
  maya
    .sees(channel)
    .map(textOf)
    .filter((text) => /Back after|Caught up/.test(text))

const agrees = async (): Promise<void> =>
  expect(await recordOf(stage.database, channel)).toEqual(truthOf(stage.workspace, channel, ['pushpin']))

describe('after the bot was away', () => {
  it('has what people wrote, changed, deleted and marked meanwhile, in threads too, and says so once', async () => {
    const first = await sam.posts(channel, 'the table is empty')
    const wrong = await sam.posts(channel, 'wrong window')
    const backups = await sam.posts(channel, 'backups are off')
    const answer = await maya.posts(channel, 'since when?', { threadTs: backups.ts })
    await maya.reacts(channel, backups.ts, 'pushpin')
    await whileAway(12, async () => {
      await sam.edits(channel, first.ts, 'the users table is empty')
      await sam.deletes(channel, wrong.ts)
      await maya.reacts(channel, first.ts, 'pushpin')
      await maya.unreacts(channel, backups.ts, 'pushpin')
      await maya.edits(channel, answer.ts, 'off since when?')
      await sam.reacts(channel, answer.ts, 'pushpin')
      const reply = await sam.posts(channel, 'since September', { threadTs: backups.ts })
      await maya.reacts(channel, reply.ts, 'pushpin')
      await sam.posts(channel, 'I am restoring')
    })
    await agrees()
    expect(notes()).toEqual([
      expect.stringContaining('Back after 12 min away: 2 messages, 2 edits, 1 deletion, 3 marks and 1 mark'),
    ])
    const timeline = await maya.runs('/incident timeline', { in: channel })
    expect(JSON.stringify(timeline.reply)).toMatch(/the users table is empty.*off since when\?.*since September/)
    const compared = stage.logged.filter((line) => line.includes('compared with Slack')).map((line) => JSON.parse(line))
    expect(compared.at(-1)).toMatchObject({ calls: 2, messages: 2, edits: 2, deletions: 1, marksPut: 3, marksTaken: 1 })
    expect(stage.logged.join('')).not.toContain('restoring')

    await whileAway(5, async () => undefined)
    expect(notes()).toHaveLength(1)
  })

  it('says nothing in the channel where the timeline is as it was', async () => {
    await whileAway(12, async () => void (await sam.posts(channel, 'any news?')))
    await agrees()
    expect(notes()).toEqual([])
  })

  it('lets nobody look into a private incident who left it meanwhile', async () => {
    channel = await declare('--private')
    expect(JSON.stringify((await sam.runs('/incident list')).reply)).toContain(channel.id)
    await whileAway(3, async () => void (await sam.leaves(channel)))
    expect(JSON.stringify((await sam.runs('/incident list')).reply)).not.toContain(channel.id)
    expect(JSON.stringify((await maya.runs('/incident list')).reply)).toContain(channel.id)
  })

  it('makes up for an incident that was resolved, and not for one that was resolved weeks ago', async () => {
    await maya.runs('/incident resolve', { in: channel })
    await stage.settled()
    await whileAway(3, async () => void (await sam.posts(channel, 'all is well')))
    await agrees()
    await stage.after(8 * 24 * 60)
    stage.slack.calls.length = 0
    await whileAway(3, async () => void (await sam.posts(channel, 'still well')))
    expect(callsOf('conversations.history')).toBe(0)
  })

  it('goes on where Slack made it wait, and reads nothing twice', async () => {
    const parents = [await sam.posts(channel, 'one'), await sam.posts(channel, 'two')]
    stage.slack.faults.limitNext('conversations.replies', { retryAfter: 1 })
    await whileAway(3, async () => {
      for (const { ts } of parents) await maya.posts(channel, 'and?', { threadTs: ts })
    })
    await expect.poll(() => callsOf('conversations.replies')).toBe(3)
    await stage.settled()
    await agrees()
    expect(callsOf('conversations.history')).toBe(1)
  })

  it('reads long histories in the largest pages there are', async () => {
    await whileAway(3, () =>
      unheard(async () => {
        for (let count = 0; count < 1000; count += 1) await sam.posts(channel, `message ${count}`)
      }),
    )
    await agrees()
    expect(callsOf('conversations.history')).toBe(2)
  })

  it('is quiet about a channel that it was taken out of', async () => {
    const before = stage.logged.filter((line) => /"level":(40|50)/.test(line)).length
    stage.slack.faults.failNext('conversations.history', { error: 'not_in_channel' })
    await whileAway(3, async () => undefined)
    expect(stage.logged.filter((line) => /"level":(40|50)/.test(line))).toHaveLength(before)
  })
})

describe('while the bot is there', () => {
  it('looks every half an hour at open incidents, and mends what never reached it', async () => {
    const said = await sam.posts(channel, 'the table is empty')
    const thread = await sam.posts(channel, 'who knows the backups?')
    await maya.posts(channel, 'Jo does', { threadTs: thread.ts })
    await unheard(async () => {
      await maya.reacts(channel, said.ts, 'pushpin')
      await sam.posts(channel, 'a reply that was lost', { threadTs: said.ts })
    })
    await later(31)
    await agrees()
    expect(notes()).toEqual([expect.stringContaining('Caught up with this channel: 1 message and 1 mark.')])
    expect(callsOf('conversations.replies')).toBe(1)

    stage.slack.calls.length = 0
    await later(10)
    expect(callsOf('conversations.history')).toBe(0)
    await later(31)
    expect(callsOf('conversations.history')).toBe(1)
    expect(callsOf('conversations.replies')).toBe(0)
  })

  it('does not let events that arrive late undo what it has seen since', async () => {
    const said = await sam.posts(channel, 'the table is empty')
    await maya.reacts(channel, said.ts, 'pushpin')
    stage.slack.faults.hold()
    stage.slack.faults.deliverTwice()
    await sam.edits(channel, said.ts, 'the users table is empty')
    await sam.edits(channel, said.ts, 'only the users table is empty')
    await maya.unreacts(channel, said.ts, 'pushpin')
    await sam.reacts(channel, said.ts, 'pushpin')
    const gone = await sam.posts(channel, 'oh')
    await sam.deletes(channel, gone.ts)
    await later(31)
    await agrees()
    await stage.slack.faults.release({ order: 'reverse' })
    await stage.slack.faults.reset()
    await stage.settled()
    await agrees()
  })
})

describe('a message that came late and whose deletion never came', () => {
  it('is gone after the next comparison', async () => {
    stage.slack.faults.hold()
    const said = await sam.posts(channel, 'oh')
    await unheard(async () => void (await sam.deletes(channel, said.ts)))
    await stage.slack.faults.reset()
    await later(31)
    await agrees()
  })
})

describe('histories of which the bot heard only parts, late, doubled and out of order', () => {
  type Step = { verb: string; who: string; at: number; emoji: string; isHeard: boolean }
  const emoji = ['pushpin', 'round_pushpin', 'eyes']
  const step: fc.Arbitrary<Step> = fc.record({
    verb: fc.constantFrom('posts', 'posts', 'replies', 'edits', 'deletes', 'reacts', 'reacts', 'unreacts'),
    who: fc.constantFrom('maya', 'sam'),
    at: fc.nat(6),
    emoji: fc.constantFrom(...emoji),
    isHeard: fc.boolean(),
  })
  const steps = fc.array(step, { minLength: 5, maxLength: 25 })
  const heard = steps.map((all) => all.map((each) => ({ ...each, isHeard: true })))
  // Where a message comes late and its deletion never, only the next comparison can know that it is gone.
  const held = steps.map((all) => all.map((each) => ({ ...each, isHeard: each.isHeard || each.verb === 'deletes' })))
  const history = fc.record({ before: steps, held, after: heard })

  /** Somebody does something that they can do just then; what cannot be done is left out. */
  async function act(where: Channel, { verb, who, at, emoji, isHeard }: Step): Promise<void> {
    const person = stage.workspace.person(who)
    const written = stage.workspace.messages(where).filter(({ user, subtype }) => user !== stage.workspace.botUserId && !subtype)
    const message = written[at % Math.max(written.length, 1)]
    const work = async (): Promise<void> => {
      const has = message?.reactions?.some(({ name, users }) => name === emoji && users.includes(person.id)) ?? false
      if (verb === 'posts') await person.posts(where, `${who} says ${at}`)
      else if (!message) return
      else if (verb === 'replies') await person.posts(where, `${who} answers ${at}`, { threadTs: message.ts })
      else if (verb === 'edits')
        await stage.workspace.person(message.user ?? '').edits(where, message.ts, `${message.text}, ${at}`)
      else if (verb === 'deletes') await stage.workspace.person(message.user ?? '').deletes(where, message.ts)
      else if (verb === 'reacts' && !has) await person.reacts(where, message.ts, emoji)
      else if (verb === 'unreacts' && has) await person.unreacts(where, message.ts, emoji)
    }
    await (isHeard ? work() : unheard(work))
    stage.clock.advance(700)
  }

  it('end as Slack shows them', async () => {
    const property = fc.asyncProperty(fc.array(history, { minLength: 3, maxLength: 3 }), async (histories) => {
      const channels: Channel[] = []
      for (const _each of histories) channels.push(await declare(`again ${stage.workspace.channels().length}`))
      const play = async (which: 'before' | 'held' | 'after'): Promise<void> => {
        for (const [index, where] of channels.entries())
          for (const each of histories[index]?.[which] ?? []) await act(where, each)
      }
      const allAgree = async (): Promise<void> => {
        const found = await Promise.all(channels.map((where) => recordOf(stage.database, where)))
        expect(found).toEqual(channels.map((where) => truthOf(stage.workspace, where, ['pushpin', 'round_pushpin'])))
      }
      await play('before')
      stage.slack.faults.hold()
      stage.slack.faults.deliverTwice()
      await play('held')
      await stage.app.stop()
      await stage.after(1)
      await stage.restart()
      await compared()
      await allAgree()
      await play('after')
      await stage.slack.faults.release({ order: 'shuffle' })
      await stage.slack.faults.reset()
      await stage.settled()
      await allAgree()
    })
    await fc.assert(property, { numRuns: 2, endOnFailure: true })
  })
})
