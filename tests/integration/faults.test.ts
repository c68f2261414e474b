import { isDeepStrictEqual } from 'node:util'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { EndState } from '../support/end-state.ts'
import { closeLane, type Deaths, type Lane, openLane, type Played, play, type Verb, verbs } from '../support/fault-story.ts'

/*
 * The bot is killed at every step of declaring, marking, resolving and asking, and another one takes up the work. However it
 * went, everything ends as if nobody had died: all that Slack shows, and every row that matters (see end-state.ts).
 *
 * Between a commit and the call that follows it nothing happens, and between a call and the commit that notes it neither. So a
 * death before each step leaves the world in every state that it can be left in. With FAULTS=all the deaths after each are
 * played too.
 */

let lanes: Lane[]
let whole: Played

beforeAll(async () => {
  lanes = await Promise.all([openLane(), openLane(), openLane()])
  const [lane] = lanes
  if (lane) whole = await play(lane, {})
})
afterAll(async () => {
  await Promise.all(lanes.map(closeLane))
})

const isPlayed = (step: string): boolean => process.env.FAULTS === 'all' || step.startsWith('before')

const deathsOf = (verb: Verb): string[] => whole.find((each) => each.verb === verb)?.steps.filter(isPlayed) ?? []

/** Each story has a death at one step of each verb, as long as there are any left. */
function stories(): Deaths[] {
  const longest = Math.max(...verbs.map((verb) => deathsOf(verb).length))
  return Array.from({ length: longest }, (_, index) =>
    Object.fromEntries(verbs.map((verb) => [verb, deathsOf(verb)[index]]).filter(([, step]) => step !== undefined)),
  )
}

/** The one thing that may differ: an answer that only one person sees is not searched for, so that one that was on its way is missing. */
const onTheWay = /^maya: (Declaring INC-1|$)/
const expected = ({ answers, ...rest }: EndState) => ({ ...rest, answers: answers.filter((answer) => !onTheWay.test(answer)) })

it('has steps in every verb', () => {
  expect(verbs.map((verb) => deathsOf(verb).length > 3)).toEqual([true, true, true, true])
})

/** In milliseconds. Twice as many deaths take more than twice as long where others are at work beside. */
const longest = process.env.FAULTS === 'all' ? 3_600_000 : 240_000

it(
  'ends the same wherever it is killed',
  async () => {
    const left = stories().values()
    let deaths = 0
    const missed: string[] = []
    const different: unknown[] = []
    const compare = (planned: Deaths, { verb, state, isMissed }: Played[number]): void => {
      if (planned[verb] !== undefined) deaths += 1
      if (isMissed) missed.push(`${verb}: ${planned[verb]}`)
      const same = whole.find((each) => each.verb === verb)?.state
      if (same && !isDeepStrictEqual(expected(state), expected(same)))
        different.push({ verb, planned, ...differences(expected(state), expected(same)) })
    }
    const work = async (lane: Lane): Promise<void> => {
      for (const planned of left) {
        const played = await play(lane, planned).catch((error: unknown) => void different.push({ planned, error: String(error) }))
        for (const each of played ?? []) compare(planned, each)
      }
    }
    await Promise.all(lanes.map(work))
    expect(different).toEqual([])
    expect(missed.length, `steps that never came: ${missed.join('; ')}`).toBeLessThan(deaths / 10)
  },
  longest,
)

/** The lines of one that the other has not. */
function differences(is: object, shouldBe: object): { is: string[]; shouldBe: string[] } {
  const [left = [], right = []] = [is, shouldBe].map((state) => JSON.stringify(state, null, 1).split('\n'))
  return { is: left.filter((line) => !right.includes(line)), shouldBe: right.filter((line) => !left.includes(line)) }
}
