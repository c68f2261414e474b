import { describe, expect, it } from 'vitest'
import { differingFrom } from '../../src/core/differing.ts'
import { exportHtml } from '../../src/core/export/export-html.ts'
import { exportJson } from '../../src/core/export/export-json.ts'
import { exportMarkdown } from '../../src/core/export/export-markdown.ts'
import { noMaterial } from '../../src/core/known-material.ts'
import type { ReviewFacts } from '../../src/core/review/review.ts'
import { complaints, exportInput } from '../support/export-input.ts'
import { aChange, aCondition, aDay, aLink, aMonth, aSafeguard, aSurprise, usualWork, whatHelped } from '../support/material.ts'
import { aHolding, anAnswer, anEntry, aPart, at, isIn, names, theFacts } from '../support/review-facts.ts'

function json(facts: ReviewFacts) {
  const exported = exportJson(exportInput(facts))
  expect(complaints(exported)).toEqual([])
  return exported
}

const facts = theFacts({
  entries: [anEntry(4, { kind: 'action', happenedAt: at('2026-11-28T14:31:00'), text: 'ran the cleanup' })],
  roles: [aHolding('U0JONAS02')],
  answers: [
    anAnswer(7, { entryId: 4, elicits: ['cue'], text: 'two windows' }),
    anAnswer(9, { entryId: 4, elicits: ['cue'], text: 'one window', userId: 'U04DMITRI' }),
  ],
  merged: ['nobody had told us'],
  parts: [aPart(1, { section: 'next', text: 'We page on zero rows.' })],
  material: {
    ...noMaterial,
    condition: [
      aCondition(1, { text: null, wordsOf: 'A7', since: aDay('2026-09-22'), sureness: 'observed', part: 'enabling' }),
      aCondition(2, { text: 'one login for everybody &amp; no names', since: aMonth(2026, 4) }),
      aCondition(3, { text: 'is the copy a day old', since: { words: 'before the merger' }, sureness: 'guess' }),
    ],
    links: [aLink(1, 2), aLink(2, 1, 'hid_or_slowed')],
    together: [{ id: 1, conditionIds: [1, 2] }],
    safeguard: [aSafeguard(1, { state: 'weakened', visibleFrom: 'nowhere' })],
    usual: [usualWork(1, { isNothingWritten: true, easier: 'it is quick' })],
    surprise: [aSurprise(1, { personId: 'U0JONAS02', expected: 'a few rows less', entryId: 4 })],
    helped: [whatHelped(1, { thankedId: 'U0JONAS02', through: 'credit' })],
    change: [
      aChange(1, { conditionId: 1, how: 'noticed_sooner', ownerId: 'U0JONAS02', lookAgainOn: at('2027-02-01T00:00:00') }),
      aChange(2, { state: 'declined', grounds: 'too slow', ticketUrl: 'javascript:alert(1)' }),
    ],
    evidence: [
      { of: 'C2', source: 'E4' },
      { of: 'C2', source: 'A99' },
    ],
    differing: [{ one: 'A7', other: 'A9' }],
    beenThere: new Map([['C2', 3]]),
  },
  review: {
    state: 'published',
    opensAt: at('2026-12-03T10:00:00'),
    openedAt: at('2026-12-03T10:00:00'),
    publishedAt: at('2026-12-08T10:00:00'),
    publishedNote: 'with thanks to <@U0MAYA001> & all',
  },
  asked: { people: 4 },
})

describe('what people recorded, in the JSON', () => {
  const { material, accounts, accountsThatDiffer, withoutAttribution, review } = json(facts)

  it('B23 keeps the web: conditions with their evidence, links both ways, and what was needed together', () => {
    expect(material.conditions).toMatchObject([
      { id: 'C2', text: 'one login for everybody & no names', since: { precision: 'month', value: '2026-04' }, beenThere: 3 },
      { id: 'C1', text: 'two windows', wordsOf: 'A7', since: { precision: 'day', value: '2026-09-22' }, part: 'enabling' },
      { id: 'C3', since: { precision: 'words', value: 'before the merger' }, sureness: 'guess' },
    ])
    expect(material.conditions[0]?.evidence).toEqual(['E4'])
    expect(material.links).toEqual([
      { from: 'C1', to: 'C2', kind: 'made_possible' },
      { from: 'C2', to: 'C1', kind: 'hid_or_slowed' },
    ])
    expect(material.neededTogether).toEqual([['C1', 'C2']])
  })

  it('holds safeguards, usual work, surprises, what helped and changes, with labels for people', () => {
    expect(material.safeguards).toMatchObject([{ id: 'S1', state: 'weakened', visibleFrom: 'nowhere', since: null }])
    expect(material.usualWork).toMatchObject([{ id: 'U1', isNothingWritten: true, easier: 'it is quick' }])
    expect(material.surprises).toMatchObject([{ id: 'W1', person: 'lead', entry: 'E4', expected: 'a few rows less' }])
    expect(material.helped).toMatchObject([{ id: 'K1', through: 'credit', thanksTo: 'lead' }])
    expect(material.changes).toMatchObject([
      { id: 'X1', condition: 'C1', how: 'noticed_sooner', owner: 'lead', lookAgainOn: '2027-02-01', dueOn: null },
      { id: 'X2', state: 'declined', grounds: 'too slow', condition: null, ticketUrl: null },
    ])
  })

  it('holds accounts apart, those that differ, who was heard, what is unknown and the next one', () => {
    expect(accounts.map(({ entry, number, of, answers }) => ({ entry, number, of, answers }))).toEqual([
      { entry: 'E4', number: 1, of: 2, answers: [{ part: 'saw', answer: 'A7' }] },
      { entry: 'E4', number: 2, of: 2, answers: [{ part: 'saw', answer: 'A9' }] },
    ])
    expect(accountsThatDiffer).toEqual([['A7', 'A9']])
    expect(withoutAttribution).toEqual(['nobody had told us'])
    expect(review.heard).toEqual({ peopleAsked: 4, people: 2, accounts: 2, withoutAttribution: 1 })
    expect(review.nextOne).toBe('We page on zero rows.')
    expect(review.unknown.map(({ text }) => text)).toContain('Accounts differ at 14:31; both are kept.')
    expect(review.unknown.map(({ text }) => text).join()).toContain('A guess: is it so that “is the copy a day old”')
  })

  it('B1 names nobody without consent, by id or by name', () => {
    const written = JSON.stringify(json(facts))
    expect(isIn(written)).toEqual([])
    expect(names.filter((name) => written.includes(name))).toEqual([])
  })

  it('names somebody beside what they agreed to, and nowhere else', () => {
    const named = json({
      ...facts,
      material: {
        ...facts.material,
        surprise: facts.material.surprise.map((one) => ({ ...one, isNamed: true })),
        helped: facts.material.helped.map((one) => ({ ...one, mayName: true, agreedAt: at('2026-12-04T09:00:00') })),
      },
    })
    expect(named.material.surprises[0]?.person).toBe('Jonas Ferreira')
    expect(named.material.helped[0]?.thanksTo).toBe('Jonas Ferreira')
    expect(named.material.changes[0]?.owner).toBe('lead')
  })

  it('loses what rests on words that were taken back', () => {
    const without = json({ ...facts, answers: facts.answers.filter(({ id }) => id !== 7) })
    expect(without.material.conditions.map(({ id }) => id)).toEqual(['C2', 'C3'])
    expect([without.material.links, without.material.neededTogether, without.accountsThatDiffer]).toEqual([[], [], []])
    expect(without.material.changes[0]?.condition).toBeNull()
    expect(JSON.stringify(without)).not.toContain('two windows')
  })
})

describe('what was said beside publishing', () => {
  it('stands in every form, with a label for whoever it mentions', () => {
    const input = exportInput(facts)
    expect(json(facts).review.publishedNote).toBe('with thanks to responder 1 & all')
    expect(json(facts).review.publishedAt).toBe('2026-12-08T10:00:00.000Z')
    expect(exportMarkdown(input)).toContain(
      'Published on 8 December 2026, with the words “with thanks to responder 1 &amp; all”.',
    )
    expect(exportHtml(input)).toContain('<bdi class="said">with thanks to responder 1 &amp; all</bdi>')
  })

  it('is not missed where nothing was said', () => {
    const { publishedNote: _none, ...review } = facts.review
    expect(exportMarkdown(exportInput({ ...facts, review }))).toContain('Published on 8 December 2026.')
    expect(json({ ...facts, review }).review.publishedNote).toBeNull()
  })
})

describe('accounts that differ', () => {
  it.each([
    ['A7 A9', { one: 'A7', other: 'A9', isOff: false }],
    ['a9 and e45', { one: 'A9', other: 'E45', isOff: false }],
    ['not W2, A10', { one: 'A10', other: 'W2', isOff: true }],
    ['A10 A9 not', { one: 'A9', other: 'A10', isOff: true }],
  ])('are read from %s', (words, expected) => {
    expect(differingFrom(words)).toEqual(expected)
  })

  it.each([[''], ['A7'], ['A7 A7'], ['A7 C9'], ['A7 A8 A9'], ['A0 A1']])('are not read from "%s"', (words) => {
    expect(() => differingFrom(words)).toThrow('Say which two accounts differ')
  })
})
