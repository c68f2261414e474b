import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { echoMoment, readMoment } from '../../src/core/natural-time/natural-time.ts'

const minute = 60_000
const hour = 60 * minute

/** A Wednesday, nine in the morning in Vienna. */
const now = new Date('2026-11-25T08:00:00Z')
const vienna = 'Europe/Vienna'

/** What a person in Vienna reads before it is kept: the echo, or the sentence that says no. */
function said(text: string, at = now, timeZone = vienna): string {
  const read = readMoment(text, at, timeZone)
  return 'at' in read ? echoMoment(read.at, at, timeZone).replace(/ \([^()]*\)$/, '') : read.problem
}

const instant = (text: string, at = now, timeZone = vienna): string | undefined => {
  const read = readMoment(text, at, timeZone)
  return 'at' in read ? read.at.toISOString() : undefined
}

describe('an hour', () => {
  it.each([
    '14:05',
    '2:05 pm',
    '2:05PM',
    '2.05 p.m.',
    '1405',
    '14:05:59',
    'at 14:05',
    'around 14:05',
    '“14:05”',
    '14:05',
    '14：05',
  ])('written “%s” at nine in the morning is yesterday’s', (text) => {
    expect(said(text)).toBe('Tuesday 24 November 2026, 14:05')
  })

  it.each([
    ['08:59', '25 November 2026, 08:59'],
    ['8 am', '25 November 2026, 08:00'],
    ['at 8', '25 November 2026, 08:00'],
    ["8 o'clock", '25 November 2026, 08:00'],
    ['12 am', '25 November 2026, 00:00'],
    ['midnight', '25 November 2026, 00:00'],
    ['noon', '24 November 2026, 12:00'],
    ['12:30 pm', '24 November 2026, 12:30'],
    ['22.45', '24 November 2026, 22:45'],
  ])('written “%s” is the last one: %s', (text, moment) => {
    expect(said(text)).toContain(moment)
  })

  it('of this very minute is now, though the two clocks differ by seconds', () => {
    const before = new Date('2026-11-25T13:04:40Z')
    expect(instant('14:05', before)).toBe(before.toISOString())
  })

  it('keeps its seconds, for the order of a busy minute', () => {
    expect(instant('14:05:59')).toBe('2026-11-24T13:05:59.000Z')
  })
})

describe('a day with an hour', () => {
  it.each([
    ['yesterday 18:30', 'Tuesday 24 November 2026, 18:30'],
    ['18:30 yesterday', 'Tuesday 24 November 2026, 18:30'],
    ['Yesterday at 6:30 PM', 'Tuesday 24 November 2026, 18:30'],
    ['the day before yesterday 12:00', 'Monday 23 November 2026, 12:00'],
    ['this morning 8:10', 'Wednesday 25 November 2026, 08:10'],
    ['yesterday evening 8:30', 'Tuesday 24 November 2026, 20:30'],
    ['yesterday afternoon at 2:05', 'Tuesday 24 November 2026, 14:05'],
    ['last night 23:30', 'Tuesday 24 November 2026, 23:30'],
    ['last night 1:30', 'Wednesday 25 November 2026, 01:30'],
    ['monday night 1:30', 'Tuesday 24 November 2026, 01:30'],
    ['monday 14:00', 'Monday 23 November 2026, 14:00'],
    ['wednesday 8:00', 'Wednesday 25 November 2026, 08:00'],
    ['wed 14:00', 'Wednesday 18 November 2026, 14:00'],
    ['last wednesday 8:00', 'Wednesday 18 November 2026, 08:00'],
    ['last week monday 14:00', 'Monday 16 November 2026, 14:00'],
    ['2 months ago 14:05', 'Friday 25 September 2026, 14:05'],
    ['22 Sep 2026 14:05', 'Tuesday 22 September 2026, 14:05'],
    ['Sep 22nd at 2:05 PM', 'Tuesday 22 September 2026, 14:05'],
    ['Tuesday, September 22nd, 2026 14:05', 'Tuesday 22 September 2026, 14:05'],
    ['2026-09-22 14:05', 'Tuesday 22 September 2026, 14:05'],
    ['22.09.2026 14:05', 'Tuesday 22 September 2026, 14:05'],
    ['22.9. 14.05', 'Tuesday 22 September 2026, 14:05'],
    ['22 Sep 2026 1405', 'Tuesday 22 September 2026, 14:05'],
    ['Sep 22 14:05:03', 'Tuesday 22 September 2026, 14:05'],
    ['22 September last year 14:05', 'Monday 22 September 2025, 14:05'],
    ['25 December 14:05', 'Thursday 25 December 2025, 14:05'],
    ['Thursday 25 December 14:05', 'Thursday 25 December 2025, 14:05'],
  ])('“%s” is %s', (text, moment) => {
    expect(said(text)).toBe(moment)
  })
})

describe('a day alone is its beginning', () => {
  it.each([
    ['today', 'Wednesday 25 November 2026, 00:00'],
    ['22 September', 'Tuesday 22 September 2026, 00:00'],
    ['the 22nd of September', 'Tuesday 22 September 2026, 00:00'],
    ['22. September 2026', 'Tuesday 22 September 2026, 00:00'],
    ['22.09.2026', 'Tuesday 22 September 2026, 00:00'],
    ['22/09/2026', 'Tuesday 22 September 2026, 00:00'],
    ['9/22', 'Tuesday 22 September 2026, 00:00'],
    ['03/03/2026', 'Tuesday 3 March 2026, 00:00'],
    ['sunday', 'Sunday 22 November 2026, 00:00'],
    ['monday last week', 'Monday 16 November 2026, 00:00'],
    ['29 February', 'Thursday 29 February 2024, 00:00'],
    ['February 29th, 2020', 'Saturday 29 February 2020, 00:00'],
    ['29 February 1988', 'Monday 29 February 1988, 00:00'],
    ['september', 'Tuesday 1 September 2026, 00:00'],
    ['May 3', 'Sunday 3 May 2026, 00:00'],
  ])('“%s” is %s', (text, moment) => {
    expect(said(text)).toBe(moment)
  })

  it('or, where midnight itself was skipped, its first moment', () => {
    expect(said('6 September 2026', now, 'America/Santiago')).toBe('Sunday 6 September 2026, 01:00')
  })
})

describe('a way back', () => {
  it.each([
    ['now', 'Wednesday 25 November 2026, 09:00'],
    ['10 minutes ago', 'Wednesday 25 November 2026, 08:50'],
    ['-10m', 'Wednesday 25 November 2026, 08:50'],
    ['half an hour ago', 'Wednesday 25 November 2026, 08:30'],
    ['an hour and a half ago', 'Wednesday 25 November 2026, 07:30'],
    ['1h 20m ago', 'Wednesday 25 November 2026, 07:40'],
    ['1.5 hours ago', 'Wednesday 25 November 2026, 07:30'],
    ['a couple of days ago', 'Monday 23 November 2026, 09:00'],
    ['last week', 'Wednesday 18 November 2026, 09:00'],
    ['2 months ago', 'Friday 25 September 2026, 09:00'],
    ['half a year ago', 'Monday 25 May 2026, 09:00'],
    ['1 year and 2 months ago', 'Thursday 25 September 2025, 09:00'],
  ])('“%s” is %s', (text, moment) => {
    expect(said(text)).toBe(moment)
  })

  it('keeps the hour over a change of the clocks where it counts days, and the stopwatch where it counts hours', () => {
    const monday = new Date('2026-10-26T08:00:00Z')
    expect(said('2 days ago', monday)).toBe('Saturday 24 October 2026, 09:00')
    expect(said('48 hours ago', monday)).toBe('Saturday 24 October 2026, 10:00')
  })

  it('from the 31st ends on the last day of a shorter month', () => {
    expect(said('1 month ago', new Date('2026-03-31T08:00:00Z'))).toBe('Saturday 28 February 2026, 10:00')
  })
})

describe('a zone beside the hour', () => {
  it.each([
    ['2026-09-22T14:05Z', '2026-09-22T14:05:00.000Z'],
    ['2026-09-22T14:05:03.250+02:00', '2026-09-22T12:05:03.000Z'],
    ['2026-09-22T14:05:03-07:00', '2026-09-22T21:05:03.000Z'],
    ['2026-09-22 14:05 -0700', '2026-09-22T21:05:00.000Z'],
    ['2026-09-22 14:05:03.25-07', '2026-09-22T21:05:03.000Z'],
    ['14:05 UTC', '2026-11-24T14:05:00.000Z'],
    ['1405Z', '2026-11-24T14:05:00.000Z'],
    ['02:00 +13:00', '2026-11-24T13:00:00.000Z'],
    ['22 Sep 2026 14:05 America/New_York', '2026-09-22T18:05:00.000Z'],
    ['14:05 (Europe/London)', '2026-11-24T14:05:00.000Z'],
    ['Tue Sep 22 2026 14:05:00 GMT+0200 (Central European Summer Time)', '2026-09-22T12:05:00.000Z'],
    ['Tue, 22 Sep 2026 14:05:00 +0200', '2026-09-22T12:05:00.000Z'],
    ['22/Sep/2026:14:05:03 +0200', '2026-09-22T12:05:03.000Z'],
  ])('“%s” is %s', (text, moment) => {
    expect(instant(text)).toBe(moment)
  })

  it('in letters is refused: EST and CST are several', () => {
    expect(said('14:05 PST')).toMatch(/“14:05 UTC”/)
    expect(said('22 September EST')).toMatch(/“14:05 UTC”/)
    expect(said('14:05 SAT')).toBe('Saturday 21 November 2026, 14:05')
  })

  it('that nobody knows gives way to UTC, and the echo says so', () => {
    expect(instant('2026-09-22 14:05', now, 'Middle/Earth')).toBe('2026-09-22T14:05:00.000Z')
    expect(echoMoment(now, now, 'Middle/Earth')).toBe('Wednesday 25 November 2026, 08:00 (just now, UTC)')
  })
})

describe('a time of Slack’s', () => {
  it.each([
    ['<!date^1700000000^{date_short} {time}|14 Nov>', '2023-11-14T22:13:20.000Z'],
    ['&lt;!date^1700000000^{time}|x&gt;', '2023-11-14T22:13:20.000Z'],
    ['1700000000', '2023-11-14T22:13:20.000Z'],
    ['1700000000.123456', '2023-11-14T22:13:20.123Z'],
    ['https://acme.slack.com/archives/C0123ABC/p1700000000123456', '2023-11-14T22:13:20.123Z'],
    [
      '<https://acme.slack.com/archives/C0123ABC/p1700000000000100?thread_ts=1699999999.000100&cid=C1|this>',
      '2023-11-14T22:13:20.000Z',
    ],
  ])('%s', (text, moment) => {
    expect(instant(text)).toBe(moment)
  })

  it('is refused where it lies ahead', () => {
    expect(said('<!date^9999999999^{date}|x>')).toMatch(/lies ahead/)
  })
})

describe('what is refused, with a sentence', () => {
  it.each([
    'tomorrow',
    'tomorrow 9:00',
    'today 14:05',
    'this morning 9:10',
    'in 10 minutes',
    'next monday',
    'next week',
    '3 days later',
    '22 September 2027',
    '2026-11-25T08:05Z',
  ])('“%s” lies ahead', (text) => {
    expect(said(text)).toBe('That lies ahead; a timeline tells what happened.')
  })

  it.each(['', '   ', '\u200b', '""'])('“%s” is nothing: it asks', (text) => {
    expect(said(text)).toMatch(/^Say when it happened, for example “14:05”/)
  })

  it.each([
    'rubbish',
    '25:00',
    '13 am',
    '2',
    'the 22nd',
    '10.0.0.1',
    '14:05 - DB went down',
    'last weekend',
    'half a month ago',
    'a few days ago',
  ])('“%s” is no time: it shows how', (text) => {
    expect(said(text)).toMatch(/^That does not read as a time\. Write it like “14:05”/)
  })

  it.each(['03/04/2026', '3/4/2026 14:05', '04-03-2026'])('“%s” can be two days: it names both', (text) => {
    expect(said(text)).toContain('3 April 2026')
    expect(said(text)).toContain('4 March 2026')
  })

  it('“22/09/26” can be 2022 or 2026, and “14.05” a day or an hour', () => {
    expect(said('22/09/26')).toMatch(/month as a word/)
    expect(said('14.05')).toBe('“14.05” can be a day or an hour. Write “14.05.” for the day, or “14:05” for the hour.')
    expect([said('14.05.'), said('14:05')]).toEqual(['Thursday 14 May 2026, 00:00', 'Tuesday 24 November 2026, 14:05'])
  })

  it.each(['09:00-10:30', '09:00 - 10:30', '09:00:00-10:30:00', '14:05 to 15:00', '22 Sep to 24 Sep'])(
    '“%s” is two times',
    (text) => {
      expect(said(text)).toMatch(/^Those are two times/)
    },
  )

  it.each(['31.09.2026', '30 February', '29 Feb 2025', '2026-02-30', '13/13/2026'])('“%s” is no day', (text) => {
    expect(said(text)).toMatch(/^The calendar has no such day/)
  })

  it('a weekday that is not that day’s is told', () => {
    expect(said('Monday 22 September 2026')).toMatch(/^22 September 2026 is a Tuesday\./)
    expect(said('mon 22.09.2026 14:05')).toMatch(/^22 September 2026 is a Tuesday\./)
  })

  it('what lies before 1970 is told', () => {
    expect(said('22 September 1850')).toMatch(/before 1970/)
    expect(said('99999 years ago')).toMatch(/before 1970/)
  })
})

describe('when the clocks change', () => {
  it('an hour that they skipped is refused where it was written', () => {
    expect(said('29 March 2026 02:30')).toBe(
      'On 29 March 2026 the clocks in Europe/Vienna skipped 02:30. Write a time before or after that.',
    )
  })

  it('and moved past the skip where it was reckoned', () => {
    expect(said('1 month ago', new Date('2026-04-29T00:30:00Z'))).toBe('Sunday 29 March 2026, 03:30')
  })

  it('an hour that comes twice is the first, and the echo shows how to say the second', () => {
    expect(said('25 October 2026 02:30')).toBe('Sunday 25 October 2026, 02:30 +02:00')
    expect(said('25 October 2026 02:30 +01:00')).toBe('Sunday 25 October 2026, 02:30 +01:00')
  })
})

describe('the echo', () => {
  it.each([
    ['2026-09-22T12:05:00Z', 'Tuesday 22 September 2026, 14:05 (2 months ago, Europe/Vienna)'],
    ['2026-11-25T07:59:01Z', 'Wednesday 25 November 2026, 08:59 (just now, Europe/Vienna)'],
    ['2026-11-25T06:48:00Z', 'Wednesday 25 November 2026, 07:48 (1 h 12 min ago, Europe/Vienna)'],
    ['2026-11-22T08:00:00Z', 'Sunday 22 November 2026, 09:00 (3 days ago, Europe/Vienna)'],
    ['2026-11-04T08:00:00Z', 'Wednesday 4 November 2026, 09:00 (3 weeks ago, Europe/Vienna)'],
    ['2023-11-25T08:00:00Z', 'Saturday 25 November 2023, 09:00 (3 years ago, Europe/Vienna)'],
  ])('of %s reads “%s”', (at, echo) => {
    expect(echoMoment(new Date(at), now, vienna)).toBe(echo)
  })
})

const zones = [
  'UTC',
  vienna,
  'America/New_York',
  'America/Santiago',
  'Africa/Cairo',
  'Africa/Casablanca',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Pacific/Kiritimati',
  'America/St_Johns',
  'Etc/GMT+3',
]
const zone = fc.constantFrom(...zones)
const from1990 = Date.UTC(1990, 0, 1)
const moment = fc.integer({ min: from1990, max: Date.UTC(2040, 0, 1) }).map((at) => new Date(at))
const fragments = fc.constantFrom(
  ...[
    '14:05',
    '2 pm',
    '1405',
    '22 September',
    '22.09.2026',
    '03/04',
    '2026-09-22',
    'T',
    'Z',
    '+02:00',
    'monday',
    'last',
    'week',
    'ago',
  ],
  ...[
    'yesterday',
    'night',
    '2 months',
    'half an hour',
    'next',
    '-',
    ',',
    '(',
    ')',
    'UTC',
    '99999',
    '29 February',
    '<!date^',
    'at',
    'Europe/Vienna',
  ],
)
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.array(fragments, { maxLength: 6 }).map((words) => words.join(' ')),
  fc.array(fragments, { maxLength: 4 }).map((words) => words.join('')),
)

/** What a wall clock of the zone shows, by the language's own book: "2026-09-22 14:05". */
const wall = (at: Date, timeZone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(at)

const shows = (text: string, at: Date, timeZone: string): string => {
  const read = readMoment(text, at, timeZone)
  return 'at' in read ? wall(read.at, timeZone) : read.problem
}

describe('whatever is typed', () => {
  it('is read without a fall, never as what lies ahead, and a “no” is a sentence', () => {
    fc.assert(
      fc.property(anyText, moment, fc.oneof(zone, fc.string()), (text, at, timeZone) => {
        const read = readMoment(text, at, timeZone)
        if ('at' in read) expect(read.at.getTime()).toBeLessThanOrEqual(at.getTime())
        else expect(read.problem).toMatch(/^[A-Z“\d].*\.$/)
      }),
      { numRuns: 600 },
    )
  })

  it('takes no long breath over a long text', () => {
    for (const text of [
      '1 '.repeat(150),
      '"'.repeat(299),
      'monday '.repeat(42),
      '(a ago, '.repeat(37),
      '1 a '.repeat(75),
      '9'.repeat(1e6),
    ])
      expect(said(text)).not.toBe('')
  })

  it('comes back to the same minute from its echo, whoever reads it', () => {
    fc.assert(
      fc.property(moment, moment, zone, zone, (one, other, timeZone, readers) => {
        const [at, later] = one < other ? [one, other] : [other, one]
        const read = readMoment(echoMoment(at, later, timeZone), later, readers)
        expect('at' in read && Math.floor(read.at.getTime() / minute)).toBe(Math.floor(at.getTime() / minute))
      }),
      { numRuns: 250 },
    )
  })

  it('a date with an hour is what the clocks on that wall showed', () => {
    fc.assert(
      fc.property(moment, moment, zone, (one, other, timeZone) => {
        const [at, later] = one < other ? [one, other] : [other, one]
        expect(shows(wall(at, timeZone), later, timeZone)).toBe(wall(at, timeZone))
      }),
      { numRuns: 250 },
    )
  })

  it('an hour alone lies in the last day, and shows that hour unless the clocks skipped it', () => {
    const ofDay = fc
      .integer({ min: 0, max: 24 * 60 - 1 })
      .map((minutes) => new Date(minutes * minute).toISOString().slice(11, 16))
    fc.assert(
      fc.property(ofDay, moment, zone, (text, at, timeZone) => {
        const read = readMoment(text, at, timeZone)
        if (!('at' in read)) {
          expect(read.problem).toContain(`skipped ${text}`)
          return
        }
        expect(wall(read.at, timeZone).endsWith(text) || at.getTime() - read.at.getTime() === 0).toBe(true)
        expect(at.getTime() - read.at.getTime()).toBeLessThan(26 * hour)
      }),
      { numRuns: 250 },
    )
  })

  it('ISO 8601 with an offset is what every program makes of it', () => {
    const offset = fc.tuple(fc.constantFrom('+', '-'), fc.integer({ min: 0, max: 12 }), fc.constantFrom('00', '30', '45'))
    fc.assert(
      fc.property(moment, offset, zone, (at, [sign, hours, minutes], timeZone) => {
        const text = `${at.toISOString().slice(0, 19)}${sign}${String(hours).padStart(2, '0')}:${minutes}`
        expect(instant(text, new Date(Date.UTC(2041, 0, 1)), timeZone)).toBe(new Date(text).toISOString())
      }),
    )
  })
})

describe('the clock of the machine', () => {
  const own = process.env.TZ

  afterEach(() => {
    if (own === undefined) delete process.env.TZ
    else process.env.TZ = own
  })

  const texts = [
    ...['02:30', '14:05', 'yesterday 02:30', 'today', 'monday 2:15', 'last night 1:30', '22 September', '29 March 2026 01:59'],
    ...['8 March 2026 02:30', '2 months ago', '3 hours ago', '1 day ago', 'last week monday', '29.03.2026 02:30', 'this morning'],
  ]
  const moments = [
    '2026-03-29T01:30:00Z',
    '2026-03-08T07:30:00Z',
    '2026-10-25T01:30:00Z',
    '2026-11-01T06:30:00Z',
    '2026-11-25T08:00:00Z',
  ]

  const everything = (): string[] =>
    texts.flatMap((text) =>
      moments.flatMap((at) => zones.slice(0, 4).map((timeZone) => `${text}: ${said(text, new Date(at), timeZone)}`)),
    )

  it('changes nothing, also while it is being set itself', () => {
    process.env.TZ = 'UTC'
    const expected = everything()
    for (const [timeZone, east] of [
      ['America/New_York', -4],
      [vienna, 2],
      ['Australia/Lord_Howe', 10.5],
      ['Pacific/Apia', 13],
    ] as const) {
      process.env.TZ = timeZone
      expect(new Date('2026-07-01T12:00:00Z').getTimezoneOffset()).toBe(-east * 60)
      expect(everything()).toEqual(expected)
    }
  })
})
