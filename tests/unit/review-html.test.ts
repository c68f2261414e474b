import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { html } from '../../src/core/html.ts'
import { noMaterial } from '../../src/core/known-material.ts'
import { labelsFor } from '../../src/core/labels.ts'
import { compileReview, type ReviewFacts, renderReview, reviewWords } from '../../src/core/review/review.ts'
import { type ReviewHtmlOptions, reviewHtml } from '../../src/core/review/review-html.ts'
import { aCondition, aLink, aMonth } from '../support/material.ts'
import { anAnswer, anEntry, anyFacts, aPart, at, nameOfPerson, roleLabels, theFacts } from '../support/review-facts.ts'

function pageOf(facts: ReviewFacts, options: Partial<ReviewHtmlOptions> = {}): string {
  const person = labelsFor({ ...facts, roleLabels, declaredBy: facts.incident.declaredBy })
  const rendered = renderReview(compileReview(facts), facts, reviewWords({ timeZone: 'UTC', person, name: nameOfPerson }))
  return reviewHtml(rendered, { permalink: () => null, ...options }).text
}

describe('the review as HTML', () => {
  const facts = theFacts({
    entries: [
      anEntry(45, { kind: 'action', text: 'I run <b>the script</b>' }),
      anEntry(46, { happenedAt: at('2026-09-22T09:00:00'), text: 'backups off' }),
    ],
    answers: [anAnswer(7, { entryId: 45 })],
  })

  it('has a section with a heading for every part, in the order of the document', () => {
    const headings = [...pageOf(facts).matchAll(/<h2 id="[a-z]+-heading">([^<]+)/g)].map(([, text]) => text)
    expect(headings.slice(0, 4)).toEqual(['Heard from', 'How we got here', 'Impact', 'What was recorded'])
    expect(headings.at(-1)).toBe('The next one')
  })

  it('leads from a sentence to its sources, each of which has its own place once', () => {
    const page = pageOf(facts, { permalink: (source) => (source === 'E45' ? 'https://acme.slack.com/archives/C1/p1' : null) })
    for (const own of ['E45', 'E46', 'A7']) expect(page.split(` id="${own}"`)).toHaveLength(2)
    expect(page).toMatch(/<a class="source" href="#E45" aria-label="[^"]+">E45<\/a> <a class="slack" href="https:[^"]+"/)
    const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
    expect(new Set(ids).size).toBe(ids.length)
    for (const [, target = ''] of page.matchAll(/href="#([^"]+)"/g)) expect(ids).toContain(target)
  })

  it('tells the moment from the sentence', () => {
    const page = pageOf(facts)
    expect(page).toContain('<span class="moment">14:35</span> <span class="sentence">action · responder 1: “')
    expect(page).toContain(
      '<span class="moment">22 September 2026, 09:00 <span class="distance">67 days before detection</span></span>',
    )
  })

  it('has a place for every condition, a guess too, and room beside it', () => {
    const condition = [
      aCondition(12, { since: aMonth(2026, 4), sureness: 'observed' }),
      aCondition(13, { text: 'nobody owned the job', sureness: 'guess' }),
    ]
    const links = [aLink(13, 12)]
    const of = theFacts({ material: { ...noMaterial, condition, links } })
    const page = pageOf(of, { beside: (source) => html`<a href="/change/${source}">Change</a>` })
    expect(page).toMatch(/<li class="statement own" id="C12"><span class="sentence">“/)
    expect(page).toMatch(/<li class="statement own" id="C13"><span class="sentence">A guess: is it so that “/)
    for (const ref of ['C12', 'C13']) expect(page.split(`/change/${ref}`)).toHaveLength(2)
    expect(page).toContain('<span class="moment">April 2026</span> <span class="sentence">condition, from here on: “')
  })

  it('sets what people wrote apart, escaped', () => {
    expect(pageOf(facts)).toContain('<bdi class="said">I run &lt;b&gt;the script&lt;/b&gt;</bdi>')
  })

  it('sets a text of people’s own in paragraphs, with its source behind them', () => {
    const page = pageOf(theFacts({ parts: [aPart(1, { text: 'First <i>this</i>.\n\nThen that.' })] }))
    expect(page).toContain(
      '<li class="statement prose"><p><bdi class="said">First &lt;i&gt;this&lt;/i&gt;.</bdi></p><p><bdi class="said">Then that.</bdi></p> <span class="sources"> <span class="source">P1.1</span></span></li>',
    )
  })

  it('has room under each part, for forms', () => {
    const page = pageOf(facts, { below: ({ key }) => (key === 'story' ? html`<form></form>` : null) })
    expect(page).toMatch(/id="story"[\s\S]*<form><\/form>\n<\/section>\n<section id="impact"/)
  })

  it('lets nothing of anybody out of its place', () => {
    fc.assert(
      fc.property(anyFacts, (any) => {
        const page = pageOf(any)
        const tags = page.replace(/"[^"<>]*"/g, '""').match(/<[^>]*>/g) ?? []
        const known = /^<\/?(?:section|h2|ol|li|span|bdi|a|p)(?: (?:id|class|href|rel|aria-label|aria-labelledby)="")*>$/
        expect(tags.filter((tag) => !known.test(tag))).toEqual([])
      }),
    )
  })
})
