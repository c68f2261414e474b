import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { noMaterial } from '../../src/core/known-material.ts'
import { labelsFor } from '../../src/core/labels.ts'
import { imageColours } from '../../src/core/pictures/picture-svg.ts'
import { drawTimeline } from '../../src/core/pictures/picture-timeline.ts'
import { drawConditions } from '../../src/core/pictures/picture-web.ts'
import { conditionsPicture, timelinePicture } from '../../src/core/pictures/review-pictures.ts'
import { type ReviewFacts, reviewWords } from '../../src/core/review/review.ts'
import { aCondition, aLink } from '../support/material.ts'
import { anEntry, anIncident, anyFacts, at, isIn, nameOfPerson, names, roleLabels, theFacts } from '../support/review-facts.ts'

const wordsFor = (facts: ReviewFacts) =>
  reviewWords({
    timeZone: 'UTC',
    person: labelsFor({ ...facts, roleLabels, declaredBy: facts.incident.declaredBy }),
    name: nameOfPerson,
  })

const drawing = { id: 'p', width: 960, colours: imageColours, href: () => null }

const drawn = (facts: ReviewFacts): string => {
  const words = wordsFor(facts)
  const conditions = conditionsPicture(facts, words)
  return drawTimeline(timelinePicture(facts, words), drawing) + (conditions ? drawConditions(conditions, drawing) : '')
}

describe('the pictures of a review', () => {
  const backups = aCondition(1, { since: { at: at('2026-09-22T00:00:00'), precision: 'day' } })
  const guess = aCondition(2, { text: 'storage was to be cheaper', sureness: 'guess' })
  const facts = theFacts({
    entries: [
      anEntry(1, {
        kind: 'status',
        source: 'system',
        change: { field: 'status', from: null, to: 'investigating' },
        happenedAt: at('2026-11-28T14:30:00'),
      }),
      anEntry(2, {
        kind: 'status',
        source: 'system',
        change: { field: 'status', from: 'investigating', to: 'monitoring' },
        happenedAt: at('2026-11-28T15:00:00'),
      }),
      anEntry(3, {
        kind: 'status',
        source: 'system',
        change: { field: 'status', from: 'monitoring', to: 'resolved' },
        happenedAt: at('2026-11-28T15:42:00'),
      }),
      anEntry(4, { kind: 'role', source: 'system', change: { field: 'lead', from: null, to: 'U0MAYA001' } }),
      anEntry(5, { text: 'ask <@U0MAYA001>' }),
    ],
    material: { ...noMaterial, condition: [backups, guess], links: [aLink(2, 1)] },
  })

  it('show how things stood, what was kept, and what was there long before', () => {
    const { phases, marks, core } = timelinePicture(facts, wordsFor(facts))
    expect(phases.map(({ label }) => label)).toEqual(['detected', 'investigating', 'monitoring'])
    expect(marks.map(({ ref, lane, text }) => [ref, lane, text])).toEqual([
      ['C1', 'before', 'backups are switched off'],
      ['E4', 'record', 'lead: responder 1'],
      ['E5', 'seen', 'ask responder 1'],
    ])
    expect(core).toEqual({ from: at('2026-11-28T14:26:00'), to: at('2026-11-28T15:42:00') })
    expect(drawn(facts)).toContain('67 days')
  })

  it('tell how things stood from before anybody noticed', () => {
    const noticedLate = { ...facts, incident: anIncident({ startedAt: at('2026-11-28T14:00:00') }) }
    const { phases, core } = timelinePicture(noticedLate, wordsFor(noticedLate))
    const shortly = (moment: Date): string => moment.toISOString().slice(11, 16)
    expect(phases.map(({ label, from, to }) => `${shortly(from)}-${shortly(to)} ${label}`)).toEqual([
      '14:00-14:26 not noticed yet',
      '14:26-14:30 detected',
      '14:30-15:00 investigating',
      '15:00-15:42 monitoring',
    ])
    expect([core.from, core.to]).toEqual([at('2026-11-28T14:26:00'), at('2026-11-28T15:42:00')])
  })

  it('are drawn with nothing recorded, and while the incident goes on', () => {
    for (const incident of [
      anIncident(),
      anIncident({ resolvedAt: null, detectedAt: null }),
      anIncident({ resolvedAt: at('2026-11-28T14:00:00') }),
    ])
      for (const entries of [[], facts.entries]) expect(drawn(theFacts({ incident, entries }))).toMatch(/^<svg [\s\S]*<\/svg>$/)
  })

  it('show the web of conditions with its links, a guess as a question, and nothing of what is gone', () => {
    const picture = conditionsPicture(facts, wordsFor(facts))
    expect(picture?.conditions.map(({ ref, since }) => [ref, since])).toEqual([
      ['C1', 'since 22 September 2026'],
      ['C2', ''],
    ])
    expect(picture?.links).toEqual([{ from: 'C2', to: 'C1', kind: 'made_possible' }])
    expect(drawn(facts)).toContain('storage was to be cheaper?')
    const removed = {
      ...facts,
      material: { ...facts.material, condition: [{ ...backups, removedAt: at('2026-12-04T09:00:00') }, guess] },
    }
    expect(conditionsPicture(removed, wordsFor(removed))?.links).toEqual([])
    expect(drawn(removed)).not.toContain('backups')
    expect(conditionsPicture(theFacts(), wordsFor(theFacts()))).toBeNull()
  })

  it('name nobody, whatever is recorded', () => {
    fc.assert(
      fc.property(anyFacts, (any) => {
        const svg = drawn(any)
        expect(isIn(svg)).toEqual([])
        expect(isIn(svg, names)).toEqual([])
        expect(svg).not.toMatch(/<script/i)
      }),
    )
  })
})
