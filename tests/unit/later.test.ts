import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isAsChosen, type LaterChoice, laterAt, laterChoices } from '../../src/core/later.ts'

const hours = { days: [1, 2, 3, 4, 5], from: '10:00', to: '16:00' }
const later = { days: 1, milliseconds: 0 }

describe('later', () => {
  const cases: [string, LaterChoice, string, string, string][] = [
    ['this evening is at six', 'evening', '2026-11-23T11:00:00Z', 'Europe/Vienna', '2026-11-23T17:00:00.000Z'],
    ['at eight where six is too near', 'evening', '2026-11-23T16:45:00Z', 'Europe/Vienna', '2026-11-23T19:00:00.000Z'],
    ['and tomorrow where it is night', 'evening', '2026-11-23T22:00:00Z', 'Europe/Vienna', '2026-11-24T17:00:00.000Z'],
    ['in the zone of the person', 'evening', '2026-11-23T23:00:00Z', 'Asia/Kolkata', '2026-11-24T12:30:00.000Z'],
    ['tomorrow is the next day', 'next-day', '2026-11-23T11:00:00Z', 'Europe/Vienna', '2026-11-24T09:00:00.000Z'],
    ['which on a Friday is Monday', 'next-day', '2026-11-27T11:00:00Z', 'America/New_York', '2026-11-30T15:00:00.000Z'],
    ['in three days after a Monday is Thursday', 'three-days', '2026-11-23T11:00:00Z', 'UTC', '2026-11-26T10:00:00.000Z'],
    ['after a Wednesday it is Monday', 'three-days', '2026-11-25T11:00:00Z', 'UTC', '2026-11-30T10:00:00.000Z'],
    ['after the weekend is Monday', 'weekend', '2026-11-24T11:00:00Z', 'UTC', '2026-11-30T10:00:00.000Z'],
    ['also on a Saturday and a Sunday', 'weekend', '2026-11-29T11:00:00Z', 'UTC', '2026-11-30T10:00:00.000Z'],
    ['over the end of summer time', 'weekend', '2026-10-23T11:00:00Z', 'Europe/Vienna', '2026-10-26T09:00:00.000Z'],
  ]
  it.each(cases)('%s', (_, choice, now, timeZone, expected) => {
    expect(laterAt(choice, new Date(now), { hours, timeZone, later }).toISOString()).toBe(expected)
  })

  it('knows other weekends, and none', () => {
    const sunday = { ...hours, days: [7, 1, 2, 3, 4] }
    const now = new Date('2026-11-24T11:00:00Z')
    expect(laterAt('weekend', now, { hours: sunday, timeZone: 'UTC', later }).toISOString()).toBe('2026-11-29T10:00:00.000Z')
    const always = { ...hours, days: [1, 2, 3, 4, 5, 6, 7] }
    expect(laterAt('weekend', now, { hours: always, timeZone: 'UTC', later }).toISOString()).toBe('2026-12-01T10:00:00.000Z')
  })

  it('is at once where the settings say so, for a trial', () => {
    const now = new Date('2026-11-24T23:00:00Z')
    expect(laterAt('next-day', now, { hours, timeZone: 'UTC', later: { days: 0, milliseconds: 0 } })).toEqual(now)
  })

  it('is always ahead, within ten days, and at an hour at which people are awake', () => {
    const zone = fc.constantFrom('UTC', 'Europe/Vienna', 'Asia/Kolkata', 'Pacific/Auckland', 'America/St_Johns', 'Pacific/Apia')
    const moment = fc.date({ min: new Date('2026-01-01'), max: new Date('2028-01-01'), noInvalidDate: true })
    fc.assert(
      fc.property(zone, moment, fc.constantFrom(...laterChoices), (timeZone, now, choice) => {
        const at = laterAt(choice, now, { hours, timeZone, later })
        const ahead = (at.getTime() - now.getTime()) / (24 * 60 * 60 * 1000)
        expect(ahead).toBeGreaterThan(0)
        expect(ahead).toBeLessThan(10)
        const hour = Number(new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', hourCycle: 'h23' }).format(at))
        expect([10, 18, 20]).toContain(hour)
      }),
    )
  })

  it('counts as the chosen time for an hour', () => {
    const chosen = new Date('2026-11-24T18:00:00Z')
    expect(isAsChosen(chosen, new Date('2026-11-24T19:00:00Z'))).toBe(true)
    expect(isAsChosen(chosen, new Date('2026-11-24T19:00:01Z'))).toBe(false)
  })
})
