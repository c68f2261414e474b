import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { labelsFor } from '../../src/core/labels.ts'
import { compileReview, type ReviewFacts, renderReview, reviewWords, type StoredStatement } from '../../src/core/review/review.ts'
import { compareReviews, wordsBetween } from '../../src/core/review/review-compare.ts'
import { anAnswer, anEntry, anyFacts, aPart, nameOfPerson, roleLabels, theFacts } from '../support/review-facts.ts'

const shown = (statements: readonly StoredStatement[], now: ReviewFacts) =>
  renderReview(
    statements,
    now,
    reviewWords({
      timeZone: 'UTC',
      person: labelsFor({ ...now, roleLabels, declaredBy: now.incident.declaredBy }),
      name: nameOfPerson,
    }),
  )

/** What is different between a version compiled from `before` and one from `after`, as somebody reads both when `now` holds. */
const between = (before: ReviewFacts, after: ReviewFacts, now = after) =>
  compareReviews(shown(compileReview(before), now), shown(compileReview(after), now))

const inSection = (differences: ReturnType<typeof between>, key: string) =>
  differences.find((section) => section.key === key)?.differences ?? []

describe('two versions of a review', () => {
  const one = anEntry(1, { text: 'first' })
  const two = anEntry(2, { text: 'second' })

  it('differ in nothing where both say the same', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        expect(between(facts, facts)).toEqual([])
      }),
    )
  })

  it('say what came and what went', () => {
    const both = theFacts({ entries: [one, two] })
    expect(inSection(between(theFacts({ entries: [one] }), both), 'timeline')).toEqual([
      { kind: 'came', text: '14:35 · observation · responder 1: “second”', sources: ['E2'] },
    ])
    expect(inSection(between(both, theFacts({ entries: [one] }), both), 'timeline')).toEqual([
      { kind: 'went', text: '14:35 · observation · responder 1: “second”', sources: ['E2'] },
    ])
  })

  it('keep an entry that went apart from another that came', () => {
    const now = theFacts({ entries: [one, two] })
    const differences = inSection(between(theFacts({ entries: [one] }), theFacts({ entries: [two] }), now), 'timeline')
    expect(differences.map(({ kind }) => kind)).toEqual(['went', 'came'])
  })

  it('say which sources of the same sentence changed', () => {
    const answers = [anAnswer(1), anAnswer(2, { userId: 'U0JONAS02' })]
    const differences = between(theFacts({ answers: answers.slice(0, 1) }), theFacts({ answers }))
    expect(inSection(differences, 'heard')).toEqual([
      {
        kind: 'changed',
        before: { text: 'Heard from: 1 person, in 1 account.', sources: ['A1'] },
        after: { text: 'Heard from: 2 people, in 2 accounts.', sources: ['A1', 'A2'] },
      },
    ])
  })

  it('hold nothing of what was withdrawn since, on either side', () => {
    const gone = anEntry(3, { text: 'taken back' })
    const now = theFacts({ entries: [one] })
    for (const [before, after] of [
      [theFacts({ entries: [one] }), theFacts({ entries: [one, gone] })],
      [theFacts({ entries: [one, gone] }), theFacts({ entries: [one] })],
    ] as const)
      expect(JSON.stringify(between(before, after, now))).not.toContain('taken back')
  })

  it('show a text of people’s word by word', () => {
    const parts = [aPart(1, { text: 'It was a quiet Sunday.' }), aPart(2, { text: 'It was a loud Sunday, at first.' })]
    const differences = between(theFacts({ parts: parts.slice(0, 1) }), theFacts({ parts }))
    expect(inSection(differences, 'story')).toEqual([
      {
        kind: 'rewritten',
        words: wordsBetween('It was a quiet Sunday.', 'It was a loud Sunday, at first.'),
        before: ['P1.1'],
        after: ['P1.2'],
      },
    ])
  })

  it('lose no letter of either text', () => {
    const text = fc.array(fc.constantFrom('a', 'bb ', ' c', '\n\n', '🧯', '<b>', '’')).map((parts) => parts.join(''))
    fc.assert(
      fc.property(text, text, (before, after) => {
        const words = wordsBetween(before, after)
        const without = (kind: string) =>
          words
            .filter((stretch) => stretch.kind !== kind)
            .map((stretch) => stretch.text)
            .join('')
        expect([without('added'), without('removed')]).toEqual([before, after])
      }),
    )
  })
})
