import { rm } from 'node:fs/promises'
import { createSetClock } from '../../src/core/clock.ts'
import { type Channel, type Sandbox, startSandbox } from '../../src/sandbox/index.ts'
import { createTestDatabase, type TestDatabase } from './database.ts'
import { type EndState, endStateOf } from './end-state.ts'
import { createMortal, type Mortal } from './faults.ts'
import { dayOfTheStory } from './stage.ts'
import { temporaryFolder } from './temporary-folder.ts'

/** What people do, one after the other; the last one is a night that passes. */
export const verbs = ['declare', 'mark', 'resolve', 'prompt'] as const
export type Verb = (typeof verbs)[number]

/** At which step of each verb the bot is killed; where none is named it lives. */
export type Deaths = Partial<Record<Verb, string>>

/** The steps of each verb, up to a death; how things stood after it; and the deaths whose step never came. */
export type Played = { verb: Verb; steps: string[]; state: EndState; isMissed: boolean }[]

/** A Slack, a database and a time, in which stories are played one after another. */
export type Lane = { slack: Sandbox; database: TestDatabase; clock: ReturnType<typeof createSetClock>; folder: string }

export async function openLane(): Promise<Lane> {
  const clock = createSetClock(dayOfTheStory)
  const slack = await startSandbox({ now: clock.now, redeliverAfter: [0, 20, 20, 20] })
  return { clock, slack, database: await createTestDatabase(), folder: await temporaryFolder('fault') }
}

export async function closeLane({ slack, database, folder }: Lane): Promise<void> {
  await slack.stop()
  await database.drop()
  await rm(folder, { recursive: true, force: true })
}

/** `isDone`: before people do something again that Slack has called failed, they look whether it was done after all. */
type Deed = { does(): Promise<{ ok: boolean }>; isDone(): boolean }

/** Plays the story in a workspace of its own, up to the last verb that has a death; all of it where none has. */
export async function play(lane: Lane, deaths: Deaths): Promise<Played> {
  const { slack, database, clock, folder } = lane
  clock.set(dayOfTheStory)
  const workspace = slack.addWorkspace()
  const maya = workspace.addUser({ name: 'maya', tz: 'Europe/Vienna' })
  const sam = workspace.addUser({ name: 'sam', tz: 'Europe/Vienna' })
  const ops = workspace.addChannel({ name: 'ops', members: [maya, sam] })
  const all = workspace.addChannel({ name: 'incidents', members: [maya, { id: workspace.botUserId }] })
  const settings = `announceChannel: ${all.id}\ninvite: { people: [${sam.id}] }`
  const mortal = await createMortal({ slack, database, workspace, clock, settings, folder })
  const made = (): Channel | undefined => workspace.channels().find(({ name }) => name.startsWith('inc-'))
  const channel = (): Channel => made() ?? ops
  const deeds: Record<Verb, Deed> = {
    declare: {
      does: () => maya.runs('/incident declare users table is empty sev1', { in: ops }),
      isDone: () => made() !== undefined,
    },
    mark: {
      does: async () => {
        const { ts } = await sam.posts(channel(), 'backups have been off since September')
        await maya.reacts(channel(), ts, 'pushpin')
        return { ok: true }
      },
      isDone: () => true,
    },
    resolve: {
      does: () => maya.runs('/incident resolve', { in: channel() }),
      isDone: () => maya.sees(channel()).some(({ text }) => text.includes('Resolved')),
    },
    prompt: {
      does: async () => {
        clock.set(new Date('2026-11-23T10:30:00Z'))
        await Promise.race([mortal.life.app.runDue(), mortal.life.died])
        return { ok: !mortal.life.isDead }
      },
      isDone: () => false,
    },
  }
  const last = verbs.findLastIndex((verb) => deaths[verb] !== undefined)
  const played: Played = []
  try {
    for (const verb of last === -1 ? verbs : verbs.slice(0, last + 1)) {
      const steps = await live(mortal, deaths[verb] ?? null, deeds[verb])
      const isMissed = deaths[verb] !== undefined && steps.at(-1) !== deaths[verb]
      played.push({ verb, steps, isMissed, state: await endStateOf(database, workspace, ['maya', 'sam']) })
    }
    return played
  } finally {
    await mortal.close()
  }
}

/** Does something, with a death at this step, and all that follows from it, until nothing is left to do. @returns the steps up to then */
async function live(mortal: Mortal, death: string | null, { does, isDone }: Deed): Promise<string[]> {
  const { life } = mortal
  life.dieAt(death)
  const did = does()
  await Promise.race([did.then(() => mortal.settled()), life.died])
  const { steps } = life
  life.dieAt(null)
  if (!life.isDead) return steps
  await mortal.revive()
  const { ok } = await did
  await mortal.settled()
  if (ok || isDone()) return steps
  await does()
  await mortal.settled()
  return steps
}
