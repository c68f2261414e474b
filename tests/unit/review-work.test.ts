import { describe, expect, it } from 'vitest'
import { noMaterial } from '../../src/core/known-material.ts'
import { imageColours } from '../../src/core/pictures/picture-svg.ts'
import { drawTimeline } from '../../src/core/pictures/picture-timeline.ts'
import { drawConditions } from '../../src/core/pictures/picture-web.ts'
import { conditionsPicture, timelinePicture } from '../../src/core/pictures/review-pictures.ts'
import { compileReview, type ReviewFacts, renderReview, reviewWords } from '../../src/core/review/review.ts'
import { reviewHtml } from '../../src/core/review/review-html.ts'
import { aCondition, aLink } from '../support/material.ts'
import { anAnswer, anEntry, at, theFacts } from '../support/review-facts.ts'

const kinds = ['observation', 'hypothesis', 'decision', 'action', 'note'] as const
const words = reviewWords({ timeZone: 'UTC', person: (userId) => userId, name: (userId) => userId })

/** A review of so many entries, a sixth as many answers and a thirtieth as many conditions, that says how often any of it is looked at. */
function longReview(entries: number): { facts: ReviewFacts; looks(): number } {
  let looks = 0
  const counted = <Row extends object>(row: Row): Row =>
    new Proxy(row, {
      get: (target, key) => {
        looks += 1
        return Reflect.get(target, key)
      },
    })
  const start = at('2026-11-28T14:30:00').getTime()
  const many = <Row extends object>(count: number, make: (id: number) => Row): Row[] =>
    Array.from({ length: count }, (_, index) => counted(make(index + 1)))
  const conditions = Math.floor(entries / 30)
  const facts = theFacts({
    entries: many(entries, (id) =>
      anEntry(id, {
        kind: kinds[id % kinds.length] ?? 'note',
        happenedAt: new Date(start + id * 5000),
        authorId: `U0WRITER${id % 9}`,
      }),
    ),
    answers: many(Math.floor(entries / 6), (id) => anAnswer(id, { entryId: id * 6, userId: `U0WRITER${id % 9}` })),
    material: {
      ...noMaterial,
      condition: many(conditions, (id) => aCondition(id)),
      links: many(conditions, (id) => aLink(id, 1 + (id % conditions))),
    },
  })
  return { facts, looks: () => looks }
}

const drawing = { id: 'x', width: 880, colours: imageColours, href: () => null }

/** Each step of a review's way, from facts to what is read. */
const steps: Record<string, (facts: ReviewFacts) => unknown> = {
  'compiling it': (facts) => compileReview(facts),
  'putting it into words': (facts) => renderReview(compileReview(facts), facts, words),
  'writing it as HTML': (facts) => reviewHtml(renderReview(compileReview(facts), facts, words), { permalink: () => null }).text,
  'drawing its timeline': (facts) => drawTimeline(timelinePicture(facts, words), drawing),
  'drawing its conditions': (facts) => {
    const picture = conditionsPicture(facts, words)
    return picture && drawConditions(picture, drawing)
  },
}

describe('the work of a review', () => {
  it.each(Object.entries(steps))('of %s grows with what it is made of and hardly faster', (_, step) => {
    const looksOf = (entries: number): number => {
      const { facts, looks } = longReview(entries)
      step(facts)
      return looks()
    }
    expect(looksOf(1200) / looksOf(300)).toBeLessThan(5)
  })
})
