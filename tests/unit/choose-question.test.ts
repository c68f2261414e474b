import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type AskedBefore,
  type Choice,
  type ChoiceInput,
  chooseQuestion,
  type Decision,
  reasonText,
  slotsOf,
  storyOf,
} from '../../src/core/choose-question.ts'
import type { Pace } from '../../src/core/pace.ts'
import type { RoleHolding } from '../../src/core/people.ts'
import type { Question } from '../../src/core/question.ts'
import { bank } from '../../src/core/question-bank.ts'
import { questionsWith } from '../../src/core/questions.ts'
import { type Change, type Entry, type EntryKind, entryKinds } from '../../src/core/timeline.ts'

const at = (time: string): Date => new Date(`2026-11-22T${time}:00Z`)
const clock = (moment: Date): string => moment.toISOString().slice(11, 16)

/** An entry made from a message of Maya's that somebody else marked. */
const message = (id: number, time: string, more: Partial<Entry> = {}): Entry => ({
  id,
  incidentId: 'incident',
  kind: 'note',
  source: 'reaction',
  happenedAt: at(time),
  recordedAt: at(time),
  authorId: 'MAYA',
  authorName: 'Maya',
  text: 'running the suite',
  about: null,
  change: null,
  channelId: 'C1',
  messageTs: `${at(time).getTime() / 1000}.000100`,
  permalink: null,
  files: [],
  editedAt: null,
  hiddenAt: null,
  markedBy: ['JO'],
  ...more,
})

const changed = (id: number, time: string, change: Change, authorId = 'MAYA', kind: EntryKind = 'status'): Entry =>
  message(id, time, { kind, source: 'system', authorId, text: null, change, channelId: null, messageTs: null, markedBy: [] })

const status = (from: string | null, to: string): Change => ({ field: 'status', from, to })

const written = (id: number, time: string, kind: EntryKind, more: Partial<Entry> = {}): Entry =>
  message(id, time, { kind, source: 'command', messageTs: null, markedBy: [], ...more })

/** Nothing stands in the way. */
const anyPace: Pace = {
  isNeverAsked: false,
  isMuted: false,
  most: 1000,
  askedHere: 0,
  askedAt: [],
  hours: null,
}

type More = Partial<ChoiceInput> & { roles?: RoleHolding[] }

const decide = (entries: Entry[], { roles = [], ...more }: More = {}): Decision =>
  chooseQuestion({
    userId: 'MAYA',
    story: storyOf(entries, roles),
    questions: bank,
    occasion: 'first',
    askedBefore: [],
    hasNote: false,
    pace: anyPace,
    resolvedAt: at('15:42'),
    now: at('15:42'),
    ...more,
  })

const ask = (entries: Entry[], more: More = {}): Choice | null => {
  const decision = decide(entries, more)
  return decision.kind === 'ask' ? decision.choice : null
}

const why = (entries: Entry[], more: More = {}) => {
  const choice = ask(entries, more)
  return choice && reasonText(choice.reason, clock)
}

/** Asks until there is nothing left to ask, as if every question had been put. */
const askAll = (entries: Entry[], more: More = {}): AskedBefore[] => {
  const askedBefore: AskedBefore[] = []
  for (let choice = ask(entries, more); choice; choice = ask(entries, { ...more, askedBefore }))
    askedBefore.push({ questionId: choice.question.id, entryId: choice.entry?.id ?? null, state: 'sent' })
  return askedBefore
}

const lead = (userId: string, from: string): RoleHolding => ({
  incidentId: 'incident',
  role: 'lead',
  userId,
  fromAt: at(from),
  untilAt: null,
})

describe('who is involved', () => {
  it('is everybody on the timeline as an author or in a role, in order of appearance, and nobody before another', () => {
    const entries = [
      changed(4, '14:50', status('investigating', 'monitoring'), 'JO'),
      message(2, '14:28'),
      changed(3, '14:40', { field: 'lead', from: null, to: 'SAM' }, 'ANA', 'role'),
      message(5, '14:51'),
    ]
    expect(storyOf(entries, [lead('SAM', '14:40'), lead('MAYA', '14:20')]).involved).toEqual(['MAYA', 'ANA', 'JO', 'SAM'])
  })

  it('is not a bot, nor who only marked a message or answered', () => {
    const entries = [
      message(1, '14:00', { authorId: null, authorName: 'deploybot', markedBy: ['JO'] }),
      message(2, '14:05'),
      written(3, '14:10', 'answer', { authorId: 'ANA' }),
    ]
    expect(storyOf(entries, []).involved).toEqual(['MAYA'])
  })
})

describe('the question for a kind of entry', () => {
  const cases: [EntryKind, string][] = [
    ['note', 'What made this seem reasonable at the time?'],
    ['action', 'What made this seem reasonable at the time?'],
    ['decision', 'What made this seem reasonable at the time?'],
    ['follow_up', 'What made this seem reasonable at the time?'],
    ['observation', 'What was in front of you when you noticed this?'],
    ['hypothesis', 'What did you expect to see if this idea held?'],
    ['surprise', 'How did you picture the system a minute before this?'],
    ['communication', 'What did you want people to know or do at this point?'],
  ]
  it.each(cases)('%s: %s', (kind, text) => {
    expect(ask([message(1, '14:28', { kind })])).toMatchObject({ question: { text }, entry: { id: 1 }, momentAt: at('14:28') })
  })

  const changes: [string, Entry, string][] = [
    ['declaring', changed(1, '14:30', status(null, 'investigating')), 'What caught your eye, and where?'],
    [
      'identified',
      changed(1, '14:30', status('investigating', 'identified')),
      'How could you tell where things stood at this point?',
    ],
    ['monitoring', changed(1, '14:30', status('identified', 'monitoring')), 'What told you it was getting better?'],
    ['resolved', changed(1, '14:30', status('monitoring', 'resolved')), 'What told you it was getting better?'],
    [
      'reopened',
      changed(1, '14:30', status('resolved', 'investigating')),
      'How could you tell where things stood at this point?',
    ],
    [
      'severity',
      changed(1, '14:30', { field: 'severity', from: 'sev2', to: 'sev1' }, 'MAYA', 'severity'),
      'What told you how serious this was?',
    ],
    [
      'role',
      changed(1, '14:30', { field: 'lead', from: 'JO', to: 'MAYA' }, 'MAYA', 'role'),
      'What did the situation need just then, and what came along with the role?',
    ],
  ]
  it.each(changes)('%s', (_, entry, text) => {
    expect(ask([entry])?.question.text).toBe(text)
  })

  it('asks how they know, of what was written down long after its moment', () => {
    const entry = written(1, '14:30', 'note', { happenedAt: new Date('2026-09-22T09:00:00Z'), text: 'backups switched off' })
    expect(ask([entry])?.question.text).toBe('How did you come to know about this?')
    expect(why([entry])).toBe('because you wrote down what happened at 09:00')
  })

  it('takes a message that was marked hours later as written at its moment', () => {
    expect(ask([message(1, '11:00', { recordedAt: at('15:30') })])?.question.id).toBe('reasonable-then')
  })

  it('never asks about an answer or a new title', () => {
    const title = changed(2, '14:31', { field: 'title', from: 'a', to: 'b' }, 'MAYA', 'communication')
    expect(ask([written(1, '14:30', 'answer'), title])?.entry).toBeNull()
  })
})

describe('the entry it is about', () => {
  it('is one of their own, whatever others did', () => {
    const entries = [message(1, '14:00', { kind: 'decision', authorId: 'JO' }), message(2, '14:28')]
    expect(ask(entries)?.entry?.id).toBe(2)
    expect(ask(entries, { userId: 'JO' })?.entry?.id).toBe(1)
    expect(ask(entries, { userId: 'SAM' })).toBeNull()
  })

  it('is an action or a decision before a message, and a message before a change of status', () => {
    const entries = [
      changed(1, '14:00', status(null, 'investigating')),
      message(2, '14:10'),
      message(3, '14:20', { kind: 'surprise' }),
      message(4, '14:30', { kind: 'action' }),
    ]
    expect(
      askAll(entries)
        .slice(0, 4)
        .map(({ entryId }) => entryId),
    ).toEqual([4, 3, 2, 1])
  })

  it('is what came before the picture changed, then the earliest', () => {
    const entries = [
      changed(1, '14:20', status('identified', 'monitoring'), 'JO'),
      changed(2, '14:15', status('investigating', 'identified'), 'JO'),
      message(3, '14:16', { kind: 'action' }),
      message(4, '14:10', { kind: 'decision' }),
      message(5, '14:05', { kind: 'action' }),
    ]
    expect(
      askAll(entries)
        .slice(0, 3)
        .map(({ entryId }) => entryId),
    ).toEqual([5, 4, 3])
  })

  it('comes after their own doing where it was written down later, however early it was', () => {
    const told = written(1, '09:00', 'action', { recordedAt: at('14:40') })
    expect(ask([told, changed(2, '14:50', status('identified', 'monitoring'))])?.entry?.id).toBe(2)
  })

  it('does not depend on the order in which entries arrive', () => {
    const kinds = fc.constantFrom(...entryKinds)
    const times = fc.constantFrom('13:00', '14:00', '14:00', '15:00')
    const entries = fc
      .array(fc.tuple(kinds, times), { minLength: 1, maxLength: 8 })
      .map((list) => list.map(([kind, time], index) => message(index + 1, time, { kind })))
    fc.assert(
      fc.property(
        entries.chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }))),
        ([list, shuffled]) => {
          expect(ask(shuffled)).toEqual(ask(list))
        },
      ),
    )
  })
})

describe('asking again', () => {
  it('goes to another entry, and with another question', () => {
    const entries = [message(1, '14:00', { kind: 'action' }), message(2, '14:10', { kind: 'action' })]
    const [first, second] = askAll(entries)
    expect(first).toMatchObject({ questionId: 'reasonable-then', entryId: 1 })
    expect(second).toMatchObject({ questionId: 'in-front-of-you', entryId: 2 })
  })

  it('never puts the same question about the same entry, and comes to an end', () => {
    const asked = askAll([
      message(1, '14:00', { kind: 'decision' }),
      message(2, '14:10'),
      changed(3, '14:20', status('x', 'resolved')),
    ])
    expect(asked.length).toBeGreaterThan(15)
    expect(new Set(asked.map(({ questionId, entryId }) => `${questionId} ${entryId}`)).size).toBe(asked.length)
  })

  it('is about the whole at last, with the questions of the time that has passed', () => {
    const only: Question[] = bank.filter(({ moment }) => ['hour-after', 'days-after', 'month-after'].includes(moment))
    const entries = [message(1, '14:00')]
    const askedAt = (now: Date) => ask(entries, { questions: only, now })
    expect(askedAt(at('16:42'))).toMatchObject({ question: { id: 'most-surprising' }, entry: null, momentAt: null })
    expect(askedAt(new Date('2026-11-24T09:00:00Z'))?.question.id).toBe('your-side')
    expect(askedAt(new Date('2026-12-22T09:00:00Z'))?.question.id).toBe('changed-your-work')
  })

  it('leaves care, consent and whatever the host sends to others', () => {
    const only = bank.filter(({ moment }) => ['hour-after', 'days-after', 'month-after'].includes(moment))
    const ids = [at('16:00'), new Date('2026-11-24T09:00:00Z'), new Date('2026-12-22T09:00:00Z')].flatMap((now) =>
      askAll([message(1, '14:00')], { questions: only, now }).map(({ questionId }) => questionId),
    )
    expect(ids).toContain('one-step-back')
    for (const id of [
      'how-are-you',
      'how-since',
      'named-moments',
      'safeguard-changed',
      'way-began',
      'weeks-before',
      'onlookers-view',
    ])
      expect(ids).not.toContain(id)
  })
})

describe('asking nobody', () => {
  it('while people are at work on the incident', () => {
    expect(ask([message(1, '14:00', { kind: 'decision' })], { resolvedAt: null })).toBeNull()
  })

  it('where the team has switched every question off', () => {
    const { questions } = questionsWith({ off: bank.map(({ id }) => id), changed: {}, added: [] })
    expect(ask([message(1, '14:00')], { questions })).toBeNull()
  })

  it('with a question whose slot the entry cannot fill', () => {
    const off = bank.map(({ id }) => id)
    const added = [{ id: 'mine', moment: 'action', text: 'What led up to “{action}”?' }]
    const { questions } = questionsWith({ off, changed: {}, added })
    expect(ask([message(1, '14:00', { kind: 'action', text: null })], { questions })).toBeNull()
    expect(ask([message(1, '14:00', { kind: 'action' })], { questions })?.question.id).toBe('mine')
  })
})

describe('the reason', () => {
  const cases: [string, Entry, string][] = [
    ['a kept message', message(1, '14:28'), 'because your message from 14:28 is on the timeline'],
    ['a note by command', written(1, '14:28', 'note'), 'because your note from 14:28 is on the timeline'],
    ['a decision by command', written(1, '14:02', 'decision'), 'because you recorded a decision at 14:02'],
    [
      'a message they marked as a decision',
      message(1, '14:02', { kind: 'decision', markedBy: ['JO', 'MAYA'] }),
      'because you recorded a decision at 14:02',
    ],
    [
      'a message others marked',
      message(1, '14:02', { kind: 'action' }),
      'because your message from 14:02 is on the timeline as an action',
    ],
    ['declaring', changed(1, '14:30', status(null, 'investigating')), 'because you declared the incident at 14:30'],
    ['a status', changed(1, '14:50', status('x', 'monitoring')), 'because you changed the status at 14:50'],
    [
      'a severity',
      changed(1, '14:50', { field: 'severity', from: 'a', to: 'b' }, 'MAYA', 'severity'),
      'because you changed the severity at 14:50',
    ],
    ['a role', changed(1, '14:50', { field: 'lead', from: 'a', to: 'b' }, 'MAYA', 'role'), 'because you changed a role at 14:50'],
    [
      'the lead for oneself',
      changed(1, '14:50', { field: 'lead', from: null, to: 'MAYA' }, 'MAYA', 'role'),
      'because you took the role lead at 14:50',
    ],
  ]
  it.each(cases)('says it for %s', (_, entry, words) => {
    expect(why([entry])).toBe(words)
  })

  it('names the role of somebody with no entry of their own', () => {
    const roles = [lead('MAYA', '14:31')]
    const entries = [message(1, '14:00', { authorId: 'JO' })]
    expect(why(entries, { roles })).toBe('because you held the role lead from 14:31')
  })

  it('names the first thing of theirs where the question is about the whole', () => {
    const questions = bank.filter(({ moment }) => moment === 'hour-after')
    expect(why([message(2, '14:20'), message(1, '14:10')], { questions })).toBe(
      'because something of yours from 14:10 is on the timeline',
    )
  })
})

describe('slots of an entry', () => {
  it('are its time, worded by the caller, and its words where they have reached us', () => {
    expect(slotsOf(message(1, '14:28'), clock)).toEqual({ time: '14:28', action: 'running the suite' })
    expect(slotsOf(message(1, '14:28', { text: null }), clock)).toEqual({ time: '14:28' })
  })
})

describe('the round it comes in', () => {
  const decision = message(1, '14:00', { kind: 'decision' })
  const told = (questionId: string, entryId: number | null, state: AskedBefore['state'] = 'answered'): AskedBefore => ({
    questionId,
    entryId,
    state,
  })
  const later = new Date('2026-11-24T09:00:00Z')
  const month = new Date('2026-12-22T09:00:00Z')

  const stories: [string, Entry[], More, string | null][] = [
    [
      'some days after: a decision of theirs that nobody has asked about',
      [decision, message(2, '14:10', { kind: 'action' })],
      { occasion: 'days-after', now: later, askedBefore: [told('reasonable-then', 1)] },
      'in-front-of-you',
    ],
    [
      'some days after: how it went from their side, where every moment of theirs was asked about',
      [decision],
      { occasion: 'days-after', now: later, askedBefore: [told('reasonable-then', 1)] },
      'your-side',
    ],
    [
      'some days after: nothing, where a note of theirs has told it',
      [decision],
      { occasion: 'days-after', now: later, askedBefore: [told('reasonable-then', 1)], hasNote: true },
      null,
    ],
    [
      'some days after: nothing about a mere message, which others can tell as well',
      [decision, message(2, '14:10')],
      { occasion: 'days-after', now: later, askedBefore: [told('reasonable-then', 1)], hasNote: true },
      null,
    ],
    ['a month after: what it changed', [decision], { occasion: 'month-after', now: month }, 'changed-your-work'],
    [
      'a month after: another where that was asked',
      [decision],
      { occasion: 'month-after', now: month, askedBefore: [told('changed-your-work', null)] },
      'similar-since',
    ],
    [
      'one more: about something that they have not told yet',
      [decision],
      { occasion: 'more', askedBefore: [told('reasonable-then', 1)] },
      'in-front-of-you',
    ],
    [
      'one more: not about what their answers have brought to light',
      [message(1, '14:00', { kind: 'observation' }), message(2, '14:20', { kind: 'observation' })],
      { occasion: 'more', askedBefore: [told('in-front-of-you', 1)] },
      'took-it-to-mean',
    ],
    [
      'one more: never again about a moment that they would not speak of',
      [decision],
      { occasion: 'more', askedBefore: [told('reasonable-then', 1, 'skipped')], now: later },
      'your-side',
    ],
    [
      'one more: nor about one that was not theirs',
      [decision],
      { occasion: 'more', askedBefore: [told('reasonable-then', 1, 'passed')], now: later },
      'your-side',
    ],
    ['somebody named for a role, with nothing on the timeline', [], { roles: [lead('MAYA', '14:31')], now: later }, 'your-side'],
    ['somebody who is not part of it', [decision], { userId: 'SAM' }, null],
  ]
  it.each(stories)('%s', (_, entries, more, expected) => expect(ask(entries, more)?.question.id ?? null).toBe(expected))
})

describe('the pace', () => {
  const entries = [message(1, '14:00', { kind: 'decision' })]
  const days = (count: number): Date => new Date(at('15:42').getTime() - count * 24 * 60 * 60 * 1000)
  const working = { days: [1, 2, 3, 4, 5], from: '10:00', to: '16:00' }
  const hours = { working, timeZone: 'Europe/Vienna' }
  const monday = new Date('2026-11-23T09:00:00Z')

  const stories: [string, Partial<Pace>, Date, object][] = [
    ['asks where nothing stands in the way', { most: 3 }, monday, { kind: 'ask' }],
    ['asks a third time', { most: 3, askedHere: 2 }, monday, { kind: 'ask' }],
    ['asks no fourth time', { most: 3, askedHere: 3 }, monday, { kind: 'none', why: 'enough' }],
    ['asks once where the severity wants one question', { most: 1, askedHere: 1 }, monday, { kind: 'none', why: 'enough' }],
    ['asks a fifth time in a week', { askedAt: [1, 2, 3, 4].map(days) }, at('15:42'), { kind: 'ask' }],
    [
      'waits with the sixth until the first of them is a week old',
      { askedAt: [6, 2, 3, 1, 4].map(days) },
      at('15:42'),
      { kind: 'wait', why: 'week', until: new Date(days(6).getTime() + 7 * 24 * 60 * 60 * 1000) },
    ],
    [
      'and then for a decent hour of theirs',
      {
        askedAt: [6, 2, 3, 1, 4].map((count) => new Date(monday.getTime() - count * 24 * 60 * 60 * 1000 + 8 * 60 * 60 * 1000)),
        hours,
      },
      monday,
      { kind: 'wait', why: 'week', until: new Date('2026-11-25T09:00:00Z') },
    ],
    ['does not count what is older than a week', { askedAt: [8, 9, 10, 7, 7].map(days) }, at('15:42'), { kind: 'ask' }],
    ['asks at ten where they are', { hours }, monday, { kind: 'ask' }],
    [
      'waits at night, and on a Sunday',
      { hours },
      new Date('2026-11-22T10:00:00Z'),
      { kind: 'wait', why: 'hour', until: monday },
    ],
    ['asks nothing more about one they want no more of', { isMuted: true }, monday, { kind: 'none', why: 'muted' }],
    ['never asks who wants that', { isNeverAsked: true, isMuted: true, hours }, new Date(0), { kind: 'none', why: 'never' }],
  ]
  it.each(stories)('%s', (_, pace, now, expected) => {
    expect(decide(entries, { pace: { ...anyPace, ...pace }, now })).toMatchObject(expected)
  })

  it('says so where nothing is left, and does not wait for it', () => {
    const pace = { ...anyPace, askedAt: [1, 2, 3, 4, 5].map(days) }
    expect(decide([], { pace })).toEqual({ kind: 'none', why: 'nothing_left' })
    expect(decide(entries, { pace, resolvedAt: null })).toEqual({ kind: 'none', why: 'at_work' })
  })

  it('is the same whatever the order of the times', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 240 }), { maxLength: 12 }), (ago) => {
        const times = ago.map((count) => new Date(monday.getTime() - count * 60 * 60 * 1000))
        const now = decide(entries, { pace: { ...anyPace, askedAt: times }, now: monday })
        expect(decide(entries, { pace: { ...anyPace, askedAt: times.toReversed() }, now: monday })).toEqual(now)
        const inWeek = ago.filter((count) => count < 168).length
        expect(now.kind).toBe(inWeek < 5 ? 'ask' : 'wait')
      }),
    )
  })
})

describe('a large incident', () => {
  it('has a question for each of 200 people among 2,000 entries', () => {
    const entries = Array.from({ length: 2000 }, (_, index) =>
      message(index + 1, '14:00', { authorId: `U${index % 200}`, kind: entryKinds[index % entryKinds.length] ?? 'note' }),
    )
    const story = storyOf(entries, [])
    const chosen = story.involved.map((userId) => ask([], { userId, story }))
    expect(chosen.filter((choice) => choice?.entry)).toHaveLength(200)
  })
})
