import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type AskedBefore,
  type ChoiceInput,
  chooseQuestion,
  peopleToAsk,
  reasonText,
  slotsOf,
} from '../../src/core/choose-question.ts'
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

const ask = (entries: Entry[], more: Partial<ChoiceInput> = {}) =>
  chooseQuestion({
    person: { userId: 'MAYA' },
    entries,
    roles: [],
    askedBefore: [],
    questions: bank,
    resolvedAt: at('15:42'),
    now: at('15:42'),
    ...more,
  })

const why = (entries: Entry[], more: Partial<ChoiceInput> = {}) => {
  const choice = ask(entries, more)
  return choice && reasonText(choice.reason, clock)
}

/** Asks until there is nothing left to ask, as if every question had been put. */
const askAll = (entries: Entry[], more: Partial<ChoiceInput> = {}): AskedBefore[] => {
  const askedBefore: AskedBefore[] = []
  for (let choice = ask(entries, more); choice; choice = ask(entries, { ...more, askedBefore }))
    askedBefore.push({ questionId: choice.question.id, entryId: choice.entry?.id ?? null })
  return askedBefore
}

describe('who is asked', () => {
  it('is who wrote what was kept and who changed something, in order of appearance', () => {
    const entries = [
      changed(4, '14:50', status('investigating', 'monitoring'), 'JO'),
      message(2, '14:28'),
      changed(3, '14:40', { field: 'lead', from: null, to: 'SAM' }, 'ANA', 'role'),
      message(5, '14:51'),
    ]
    expect(peopleToAsk(entries)).toEqual(['MAYA', 'ANA', 'JO'])
  })

  it('is not a bot, nor who only marked a message, was named for a role or answered', () => {
    const entries = [
      message(1, '14:00', { authorId: null, authorName: 'deploybot', markedBy: ['JO'] }),
      changed(2, '14:05', { field: 'lead', from: null, to: 'SAM' }, 'MAYA', 'role'),
      written(3, '14:10', 'answer', { authorId: 'ANA' }),
    ]
    expect(peopleToAsk(entries)).toEqual(['MAYA'])
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
    expect(ask(entries, { person: { userId: 'JO' } })?.entry?.id).toBe(1)
    expect(ask(entries, { person: { userId: 'SAM' } })).toBeNull()
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
    expect(first).toEqual({ questionId: 'reasonable-then', entryId: 1 })
    expect(second).toEqual({ questionId: 'in-front-of-you', entryId: 2 })
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
    const roles: RoleHolding[] = [{ incidentId: 'incident', role: 'lead', userId: 'MAYA', fromAt: at('14:31'), untilAt: null }]
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

describe('a large incident', () => {
  it('has a question for each of 200 people among 2,000 entries', () => {
    const entries = Array.from({ length: 2000 }, (_, index) =>
      message(index + 1, '14:00', { authorId: `U${index % 200}`, kind: entryKinds[index % entryKinds.length] ?? 'note' }),
    )
    const people = peopleToAsk(entries)
    const chosen = people.map((userId) => ask(entries, { person: { userId } }))
    expect(chosen.filter((choice) => choice?.entry)).toHaveLength(200)
  })
})
