import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseDuration } from '../../src/core/duration.ts'
import { dueAt, isTimeZone, isWorkingHour, type WorkingHours } from '../../src/core/working-time.ts'

const decent: WorkingHours = { days: [1, 2, 3, 4, 5], from: '10:00', to: '16:00' }

/** The moment it is due, in UTC; `from` is written with its offset. */
const due = (from: string, delay: string, zone: string | null, hours = decent, organisation = 'UTC') =>
  dueAt(new Date(from), parseDuration(delay), hours, zone, organisation).toISOString()

describe('a delay of working days', () => {
  it('lands when the hours of the next working day begin', () => {
    expect(due('2026-11-17T14:28:00+01:00', 'P1D', 'Europe/Vienna')).toBe('2026-11-18T09:00:00.000Z')
  })

  it.each([
    ['Friday at 15:00', '2026-11-20T15:00:00+01:00'],
    ['Saturday', '2026-11-21T12:00:00+01:00'],
    ['Sunday just before midnight', '2026-11-22T23:59:59+01:00'],
  ])('goes from %s to Monday', (_, from) => {
    expect(due(from, 'P1D', 'Europe/Vienna')).toBe('2026-11-23T09:00:00.000Z')
  })

  it('gives whoever worked until three in the morning that day, and asks on the next', () => {
    expect(due('2026-11-18T03:00:00+01:00', 'P1D', 'Europe/Vienna')).toBe('2026-11-19T09:00:00.000Z')
  })

  it('counts three days over a weekend', () => {
    expect(due('2026-11-19T16:00:00Z', 'P3D', 'UTC')).toBe('2026-11-24T10:00:00.000Z')
  })

  it('counts only the days that the team works', () => {
    expect(due('2026-11-19T16:00:00Z', 'P2D', 'UTC', { days: [7], from: '08:00', to: '12:00' })).toBe('2026-11-29T08:00:00.000Z')
  })

  it('asks two people of one incident on the mornings of their own days', () => {
    const moment = '2026-11-19T23:30:00Z'
    expect(due(moment, 'P1D', 'America/Los_Angeles')).toBe('2026-11-20T18:00:00.000Z')
    expect(due(moment, 'P1D', 'Pacific/Auckland')).toBe('2026-11-22T21:00:00.000Z')
  })

  it('adds hours to the beginning of the day where both are given', () => {
    expect(due('2026-11-17T14:00:00Z', 'P1DT2H', 'UTC')).toBe('2026-11-18T12:00:00.000Z')
    expect(due('2026-11-20T14:00:00Z', 'P1DT8H', 'UTC')).toBe('2026-11-24T10:00:00.000Z')
  })
})

describe('a delay of hours', () => {
  it('is exact within working hours', () => {
    expect(due('2026-11-17T10:17:00Z', 'PT2H', 'UTC')).toBe('2026-11-17T12:17:00.000Z')
  })

  it.each([
    ['before the hours begin', '2026-11-17T05:00:00Z', '2026-11-17T10:00:00.000Z'],
    ['the minute they end', '2026-11-17T14:00:00Z', '2026-11-18T10:00:00.000Z'],
    ['on a Friday evening', '2026-11-20T18:00:00Z', '2026-11-23T10:00:00.000Z'],
  ])('moves to the next hours from %s', (_, from, expected) => {
    expect(due(from, 'PT2H', 'UTC')).toBe(expected)
  })

  it('may use a whole day', () => {
    const always: WorkingHours = { days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '24:00' }
    expect(due('2026-11-21T23:00:00Z', 'PT90M', 'Asia/Tokyo', always)).toBe('2026-11-22T00:30:00.000Z')
  })
})

describe('no delay', () => {
  it('is at once, at any hour', () => {
    expect(due('2026-11-22T03:12:00Z', 'PT0S', 'UTC')).toBe('2026-11-22T03:12:00.000Z')
  })
})

describe('time zones', () => {
  it('follow the clocks when they change', () => {
    expect(due('2026-03-27T15:00:00+01:00', 'P1D', 'Europe/Vienna')).toBe('2026-03-30T08:00:00.000Z')
    expect(due('2026-10-23T15:00:00+02:00', 'P1D', 'Europe/Vienna')).toBe('2026-10-26T09:00:00.000Z')
  })

  it('may differ by half an hour and by three quarters', () => {
    expect(due('2026-11-17T12:00:00Z', 'P1D', 'Asia/Kolkata')).toBe('2026-11-18T04:30:00.000Z')
    expect(due('2026-11-17T12:00:00Z', 'P1D', 'Asia/Kathmandu')).toBe('2026-11-18T04:15:00.000Z')
    expect(due('2026-11-17T12:00:00Z', 'P1D', 'Australia/Lord_Howe')).toBe('2026-11-17T23:00:00.000Z')
  })

  it('lie on both sides of the date line', () => {
    const moment = '2026-11-17T10:30:00Z'
    expect(due(moment, 'P1D', 'Pacific/Kiritimati')).toBe('2026-11-18T20:00:00.000Z')
    expect(due(moment, 'P1D', 'Pacific/Pago_Pago')).toBe('2026-11-17T21:00:00.000Z')
  })

  it('skip a day that never was', () => {
    expect(due('2011-12-29T12:00:00-10:00', 'P1D', 'Pacific/Apia')).toBe('2012-01-01T20:00:00.000Z')
  })

  it('skip hours that the clocks skip', () => {
    const early: WorkingHours = { days: [7, 1], from: '02:10', to: '02:50' }
    expect(due('2026-03-28T12:00:00+01:00', 'P1D', 'Europe/Vienna', early)).toBe('2026-03-30T00:10:00.000Z')
  })

  it.each(['Mars/Olympus', '', '+02:00', null])('give way to the organisation’s where a person has %s', (zone) => {
    expect(due('2026-11-17T12:00:00Z', 'P1D', zone, decent, 'America/New_York')).toBe('2026-11-18T15:00:00.000Z')
  })

  it('are known by their IANA names', () => {
    expect(isTimeZone('Europe/Vienna')).toBe(true)
    expect(isTimeZone('UTC')).toBe(true)
    expect(isTimeZone('Europe/Viena')).toBe(false)
    expect(isTimeZone('+02:00')).toBe(false)
  })
})

describe('any delay, any hours, any zone', () => {
  const minute = fc.integer({ min: 0, max: 1440 })
  const time = (minutes: number) =>
    `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
  const hours = fc
    .tuple(fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }), minute, minute)
    .filter(([, a, b]) => Math.abs(a - b) >= 10)
    .map(([days, a, b]) => ({ days, from: time(Math.min(a, b)), to: time(Math.max(a, b)) }))
  const moment = fc.date({ min: new Date('2000-01-01'), max: new Date('2040-01-01'), noInvalidDate: true })
  const delay = fc
    .record({ days: fc.nat(20), milliseconds: fc.nat(100 * 3_600_000) })
    .filter(({ days, milliseconds }) => days + milliseconds > 0)
  const zone = fc.constantFrom(...Intl.supportedValuesOf('timeZone'))

  it('is due within working hours, never before the delay has begun', () => {
    fc.assert(
      fc.property(moment, delay, hours, zone, (from, wait, open, where) => {
        const at = dueAt(from, wait, open, where)
        expect(isWorkingHour(at, open, where)).toBe(true)
        expect(at.getTime()).toBeGreaterThanOrEqual(from.getTime() + (wait.days === 0 ? wait.milliseconds : 0))
      }),
      { numRuns: 600 },
    )
  })
})
