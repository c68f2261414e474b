import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { noMaterial } from '../../src/core/known-material.ts'
import { fieldsOf } from '../../src/core/material/material-fields.ts'
import { materialTable } from '../../src/core/material/material-table.ts'
import { guideFor } from '../../src/core/meeting-guide.ts'
import { bank } from '../../src/core/question-bank.ts'
import { compileReview, type ReviewFacts, renderReview, reviewWords } from '../../src/core/review/review.ts'
import { reviewStates } from '../../src/core/review/review-facts.ts'
import { hintsFor } from '../../src/core/review/review-hints.ts'
import { sectionOf } from '../../src/core/review/review-sections.ts'
import { checkPublishing } from '../../src/core/review/review-state.ts'
import { checkWording, nudgeFor } from '../../src/core/wording/wording.ts'
import { categories } from '../../src/core/wording/wording-rule.ts'
import { wordingRules } from '../../src/core/wording/wording-rules.ts'
import { aCondition, aLink, usualWork } from '../support/material.ts'
import { aHolding, anAnswer, anEntry, anIncident, aPart, at, theFacts } from '../support/review-facts.ts'

const words = reviewWords({ timeZone: 'UTC', person: () => 'responder', name: () => 'Maya Lindqvist' })
const rendered = (facts: ReviewFacts) => renderReview(compileReview(facts), facts, words)
const section = (facts: ReviewFacts, key: string): string[] =>
  rendered(facts).sections.flatMap((one) => (one.key === key ? one.statements.map(({ text }) => text) : []))
const strong = (text: string) => checkWording(text).filter(({ strength }) => strength === 'strong')

describe('wording', () => {
  it.each([
    ['It was human error.'],
    ['The engineer caused the outage.'],
    ['Maya should have checked the host.'],
    ['Tom was careless.'],
    ['the human who seemingly caused it'],
  ])('B5 finds where a person is made the cause: "%s"', (text) => {
    expect(strong(text)).not.toEqual([])
    expect(nudgeFor(checkWording(text))?.question).toMatch(/\?$/)
  })

  it('B5 lets talk about that pass, and plain accounts of what somebody did', () => {
    for (const text of ['It is not their fault, and nobody is to blame.', 'I ran the script on the wrong host.'])
      expect(strong(text), text).toEqual([])
  })

  it.each(categories.map((category) => [category]))(
    'B10 of the trap "%s" is answered with a question, never with a correction',
    (category) => {
      const rules = wordingRules.filter((rule) => rule.category === category)
      expect(rules.length).toBeGreaterThan(0)
      for (const { question, reason } of rules) {
        expect(bank.find(({ id }) => id === question)?.text).toMatch(/\?$/)
        expect(reason).not.toMatch(/instead|write|rephrase|change (it|this) to|better/i)
      }
    },
  )

  it.each([
    ['The CTO should have known better.'],
    ['Management failed to pay for backups.'],
    ['The data team forgot to tell anyone.'],
    ['The vendor was negligent.'],
  ])('B15 that blames upwards or another team is found as strong: "%s"', (text) => {
    expect(strong(text)).not.toEqual([])
  })
})

describe('conditions', () => {
  it('B11 take goals and pressures that people told of, in their own words, among the others', () => {
    const answer = anAnswer(7, { elicits: ['goals', 'trade-off'], text: 'shipping on Friday weighed more than the copy' })
    const condition = aCondition(1, { text: null, wordsOf: 'A7', area: 'time_pressure', part: 'enabling' })
    const facts = theFacts({ answers: [answer], material: { ...noMaterial, condition: [condition] } })
    expect(section(facts, 'conditions')).toEqual([
      '“shipping on Friday weighed more than the copy”. As people told it. It had to be there. Time pressure.',
    ])
    expect(bank.some(({ elicits }) => elicits.includes('trade-off'))).toBe(true)
  })

  it('B8 of access and environment have the host ask beyond the response how it came about, until that is told', () => {
    const access = aCondition(1, { area: 'access_environment', text: 'local code can reach production' })
    const guide = (more: object) =>
      guideFor(theFacts({ material: { ...noMaterial, condition: [access], ...more } }), bank, words, []).filter(
        ({ questionId }) => questionId === 'access-came-about',
      )
    expect(guide({})).toMatchObject([{ question: 'How did this access or shared environment come about?' }])
    expect(guide({})[0]?.about.join()).toContain('local code can reach production')
    expect(guide({ condition: [access, aCondition(2)], links: [aLink(2, 1)] })).toEqual([])
    expect(guide({ condition: [{ ...access, area: 'process' }] })).toEqual([])
    expect(bank.find(({ id }) => id === 'access-came-about')?.audience).toBe('safeguard-owner')
  })

  it('B4 of fewer than three, or of one person alone, are hinted at when a review is published; and nobody is stopped', () => {
    const hints = (count: number, by: (id: number) => string) =>
      hintsFor(
        theFacts({
          material: {
            ...noMaterial,
            condition: Array.from({ length: count }, (_, at) => aCondition(at + 1, { recordedBy: by(at) })),
          },
        }),
      ).filter((hint) => hint.includes('conditions from two people'))
    expect(hints(2, (id) => `U${id}`)).toHaveLength(1)
    expect(hints(3, () => 'U1')).toHaveLength(1)
    expect(hints(3, (id) => `U${id}`)).toEqual([])
    const review = { state: 'open' as const, hostId: null, openedAt: at('2026-12-03T10:00:00') }
    expect(() => checkPublishing({ incident: anIncident(), review, userId: 'U0MAYA001' })).not.toThrow()
  })
})

describe('usual work', () => {
  it('B12 has what is written, what is usual, since when and what that makes easier; and is asked after again a month later', () => {
    expect(Object.keys(fieldsOf.usual.shape)).toEqual(expect.arrayContaining(['written', 'usual', 'since', 'easier', 'thisTime']))
    expect(materialTable.usual.fields.map(({ key }) => key)).toEqual(
      expect.arrayContaining(['written', 'usual', 'since', 'easier']),
    )
    const work = usualWork(1, {
      text: 'cleaning up tables',
      written: 'ask for a copy first',
      usual: 'by hand',
      since: { at: at('2021-01-01T00:00:00'), precision: 'year' },
      easier: 'nobody waits',
    })
    expect(section(theFacts({ material: { ...noMaterial, usual: [work] } }), 'usual')).toEqual([
      '“cleaning up tables”, like this since 2021. Written: “ask for a copy first”. Usual: “by hand”. The usual way makes easier: “nobody waits”. Not said yet: this time.',
    ])
    expect(bank.find(({ id }) => id === 'gap-now')).toMatchObject({ moment: 'month-after', elicits: ['usual-work'] })
  })
})

describe('who is heard', () => {
  const holders = ['U0JONAS02', 'W0PRIYA003', 'U04DMITRI']
  const heard = (count: number) =>
    section(
      theFacts({
        roles: holders.slice(0, count).map((userId) => aHolding(userId, { role: 'dba' })),
        answers: [anAnswer(1, { userId: 'U0JONAS02' })],
        asked: { people: 5 },
      }),
      'heard',
    )

  it('B18 is told as a group, by role only where three hold it; who is missing is asked for, and meeting stays with people', () => {
    expect(heard(3)).toContain('Among them, dba: 1 person.')
    expect(heard(2).join()).not.toContain('dba')
    expect(heard(2)).toContain('Asked so far: 5 people.')
    const facts = theFacts({ entries: [anEntry(1)], answers: [anAnswer(1)] })
    expect(hintsFor(facts)).toContain('Nobody from beyond the response has been heard.')
    expect(guideFor(facts, bank, words, []).flatMap(({ about }) => about)).toContain(
      'Nobody from beyond the response has been heard.',
    )
    expect(reviewStates).toEqual(['draft', 'open', 'published', 'declined'])
  })

  it('B14 goes beyond the response: the bank has questions for owners, teams and the organisation, sent by the host', () => {
    for (const audience of ['safeguard-owner', 'team', 'organisation'])
      expect(bank.filter((question) => question.audience === audience).length, audience).toBeGreaterThan(0)
  })
})

describe('the next one', () => {
  it('B20 is asked for in every review that is written, and hinted at until it is answered', () => {
    expect(sectionOf('next').emptyIn).toEqual(['one_question', 'full'])
    const hint = '“The next one” is not answered: how will it be noticed and handled?'
    expect(hintsFor(theFacts())).toContain(hint)
    expect(hintsFor(theFacts({ parts: [aPart(1, { section: 'next' })] }))).not.toContain(hint)
  })
})

describe('a near miss', () => {
  it('B26 is declared by a command of its own, and has the same review', () => {
    expect(readFileSync('src/core/typed-text.ts', 'utf8')).toContain("'near-miss'")
    const facts = theFacts({ incident: anIncident({ kind: 'near_miss' }) })
    expect(rendered(facts).sections.map(({ key }) => key)).toEqual(rendered(theFacts()).sections.map(({ key }) => key))
    expect(section(facts, 'recorded')).toContain('A near miss: nothing broke.')
  })
})
