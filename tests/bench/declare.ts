import { setTimeout as wait } from 'node:timers/promises'
import type { Call, Channel, Person, Sandbox } from '../../src/sandbox/index.ts'
import { quiet, type Surroundings, within } from './around.ts'
import { type Benchmark, type Figure, median } from './figure.ts'
import { chainTo, longestChain } from './rounds.ts'

/** How long Slack takes for a call, in milliseconds. */
const slackTakes = 100

/** Declarations of each kind; the worst one counts. */
const times = 3

type Done = Call & { endedAt: number }
type Declared = { link: Done[]; rest: number; linkAfter: number; allAfter: number; calls: number }
type Way = { name: string; begin(person: Person, channel: Channel, title: string): Promise<() => Promise<unknown>> }

const ways: Way[] = [
  {
    name: 'command',
    begin: async (person, channel, title) => () => person.runs(`/incident declare ${title} sev1`, { in: channel }),
  },
  {
    name: 'form',
    begin: async (person, channel, title) => {
      await person.runs('/incident', { in: channel })
      return () => person.submits({ Title: title })
    },
  },
]

/** How long a person waits for the link when Slack is slow, and everybody for the rest, counted in calls one after another. */
export const declare: Benchmark = {
  name: 'declare',
  about: `declaring, where every call to Slack takes ${slackTakes} ms`,
  run: (say) =>
    within(async (around) => {
      const scene = await arrange(around)
      const figures: Figure[] = []
      for (const way of ways) {
        say(`declaring by ${way.name}`)
        const declared: Declared[] = []
        for (let time = 1; time <= times; time += 1) {
          const go = await way.begin(scene.maya, scene.ops, `users table is empty ${way.name} ${time}`)
          declared.push(await watch(around.slack, go))
        }
        figures.push(...figuresOf(way.name, declared))
      }
      return figures
    }),
}

/** All that the settings can ask for on top: somebody to invite, a user group, a channel to announce in. */
async function arrange({ slack, workspace, startBot }: Surroundings): Promise<{ maya: Person; ops: Channel }> {
  const maya = workspace.addUser({ name: 'maya' })
  const sam = workspace.addUser({ name: 'sam' })
  const ops = workspace.addChannel({ name: 'ops', members: [maya] })
  const announced = workspace.addChannel({ name: 'incidents', members: [workspace.botUserId, sam] })
  const group = workspace.addUserGroup({ handle: 'on-call', users: [workspace.addUser({ name: 'kim' })] })
  const invite = `invite:\n  people: [${sam.id}]\n  userGroups: [${group.id}]\n`
  const bot = await startBot('declare', `announceChannel: ${announced.id}\n${invite}`)
  workspace.deliverTo(bot.url)
  slack.faults.slow(slackTakes)
  return { maya, ops }
}

/** How long Slack must not have been called for all to be done, in milliseconds. */
const silence = 1_000

async function watch(slack: Sandbox, go: () => Promise<unknown>): Promise<Declared> {
  const before = slack.calls.length
  const startedAt = performance.now()
  await go()
  await wait(slackTakes)
  await quiet(slack, silence)
  const calls = slack.calls.slice(before).filter((call): call is Done => call.endedAt !== null)
  const link = calls.find(({ method }) => method === 'response_url')
  if (!link) throw new Error(`the person was not told; Slack was called for ${calls.map(({ method }) => method).join(', ')}`)
  const refused = calls.find(({ ok }) => !ok)
  if (refused) throw new Error(`${refused.method} went wrong: ${refused.error}`)
  const chain = chainTo(calls, link)
  const allAfter = Math.max(...calls.map(({ endedAt }) => endedAt)) - startedAt
  const rest = longestChain(calls).length - chain.length
  return { link: chain, rest, linkAfter: link.endedAt - startedAt, allAfter, calls: calls.length }
}

function figuresOf(way: string, declared: readonly Declared[]): Figure[] {
  const worst = declared.toSorted((a, b) => b.link.length - a.link.length)[0]
  const chain = worst?.link.map(({ method }) => method).join(', then ')
  const link = Math.max(...declared.map((each) => each.link.length))
  const rest = Math.max(...declared.map((each) => each.rest))
  const linkWall = Math.round(median(declared.map(({ linkAfter }) => linkAfter)))
  const allWall = Math.round(median(declared.map(({ allAfter }) => allAfter)))
  const name = `declare.${way}`
  return [
    { name: `${name}.link`, value: link, unit: 'calls', aim: { atMost: 2 }, note: `${chain}` },
    { name: `${name}.rest`, value: rest, unit: 'rounds', aim: { atMost: 6 }, note: `${worst?.calls} calls in all` },
    { name: `${name}.link-wall`, value: linkWall, unit: 'ms', aim: null, note: 'until the person has the link' },
    { name: `${name}.all-wall`, value: allWall, unit: 'ms', aim: null, note: 'until all is done' },
  ]
}
