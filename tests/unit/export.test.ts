import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exportHtml } from '../../src/core/export/export-html.ts'
import { exportJson } from '../../src/core/export/export-json.ts'
import { exportMarkdown } from '../../src/core/export/export-markdown.ts'
import { compileReview, type ReviewFacts, renderReview } from '../../src/core/review/review.ts'
import { complaints, exportInput } from '../support/export-input.ts'
import {
  aHolding,
  anAnswer,
  anEntry,
  anIncident,
  anyFacts,
  aPart,
  isIn,
  nameOfPerson,
  names,
  theFacts,
} from '../support/review-facts.ts'

const markdown = (facts: ReviewFacts) => exportMarkdown(exportInput(facts))
const json = (facts: ReviewFacts) => exportJson(exportInput(facts))

describe('the JSON', () => {
  const facts = theFacts({
    entries: [
      anEntry(45, {
        text: 'see <@U0JONAS02|jonas> &amp; <https://acme.slack.com/team/U0JONAS02|him>',
        files: [{ id: 'F1', name: 'graph.png', permalink: 'https://acme.slack.com/files/U0MAYA001/F1/graph.png' }],
      }),
      anEntry(46, {
        kind: 'role',
        source: 'system',
        text: null,
        permalink: null,
        change: { field: 'lead', from: null, to: 'U0JONAS02' },
      }),
    ],
    roles: [aHolding('U0JONAS02')],
    answers: [anAnswer(7, { entryId: 45 }), anAnswer(8, { userId: 'W0PRIYA003', visibility: 'with_name', entryId: 99 })],
  })

  it('holds the incident, the timeline, released answers and the review', () => {
    const exported = json(facts)
    expect(exported.incident).toMatchObject({
      id: 'INC-12',
      number: 12,
      declaredBy: 'responder 1',
      detectedAt: '2026-11-28T14:26:00.000Z',
      closedAt: null,
    })
    expect(exported.roles).toEqual([{ role: 'lead', holder: 'lead', fromAt: '2026-11-28T14:31:00.000Z', untilAt: null }])
    expect(exported.timeline).toEqual([
      {
        id: 'E45',
        happenedAt: '2026-11-28T14:35:00.000Z',
        recordedAt: '2026-11-28T14:36:00.000Z',
        editedAt: null,
        kind: 'observation',
        source: 'reaction',
        author: 'responder 1',
        text: 'see lead & him (https://acme.slack.com/team/lead)',
        about: null,
        change: null,
        permalink: 'https://acme.slack.com/archives/C0CHANNEL1/p1745',
        files: [{ name: 'graph.png', permalink: null }],
      },
      expect.objectContaining({ id: 'E46', change: { field: 'lead', from: null, to: 'lead' }, permalink: null }),
    ])
    expect(exported.review.sections.find(({ key }) => key === 'roles')?.statements).toEqual([
      { text: 'lead, from 14:31.', isProse: false, sources: ['INC-12'] },
    ])
  })

  it('names the writer of an answer released with a name, and nobody else', () => {
    const exported = json(facts)
    expect(exported.answers.map(({ id, author, entry }) => [id, author, entry])).toEqual([
      ['A7', 'responder', 'E45'],
      ['A8', 'Priya Raman', null],
    ])
    expect(isIn(JSON.stringify(exported), names)).toEqual(['Priya Raman'])
  })

  it('has no answer before the review has opened', () => {
    expect(json({ ...facts, review: { ...facts.review, state: 'draft', openedAt: null } }).answers).toEqual([])
  })

  it('is what its schema says, whatever was recorded', () => {
    fc.assert(
      fc.property(anyFacts, (anything) => {
        expect(complaints(json(anything))).toEqual([])
      }),
    )
  })

  it('is held to the schema strictly: one field more or a sentence without a source is refused', () => {
    const good = json(facts)
    expect(complaints({ ...good, slackUserId: 'x' })).not.toEqual([])
    const sections = good.review.sections.map((section) => ({
      ...section,
      statements: section.statements.map(({ text }) => ({ text, sources: [] })),
    }))
    expect(complaints({ ...good, review: { ...good.review, sections } })).not.toEqual([])
    expect(complaints({ ...good, incident: { ...good.incident, rootCause: 'x' } })).not.toEqual([])
  })
})

describe('without consent', () => {
  it('neither export holds a user id, a mention or a name, whatever was recorded', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const quiet = {
          ...facts,
          named: new Set<number>(),
          answers: facts.answers.map((answer) => ({ ...answer, visibility: 'by_role' as const })),
        }
        const both = JSON.stringify(json(quiet)) + markdown(quiet)
        expect(isIn(both)).toEqual([])
        expect(both).not.toMatch(/[UW]0[A-Z0-9]{7}|<@/)
        expect(isIn(both, names)).toEqual([])
      }),
    )
  })

  it('holds also where the review was put into words with mentions', () => {
    const facts = theFacts({ entries: [anEntry(1)], roles: [aHolding('U0JONAS02')] })
    const careless = renderReview(compileReview(facts), facts, {
      person: (id) => `<@${id}>`,
      name: nameOfPerson,
      time: String,
      day: String,
    })
    const input = { ...exportInput(facts), rendered: careless }
    expect(isIn(JSON.stringify(exportJson(input)) + exportMarkdown(input))).toEqual([])
  })
})

describe('the Markdown', () => {
  it('reads as a document: title, facts, sections, sentences with their sources', () => {
    const facts = theFacts({
      entries: [anEntry(45, { kind: 'action', text: 'ran the script' })],
      incident: anIncident({ isPrivate: true }),
    })
    const lines = markdown(facts).split('\n')
    expect(lines.slice(0, 5)).toEqual([
      '# INC-12: how we got here',
      '',
      '**users table is empty** · SEV1 · resolved · private',
      '',
      '## Heard from',
    ])
    expect(lines).toContain(
      '- 14:35 · action · responder 1: “ran the script” ([E45](<https://acme.slack.com/archives/C0CHANNEL1/p1745>))',
    )
    expect(lines).toContain('- No lead is recorded. (INC-12)')
    expect(lines).toContain('*None written yet. What was true long before, and mattered? Since when? What else had to be there?*')
    expect(lines.at(-2)).toMatch(/^INC is the record .* Exported 2026-12-04T08:00:00\.000Z\.$/)
    expect(lines.at(-1)).toBe('')
  })

  it('keeps people’s words inside their sentence', () => {
    const text = 'look:\n```\nDROP TABLE\n```\n\n# Root\n- item\n| a | b |\n<script>alert(1)</script>'
    const exported = markdown(theFacts({ entries: [anEntry(45, { text })] }))
    const start = exported.indexOf('- 14:35')
    const sentence = exported.slice(start, exported.indexOf('([E45]', start))
    expect(sentence.split('\n').slice(1)).toEqual([
      '  \\`\\`\\`  ',
      '  DROP TABLE  ',
      '  \\`\\`\\`  ',
      '  ',
      '  \\# Root  ',
      '  \\- item  ',
      '  \\| a \\| b \\|  ',
      '  &lt;script&gt;alert(1)&lt;/script&gt;” ',
    ])
  })

  it('has the same headings, whatever people wrote', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const input = exportInput(facts)
        const headings = exportMarkdown(input)
          .split('\n')
          .filter((line) => /^\s*#/.test(line))
        expect(headings).toEqual([`# ${input.rendered.title}`, ...input.rendered.sections.map(({ heading }) => `## ${heading}`)])
      }),
    )
  })

  it('links to no address that is not one', () => {
    const facts = theFacts({
      entries: [anEntry(1, { permalink: 'javascript:alert(1)' }), anEntry(2, { permalink: 'https://a.example/> x' })],
    })
    expect(markdown(facts)).not.toMatch(/\]\(<(javascript|https:\/\/a\.example)/)
    expect(json(facts).timeline.map(({ permalink }) => permalink)).toEqual([null, null])
  })
})

describe('the HTML', () => {
  const attacks = [
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='x",
    '&lt;b&gt; &amp;amp;',
    '](javascript:x) | `code` <!channel> <@U0MAYA001>',
    '\u202egnp.exe \u200b',
  ]

  it('is one file with no script, in which nothing of people’s comes to life', () => {
    const facts = theFacts({
      incident: anIncident({ title: attacks.join(' ') }),
      entries: attacks.map((text, at) => anEntry(at + 1, { text, permalink: 'javascript:alert(1)' })),
      answers: attacks.map((text, at) => anAnswer(at + 1, { text, questionText: text })),
      parts: attacks.map((text, at) => aPart(at + 1, { text })),
    })
    const page = exportHtml(exportInput(facts))
    expect(page.startsWith('<!doctype html>')).toBe(true)
    expect(page).not.toMatch(/<script|<img|javascript:alert\(1\)"|<b>/i)
    expect(page).not.toMatch(/<[^>]*\son\w+=/i)
    expect(isIn(page)).toEqual([])
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
  })

  it('names nobody without consent, whatever was recorded', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const quiet = {
          ...facts,
          named: new Set<number>(),
          answers: facts.answers.map((answer) => ({ ...answer, visibility: 'by_role' as const })),
        }
        expect(isIn(exportHtml(exportInput(quiet)))).toEqual([])
      }),
      { numRuns: 30 },
    )
  })
})
