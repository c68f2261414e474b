import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseDuration } from '../../src/core/duration.ts'
import { readMoment } from '../../src/core/natural-time/natural-time.ts'
import { durationText, spanText } from '../../src/core/time-text.ts'
import { isWorkingHour } from '../../src/core/working-time.ts'

/*
 * Public incident reports that state times and how long it took: an outside check of our arithmetic. They lie beside the project,
 * not in it; where they are missing, this skips itself.
 */
const folder = join(import.meta.dirname, '../../../shared/data/incidents/moj-cloud-platform')
const reports = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.erb')) : []

const zone = 'Europe/London'
const supportHours = { days: [1, 2, 3, 4, 5], from: '10:00', to: '17:00' }
const now = new Date('2026-11-22T14:30:00Z')

type Event = 'occurs' | 'detected' | 'declared' | 'repaired' | 'resolved'
type Report = { times: Partial<Record<Event, Date>>; repair: string | null; resolve: string | null }

/** The first line of each event, read as our own reader of times reads what people type. */
function readReport(file: string): Report {
  const text = readFileSync(join(folder, file), 'utf8')
  const timeOf = (name: string): Date | undefined => {
    const stated = new RegExp(
      `^ *- (?:fault |first |incident )?${name}(?: declared)?:? (\\d{4}-\\d\\d-\\d\\d) (\\d\\d):?(\\d\\d)`,
      'im',
    )
    const [, day = '', hour = '', minute = ''] = stated.exec(text) ?? []
    const read = day === '' ? null : readMoment(`${day} ${hour}:${minute}`, now, zone)
    return read && 'at' in read ? read.at : undefined
  }
  const events: Event[] = ['occurs', 'detected', 'declared', 'repaired', 'resolved']
  const times = Object.fromEntries(
    events.flatMap((name): [Event, Date][] => {
      const at = timeOf(name)
      return at ? [[name, at]] : []
    }),
  )
  const lengthOf = (what: string): string | null =>
    new RegExp(`\\*\\*Time to ${what}\\*\\*: ([\\dhmd ]+)`).exec(text)?.[1]?.trim() ?? null
  return { times, repair: lengthOf('repair'), resolve: lengthOf('resolve') }
}

/** "1d 5h 47m" in milliseconds, by way of our own reader of lengths. */
function statedLength(text: string): number {
  const [, days = '0', hours = '0', minutes = '0'] = /^(?:(\d+)d ?)?(?:(\d+)h ?)?(?:(\d+)m)?$/.exec(text) ?? []
  const read = parseDuration(`P${days}DT${Number(hours)}H${Number(minutes)}M`)
  return read.days * 24 * 3_600_000 + read.milliseconds
}

/** The minutes of support hours between two moments, in milliseconds. */
function inSupportHours(from: Date, to: Date): number {
  let minutes = 0
  for (let at = from.getTime(); at < to.getTime(); at += 60_000) if (isWorkingHour(new Date(at), supportHours, zone)) minutes += 1
  return minutes * 60_000
}

/** What the report's own times give: from each of its beginnings to its end, by the clock and in support hours; as our texts say it. */
function given({ times }: Report, ends: Event[]): Set<string> {
  const to = ends.map((end) => times[end]).find((at) => at !== undefined)
  const from = [times.occurs, times.detected, times.declared].filter((at) => at !== undefined)
  if (!to) return new Set()
  return new Set(from.flatMap((at) => [spanText(at, to) ?? [], at < to ? durationText(inSupportHours(at, to)) : []].flat()))
}

const repairOf = (report: Report): Set<string> => given(report, ['repaired', 'resolved'])
const resolveOf = (report: Report): Set<string> => given(report, ['resolved'])

/** Reports whose stated lengths fit none of their own times, with what those give. Each was read by a person. */
const slips: Record<string, { repair?: string; resolve?: string; what: string }> = {
  '2020-02-25': { repair: '6 h 9 min', what: 'two hours are missing from 10:58 to 17:07' },
  '2020-08-04': {
    repair: '5 h 12 min',
    resolve: '9 h 46 min',
    what: '11:04 to 16:16 is 4 minutes more; 3 h 30 min and 6 h 16 min are half an hour more',
  },
  '2021-07-12': { resolve: '20 h 5 min', what: '15:44 to 11:49 of the next day is two minutes more' },
  '2021-09-30': {
    repair: '18 h 58 min',
    resolve: '21 h 38 min',
    what: 'neither by the clock nor in support hours of any of its times',
  },
  '2022-07-11': { repair: '6 h 34 min', resolve: '6 h 34 min', what: '9:33 to 16:07 is seven minutes more' },
  '2023-02-02': {
    repair: '6 min',
    what: '“repaired” has the time of “declared”, 10:20; its own timeline says 10:44, half an hour after 10:14',
  },
  '2023-08-04': { repair: '6 days 3 h', resolve: '6 days 5 h', what: 'support hours would give 30 h 28 min and 32 h 47 min' },
  '2023-11-01': { repair: '2 days 4 h', resolve: '2 days 4 h', what: 'support hours would give 18 h 23 min' },
}

/** Of two years, one is the year before: a span that runs backwards, which is not printed, and one that is a year too long. */
const wrongYears = ['2023-01-05']

const nameOf = (file: string): string => file.slice(0, 10)

describe.skipIf(reports.length === 0)('the times of public reports', () => {
  it('are read from all of them', () => {
    expect(reports.length).toBe(20)
    for (const file of reports) expect(Object.values(readReport(file).times).length, file).toBeGreaterThan(0)
  })

  it.each(reports.filter((file) => !wrongYears.includes(nameOf(file))))(
    'give what %s states, or it is a slip that is named',
    (file) => {
      const report = readReport(file)
      const slip = slips[nameOf(file)]
      for (const [what, stated, ours] of [
        ['repair', report.repair, repairOf(report)],
        ['resolve', report.resolve, resolveOf(report)],
      ] as const) {
        if (stated === null) continue
        const said = durationText(statedLength(stated))
        const named = slip?.[what]
        if (named) {
          expect(ours, `${file}: ${slip.what}`).not.toContain(said)
          expect(ours, `${file}: ${slip.what}`).toContain(named)
        } else expect(ours, `${file}, time to ${what}: ${stated}`).toContain(said)
      }
    },
  )

  it('with a year that slipped are not told as a length', () => {
    const { times, repair } = readReport(reports.find((file) => wrongYears.includes(nameOf(file))) ?? '')
    const { declared = null, repaired = null, resolved = null } = times
    expect([declared?.getUTCFullYear(), repaired?.getUTCFullYear(), resolved?.getUTCFullYear()]).toEqual([2022, 2023, 2022])
    expect(spanText(repaired, resolved)).toBeNull()
    const meant = new Date('2023-01-05T08:56:00Z')
    expect(spanText(meant, repaired)).toBe('27 days')
    const stated = statedLength(repair ?? '')
    expect(repaired && stated - (repaired.getTime() - meant.getTime())).toBe(24 * 3_600_000)
  })
})

describe('lengths of time', () => {
  const filesIn = (place: string): string[] =>
    readdirSync(join(import.meta.dirname, '../..', place), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.(ts|prisma|sql)$/.test(file) && !file.includes('generated'))
      .map((file) => join(import.meta.dirname, '../..', place, file))
  const averaging = /\b(avg|average[ds]?|averaging|mttr|mttd|mtbf|percentile\w*|_avg|meanOf|medianOf)\b/i

  it('are facts of one incident, and averaged nowhere', () => {
    const found = ['src', 'prisma'].flatMap(filesIn).filter((file) => averaging.test(readFileSync(file, 'utf8')))
    expect(found).toEqual([])
    expect('select avg("resolvedAt" - "declaredAt")').toMatch(averaging)
  })
})
