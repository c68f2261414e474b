import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { noMaterial } from '../../src/core/known-material.ts'
import { labelsFor } from '../../src/core/labels.ts'
import type { AllMaterial } from '../../src/core/material/material.ts'
import { materialTable } from '../../src/core/material/material-table.ts'
import { compileReview, type ReviewFacts, renderReview, reviewWords, type SectionKey } from '../../src/core/review/review.ts'
import {
  aChange,
  aCondition,
  aDay,
  aLink,
  aMonth,
  aSafeguard,
  aSurprise,
  aYear,
  usualWork,
  whatHelped,
} from '../support/material.ts'
import { anAnswer, anEntry, anIncident, at, nameOfPerson, roleLabels, theFacts } from '../support/review-facts.ts'

const factsWith = (material: Partial<AllMaterial>, changes: Partial<ReviewFacts> = {}): ReviewFacts =>
  theFacts({ material: { ...noMaterial, ...material }, ...changes })

const review = (facts: ReviewFacts, statements = compileReview(facts)) => {
  const person = labelsFor({ ...facts, roleLabels, declaredBy: facts.incident.declaredBy })
  return renderReview(statements, facts, reviewWords({ timeZone: 'UTC', person, name: nameOfPerson }))
}
const section = (facts: ReviewFacts, key: SectionKey, statements = compileReview(facts)): string[] =>
  review(facts, statements)
    .sections.find((part) => part.key === key)
    ?.statements.map(({ text }) => text) ?? []

const draft = { state: 'draft', opensAt: at('2026-12-03T10:00:00'), openedAt: null } as const

describe('conditions', () => {
  const backups = aCondition(1, { text: 'backups have been off', since: aDay('2026-09-22'), sureness: 'observed' })
  const login = aCondition(2, { text: 'one login for all', since: aYear(2021), part: 'enabling', area: 'access_environment' })
  const dashboard = aCondition(3, { text: 'the dashboard showed the last run as green', since: aMonth(2026, 4) })

  it('stand with since when, how sure people are, what they were and what they rest on', () => {
    const evidence = [
      { of: 'C1', source: 'E1' },
      { of: 'C1', source: 'A1' },
    ]
    const facts = factsWith(
      { condition: [backups, login], evidence, beenThere: new Map([['C2', 3]]) },
      { entries: [anEntry(1)], answers: [anAnswer(1)] },
    )
    expect(section(facts, 'conditions')).toEqual([
      '“one login for all”, since 2021. As people told it. It had to be there. Access and environment. Have been there too: 3.',
      '“backups have been off”, since 22 September 2026 (67 days before detection). Observed. Rests on A1 and E1.',
    ])
  })

  it('B23 are a web, told in words: what made possible, hid, softened what, and what was needed together', () => {
    const links = [aLink(3, 1, 'hid_or_slowed'), aLink(2, 1)]
    const facts = factsWith({ condition: [backups, login, dashboard], links, together: [{ id: 1, conditionIds: [2, 1] }] })
    expect(section(facts, 'conditions').slice(3)).toEqual([
      'C2 “one login for all” (since 2021) made possible C1 “backups have been off” (since 22 September 2026).',
      'C3 “the dashboard showed the last run as green” (since April 2026) hid or slowed the noticing of C1 “backups have been off” (since 22 September 2026).',
      'C1 “backups have been off” (since 22 September 2026) and C2 “one login for all” (since 2021) were both needed.',
    ])
  })

  it('B23 with two behind and two before it keep all four links', () => {
    const condition = [1, 2, 3, 4, 5].map((id) => aCondition(id, { text: `condition ${id}` }))
    const links = [aLink(1, 3), aLink(2, 3), aLink(3, 4), aLink(3, 5, 'limited_damage')]
    const told = section(factsWith({ condition, links }), 'conditions').slice(5)
    expect(told).toHaveLength(4)
    for (const one of [1, 2, 4, 5]) expect(told.filter((text) => text.includes(`condition ${one}`))).toHaveLength(1)
  })

  it('B16 can go back six levels, join again and run in a circle', () => {
    const condition = Array.from({ length: 7 }, (_, index) => aCondition(index + 1, { text: `step ${index + 1}` }))
    const chain = [1, 2, 3, 4, 5].map((id) => aLink(id + 1, id))
    const told = section(factsWith({ condition, links: [...chain, aLink(7, 2), aLink(6, 7), aLink(1, 6)] }), 'conditions')
    expect(told.filter((text) => text.includes('made possible'))).toHaveLength(8)
    expect(told).toContain('C1 “step 1” made possible C6 “step 6”.')
  })

  it('B17 that are guesses are questions, and stand where the unknown does; so do links to them', () => {
    const guess = aCondition(4, { text: 'the tool shares its login', sureness: 'guess', since: { words: 'the merger' } })
    const together = [{ id: 1, conditionIds: [1, 4] }]
    const facts = factsWith({ condition: [backups, guess], links: [aLink(4, 1)], together })
    expect(section(facts, 'conditions')).toHaveLength(1)
    expect(section(facts, 'timeline').join()).not.toContain('shares its login')
    const asked = section(facts, 'unknown').filter((text) => text.includes('shares its login'))
    expect(asked).toEqual([
      'A guess: is it so that “the tool shares its login”, since “the merger”?',
      'A guess: is it so that C4 “the tool shares its login” (since “the merger”) made possible C1 “backups have been off” (since 22 September 2026)?',
      'A guess: were both needed, C1 “backups have been off” (since 22 September 2026) and C4 “the tool shares its login” (since “the merger”)?',
    ])
  })

  it('B22 keep what set it off apart from the impact, and say what made a small thing go far', () => {
    const trigger = aCondition(1, { text: 'the script ran on production', part: 'trigger' })
    const amplifier = aCondition(2, { text: 'deletes cascade', part: 'amplifying' })
    const facts = factsWith({ condition: [trigger, amplifier] })
    expect(section(facts, 'conditions')).toEqual([
      '“the script ran on production”. As people told it. What set it off.',
      '“deletes cascade”. As people told it. It made a small thing go far.',
    ])
    expect(section(facts, 'impact')).toEqual([])
  })

  it('B25 come in the order of time and then of their numbers, and in no other', () => {
    const condition = [
      aCondition(4, { text: 'later', since: aYear(2026) }),
      aCondition(3, { text: 'undated', part: 'trigger' }),
      aCondition(2, { text: 'also 2021', since: aYear(2021) }),
      aCondition(1, { text: 'from 2021', since: aYear(2021), sureness: 'observed' }),
    ]
    const told = section(factsWith({ condition }), 'conditions').map((text) => /“([^”]+)”/.exec(text)?.[1])
    expect(told).toEqual(['from 2021', 'also 2021', 'later', 'undated'])
  })

  it('made of an answer stand in its words, and go with it from every version', () => {
    const made = aCondition(1, { text: null, wordsOf: 'A1' })
    const answers = [anAnswer(1, { text: 'we all share one login' })]
    const facts = factsWith({ condition: [made] }, { answers })
    const stored = compileReview(facts)
    expect(section(facts, 'conditions')).toEqual(['“we all share one login”. As people told it.'])
    const withdrawn = { ...facts, answers: [] }
    expect(JSON.stringify(review(withdrawn, stored))).not.toContain('one login')
    const rewritten = factsWith({ condition: [{ ...made, text: 'one login for all' }] })
    expect(section(rewritten, 'conditions')).toEqual(['“one login for all”. As people told it.'])
  })

  it('that are removed are gone from versions that had them, with their links and sets', () => {
    const facts = factsWith({
      condition: [backups, login, dashboard],
      links: [aLink(2, 1)],
      together: [{ id: 1, conditionIds: [1, 2, 3] }],
    })
    const stored = compileReview(facts)
    const later = factsWith({
      ...facts.material,
      condition: [backups, { ...login, removedAt: at('2026-12-04T10:00:00') }, dashboard],
    })
    expect(JSON.stringify(review(later, stored))).not.toContain('one login')
    expect(section(later, 'conditions').at(-1)).toContain('were both needed')
  })
})

describe('what was so long before', () => {
  it('B9 lies on the timeline at its beginning: backups off, 67 days before detection', () => {
    const facts = factsWith(
      {
        safeguard: [aSafeguard(3, { state: 'absent', since: aDay('2026-09-22') })],
        condition: [aCondition(1, { text: 'deploys go by hand', since: aYear(2020) }), aCondition(2, { text: 'undated' })],
      },
      { entries: [anEntry(1), anEntry(2, { happenedAt: at('2026-11-28T14:20:00'), text: 'ran the script' })] },
    )
    expect(section(facts, 'timeline')).toEqual([
      '2020 · condition, from here on: “deploys go by hand”',
      '22 September 2026 (67 days before detection) · safeguard absent, from here on: “nightly backups”',
      '14:20 (6 min before detection) · observation · responder 1: “ran the script”',
      '14:35 · observation · responder 1: “the table is empty”',
    ])
  })

  it('is told as a safeguard with what it was weighed against, and what nobody has said', () => {
    const said = { state: 'absent', since: aDay('2026-09-22'), weighedAgainst: 'storage costs' } as const
    expect(section(factsWith({ safeguard: [aSafeguard(1, said)] }), 'safeguards')).toEqual([
      '“nightly backups”: absent, since 22 September 2026 (67 days before detection). Weighed against: “storage costs”. Not said yet: could be seen from; to take its place.',
    ])
    expect(section(factsWith({ safeguard: [aSafeguard(1)] }), 'safeguards')[0]).toMatch(
      /how it was is not known, since when is not said\./,
    )
  })
})

describe('usual work', () => {
  it('B13 with nothing written about it is a full answer', () => {
    const work = usualWork(1, {
      isNothingWritten: true,
      usual: 'by hand, in the console',
      since: aYear(2021),
      easier: 'no ticket',
    })
    expect(section(factsWith({ usual: [work] }), 'usual')).toEqual([
      '“cleaning up tables”, like this since 2021. Nothing is written about it. Usual: “by hand, in the console”. The usual way makes easier: “no ticket”. Not said yet: this time.',
    ])
    const yes = materialTable.usual.fields.find(({ key }) => key === 'isNothingWritten')
    expect(yes).toMatchObject({ input: 'yes', hint: 'A full answer.' })
  })

  it('B13 is nowhere called a violation', () => {
    const files = ['review', 'material'].flatMap((folder) => readdirSync(`src/core/${folder}`).map((name) => `${folder}/${name}`))
    expect(files.length).toBeGreaterThan(20)
    for (const file of files) expect(readFileSync(`src/core/${file}`, 'utf8'), file).not.toMatch(/violat|non-?complian|breach/i)
  })
})

describe('accounts', () => {
  const entries = [anEntry(1, { kind: 'action', happenedAt: at('2026-11-28T14:28:00'), text: 'ran the cleanup' })]
  const card = (facts: ReviewFacts) => section(facts, 'inside')

  it('B2 of an action that nobody told of are “not asked yet”, and nothing is guessed', () => {
    expect(card(factsWith({}, { entries }))).toEqual([
      '14:28 · action: did “ran the cleanup”; saw, took to be true, wanted, options, expected: not asked yet.',
    ])
  })

  it('B7 of a moment have the same parts for each person, never put together, and say what is open', () => {
    const answers = [
      anAnswer(1, { entryId: 1, elicits: ['cue'], questionText: 'What was in front of you?', text: 'two windows' }),
      anAnswer(2, { entryId: 1, elicits: ['goals'], questionText: 'What pulled?', text: 'less load', userId: 'U0JONAS02' }),
      anAnswer(3, { entryId: 1, elicits: ['expectation'], questionText: 'What next?', text: 'a small change' }),
      anAnswer(4, { entryId: 1, elicits: ['trade-off'], questionText: 'What options?', text: 'wait', userId: 'U0JONAS02' }),
    ]
    expect(card(factsWith({}, { entries, answers }))).toEqual([
      '14:28 · action: did “ran the cleanup”.',
      '14:28 · account 1 of 2, responder · saw, asked “What was in front of you?”: “two windows”',
      '14:28 · account 1 of 2, responder · expected, asked “What next?”: “a small change”',
      '14:28 · account 1 of 2, responder · took to be true, wanted, options: not asked yet, or not told here.',
      '14:28 · account 2 of 2, colleague · wanted, asked “What pulled?”: “less load”',
      '14:28 · account 2 of 2, colleague · options, asked “What options?”: “wait”',
      '14:28 · account 2 of 2, colleague · saw, took to be true, expected: not asked yet, or not told here.',
    ])
  })

  it('released with a name and by role stay two accounts: one does not name the other', () => {
    const answers = [
      anAnswer(1, { entryId: 1, elicits: ['cue'], visibility: 'with_name', text: 'one' }),
      anAnswer(2, { entryId: 1, elicits: ['goals'], text: 'two' }),
    ]
    const told = card(factsWith({}, { entries, answers }))
    expect(told.filter((text) => text.includes('Maya Lindqvist')).join()).not.toContain('two')
    expect(told.filter((text) => text.includes('account 2 of 2, responder'))).toHaveLength(2)
  })

  it('B4 that came first stay, dated, beside what is thought later', () => {
    const first = anEntry(2, { kind: 'hypothesis', happenedAt: at('2026-11-28T14:31:00'), text: 'it is the cache' })
    expect(card(factsWith({ condition: [aCondition(1)] }, { entries: [first] }))).toEqual([
      '14:31 · a first account, how it was explained then: “it is the cache”.',
    ])
  })

  it('that are surprises are their person’s, by role unless they want their name there, once the review is open', () => {
    const surprise = aSurprise(1, {
      momentAt: at('2026-11-28T14:29:00'),
      expected: 'a few rows less',
      changedMyMind: 'the count',
    })
    const text =
      '14:29 · a surprise · responder, expected: “a few rows less”, saw: “the table was empty”, what changed the picture: “the count”.'
    expect(card(factsWith({ surprise: [surprise] }))).toEqual([text])
    expect(card(factsWith({ surprise: [{ ...surprise, isNamed: true }] }))).toEqual([text.replace('responder', 'Maya Lindqvist')])
    expect(card(factsWith({ surprise: [surprise] }, { review: draft }))).toEqual([])
  })
})

describe('what held', () => {
  it('is told by what it was through; somebody who is thanked is named only where both want it', () => {
    const thanks = whatHelped(2, { text: 'calm on the phone', through: 'credit', thankedId: 'U0MAYA001' })
    const told = (changes: object) => section(factsWith({ helped: [{ ...thanks, ...changes }] }), 'held')
    expect(section(factsWith({ helped: [whatHelped(1)] }), 'held')).toEqual(['Luck: “the replica lagged by an hour”.'])
    expect(told({})).toEqual(['With thanks to responder 1: “calm on the phone”.'])
    expect(told({ agreedAt: at('2026-12-03T12:00:00') })).toEqual(told({}))
    expect(told({ mayName: true })).toEqual(told({}))
    expect(told({ mayName: true, agreedAt: at('2026-12-03T12:00:00') })).toEqual([
      'With thanks to Maya Lindqvist: “calm on the phone”.',
    ])
  })
})

describe('changes', () => {
  const condition = [aCondition(1, { text: 'backups have been off' })]

  it('say what each would change and how, what it may bring, and what came of it', () => {
    const change = aChange(7, {
      conditionId: 1,
      how: 'noticed_sooner',
      newTrouble: 'one alarm more',
      whoseWorkGrows: 'on-call',
      ownerId: 'U0MAYA001',
      dueOn: at('2026-12-20T00:00:00'),
      lookAgainOn: at('2027-02-01T00:00:00'),
      ticketUrl: 'https://tickets.example/42',
      state: 'done',
      outcome: 'it rang once',
      outcomeAt: at('2027-02-02T09:00:00'),
    })
    expect(section(factsWith({ condition, change: [change] }), 'changes')).toEqual([
      'Done: “show the name of the database in red”. It would change C1 “backups have been off”. Things like this would become noticed sooner. New trouble it may bring: “one alarm more”. Whose work grows: “on-call”. In the care of responder 1. By 20 December 2026. To be looked at again on 1 February 2027. Ticket: https://tickets.example/42 What came of it, as told on 2 February 2027: “it rang once”.',
    ])
  })

  it('B6 say while they name no condition', () => {
    expect(section(factsWith({ change: [aChange(1)] }), 'changes')).toEqual([
      'Considered: “show the name of the database in red”. Which condition it would change is not said yet.',
    ])
  })

  it('that were declined stay, with their grounds', () => {
    const change = [aChange(1, { state: 'declined', grounds: 'it would slow every deploy', conditionId: 1 })]
    expect(section(factsWith({ condition, change }), 'changes')).toEqual([
      'Declined: “show the name of the database in red”. Grounds: “it would slow every deploy”. It would change C1 “backups have been off”.',
    ])
  })

  it('B19 promise in no word that nothing of the kind comes again', () => {
    const words = JSON.stringify(materialTable)
    expect(words).not.toMatch(/prevent|never again|eliminat|make sure|ensure/i)
    expect(words).toMatch(/Rarer.*Noticed sooner.*Smaller.*Easier to recover from.*Easier to handle/)
  })
})

describe('no single cause', () => {
  it('B21 has neither a field, a column, a heading nor a command', () => {
    const schema = readFileSync('prisma/schema.prisma', 'utf8')
    const ids = readFileSync('src/slack/ids.ts', 'utf8')
    for (const [where, text] of Object.entries({ schema, ids, table: JSON.stringify(materialTable) }))
      expect(text.replace(/^\/\/\/.*$/gm, ''), where).not.toMatch(/root|cause|primary|culprit|\bfault\b/i)
  })

  it('B24 always shows what is still unknown', () => {
    for (const facts of [
      theFacts(),
      factsWith({ condition: [aCondition(1)] }),
      theFacts({ incident: anIncident({ status: 'closed' }) }),
    ])
      expect(review(facts).sections.map(({ key }) => key)).toContain('unknown')
  })
})
