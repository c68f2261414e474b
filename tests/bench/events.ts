import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Person, Workspace } from '../../src/sandbox/index.ts'
import { quiet, type Surroundings, within } from './around.ts'
import { type Aim, type Benchmark, type Figure, median } from './figure.ts'
import { send } from './load.ts'
import { createPayloads } from './payloads.ts'

/** Requests at once, slices of each load, and events of a slice: enough for about a second each. */
const atOnce = 32
const slices = 3
const inSlice = { messages: 2500, reactions: 800, elsewhere: 5000, bare: 5000 }
const steady = { perSecond: 50, seconds: 4 }

/** How long Slack must not have been called for the jobs of a load to be done, in milliseconds. */
const silence = 300

type Scene = { url: string; bare: string; secret: string; settled(): Promise<void> }
type Load = { name: string; about: string; aim: Aim; bodies: string[] }

/**
 * How many events a second the bot takes, each committed before it is answered, as a share of what a Bolt app takes that does
 * nothing. Slices of both alternate, so that a machine that is busy with something else slows down both.
 */
export const events: Benchmark = {
  name: 'events',
  about: 'signed events over HTTP, as a share of what a Bolt app with empty listeners takes',
  run: (say) =>
    within(async (around) => {
      const bare = await startBare(around.workspace.signingSecret)
      try {
        const bot = await around.startBot('events')
        const maya = around.workspace.addUser({ name: 'maya' })
        const { channel } = await openIncident({ ...around, person: maya }, bot.url)
        const settled = () => quiet(around.slack, silence)
        const scene: Scene = { url: bot.url, bare: bare.url, secret: around.workspace.signingSecret, settled }
        const { loads, warm, calm } = await makeLoads(around.workspace, maya, channel)
        say('a first round that does not count, so that both are warm')
        for (const url of [scene.bare, scene.url]) for (const round of warm) await send(url, scene.secret, round, { atOnce })
        const figures: Figure[] = []
        for (const load of loads) {
          say(load.about)
          figures.push(await compare(scene, load))
        }
        say(`${steady.perSecond} messages a second`)
        const { p99 } = await send(scene.url, scene.secret, calm, steady)
        const note = `of ${calm.length} messages, ${steady.perSecond} a second`
        return [...figures, { name: 'events.p99', value: p99, unit: 'ms', aim: { atMost: 100 }, note }]
      } finally {
        await bare.stop()
      }
    }),
}

async function compare({ url, bare, secret, settled }: Scene, { name, aim, bodies }: Load): Promise<Figure> {
  const size = bodies.length / slices
  const forBare = Array.from({ length: inSlice.bare }, (_, index) => bodies[index % size] ?? '')
  const rates: { own: number; bare: number }[] = []
  for (let slice = 0; slice < slices; slice += 1) {
    const part = bodies.slice(slice * size, (slice + 1) * size)
    const ofBare = await send(bare, secret, forBare, { atOnce })
    const ofOwn = await send(url, secret, part, { atOnce })
    await settled()
    rates.push({ own: ofOwn.perSecond, bare: ofBare.perSecond })
  }
  const middle = (of: 'own' | 'bare'): number => Math.round(median(rates.map((rate) => rate[of])))
  const value = median(rates.map((rate) => rate.own / rate.bare))
  return { name, value, unit: 'of a bare app', aim, note: `${middle('own')} a second, a bare app ${middle('bare')}` }
}

/** Somebody declares an incident, and its channel is made; from then on Slack itself sends nothing. */
export async function openIncident(
  { slack, workspace, person }: Pick<Surroundings, 'slack' | 'workspace'> & { person: Person },
  url: string,
): Promise<{ channel: string }> {
  const before = new Set(workspace.channels().map(({ id }) => id))
  workspace.deliverTo(url)
  await person.runs('/incident declare users table is empty')
  await quiet(slack, 1_000)
  const channel = workspace.channels().find(({ id, name }) => name.startsWith('inc-') && !before.has(id))
  if (!channel) throw new Error('the incident has no channel')
  workspace.events = []
  return { channel: channel.id }
}

/** The messages are in Slack's channel too, so that the bot can show on them that it saw the mark. */
async function makeLoads(
  workspace: Workspace,
  maya: Person,
  channel: string,
): Promise<{ loads: Load[]; warm: string[][]; calm: string[] }> {
  const payloads = createPayloads(workspace)
  const posted: string[] = []
  for (let count = 0; count < inSlice.messages * slices; count += 1) posted.push((await maya.posts(channel, 'still empty')).ts)
  const elsewhere = workspace.addChannel({ name: 'lunch', members: [workspace.botUserId, maya] }).id
  const messages = posted.map((ts) => payloads.message(channel, maya.id, ts))
  const reactions = posted.slice(0, inSlice.reactions * slices).map((ts) => payloads.reaction(channel, maya.id, ts))
  const unposted = (count: number, place: string) => unpostedTs(count).map((ts) => payloads.message(place, maya.id, ts))
  const others = unposted(inSlice.elsewhere * slices, elsewhere)
  const warm = [elsewhere, channel].map((place) => unposted(inSlice.bare, place))
  const calm = unposted(steady.perSecond * steady.seconds, channel)
  const loads: Load[] = [
    { name: 'events.messages', about: 'messages of an open incident', aim: { atLeast: 0.5 }, bodies: messages },
    { name: 'events.reactions', about: 'reactions that put them on the timeline', aim: { atLeast: 0.15 }, bodies: reactions },
    { name: 'events.elsewhere', about: 'messages of a channel that is no incident’s', aim: { atLeast: 0.8 }, bodies: others },
  ]
  return { loads, warm, calm }
}

/** Times of messages that were never posted: an hour ago, a microsecond apart. */
export function unpostedTs(count: number): string[] {
  const second = Math.floor(Date.now() / 1000) - 3_600
  return Array.from({ length: count }, (_, index) => `${second}.${String(index).padStart(6, '0')}`)
}

async function startBare(secret: string): Promise<{ url: string; stop(): Promise<void> }> {
  const app: ChildProcess = fork(join(import.meta.dirname, 'bare-app.ts'), [secret], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const [address] = await once(app, 'message')
  const stop = async (): Promise<void> => {
    const gone = once(app, 'exit')
    app.kill('SIGTERM')
    await gone
  }
  return { url: `http://127.0.0.1:${address.port}/slack/events`, stop }
}
