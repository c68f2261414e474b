import { describe, expect, it } from 'vitest'
import { firstSignals, isForRhymes, rhymeOf, rhymesAmong } from '../../src/core/rhymes.ts'
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
  const incident = anIncident({ detectedAt: null, declaredAt: at('2026-12-01T15:00:00') })
  const entry = (id: number, time: string, more = {}) =>
    anEntry(id, { happenedAt: at(`2026-${time}:00`), source: 'reaction', kind: 'note', text: 'x', ...more })
  const shown = (...entries: ReturnType<typeof entry>[]) => firstSignals(incident, entries).map(({ id }) => id)

  it('is told by the first observations, or else by what people said first; not by what was so long before, nor by the bot', () => {
    const long = entry(1, '09-22T10:00', { kind: 'observation' })
    const system = entry(2, '12-01T15:00', { source: 'system', text: null })
    const early = entry(3, '12-01T14:50')
    expect(shown(long, system, entry(5, '12-01T15:20'), early, entry(4, '12-01T15:10'))).toEqual([3, 4])
    expect(shown(early, entry(6, '12-01T15:30', { kind: 'observation' }))).toEqual([6])
    expect(shown(long, system, entry(7, '12-01T15:10', { text: ' ' }))).toEqual([])
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
