import { describe, expect, it } from 'vitest'
import { firstSignals, isForRhymes, rhymeOf, rhymesAmong, signalsFrom } from '../../src/core/rhymes.ts'
import { anEntry, anIncident, at } from '../support/review-facts.ts'

const counts = {
  of: new Map([
    ['user', 20],
    ['tabl', 10],
    ['empti', 2],
  ]),
  total: 100,
}
const own = [
  { stem: 'user', counts: 2 },
  { stem: 'tabl', counts: 2 },
  { stem: 'empti', counts: 2 },
  { stem: 'today', counts: 1 },
]
const candidate = (incidentId: string, ...stems: string[]) => ({ incidentId, found: new Map(stems.map((stem) => [stem, 1])) })

describe('how much an earlier incident rhymes', () => {
  it('goes by how many of its words are found there, rare ones above all; one word alone is no rhyme', () => {
    expect(rhymeOf(own, candidate('a', 'user', 'empti'), counts)).toBeGreaterThan(
      rhymeOf(own, candidate('b', 'user', 'tabl'), counts),
    )
    expect(rhymeOf(own, candidate('a', 'empti'), counts)).toBe(0)
    expect(rhymeOf([], candidate('a'), counts)).toBe(0)
    expect(rhymeOf(own, candidate('a', 'user', 'tabl', 'empti', 'today'), counts)).toBeCloseTo(1)
  })

  it('what hardly does is not offered', () => {
    const weak = {
      incidentId: 'weak',
      found: new Map([
        ['user', 0.6],
        ['today', 0.6],
      ]),
    }
    expect(rhymesAmong(own, [weak, candidate('b', 'user', 'tabl'), candidate('a', 'tabl', 'empti')], counts)).toEqual(['a', 'b'])
  })
})

describe('how an incident first showed', () => {
  it('is told by the two that came first, of those with words', () => {
    const sign = (id: number, time: string, text: string | null = 'rows: 0') =>
      anEntry(id, { happenedAt: at(`2026-12-01T${time}:00`), source: 'reaction', kind: 'observation', text })
    const signs = [sign(5, '15:20'), sign(7, '14:40', ' '), sign(8, '14:45', null), sign(3, '14:50'), sign(4, '15:10')]
    expect(firstSignals(signs).map(({ id }) => id)).toEqual([3, 4])
    expect(firstSignals([])).toEqual([])
  })

  it('is looked for from an hour before it was known', () => {
    const declaredAt = at('2026-12-01T15:00:00')
    expect(signalsFrom(anIncident({ detectedAt: null, declaredAt }))).toEqual(at('2026-12-01T14:00:00'))
    expect(signalsFrom(anIncident({ detectedAt: at('2026-12-01T14:30:00'), declaredAt }))).toEqual(at('2026-12-01T13:30:00'))
  })
})

it('is for whoever leads; while nobody does, for whoever declared; and for nobody once it is over', () => {
  const incident = anIncident({ status: 'investigating', declaredBy: 'U1' })
  expect([isForRhymes(incident, 'U1', null), isForRhymes(incident, 'U1', 'U2'), isForRhymes(incident, 'U2', 'U2')]).toEqual([
    true,
    false,
    true,
  ])
  expect(isForRhymes({ ...incident, status: 'resolved' }, 'U1', null)).toBe(false)
})
