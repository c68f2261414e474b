import { describe, expect, it } from 'vitest'
import { labelsFor } from '../../src/core/labels.ts'
import {
  compileReview,
  type ReviewFacts,
  renderReview,
  reviewSummary,
  reviewWords,
  type SectionKey,
  sameStatements,
} from '../../src/core/review/review.ts'
import { aHolding, anAnswer, anEntry, anIncident, at, nameOfPerson, roleLabels, theFacts } from '../support/review-facts.ts'

const wordsOf = (facts: ReviewFacts) =>
  reviewWords({
    timeZone: 'UTC',
    person: labelsFor({ ...facts, roleLabels, declaredBy: facts.incident.declaredBy }),
    name: nameOfPerson,
  })

const review = (facts: ReviewFacts) => renderReview(compileReview(facts), facts, wordsOf(facts))

/** What a reader finds in one section: its sentences, or its empty prompt. */
const section = (facts: ReviewFacts, key: SectionKey): string[] => {
  const found = review(facts).sections.find((part) => part.key === key)
  return found ? [...found.statements.map(({ text }) => text), ...(found.emptyPrompt === null ? [] : [found.emptyPrompt])] : []
}

describe('the review as a document', () => {
  it('has its parts in the order of the method, with the question where people have not written', () => {
    const { title, sections } = review(theFacts())
    expect(title).toBe('INC-12: how we got here')
    expect(sections.map(({ key }) => key)).toEqual([
      'heard',
      'story',
      'impact',
      'recorded',
      'roles',
      'timeline',
      'inside',
      'usual',
      'safeguards',
      'conditions',
      'held',
      'hard',
      'unknown',
      'new',
      'changes',
      'next',
    ])
    expect(section(theFacts(), 'story')).toEqual([
      'Not written yet. How did it look from inside, before anybody knew how it would end?',
    ])
  })

  it.each([
    ['one_question', ['heard', 'story', 'recorded', 'roles', 'timeline', 'inside', 'unknown', 'next']],
    ['none', ['heard', 'recorded', 'roles', 'timeline', 'unknown']],
  ])('has fewer empty parts at the depth %s', (depth, keys) => {
    const facts = theFacts({ review: { ...theFacts().review, depth } })
    expect(review(facts).sections.map(({ key }) => key)).toEqual(keys)
  })

  it('invents nothing where nothing is recorded', () => {
    const facts = theFacts({
      incident: anIncident({ description: '', detectedAt: null, mitigatedAt: null, resolvedAt: null, status: 'investigating' }),
    })
    expect(section(facts, 'recorded')).toEqual([
      'Title: “users table is empty”',
      'Severity: SEV1.',
      'Status: investigating.',
      'Declared: 28 November 2026, 14:30 (UTC).',
    ])
    expect(section(facts, 'timeline')).toEqual(['Nothing is on the timeline.'])
    expect(section(facts, 'unknown')).toEqual([
      'Not recorded: when it started.',
      'Not recorded: when it was detected.',
      'Not recorded: when the harm ended.',
      'Not recorded: when it was resolved.',
      'No lead is recorded.',
      'Nobody has been heard yet.',
      'Nothing is on the timeline.',
    ])
  })
})

describe('what was recorded', () => {
  it('gives each time and each span as a plain fact', () => {
    const incident = anIncident({ startedAt: at('2026-09-22T14:26:00'), resolvedAt: at('2026-11-29T16:30:00') })
    expect(section(theFacts({ incident }), 'recorded').slice(4)).toEqual([
      'Started: 22 September 2026, 14:26.',
      'Detected: 14:26.',
      'Declared: 28 November 2026, 14:30 (UTC).',
      'Mitigated: 15:40.',
      'Resolved: 29 November 2026, 16:30.',
      'From start to detection: 67 days.',
      'From detection to declaration: 4 min.',
      'From detection to resolution: 26 h 4 min.',
      'From declaration to mitigation: 1 h 10 min.',
      'From declaration to resolution: 26 h.',
    ])
  })

  it('says of times that run backwards that they do, and gives no span', () => {
    const facts = theFacts({ incident: anIncident({ resolvedAt: at('2026-11-28T13:00:00'), mitigatedAt: null }) })
    expect(section(facts, 'recorded')).toContain(
      'From declaration to resolution: the recorded times run backwards, so no span is given.',
    )
    expect(section(facts, 'unknown')).toContain(
      'In the record, resolution lies before declaration: at least one of the two times is off.',
    )
    expect(reviewSummary(facts)[0]).toBe('Resolved. The recorded times run backwards, so no span is given.')
  })

  it('does not hold it against an incident that it was declared afterwards', () => {
    const incident = anIncident({ kind: 'retrospective', declaredAt: at('2026-12-01T09:00:00') })
    const recorded = section(theFacts({ incident }), 'recorded')
    expect(recorded).toContain('It was declared afterwards.')
    expect(recorded.filter((text) => text.startsWith('From'))).toEqual(['From detection to resolution: 1 h 16 min.'])
    expect(section(theFacts({ incident }), 'unknown').join()).not.toContain('is off')
  })
})

describe('the timeline in the review', () => {
  it('begins before detection, and says how long before', () => {
    const entries = [
      anEntry(2, { kind: 'action', text: 'restore started <@U0JONAS02>', happenedAt: at('2026-11-28T14:50:00') }),
      anEntry(9, { kind: 'note', text: 'backups switched off', happenedAt: at('2026-09-22T14:26:00'), authorId: 'U0JONAS02' }),
    ]
    expect(section(theFacts({ entries }), 'timeline')).toEqual([
      '22 September 2026, 14:26 (67 days before detection) · responder 2: “backups switched off”',
      '14:50 · action · responder 1: “restore started responder 2”',
    ])
  })

  it('puts the system first where something changed', () => {
    const changed = (
      id: number,
      kind: 'status' | 'role' | 'communication',
      field: string,
      from: string | null,
      to: string | null,
    ) =>
      anEntry(id, { kind, source: 'system', text: null, change: { field, from, to }, happenedAt: at(`2026-11-28T14:3${id}:00`) })
    const entries = [
      changed(1, 'status', 'status', null, 'investigating'),
      changed(2, 'role', 'lead', null, 'U0JONAS02'),
      changed(3, 'role', 'lead', 'U0JONAS02', null),
      changed(4, 'status', 'status', 'investigating', 'monitoring'),
      changed(5, 'communication', 'title', 'db odd', 'users table is empty'),
    ]
    const facts = theFacts({ entries, roles: [aHolding('U0JONAS02')] })
    expect(section(facts, 'timeline')).toEqual([
      '14:31 · declared, status: investigating',
      '14:32 · role taken: lead',
      '14:33 · lead: lead to nobody',
      '14:34 · status: investigating to monitoring',
      '14:35 · title: “db odd” to “users table is empty”',
    ])
  })

  it('says where words have not arrived, and quotes what an app said as the app’s', () => {
    const entries = [
      anEntry(1, { text: null }),
      anEntry(2, {
        authorId: null,
        authorName: 'PagerDuty',
        text: 'p99 &gt; 2s',
        files: [{ id: 'F1', name: 'graph.png', permalink: null }],
      }),
    ]
    expect(section(theFacts({ entries }), 'timeline')).toEqual([
      '14:35 · observation · responder 1: the words have not reached us',
      '14:35 · observation · PagerDuty: “p99 > 2s”, with “graph.png”',
    ])
  })
})

describe('people in roles', () => {
  it('stand by label, each from when to when', () => {
    const roles = [
      aHolding('U0JONAS02', { untilAt: at('2026-11-28T15:00:00') }),
      aHolding('W0PRIYA003', { fromAt: at('2026-11-28T15:00:00') }),
      aHolding('U0JONAS02', { role: 'comms', fromAt: at('2026-11-28T15:00:00') }),
    ]
    expect(section(theFacts({ roles }), 'roles')).toEqual([
      'lead, from 14:31 until 15:00; lead 2, from 15:00.',
      'comms: lead, from 15:00.',
    ])
    expect(section(theFacts(), 'roles')).toEqual(['No role was taken.'])
  })
})

describe('accounts from inside', () => {
  const entries = [
    anEntry(1, { kind: 'action', happenedAt: at('2026-11-28T14:40:00') }),
    anEntry(2, { kind: 'observation', happenedAt: at('2026-11-28T14:45:00') }),
    anEntry(3, { kind: 'decision', happenedAt: at('2026-11-28T14:50:00') }),
  ]

  it('stand beside their moments one by one, with a name only where that answer was released with it', () => {
    const answers = [
      anAnswer(1, { entryId: 3, text: 'Both windows looked the same.', visibility: 'with_name' }),
      anAnswer(2, { entryId: 1, text: 'It was the staging prompt.' }),
      anAnswer(3, { entryId: 3, text: 'I saw production.', userId: 'U0JONAS02' }),
      anAnswer(4, { momentAt: at('2026-11-28T14:46:00'), text: 'The phone rang.', userId: 'U0JONAS02' }),
    ]
    const asked = 'asked “What made this seem reasonable at the time?”'
    const open = 'saw, took to be true, wanted, options, expected: not asked yet, or not told here.'
    expect(section(theFacts({ entries, answers }), 'inside')).toEqual([
      '14:40 · action: did “the table is empty”.',
      `14:40 · responder · told, ${asked}: “It was the staging prompt.”`,
      `14:40 · responder · ${open}`,
      `14:46 · colleague, ${asked}: “The phone rang.”`,
      '14:50 · decision: did “the table is empty”.',
      `14:50 · account 1 of 2, Maya Lindqvist · told, ${asked}: “Both windows looked the same.”`,
      `14:50 · account 1 of 2, Maya Lindqvist · ${open}`,
      `14:50 · account 2 of 2, colleague · told, ${asked}: “I saw production.”`,
      `14:50 · account 2 of 2, colleague · ${open}`,
    ])
  })

  it('of an action or a decision that nobody told of are “not asked yet”, never guessed', () => {
    expect(section(theFacts({ entries }), 'inside')).toEqual([
      '14:40 · action: did “the table is empty”; saw, took to be true, wanted, options, expected: not asked yet.',
      '14:50 · decision: did “the table is empty”; saw, took to be true, wanted, options, expected: not asked yet.',
    ])
  })

  it('of an action or a decision say no more than that there is none, once anybody was asked', () => {
    expect(section(theFacts({ entries, asked: { people: 1 } }), 'inside')).toEqual([
      '14:40 · action: did “the table is empty”; saw, took to be true, wanted, options, expected: not asked yet, or no account here yet.',
      '14:50 · decision: did “the table is empty”; saw, took to be true, wanted, options, expected: not asked yet, or no account here yet.',
    ])
  })

  it('stand without their question where the bank has lost it', () => {
    expect(section(theFacts({ answers: [anAnswer(1, { questionText: '', text: 'So it was.' })] }), 'inside')).toEqual([
      'responder: “So it was.”',
    ])
  })

  it('are shown nowhere before the review has opened', () => {
    const facts = theFacts({
      answers: [anAnswer(1)],
      review: { state: 'draft', opensAt: at('2026-12-03T10:00:00'), openedAt: null },
    })
    expect(JSON.stringify(review(facts))).not.toContain('two windows')
    expect(compileReview(facts).flatMap(({ sources }) => sources)).not.toContain('A1')
    expect(section(facts, 'heard')).toContain('It opens on 3 December 2026. Until then nobody sees the answers of others.')
  })
})

describe('who was heard', () => {
  const holders = ['U0MAYA001', 'U0JONAS02', 'W0PRIYA003'].map((userId) => aHolding(userId, { role: 'scribe' }))
  const answers = ['U0MAYA001', 'U0JONAS02', 'U04DMITRI'].map((userId, index) => anAnswer(index + 1, { userId }))

  it('is told as a group; a role is named where three people hold it', () => {
    const facts = theFacts({ answers, roles: [...holders, aHolding('U0MAYA001')], asked: { people: 5 } })
    expect(section(facts, 'heard').slice(1)).toEqual([
      'Asked so far: 5 people.',
      'Heard from: 3 people, in 3 accounts.',
      'Among them, scribe: 2 people.',
    ])
  })

  it('names no role that two people hold', () => {
    expect(section(theFacts({ answers, roles: holders.slice(1) }), 'heard').join()).not.toContain('scribe')
  })

  it('says so when it is nobody', () => {
    expect(section(theFacts(), 'heard')).toContain('Nobody has been asked yet.')
    expect(section(theFacts(), 'unknown')).toContain('Nobody has been heard yet.')
  })
})

describe('what is still unknown', () => {
  it('names stretches of more than half an hour without an entry, from declaration to resolution', () => {
    const entries = [anEntry(1, { happenedAt: at('2026-11-28T15:00:00') }), anEntry(2, { happenedAt: at('2026-11-28T15:31:00') })]
    const gaps = compileReview(theFacts({ entries })).filter(({ key }) => key === 'unknown.gap')
    expect(gaps.map(({ sources }) => sources)).toEqual([['E1', 'E2']])
    expect(section(theFacts({ entries }), 'unknown')).toContain('No entry from 15:00 to 15:31 (31 min).')
  })

  it('counts the silence before the first entry, after the last, and where there is none at all', () => {
    const late = theFacts({ entries: [anEntry(1, { happenedAt: at('2026-11-28T15:05:00') })] })
    expect(section(late, 'unknown')).toEqual(
      expect.arrayContaining(['No entry from 14:30 to 15:05 (35 min).', 'No entry from 15:05 to 15:42 (37 min).']),
    )
    expect(section(theFacts(), 'unknown')).toContain('No entry from 14:30 to 15:42 (1 h 12 min).')
  })

  it('keeps early explanations open, and entries whose kind nobody has said', () => {
    const entries = [anEntry(1, { kind: 'hypothesis' }), anEntry(2, { kind: 'note' }), anEntry(3, { kind: 'note' })]
    expect(section(theFacts({ entries }), 'unknown')).toEqual(
      expect.arrayContaining([
        '14:35: An early explanation was given; whether it held is not recorded.',
        'For 2 entries nobody has said what kind of moment it was.',
      ]),
    )
  })

  it('is asked for where nothing is recorded as unknown', () => {
    const facts = theFacts({
      incident: anIncident({
        startedAt: at('2026-11-28T14:20:00'),
        resolvedAt: at('2026-11-28T14:45:00'),
        mitigatedAt: at('2026-11-28T14:40:00'),
      }),
      entries: [anEntry(1)],
      roles: [aHolding('U0MAYA001')],
      answers: [anAnswer(1)],
    })
    expect(section(facts, 'unknown')).toEqual(['Nothing is recorded as unknown: ask.'])
  })
})

describe('a stored version', () => {
  it('holds references and no words', () => {
    const statements = compileReview(theFacts({ entries: [anEntry(45, { text: 'secret words' })], answers: [anAnswer(7)] }))
    expect(JSON.stringify(statements)).not.toMatch(/secret|windows|U0MAYA001|users table/)
    expect(statements).toContainEqual({ key: 'entry', section: 'timeline', sources: ['E45'] })
    expect(statements).toContainEqual({ key: 'answer', section: 'inside', sources: ['A7'] })
  })

  it('shows the words as they are now, and nothing of what is gone', () => {
    const before = theFacts({ entries: [anEntry(1, { text: 'first' }), anEntry(2, { text: 'second' })] })
    const after = theFacts({ entries: [anEntry(2, { text: 'second, corrected' })] })
    const shown = renderReview(compileReview(before), after, wordsOf(after)).sections.find(({ key }) => key === 'timeline')
    expect(shown?.statements.map(({ text }) => text)).toEqual(['14:35 · observation · responder 1: “second, corrected”'])
  })

  it('says nothing any more that has been learnt since', () => {
    const before = theFacts()
    const after = theFacts({ incident: anIncident({ startedAt: at('2026-11-28T14:00:00') }), roles: [aHolding('U0MAYA001')] })
    const unknown = renderReview(compileReview(before), after, wordsOf(after)).sections.find(({ key }) => key === 'unknown')
    expect(unknown?.statements.map(({ key }) => key)).toEqual(['unknown.nobody', 'unknown.empty', 'unknown.gap'])
  })

  it('of another release is read as far as it is understood', () => {
    const statements = [
      { key: 'no.such', section: 'recorded', sources: ['INC-12'] },
      { key: 'entry', section: 'gone', sources: ['E1'] },
    ]
    const shown = renderReview(statements, theFacts({ entries: [anEntry(1)] }), wordsOf(theFacts()))
    expect(shown.sections.flatMap((part) => part.statements)).toEqual([])
  })

  it('needs no successor while its statements are the same', () => {
    const facts = theFacts({ entries: [anEntry(1), anEntry(2)] })
    const renamed = { ...facts, incident: anIncident({ title: 'another title' }) }
    expect(sameStatements(compileReview(facts), compileReview(renamed))).toBe(true)
    expect(sameStatements(compileReview(facts), compileReview(theFacts({ entries: [anEntry(1)] })))).toBe(false)
  })
})

describe('the summary for the channel', () => {
  it('is a few lines of facts', () => {
    const entries = [anEntry(9, { happenedAt: at('2026-09-22T14:26:00') }), anEntry(1)]
    expect(reviewSummary(theFacts({ entries }))).toEqual([
      'Resolved after 1 h 12 min.',
      'Detected 4 min before it was declared.',
      'On the timeline: 2 entries; the first lies 67 days before detection.',
      'Still unknown: 4 points, listed in the review.',
    ])
  })

  it('of an incident declared afterwards counts from detection, or says that it cannot', () => {
    const incident = anIncident({ kind: 'retrospective', declaredAt: at('2026-12-01T09:00:00') })
    expect(reviewSummary(theFacts({ incident }))[0]).toBe('Resolved after 1 h 16 min.')
    expect(reviewSummary(theFacts({ incident: { ...incident, detectedAt: null } }))[0]).toBe(
      'Resolved. How long it took is not recorded.',
    )
  })
})
