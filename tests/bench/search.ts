import { rm } from 'node:fs/promises'
import { pino } from 'pino'
import { readConfig } from '../../src/config.ts'
import type { Ctx } from '../../src/context.ts'
import { createSetClock } from '../../src/core/clock.ts'
import { statuses } from '../../src/core/incident.ts'
import type { PersonViewer } from '../../src/core/viewer.ts'
import { openDatabase } from '../../src/database/open.ts'
import { readRhymes } from '../../src/flows/read-rhymes.ts'
import { searchReviews } from '../../src/flows/search-reviews.ts'
import { listIncidents } from '../../src/store/incidents.ts'
import { testSeals } from '../support/seals.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { type Benchmark, type Figure, median, quantile } from './figure.ts'
import { fillWithReviews } from './many-reviews.ts'

const reviews = 5_000
const times = 5

/** Words of every second incident, of some, and of none; together, beside each other, and left out. */
const lookedFor = [
  'customers',
  'topic7word0x',
  'topic7word0x topic7word1x topic7word5x',
  'topic7word50x',
  'general9ax',
  'general1ax generalbcx',
  '"topic7word0x topic7word1x"',
  'topic7word0x -customers',
  'neverwritten',
]

/** Finding something again: the search that people type, and what is offered when an incident is declared. */
export const search: Benchmark = {
  name: 'search',
  about: `searching ${reviews} reviews, with ${reviews * 30} entries on their timelines`,
  run: async (say) => {
    const folder = await temporaryFolder('bench')
    const log = pino({ level: 'silent' })
    const database = await openDatabase({ dataDir: folder, role: 'cli', log })
    try {
      say('filling a database')
      const workspaceId = 'T0BENCH'
      await fillWithReviews(database.pool, workspaceId, reviews)
      const clock = createSetClock(new Date())
      const ctx: Ctx = { db: database.db, clock, log, config: readConfig({}, () => ''), seals: testSeals }
      const viewer: PersonViewer = { kind: 'person', workspaceId, userId: 'U0READER' }
      return [...(await searching(ctx, viewer)), await rhyming(ctx, viewer)]
    } finally {
      await database.close()
      await rm(folder, { recursive: true, force: true })
    }
  },
}

async function searching(ctx: Ctx, viewer: PersonViewer): Promise<Figure[]> {
  const took: number[] = []
  const found: string[] = []
  for (const words of lookedFor) {
    const { total } = await searchReviews(ctx, { viewer, words, page: 0 })
    const own = await timesOf(() => searchReviews(ctx, { viewer, words, page: 0 }))
    found.push(`${words}: ${total}, ${median(own).toFixed(0)} ms`)
    took.push(...own)
  }
  const note = found.join('; ')
  return [
    { name: 'search.middle', value: median(took), unit: 'ms', aim: { atMost: 100 }, note },
    { name: 'search.worst', value: quantile(took, 0.95), unit: 'ms', aim: { atMost: 100 }, note: '95 of 100 are not slower' },
  ]
}

/** Earlier incidents like each of ten, as when they were just declared. */
async function rhyming(ctx: Ctx, viewer: PersonViewer): Promise<Figure> {
  const page = { statuses, skip: 0, take: 10 }
  const incidents = await ctx.db.transaction((tx) => listIncidents(tx, { kind: 'public', workspaceId: viewer.workspaceId }, page))
  const took: number[] = []
  let found = 0
  for (const { id } of incidents) {
    took.push(...(await timesOf(() => readRhymes(ctx, { viewer, incidentId: id }))))
    found += (await readRhymes(ctx, { viewer, incidentId: id })).rhymes.length
  }
  const note = `95 of 100 are not slower; ${found} found for ${incidents.length}`
  return { name: 'search.rhymes', value: quantile(took, 0.95), unit: 'ms', aim: { atMost: 100 }, note }
}

async function timesOf(work: () => Promise<unknown>): Promise<number[]> {
  const took: number[] = []
  for (let time = 0; time < times; time += 1) {
    const startedAt = performance.now()
    await work()
    took.push(performance.now() - startedAt)
  }
  return took
}
