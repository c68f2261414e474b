import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { changesSince, type Sighting } from '../../src/core/known-condition.ts'
import { alikeOf, likeness } from '../../src/core/likeness.ts'
import { anIncident, at } from '../support/review-facts.ts'

const counts = {
  of: new Map([
    ['backup', 3],
    ['databas', 80],
    ['nightli', 2],
  ]),
  total: 200,
}

describe('how alike two texts are', () => {
  it('is the same both ways, between 0 and 1, and 1 of a text and itself', () => {
    const words = fc.uniqueArray(fc.constantFrom('backup', 'databas', 'nightli', 'pager', 'mute'))
    fc.assert(
      fc.property(words, words, (one, other) => {
        const like = likeness(one, other, counts)
        expect(like).toBeCloseTo(likeness(other, one, counts))
        expect(like).toBeGreaterThanOrEqual(0)
        expect(like).toBeLessThanOrEqual(1)
        if (one.length > 0) expect(likeness(one, one, counts)).toBeCloseTo(1)
      }),
    )
  })

  it('goes by words that few have: sharing "backup" says more than sharing "database"', () => {
    const own = ['nightli', 'backup', 'databas']
    expect(likeness(own, ['nightli', 'backup', 'paus'], counts)).toBeGreaterThan(
      likeness(own, ['nightli', 'databas', 'paus'], counts),
    )
  })

  it('is nothing where only one word of several is shared', () => {
    expect(likeness(['nightli', 'backup', 'off'], ['backup', 'full', 'disk'], counts)).toBe(0)
    expect(likeness(['backup'], ['backup', 'off'], counts)).toBeGreaterThan(0)
    expect(likeness([], [], counts)).toBe(0)
  })

  it('puts the most alike first, of equal ones the newest, three at the most', () => {
    const others = [1, 2, 3, 4].map((id) => ({ id, words: ['nightli', 'backup', ...(id === 2 ? ['databas'] : [])] }))
    const own = ['nightli', 'backup', 'databas']
    expect(alikeOf(own, [...others, { id: 5, words: ['pager', 'mute'] }], counts).map(({ id }) => id)).toEqual([2, 4, 3])
  })
})

describe('what was seen after a change', () => {
  const incident = (number: number, day: string) =>
    anIncident({ id: `incident ${number}`, number, declaredAt: at(day), detectedAt: null })
  const sighting = (number: number, day: string): Sighting => ({
    incident: incident(number, day),
    conditionId: number,
    words: 'x',
    since: null,
  })
  const change = { incident: incident(1, '2026-01-01T10:00:00'), id: 1, words: 'x', outcome: null }
  const sightings = [sighting(3, '2026-05-01T10:00:00'), sighting(1, '2026-01-01T10:00:00'), sighting(2, '2026-03-01T10:00:00')]

  it('is told of one that is done, in the order of time, and of no other', () => {
    const seenAfter = (doneAt: Date | null) =>
      changesSince([{ ...change, state: doneAt ? 'done' : 'agreed', doneAt }], sightings)[0]?.seenAfter.map(
        ({ number }) => number,
      )
    expect(seenAfter(at('2026-02-01T10:00:00'))).toEqual([2, 3])
    expect(seenAfter(at('2026-05-01T10:00:00'))).toEqual([])
    expect(seenAfter(null)).toEqual([])
  })
})
