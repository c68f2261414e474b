import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isNothing, parseDuration } from '../../src/core/duration.ts'

const hour = 3_600_000

describe('a duration of the settings', () => {
  it.each([
    ['P1D', { days: 1, milliseconds: 0 }],
    ['P366D', { days: 366, milliseconds: 0 }],
    ['PT2H', { days: 0, milliseconds: 2 * hour }],
    ['PT90M', { days: 0, milliseconds: 1.5 * hour }],
    ['PT1H30M15S', { days: 0, milliseconds: 1.5 * hour + 15_000 }],
    ['P2DT4H', { days: 2, milliseconds: 4 * hour }],
    ['PT0S', { days: 0, milliseconds: 0 }],
  ])('reads %s', (text, duration) => {
    expect(parseDuration(text)).toEqual(duration)
  })

  it.each(['', 'P', 'PT', 'P1DT', '1 day', '1d', 'p1d', 'P-1D', 'PT1.5H', 'P1H', 'PT1D', ' P1D', 'P1D ', 'P1DP1D'])(
    'refuses “%s” and says how to write it',
    (text) => {
      expect(() => parseDuration(text)).toThrow(/is not a duration.*P1D.*PT90M.*PT0S/)
    },
  )

  it.each(['P1W', 'P1M', 'P1Y', 'P1Y2M3D', 'P2WT1H'])('refuses %s, which does not say how many working days', (text) => {
    expect(() => parseDuration(text)).toThrow(/weeks, months and years in working days, for example P5D/)
  })

  it.each(['P367D', 'PT9999H', 'P99999999999999999999D'])('refuses %s, which is longer than a year', (text) => {
    expect(() => parseDuration(text)).toThrow(/longer than a year/)
  })

  it('shows no more than the beginning of something long', () => {
    expect(() => parseDuration('x'.repeat(5000))).toThrow(/^“x{40}…” is not/)
  })

  it('is nothing only where there is nothing to wait for', () => {
    expect(isNothing(parseDuration('PT0S'))).toBe(true)
    expect(isNothing(parseDuration('P0D'))).toBe(true)
    expect(isNothing(parseDuration('PT1S'))).toBe(false)
  })

  it('reads whatever days, hours, minutes and seconds are written', () => {
    const parts = fc.record({ days: fc.nat(366), hours: fc.nat(99), minutes: fc.nat(99), seconds: fc.nat(99) })
    fc.assert(
      fc.property(parts, ({ days, hours, minutes, seconds }) => {
        const milliseconds = hours * hour + minutes * 60_000 + seconds * 1000
        expect(parseDuration(`P${days}DT${hours}H${minutes}M${seconds}S`)).toEqual({ days, milliseconds })
      }),
    )
  })
})
