import { rm } from 'node:fs/promises'
import { pino } from 'pino'
import { readConfig } from '../../src/config.ts'
import type { Ctx } from '../../src/context.ts'
import { createSetClock } from '../../src/core/clock.ts'
import { openDatabase } from '../../src/database/open.ts'
import { compileReview } from '../../src/flows/compile-review.ts'
import { readAssets } from '../../src/web/assets.ts'
import { createCookies } from '../../src/web/cookies.ts'
import type { Asked } from '../../src/web/for-members.ts'
import { reviewPage } from '../../src/web/review-page.ts'
import { testSeals } from '../support/seals.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { type Benchmark, type Figure, median } from './figure.ts'
import { fillLongReview, type LongReview, type Material } from './long-review.ts'

const one: Material = { entries: 2_000, answers: 300, conditions: 60 }
const many = 4
const times = 7

type Took = { wall: number; cpu: number }

/** A long review: from the database into a new version, and from there onto its page; and how that grows. */
export const review: Benchmark = {
  name: 'review',
  about: `compiling a review of ${one.entries} entries, ${one.answers} answers and ${one.conditions} conditions, and its page; then ${many} times as much`,
  run: async (say) => {
    const folder = await temporaryFolder('bench')
    const log = pino({ level: 'silent' })
    const database = await openDatabase({ dataDir: folder, role: 'cli', log })
    try {
      say('filling a database')
      const workspaceId = 'T0BENCH'
      const short = await fillLongReview(database, workspaceId, 1, one)
      const long = await fillLongReview(database, workspaceId, 2, {
        entries: one.entries * many,
        answers: one.answers * many,
        conditions: one.conditions * many,
      })
      const ctx: Ctx = {
        db: database.db,
        clock: createSetClock(new Date()),
        log,
        config: readConfig({}, () => ''),
        seals: testSeals,
      }
      return await measured({ database, ctx, workspaceId }, [short, long], say)
    } finally {
      await database.close()
      await rm(folder, { recursive: true, force: true })
    }
  },
}

type On = { database: Awaited<ReturnType<typeof openDatabase>>; ctx: Ctx; workspaceId: string }

/** The short one and the long one by turns, after a round that does not count. */
async function measured(on: On, reviews: [LongReview, LongReview], say: (line: string) => void): Promise<Figure[]> {
  const took = { compile: [[], []] as [Took[], Took[]], page: [[], []] as [Took[], Took[]] }
  for (let time = 0; time <= times; time += 1) {
    say(time === 0 ? 'once without counting' : `round ${time} of ${times}`)
    for (const [which, of] of reviews.entries()) {
      await changeOneEntry(on, of)
      const compile = await timeOf(() => compileReview(on.ctx, { workspaceId: on.workspaceId, incidentId: of.id }))
      const page = await timeOf(() => showPage(on, of))
      if (time === 0) continue
      took.compile[which === 0 ? 0 : 1].push(compile)
      took.page[which === 0 ? 0 : 1].push(page)
    }
  }
  return [...figuresOf('compile', took.compile), ...figuresOf('page', took.page)]
}

function figuresOf(name: string, [short, long]: [Took[], Took[]]): Figure[] {
  const wall = median(short.map((one) => one.wall))
  const cpu = median(short.map((one) => one.cpu))
  const growth = median(long.map((one, at) => one.wall / (short[at]?.wall ?? Number.NaN)))
  return [
    {
      name: `review.${name}`,
      value: wall / 1000,
      unit: 's',
      aim: { atMost: 0.5 },
      note: `${cpu.toFixed(0)} ms at work in this process`,
    },
    { name: `review.${name}-growth`, value: growth, unit: 'times', aim: { atMost: 5 }, note: `for ${many} times as much` },
  ]
}

/** So that there is something to compile. */
const changeOneEntry = ({ database }: On, { id }: LongReview): Promise<unknown> =>
  database.pool.query(
    `update "Entry" set text = 'set right at ' || clock_timestamp() where id = (select max(id) from "Entry" where "incidentId" = $1)`,
    [id],
  )

async function showPage({ ctx, workspaceId }: On, { number }: LongReview): Promise<void> {
  const nobody = async (): Promise<never> => {
    throw new Error('nobody signs in here')
  }
  const desk = { ctx, workspaceId, homeInSlack: '', signInWith: { addressFor: () => '', userIdFor: nobody }, meetAgain: nobody }
  const publicUrl = 'https://bench.example'
  const asked: Asked = {
    pages: { publicUrl, assets: readAssets(), cookies: createCookies(publicUrl), desk: () => desk },
    desk,
    visitor: { viewer: { kind: 'person', workspaceId, userId: 'U0READER' }, name: 'reader', formKey: 'key' },
    parameters: { number: String(number) },
    query: new URLSearchParams(),
  }
  const reply = await reviewPage(asked)
  if (!reply || !('main' in reply) || !reply.main.text.includes('set right at'))
    throw new Error('the page does not show the review')
}

async function timeOf(work: () => Promise<unknown>): Promise<Took> {
  const [startedAt, before] = [performance.now(), process.cpuUsage()]
  await work()
  const { user, system } = process.cpuUsage(before)
  return { wall: performance.now() - startedAt, cpu: (user + system) / 1000 }
}
