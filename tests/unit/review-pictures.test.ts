import { describe, expect, it } from 'vitest'
import { pageColours } from '../../src/core/picture-svg.ts'
import { drawTimeline } from '../../src/core/picture-timeline.ts'
import { compileReview, type ReviewFacts, renderReview, reviewWords } from '../../src/core/review.ts'
import { timelinePicture } from '../../src/core/review-pictures.ts'
import { anEntry, anIncident, at, theFacts } from '../support/review-facts.ts'

const words = reviewWords({ timeZone: 'UTC', person: () => 'responder 1', name: () => 'nobody' })
const pictureOf = (facts: ReviewFacts) => timelinePicture(facts, renderReview(compileReview(facts), facts, words), words)

const status = (id: number, time: string, to: string) =>
  anEntry(id, {
    kind: 'status',
    source: 'system',
    text: null,
    happenedAt: at(`2026-11-28T${time}`),
    change: { field: 'status', from: id === 1 ? null : 'x', to },
  })

describe('what the picture of a timeline is drawn from', () => {
  const facts = theFacts({
    incident: anIncident({ startedAt: at('2026-11-28T14:00:00') }),
    entries: [
      status(1, '14:30:00', 'investigating'),
      anEntry(2, { kind: 'action', text: 'I ask <@U0JONAS02> to <https://example.com|look>' }),
      anEntry(3, { happenedAt: at('2026-09-22T09:00:00'), text: 'backups off' }),
      status(4, '15:40:00', 'monitoring'),
      status(5, '15:42:00', 'resolved'),
    ],
  })

  it('has each entry in the lane of its kind, in the words of the review', () => {
    expect(pictureOf(facts).marks.map(({ ref, lane, text }) => [ref, lane, text])).toEqual([
      ['E3', 'seen', 'backups off'],
      ['E1', 'record', 'declared, status: investigating'],
      ['E2', 'done', 'I ask responder 1 to look (https://example.com)'],
      ['E4', 'record', 'status: x to monitoring'],
      ['E5', 'record', 'status: x to resolved'],
    ])
  })

  it('tells how things stood, from before anybody noticed to the end', () => {
    const { phases, core } = pictureOf(facts)
    expect(
      phases.map(({ label, from, to }) => `${from.toISOString().slice(11, 16)}-${to.toISOString().slice(11, 16)} ${label}`),
    ).toEqual(['14:00-14:26 not noticed yet', '14:26-14:30 detected', '14:30-15:40 investigating', '15:40-15:42 monitoring'])
    expect([core.from, core.to]).toEqual([at('2026-11-28T14:26:00'), at('2026-11-28T15:42:00')])
  })

  it('draws with nothing recorded, and while the incident goes on', () => {
    for (const incident of [
      anIncident(),
      anIncident({ resolvedAt: null, detectedAt: null }),
      anIncident({ resolvedAt: at('2026-11-28T14:00:00') }),
    ])
      for (const entries of [[], facts.entries])
        expect(
          drawTimeline(pictureOf(theFacts({ incident, entries })), {
            id: 'p',
            width: 400,
            colours: pageColours,
            href: () => null,
          }),
        ).toMatch(/^<svg [\s\S]*<\/svg>$/)
  })
})
