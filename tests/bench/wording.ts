import { checkWording } from '../../src/core/wording/wording.ts'
import { wordingRules } from '../../src/core/wording/wording-rules.ts'
import { repeatedPieces, textsOfNothing } from '../support/long-texts.ts'
import { type Benchmark, type Figure, median } from './figure.ts'

/** Every sentence is checked so often in a round; of the rounds the one in the middle counts, of a text the fastest time. */
const timesInRound = 20
const rounds = 5
const longest = 4_000

/** The sentences of the rules: what must be found, and what must not. */
const sentences = wordingRules.flatMap(({ examples, traps }) => [...examples, ...traps])

const longTexts = [
  ...Object.entries(textsOfNothing),
  ...Object.entries(repeatedPieces).map(([name, piece]): [string, string] => [name, piece.repeat(longest).slice(0, longest)]),
  ['all examples', sentences.join(' ').slice(0, longest)] satisfies [string, string],
]

/** How many sentences a second pass the wording check, and what the slowest sentence and the slowest text of 4,000 characters take. */
export const wording: Benchmark = {
  name: 'wording',
  about: `the wording check on the ${sentences.length} sentences of its rules, and on texts of ${longest} characters`,
  run: async () => {
    const started = performance.now()
    checkWording('The first one reads the rules.')
    const reading = performance.now() - started
    const perSecond = Array.from({ length: rounds }, () => (sentences.length * timesInRound * 1_000) / timeOf(checkAll))
    const growth = fastestOf(() => checkWording(long(16))) / fastestOf(() => checkWording(long(4)))
    return [
      { name: 'wording.sentences', value: Math.round(median(perSecond)), unit: 'a second', aim: { atLeast: 5_000 } },
      slowest(
        'wording.worst-sentence',
        sentences.map((text) => [text, text]),
        null,
      ),
      slowest('wording.worst-text', longTexts, { atMost: 50 }),
      {
        name: 'wording.growth',
        value: growth,
        unit: 'times',
        aim: { atMost: 8 },
        note: 'for a text of four times the length; 16 would be its square',
      },
      { name: 'wording.first', value: reading, unit: 'ms', aim: null, note: 'the first check, which reads the rules' },
    ]
  },
}

const checkAll = (): void => {
  for (let time = 0; time < timesInRound; time += 1) for (const text of sentences) checkWording(text)
}

const long = (times: number): string =>
  'The on-call should have checked the replica before the failover, said nobody '.repeat(times * 50)

function timeOf(run: () => unknown): number {
  const started = performance.now()
  run()
  return performance.now() - started
}

const fastestOf = (run: () => unknown): number => Math.min(...Array.from({ length: rounds }, () => timeOf(run)))

function slowest(name: string, texts: readonly (readonly [string, string])[], aim: Figure['aim']): Figure {
  const timed = texts.map(([called, text]) => ({
    called,
    time: fastestOf(() => checkWording(text)),
  }))
  const worst = timed.reduce((a, b) => (b.time > a.time ? b : a))
  return { name, value: worst.time, unit: 'ms', aim, note: worst.called }
}
