import { describe, expect, it } from 'vitest'
import { exportMarkdown } from '../../src/core/export/export-markdown.ts'
import { labelsFor } from '../../src/core/labels.ts'
import { compileReview, type ReviewFacts, renderReview, reviewWords } from '../../src/core/review/review.ts'
import { longestPart, partKeyFrom, partTextFrom } from '../../src/core/review/review-parts.ts'
import { anEntry, aPart, at, nameOfPerson, roleLabels, theFacts } from '../support/review-facts.ts'

const labels = (facts: ReviewFacts) => labelsFor({ ...facts, roleLabels, declaredBy: facts.incident.declaredBy })
const wordsOf = (facts: ReviewFacts) => reviewWords({ timeZone: 'UTC', person: labels(facts), name: nameOfPerson })

const sectionIn = (facts: ReviewFacts, key: string, statements = compileReview(facts)) =>
  renderReview(statements, facts, wordsOf(facts)).sections.find((section) => section.key === key)

const two = [
  aPart(1, { text: 'At first nothing looked odd.' }),
  aPart(2, { text: 'At first all looked well.\n\nThen <b>it</b> did not.' }),
]

describe('a section that people write', () => {
  it('shows the newest text as they wrote it, with the version as its source, and its question while there is none', () => {
    expect(sectionIn(theFacts({ parts: two }), 'story')?.statements).toEqual([
      {
        key: 'part.story',
        text: 'At first all looked well.\n\nThen <b>it</b> did not.',
        pieces: [{ by: 'people', text: 'At first all looked well.\n\nThen <b>it</b> did not.' }],
        sources: ['P1.2'],
        isProse: true,
      },
    ])
    const emptied = sectionIn(theFacts({ parts: [...two, aPart(3, { text: '' })] }), 'story')
    expect(emptied?.statements).toEqual([])
    expect(emptied?.emptyPrompt).toContain('Not written yet.')
  })

  it('stands in an earlier version of the review as it was then', () => {
    const then = compileReview(theFacts({ parts: two.slice(0, 1) }))
    expect(sectionIn(theFacts({ parts: two }), 'story', then)?.statements.map(({ text }) => text)).toEqual([
      'At first nothing looked odd.',
    ])
    expect(sectionIn(theFacts({ parts: two.slice(1) }), 'story', then)?.statements).toEqual([])
  })

  it('keeps what looks like markup, and names nobody by an id', () => {
    const parts = [aPart(1, { text: 'a &amp; b, <@U0MAYA001> and <script>' })]
    const facts = theFacts({ parts, entries: [anEntry(1)] })
    expect(sectionIn(facts, 'story')?.statements[0]?.text).toBe('a &amp; b, responder 1 and <script>')
  })

  it('says that it was corrected where that was after publishing, and only then', () => {
    const published = { ...theFacts().review, state: 'published' as const, publishedAt: at('2026-12-05T10:00:00') }
    const late = aPart(3, { text: 'Corrected words.', at: at('2026-12-07T08:00:00') })
    const textsOf = (facts: ReviewFacts) => sectionIn(facts, 'story')?.statements.map(({ text }) => text)
    expect(textsOf(theFacts({ parts: two, review: published }))).toHaveLength(1)
    expect(textsOf(theFacts({ parts: [...two, late], review: published }))).toEqual([
      'Corrected words.',
      'Corrected on 7 December 2026, after it was published.',
    ])
    expect(textsOf(theFacts({ parts: [...two, late] }))).toEqual(['Corrected words.'])
  })

  it('stands behind what the record says where a section has both', () => {
    const facts = theFacts({ parts: [aPart(1, { section: 'unknown', text: 'Which alert was expected?' })] })
    expect(sectionIn(facts, 'unknown')?.statements.at(-1)?.sources).toEqual(['P1.1'])
  })

  it('is paragraphs in Markdown, with its source behind the last', () => {
    const facts = theFacts({ parts: two })
    const rendered = renderReview(compileReview(facts), facts, wordsOf(facts))
    const generatedAt = at('2026-12-08T08:00:00')
    const exported = exportMarkdown({ facts, rendered, labels: labels(facts), names: nameOfPerson, generatedAt })
    expect(exported).toContain(
      '## How we got here\n\nAt first all looked well.\n\nThen &lt;b&gt;it&lt;/b&gt; did not. (P1.2)\n\n## Impact',
    )
  })
})

describe('what somebody writes for a section', () => {
  it('is kept without what no database takes, and with its lines', () => {
    expect(partTextFrom('  one\r\ntwo\0\ud800 \n')).toBe('one\ntwo\ufffd')
  })

  it('is refused where it is too long, and not cut', () => {
    expect(partTextFrom('x'.repeat(longestPart))).toHaveLength(longestPart)
    expect(() => partTextFrom('x'.repeat(longestPart + 1))).toThrow(/Nothing is lost/)
  })

  it('belongs to a section that people write', () => {
    expect([' Story', 'timeline', 'constructor', 'next'].map(partKeyFrom)).toEqual(['story', null, null, 'next'])
  })
})
