import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type CalendarEvent, calendarFile } from '../../src/core/calendar-file.ts'
import { noMaterial } from '../../src/core/known-material.ts'
import { calendarEvent, calendarFileName, type Meeting, meetingWith, withoutMeeting } from '../../src/core/meeting.ts'
import { agendaOf, longestMeeting, shortestMeeting } from '../../src/core/meeting-agenda.ts'
import { guideFor } from '../../src/core/meeting-guide.ts'
import { outsideOf, type ProposalFacts, proposeTimes } from '../../src/core/meeting-times.ts'
import { readMomentAhead } from '../../src/core/natural-time/natural-time-ahead.ts'
import { bank } from '../../src/core/question-bank.ts'
import { reviewWords } from '../../src/core/review/review.ts'
import { isWorkingHour } from '../../src/core/working-time.ts'
import { aCondition, aSafeguard } from '../support/material.ts'
import { anAnswer, anEntry, anIncident, aPart, at, theFacts } from '../support/review-facts.ts'

const hours = { days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' }
const in_ = (...zones: string[]) => zones.map((timeZone, at) => ({ userId: `U${at}`, timeZone }))
const facts = (zones: string[], changes: Partial<ProposalFacts> = {}): ProposalFacts => ({
  ...{ people: in_(...zones), hostId: 'U0', hours, minutes: 60, from: at('2026-11-26T12:00:00') },
  ...changes,
})
const proposed = (...given: Parameters<typeof facts>): string[] =>
  proposeTimes(facts(...given)).map(({ startsAt, outside }) =>
    `${startsAt.toISOString().slice(0, 16)} ${outside.join(',')}`.trim(),
  )

describe('times that are proposed', () => {
  it('are on three working days after that day, at hours that are working hours for everybody', () => {
    expect(proposed(['Europe/Vienna'])).toEqual(['2026-11-27T08:00', '2026-11-30T08:00', '2026-12-01T08:00'])
    expect(proposed(['Europe/Vienna', 'America/New_York'])).toEqual(['2026-11-27T14:00', '2026-11-30T14:00', '2026-12-01T14:00'])
  })

  it('go by the clocks of each zone when they change on different days', () => {
    const autumn = { from: at('2026-10-23T12:00:00') }
    // From 25 October to 1 November Vienna is five hours ahead of New York, else six.
    expect(proposed(['Europe/Vienna', 'America/New_York'], autumn)[0]).toBe('2026-10-26T13:00')
    expect(proposed(['Europe/Vienna', 'America/New_York'], { from: at('2026-10-30T12:00:00') })[0]).toBe('2026-11-02T14:00')
  })

  it('leave out weekends as the host has them, and the days off of the settings', () => {
    const days = { hours: { ...hours, days: [7, 1] } }
    expect(proposed(['Asia/Jerusalem'], days).map((time) => new Date(`${time}Z`).getUTCDay())).toEqual([0, 1, 0])
  })

  it('have somebody outside, and as few and as little as can be, where no hour suits all', () => {
    const world = ['Europe/Vienna', 'Europe/Vienna', 'America/Los_Angeles', 'Asia/Tokyo']
    const times = proposeTimes(facts(world))
    expect(times).toHaveLength(3)
    for (const { startsAt, outside } of times) {
      const late = in_(...world).filter(({ timeZone }) => !isWorkingHour(startsAt, hours, timeZone))
      expect(outside).toEqual(late.map(({ userId }) => userId))
      expect(outside).toHaveLength(2)
      expect(outside).not.toContain('U0')
    }
  })

  it('say how many that would be, what they are, and whether the host is among them', () => {
    const given = facts(['Asia/Tokyo', 'America/Los_Angeles', 'America/Los_Angeles'])
    const [first] = proposeTimes(given)
    if (!first) throw new Error('nothing was proposed')
    const outside = outsideOf(first, given, (userId) => (userId === 'U2' ? ['lead'] : []))
    expect(outside.count).toBe(first.outside.length)
    expect(outside).toMatchObject({ of: 3, hasHost: first.outside.includes('U0') })
    expect(outside.roles).toEqual(first.outside.includes('U2') ? ['lead'] : [])
  })

  it('do not cut through lunch where there is another hour', () => {
    const short = { hours: { ...hours, from: '12:00', to: '15:00' } }
    expect(proposed(['UTC'], short)[0]).toBe('2026-11-27T13:00')
  })

  it('are there for any zones and lengths, ahead, on half hours of the host, and never worse for more than everybody', () => {
    const zones = ['UTC', 'Asia/Kathmandu', 'Pacific/Apia', 'America/St_Johns', 'Australia/Lord_Howe', 'Europe/Vienna']
    const when = fc.date({ min: at('2026-01-01T00:00:00'), max: at('2027-12-31T00:00:00'), noInvalidDate: true })
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...zones), { minLength: 1, maxLength: 6 }), when, (chosen, from) => {
        const times = proposeTimes(facts(chosen, { from }))
        expect(times.length).toBe(3)
        expect(new Set(times.map(({ startsAt }) => startsAt.getTime())).size).toBe(3)
        for (const { startsAt, outside } of times) {
          expect(startsAt > from).toBe(true)
          expect(startsAt.getTime() - from.getTime()).toBeLessThan(10 * 24 * 3_600_000)
          expect(startsAt.getUTCMinutes() % 15).toBe(0)
          expect(new Set(outside).size).toBe(outside.length)
        }
      }),
      { numRuns: 25 },
    )
  })
})

const thursday = at('2026-11-26T12:00:00')
const ahead = (text: string, zone = 'Europe/Vienna'): string => {
  const read = readMomentAhead(text, thursday, zone)
  return 'at' in read ? read.at.toISOString().slice(0, 16) : read.problem
}

describe('a time to come', () => {
  it.each([
    ['14:00', '2026-11-26T13:00'],
    ['9:30', '2026-11-27T08:30'],
    ['tomorrow 14:00', '2026-11-27T13:00'],
    ['tomorrow at 2pm', '2026-11-27T13:00'],
    ['the day after tomorrow, 10:00', '2026-11-28T09:00'],
    ['thursday 14:00', '2026-11-26T13:00'],
    ['Thursday 9:00', '2026-12-03T08:00'],
    ['on monday at 10:30', '2026-11-30T09:30'],
    ['next monday 10:00', '2026-11-30T09:00'],
    ['next thursday 14:00', '2026-12-03T13:00'],
    ['friday next week 14:00', '2026-12-04T13:00'],
    ['3 December 14:00', '2026-12-03T13:00'],
    ['December 3rd at 14:00', '2026-12-03T13:00'],
    ['14 January 10:00', '2027-01-14T09:00'],
    ['2026-12-03 14:00', '2026-12-03T13:00'],
    ['2026-12-03T14:00Z', '2026-12-03T14:00'],
    ['3 Dec 14:00 UTC', '2026-12-03T14:00'],
    ['thursday 14:00 America/New_York', '2026-11-26T19:00'],
    ['<!date^1796310000^{date}|then>', '2026-12-03T15:00'],
  ])('%s', (text, read) => {
    expect(ahead(text)).toBe(read)
  })

  it('is of the summer where it lies in summer, and not in the hour that clocks skip', () => {
    expect(ahead('1 April 2027 10:00')).toBe('2027-04-01T08:00')
    expect(ahead('28 March 2027 02:30')).toContain('the clocks in Europe/Vienna skipped 02:30')
  })

  it.each([
    ['', 'Say when'],
    ['thursday', 'At which hour?'],
    ['yesterday 14:00', 'That is behind us'],
    ['26 November 2026 9:00', 'That is behind us'],
    ['3 December 2030 9:00', 'more than a year ahead'],
    ['31 April 10:00', 'no such day'],
    ['14:00 or 15:00', 'two times'],
    ['14:00 EST', 'Letters for a time zone'],
    ['when you like', 'does not read as a time to come'],
    ['12/11 14:00', 'can be'],
    [`${'x'.repeat(400)} 14:00`, 'does not read as a time to come'],
  ])('“%s” is refused with what to write', (text, problem) => {
    expect(ahead(text)).toContain(problem)
  })

  it('is one to come, or a sentence, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const read = readMomentAhead(text, thursday, 'Europe/Vienna')
        expect('problem' in read ? read.problem.length > 0 : read.at > thursday).toBe(true)
      }),
      { numRuns: 300 },
    )
  })
})

const anEvent = (changes: Partial<CalendarEvent> = {}): CalendarEvent => ({
  uid: 'one',
  sequence: 0,
  startsAt: at('2026-12-03T13:00:00'),
  minutes: 45,
  isCancelled: false,
  changedAt: at('2026-11-26T12:00:00'),
  summary: 'Review meeting: INC-12',
  description: 'In Slack.',
  ...changes,
})

/** The lines as a calendar reads them: unfolded. */
const linesOf = (file: string): string[] => file.replaceAll('\r\n ', '').split('\r\n')
const fieldOf = (file: string, name: string): string =>
  (linesOf(file).find((line) => line.startsWith(`${name}:`)) ?? '').slice(name.length + 1)
const plain = (value: string): string =>
  value.replace(/\\([\\;,nN])/g, (_, letter: string) => (/n/i.test(letter) ? '\n' : letter))

describe('a calendar file', () => {
  it('has what a calendar asks for, in UTC', () => {
    expect(linesOf(calendarFile(anEvent()))).toEqual([
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//Second Story//EN',
      'CALSCALE:GREGORIAN',
      'METHOD:PUBLISH',
      'BEGIN:VEVENT',
      'UID:one',
      'SEQUENCE:0',
      'DTSTAMP:20261126T120000Z',
      'DTSTART:20261203T130000Z',
      'DTEND:20261203T134500Z',
      'SUMMARY:Review meeting: INC-12',
      'DESCRIPTION:In Slack.',
      'ORGANIZER;CN=Second Story:mailto:nobody@second-story.invalid',
      'STATUS:CONFIRMED',
      'END:VEVENT',
      'END:VCALENDAR',
      '',
    ])
  })

  it('says that it is cancelled, under the same name', () => {
    const file = calendarFile(anEvent({ isCancelled: true, sequence: 3 }))
    expect([fieldOf(file, 'METHOD'), fieldOf(file, 'STATUS'), fieldOf(file, 'UID'), fieldOf(file, 'SEQUENCE')]).toEqual([
      'CANCEL',
      'CANCELLED',
      'one',
      '3',
    ])
  })

  it('carries any text: escaped, in lines of 75 octets that cut no character, and with no way out of its value', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 300 })
    const nasty = fc.constantFrom('a\r\nEND:VEVENT', 'a;b,c\\n', '\u0000\u2028', '👩‍🚒'.repeat(40), `${'x'.repeat(74)}é`)
    fc.assert(
      fc.property(fc.oneof(text, nasty), (summary) => {
        const file = calendarFile(anEvent({ summary }))
        for (const line of file.split('\r\n')) {
          expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
          expect(line).not.toMatch(/[\r\n]/)
        }
        expect(linesOf(file)).toHaveLength(18)
        const kept = summary.replace(/\r\n?/g, '\n').replace(/[^\P{Cc}\n\t]/gu, '')
        expect(plain(fieldOf(file, 'SUMMARY'))).toBe(kept)
      }),
    )
  })
})

describe('a meeting', () => {
  const now = thursday
  const setting = { incident: anIncident(), now, newUid: 'new', hours, hostZone: 'Europe/Vienna' }
  const wish = { startsAt: at('2026-12-01T13:00:00'), minutes: 60, invitedIds: ['U5'] }
  const first = (): Meeting => meetingWith(null, wish, setting)

  it('keeps its name and counts on when it is moved, cancelled and set again', () => {
    const moved = meetingWith(first(), { ...wish, minutes: 45 }, setting)
    const cancelled = withoutMeeting(moved, anIncident(), now)
    const again = meetingWith(cancelled, wish, setting)
    expect([first(), moved, cancelled, again].map(({ uid, sequence, isCancelled }) => [uid, sequence, isCancelled])).toEqual([
      ['new', 0, false],
      ['new', 1, false],
      ['new', 2, true],
      ['new', 3, false],
    ])
  })

  it('is another one after it was held; who is invited changes nothing for calendars', () => {
    const held = { ...first(), uid: 'old', askedAt: now }
    const later = { ...setting, now: at('2026-12-02T09:00:00') }
    expect(meetingWith(held, { ...wish, startsAt: at('2026-12-08T13:00:00') }, later)).toMatchObject({
      ...{ uid: 'new', sequence: 0, askedAt: now },
    })
    expect(meetingWith(first(), { ...wish, invitedIds: [] }, setting)).toMatchObject({ sequence: 0, invitedIds: [] })
  })

  it('reminds its host on their working day before, once, and not where that is behind us', () => {
    expect(first().remindAt).toEqual(at('2026-11-30T08:00:00'))
    expect(meetingWith(null, { ...wish, startsAt: at('2026-11-30T13:00:00') }, setting).remindAt).toEqual(
      at('2026-11-27T08:00:00'),
    )
    expect(meetingWith(null, { ...wish, startsAt: at('2026-11-26T16:00:00') }, setting).remindAt).toBeNull()
    const reminded = { ...first(), remindAt: null, remindedAt: now }
    expect(meetingWith(reminded, { ...wish, minutes: 30 }, setting).remindAt).toBeNull()
  })

  it('is refused where it cannot be, with what to do', () => {
    const wishes = [
      { ...wish, startsAt: now },
      { ...wish, minutes: 5 },
      { ...wish, minutes: Number.NaN },
    ]
    for (const wrong of wishes) expect(() => meetingWith(null, wrong, setting)).toThrow(/behind us|takes 15 to 240/)
    expect(() => meetingWith(first(), wish, setting)).toThrow('already')
    expect(() => withoutMeeting(null, anIncident(), now)).toThrow('nothing to cancel')
    expect(() => withoutMeeting(withoutMeeting(first(), anIncident(), now), anIncident(), now)).toThrow('cancelled already')
  })

  it('is in calendars by its number alone, and of a private incident without even that', () => {
    const secret = anIncident({ isPrivate: true, title: 'a leaked key' })
    expect(calendarFile(calendarEvent(first(), anIncident()))).toContain('SUMMARY:Review meeting: INC-12')
    for (const text of [calendarFile(calendarEvent(first(), secret)), calendarFileName(secret)])
      expect(text).not.toMatch(/INC|12\b(?!0)|leaked/)
    expect(calendarFile(calendarEvent(first(), anIncident()))).not.toContain('users table')
  })
})

describe('the agenda', () => {
  it('of an hour gives 35 minutes to the accounts', () => {
    expect(agendaOf(60).map(({ key, minutes }) => [key, minutes])).toEqual([
      ['opening', 5],
      ['accounts', 35],
      ['unclear', 10],
      ['next', 5],
      ['after', 5],
    ])
  })

  it('of any length is as long as the meeting, and gives more than half to the accounts', () => {
    fc.assert(
      fc.property(fc.integer({ min: shortestMeeting, max: longestMeeting }), (minutes) => {
        const agenda = agendaOf(minutes)
        expect(agenda.reduce((sum, item) => sum + item.minutes, 0)).toBe(minutes)
        expect(agenda.find(({ key }) => key === 'accounts')?.minutes).toBeGreaterThan(minutes / 2)
        expect(Math.min(...agenda.map((item) => item.minutes))).toBeGreaterThan(0)
      }),
    )
  })
})

const words = reviewWords({ timeZone: 'UTC', person: () => 'responder', name: () => 'Maya' })
const guide = (changes: Parameters<typeof theFacts>[0], unknown: string[] = []) =>
  guideFor(theFacts(changes), bank, words, unknown).map(({ part, questionId, question, about }) => ({
    ...{ part, questionId, question },
    about: about.join(' / '),
  }))
const idsOf = (changes: Parameters<typeof theFacts>[0], unknown: string[] = []): string[] =>
  guide(changes, unknown).map(({ questionId }) => questionId)
const opened = { state: 'open' as const, opensAt: thursday, openedAt: thursday }

describe('the guide for the host', () => {
  it('begins with what nobody has told, and asks nothing that is told', () => {
    const little = idsOf({ entries: [], answers: [], material: noMaterial })
    expect(little).toEqual(['new-to-you', 'weeks-before', 'conditions-together', 'goals-in-conflict', 'the-next-one'])
    const told = idsOf({
      review: opened,
      entries: [],
      answers: [anAnswer(1, { userId: 'UOUTSIDE1', elicits: ['goals'] })],
      parts: [aPart(1, { section: 'next' })],
      material: { ...noMaterial, condition: [aCondition(1)] },
    })
    expect(told).toEqual(['new-to-you', 'one-step-back', 'also-elsewhere'])
  })

  it('grows where accounts stand beside each other, and where parts of them are not told', () => {
    const entries = [anEntry(1, { kind: 'decision' }), anEntry(2, { kind: 'action' })]
    const answers = [anAnswer(1, { entryId: 1 }), anAnswer(2, { entryId: 1, userId: 'U0SAM0001' })]
    const [differ, cover] = guide({ review: opened, entries, answers, material: noMaterial })
    expect(differ).toMatchObject({ part: 'accounts', questionId: 'accounts-differ' })
    expect(differ?.about).toContain('14:35 · decision: several accounts stand beside each other.')
    expect(cover).toMatchObject({ questionId: 'cover-the-outcome' })
    expect(cover?.question).toContain('14:35')
    expect(cover?.about).toContain('14:35 · action: not asked yet, or no account here yet.')
  })

  it('asks about nets of unknown state, guesses without evidence, and what the review calls unknown', () => {
    const material = {
      ...noMaterial,
      safeguard: [aSafeguard(1, { text: 'the nightly backup', state: 'unknown' })],
      condition: [aCondition(2, { text: 'the alarm was off', sureness: 'guess' })],
    }
    const asked = guide({ material }, ['No entry from 14:06 to 14:44 (38 min).'])
    const of = (id: string) => asked.find(({ questionId }) => questionId === id)
    expect(of('safeguard-visible')?.question).toBe('From where could people see the state of the nightly backup?')
    expect(of('safeguard-visible')?.about).toBe('How it was is not known.')
    expect(asked.map(({ question }) => question).join()).not.toContain('the alarm was off')
    expect(of('also-elsewhere')).toBeUndefined()
    expect(of('still-unexplained')?.about).toBe('A guess: “the alarm was off”? / No entry from 14:06 to 14:44 (38 min).')
  })

  it('holds what is much to a few lines, and says how much more there is', () => {
    const unknown = Array.from({ length: 40 }, (_, at) => `Unknown ${at}.`)
    const about = guide({}, unknown).find(({ questionId }) => questionId === 'still-unexplained')?.about
    expect(about).toMatch(/^Unknown 0\. .* Unknown 4\. \/ … and 35 more$/)
    const condition = Array.from({ length: 30 }, (_, at) => aCondition(at + 1))
    expect(idsOf({ material: { ...noMaterial, condition } }).filter((id) => id === 'one-step-back')).toHaveLength(2)
  })

  it('comes in the order of the agenda, and without what a team has switched off', () => {
    const parts = guide({ entries: [anEntry(1, { kind: 'action' })] }).map(({ part }) => part)
    expect(parts).toEqual(
      parts.toSorted((a, b) => ['accounts', 'unclear', 'next'].indexOf(a) - ['accounts', 'unclear', 'next'].indexOf(b)),
    )
    const less = bank.filter(({ id }) => id !== 'new-to-you')
    expect(guideFor(theFacts({}), less, words, []).map(({ questionId }) => questionId)).not.toContain('new-to-you')
  })
})
