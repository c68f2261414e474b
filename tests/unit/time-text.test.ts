import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clockTime, dayNumbers, dayText, distanceBefore, durationText, spanText } from '../../src/core/time-text.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

describe('a length of time', () => {
  it.each([
    [0, 'less than a minute'],
    [59_999, 'less than a minute'],
    [minute, '1 min'],
    [59 * minute + 59_000, '59 min'],
    [hour, '1 h'],
    [72 * minute, '1 h 12 min'],
    [26 * hour, '26 h'],
    [47 * hour + 59 * minute, '47 h 59 min'],
    [48 * hour, '2 days'],
    [51 * hour + 40 * minute, '2 days 3 h'],
    [67 * day, '67 days'],
    [67 * day - hour, '67 days'],
    [67 * day + hour, '67 days'],
  ])('of %d ms reads “%s”', (milliseconds, text) => {
    expect(durationText(milliseconds)).toBe(text)
  })

  it('below two days says every full minute: nothing is rounded away', () => {
    fc.assert(
      fc.property(fc.integer({ min: minute, max: 2 * day - 1 }), (milliseconds) => {
        const [, hours = '0'] = /(\d+) h/.exec(durationText(milliseconds)) ?? []
        const [, minutes = '0'] = /(\d+) min/.exec(durationText(milliseconds)) ?? []
        expect(Number(hours) * 60 + Number(minutes)).toBe(Math.floor(milliseconds / minute))
      }),
    )
  })

  it('is refused where it is negative or no number', () => {
    expect(() => durationText(-1)).toThrow(RangeError)
    expect(() => durationText(Number.NaN)).toThrow(RangeError)
  })
})

describe('the span between two moments', () => {
  const noon = new Date('2026-11-28T12:00:00Z')
  const later = new Date('2026-11-29T14:00:00Z')

  it('counts over midnight', () => {
    expect(spanText(noon, later)).toBe('26 h')
  })

  it('is null where one is missing or they run backwards', () => {
    expect(spanText(null, later)).toBeNull()
    expect(spanText(noon, null)).toBeNull()
    expect(spanText(later, noon)).toBeNull()
  })

  it('is told as a distance only from the earlier one', () => {
    expect(distanceBefore(new Date('2026-09-22T09:00:00Z'), new Date('2026-11-28T08:00:00Z'))).toBe('67 days before')
    expect(distanceBefore(later, noon)).toBeNull()
    expect(distanceBefore(noon, noon)).toBeNull()
  })
})

describe('a moment where the reader is', () => {
  const moment = new Date('2026-11-28T23:30:00Z')

  it('has the hour and the day of that zone', () => {
    expect([clockTime(moment, 'UTC'), dayText(moment, 'UTC')]).toEqual(['23:30', '28 November 2026'])
    expect([clockTime(moment, 'Europe/Vienna'), dayText(moment, 'Europe/Vienna')]).toEqual(['00:30', '29 November 2026'])
    expect(clockTime(moment, 'Asia/Kathmandu')).toBe('05:15')
    expect([dayNumbers(moment, 'UTC'), dayNumbers(moment, 'Europe/Vienna')]).toEqual(['2026-11-28', '2026-11-29'])
  })

  it('keeps to the clocks of the day: Vienna is an hour nearer in summer', () => {
    expect(clockTime(new Date('2026-07-01T12:00:00Z'), 'Europe/Vienna')).toBe('14:00')
    expect(clockTime(new Date('2026-12-01T12:00:00Z'), 'Europe/Vienna')).toBe('13:00')
  })

  it('falls back to UTC where nobody knows the zone', () => {
    expect(clockTime(moment, 'Middle/Earth')).toBe('23:30')
    expect(clockTime(moment, '')).toBe('23:30')
  })
})
