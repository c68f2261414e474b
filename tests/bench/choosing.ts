import { type AskedBefore, chooseQuestion, storyOf } from '../../src/core/choose-question.ts'
import type { Pace } from '../../src/core/pace.ts'
import { bank } from '../../src/core/question-bank.ts'
import { type Entry, entryKinds } from '../../src/core/timeline.ts'
import { type Benchmark, median } from './figure.ts'

const entryCount = 2_000
const people = 200
const rounds = 41

const began = new Date('2026-11-22T14:30:00Z').getTime()
const now = new Date('2026-11-23T09:00:00Z')

/** What to ask each of 200 people after an incident with 2,000 entries, all of it: the timeline looked through, and a choice for everybody. */
export const choosing: Benchmark = {
  name: 'choosing',
  about: `the questions for ${people} people of an incident with ${entryCount} entries`,
  run: async () => {
    const entries = Array.from({ length: entryCount }, (_, index) => entryOf(index))
    const times = Array.from({ length: rounds }, () => timeOf(entries)).slice(1)
    const note = `${Math.max(...times).toFixed(1)} ms at the most`
    return [{ name: 'choosing.all', value: median(times), unit: 'ms', aim: { atMost: 50 }, note }]
  },
}

/** @returns milliseconds */
function timeOf(entries: readonly Entry[]): number {
  const begun = performance.now()
  const story = storyOf(entries, [])
  const asked = story.involved.filter((userId) => chosenFor(userId, story) !== 'none')
  const took = performance.now() - begun
  if (asked.length !== people) throw new Error(`${asked.length} people were asked, not ${people}`)
  return took
}

function chosenFor(userId: string, story: ReturnType<typeof storyOf>): string {
  return chooseQuestion({
    userId,
    story,
    questions: bank,
    occasion: 'more',
    askedBefore: before,
    hasNote: true,
    pace,
    resolvedAt: new Date(began),
    now,
  }).kind
}

/** As for somebody in the middle of it: asked before, and often this week. */
const before: readonly AskedBefore[] = [
  { questionId: 'reasonable-then', entryId: 1, state: 'answered' },
  { questionId: 'in-front-of-you', entryId: 201, state: 'skipped' },
]

const pace: Pace = {
  isNeverAsked: false,
  isMuted: false,
  most: 3,
  askedHere: 2,
  askedAt: [1, 2, 3].map((days) => new Date(now.getTime() - days * 86_400_000)),
  hours: { working: { days: [1, 2, 3, 4, 5], from: '10:00', to: '16:00' }, timeZone: 'Europe/Vienna' },
}

const entryOf = (index: number): Entry => ({
  id: index + 1,
  incidentId: 'incident',
  kind: entryKinds[index % entryKinds.length] ?? 'note',
  source: 'reaction',
  happenedAt: new Date(began + index * 1_000),
  recordedAt: new Date(began + index * 1_000),
  authorId: `U${index % people}`,
  authorName: null,
  text: 'the users table is empty on the replica as well',
  about: null,
  change: null,
  channelId: 'C1',
  messageTs: `${(began + index * 1_000) / 1_000}.000100`,
  permalink: null,
  files: [],
  editedAt: null,
  hiddenAt: null,
  markedBy: ['U1'],
})
