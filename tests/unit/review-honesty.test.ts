import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { labelsFor } from '../../src/core/labels.ts'
import { type AllMaterial, type Material, materialKinds, materialRef } from '../../src/core/material/material.ts'
import {
  compileReview,
  type RenderedReview,
  type ReviewFacts,
  renderReview,
  reviewSummary,
  reviewWords,
} from '../../src/core/review/review.ts'
import { partRef } from '../../src/core/review/review-parts.ts'
import { sections } from '../../src/core/review/review-sections.ts'
import { anAnswer, anEntry, anyFacts, isIn, nameOfPerson, names, roleLabels, theFacts } from '../support/review-facts.ts'

/** "Since" tells a time, before a date or people's own words for one, and no reason. */
const connective =
  /\b(because|caused?|causes|led to|leads to|due to|result(ed|s|ing)? in|root cause|therefore|since(?! (\d|[A-Z][a-z]+ \d{4}|“|when is not said)))\b/i

const words = (facts: ReviewFacts) =>
  reviewWords({
    timeZone: 'Europe/Vienna',
    person: labelsFor({ ...facts, roleLabels, declaredBy: facts.incident.declaredBy }),
    name: nameOfPerson,
  })
const render = (facts: ReviewFacts) => renderReview(compileReview(facts), facts, words(facts))
const statementsOf = (review: RenderedReview) => review.sections.flatMap(({ statements }) => statements)

/** Every source that the facts hold. */
const sourcesOf = (facts: ReviewFacts): Set<string> =>
  new Set([
    'INC-12',
    ...facts.entries.map(({ id }) => `E${id}`),
    ...facts.answers.map(({ id }) => `A${id}`),
    ...facts.parts.map(partRef),
    ...materialKinds.flatMap((kind) => facts.material[kind].map(materialRef)),
  ])

/** Every list of the material as `change` makes it. */
const mapped = (material: AllMaterial, change: <T extends Material>(list: readonly T[]) => T[]): AllMaterial => ({
  ...material,
  condition: change(material.condition),
  safeguard: change(material.safeguard),
  usual: change(material.usual),
  surprise: change(material.surprise),
  helped: change(material.helped),
  change: change(material.change),
})

const without = (facts: ReviewFacts, source: string): ReviewFacts => ({
  ...facts,
  entries: facts.entries.filter(({ id }) => `E${id}` !== source),
  answers: facts.answers.filter(({ id }) => `A${id}` !== source),
  parts: facts.parts.filter((part) => partRef(part) !== source),
  material: mapped(facts.material, (list) => list.filter((one) => materialRef(one) !== source)),
})

describe('whatever was recorded', () => {
  it('every sentence has a source that exists, and every statement that was compiled can be read', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const statements = compileReview(facts)
        const shown = statementsOf(render(facts))
        expect(shown.map(({ key, sources }) => ({ key, sources }))).toEqual(
          statements.map(({ key, sources }) => ({ key, sources })),
        )
        for (const { text, sources } of shown) {
          expect(sources.length).toBeGreaterThan(0)
          expect(text.trim()).not.toBe('')
          for (const source of sources) expect(sourcesOf(facts)).toContain(source)
        }
      }),
    )
  })

  it('a source that is removed takes its sentences with it, and no other source’s words', () => {
    fc.assert(
      fc.property(anyFacts, fc.nat(), (facts, pick) => {
        const sources = [...sourcesOf(facts)].filter((source) => source !== 'INC-12')
        const gone = sources[pick % sources.length]
        fc.pre(gone !== undefined)
        const later = without(facts, gone)
        const stored = compileReview(facts)
        const shown = statementsOf(renderReview(stored, later, words(later)))
        expect(shown.flatMap((statement) => statement.sources)).not.toContain(gone)
        const kept = stored.filter(({ key, sources: from }) => (key === 'entry' || key === 'answer') && !from.includes(gone))
        for (const { key, sources: from } of kept) expect(shown).toContainEqual(expect.objectContaining({ key, sources: from }))
      }),
    )
  })

  it('the bot’s own words hold no causal connective', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const review = render(facts)
        const own = statementsOf(review).flatMap(({ pieces }) => pieces.filter(({ by }) => by === 'bot').map(({ text }) => text))
        for (const text of [review.title, ...own, ...review.sections.map(({ heading }) => heading), ...reviewSummary(facts)])
          expect(text).not.toMatch(connective)
      }),
    )
    for (const { heading, emptyPrompt } of sections)
      expect(`${heading} ${emptyPrompt}`).not.toMatch(/because|caused|led to|due to|resulted in|root cause/i)
  })

  it('people’s words are told apart from the bot’s, and the whole is both', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        for (const { text, pieces } of statementsOf(render(facts))) expect(pieces.map((piece) => piece.text).join('')).toBe(text)
      }),
    )
    const [quoted] = statementsOf(render(theFacts({ entries: [anEntry(1, { text: 'down because of <@U0JONAS02>' })] }))).filter(
      ({ key }) => key === 'entry',
    )
    expect(quoted?.pieces).toEqual([
      { by: 'bot', text: '15:35 · observation · responder 1: “' },
      { by: 'people', text: 'down because of somebody' },
      { by: 'bot', text: '”' },
    ])
  })

  it('nobody is named or shown by id without consent', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const quiet = {
          ...facts,
          named: new Set<number>(),
          answers: facts.answers.map((answer) => ({ ...answer, visibility: 'by_role' as const })),
        }
        const shown = JSON.stringify(render(quiet))
        expect(isIn(shown)).toEqual([])
        expect(isIn(shown, names)).toEqual([])
      }),
    )
  })

  it('the same facts in another order give the same review', () => {
    fc.assert(
      fc.property(anyFacts, fc.func(fc.integer()), (facts, order) => {
        const shuffle = <T>(rows: readonly T[]): T[] => [...rows].sort((a, b) => order(a) - order(b))
        const { links, together, evidence } = facts.material
        const material = { links: shuffle(links), together: shuffle(together), evidence: shuffle(evidence) }
        const other = {
          ...facts,
          entries: shuffle(facts.entries),
          roles: shuffle(facts.roles),
          answers: shuffle(facts.answers),
          material: { ...mapped(facts.material, shuffle), ...material },
        }
        expect(compileReview(other)).toEqual(compileReview(facts))
        expect(render(other)).toEqual(render(facts))
      }),
    )
  })

  it('“heard from” and “still unknown” are always there', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        for (const key of ['heard', 'unknown']) {
          const found = render(facts).sections.find((section) => section.key === key)
          expect(found && (found.statements.length > 0 || found.emptyPrompt !== null)).toBe(true)
        }
      }),
    )
  })
})

describe('a long incident', () => {
  const facts = (size: number) => {
    const entries = Array.from({ length: size }, (_, index) =>
      anEntry(index + 1, {
        kind: index % 3 ? 'note' : 'action',
        happenedAt: new Date(1_795_876_200_000 + index * 45_000),
        authorId: `U0PERSON${index % 40}`,
      }),
    )
    const answers = Array.from({ length: Math.floor(size / 7) }, (_, index) =>
      anAnswer(index + 1, { entryId: index + 1, userId: `U0PERSON${index % 40}` }),
    )
    return theFacts({ entries, answers })
  }

  it('of 2,000 entries and 285 answers is compiled and put into words', () => {
    const long = facts(2000)
    expect(statementsOf(render(long)).length).toBeGreaterThan(2000)
  })
})
