import { describe, expect, it } from 'vitest'
import { type Answer, newPrompt, type Prompt } from '../../src/core/prompts.ts'
import { renderMessage } from '../../src/sandbox/render.ts'
import { promptMessage, type Showing, type ShownPrompt } from '../../src/slack/views/prompt.ts'
import { anIncident, at } from '../support/review-facts.ts'

const aPrompt = (changes: Partial<Prompt> = {}): Prompt =>
  newPrompt({
    id: '6a0b7c8d-1111-4222-8333-444455556666',
    workspaceId: 'T0TEAM001',
    incidentId: anIncident().id,
    userId: 'U0MAYA001',
    questionId: 'reasonable-then',
    entryId: 4,
    momentAt: at('2026-11-28T14:35:00'),
    reason: 'because your message from 14:35 is on the timeline',
    state: 'sent',
    dueAt: at('2026-12-01T10:00:00'),
    sentAt: at('2026-11-30T10:00:00'),
    createdAt: at('2026-11-28T15:42:00'),
    hasOpening: true,
    ...changes,
  })

const anAnswerOf = (visibility: Answer['visibility']): Answer => ({
  id: 7,
  workspaceId: 'T0TEAM001',
  incidentId: anIncident().id,
  promptId: aPrompt().id,
  userId: 'U0MAYA001',
  text: 'I had two windows open.',
  visibility,
  releasedTo: null,
  receipt: null,
  writtenAt: at('2026-11-30T11:00:00'),
  releasedAt: null,
})

const shown = (changes: Partial<ShownPrompt> = {}): ShownPrompt => ({
  prompt: aPrompt(),
  incident: anIncident(),
  maySee: true,
  question: 'What made this seem reasonable at the time?',
  answer: null,
  reading: null,
  personName: 'Maya',
  fromName: null,
  care: 'none',
  callFromName: null,
  carePerson: { userId: 'U0JO00001', name: 'Jo' },
  isMuted: false,
  isNeverAsked: false,
  offersMore: false,
  promise: null,
  later: { days: 1, milliseconds: 0 },
  isMonthAfter: false,
  ...changes,
})

const first: Showing = { isFirst: true, isNewest: true }
const again: Showing = { isFirst: false, isNewest: true }
const earlier: Showing = { isFirst: true, isNewest: false }

const read = (of: ShownPrompt, showing: Showing = first): string =>
  renderMessage(promptMessage(of, showing), {
    timeZone: 'UTC',
    columns: 400,
    now: at('2026-11-30T10:00:00'),
    user: (id) => id,
    channel: (id) => id,
  })

describe('the first message', () => {
  it('asks how they are, with a person behind the button, then one question with its reason, and says what becomes of an answer', () => {
    expect(read(shown()).split('\n')).toEqual([
      'Hi Maya. INC-12 (users table is empty) may have been a lot. How are you? Rest, cover or somebody to talk to come before any question.',
      "[Ask Jo to call me] [I'm all right]",
      'When you are ready there is one question, because your message from 14:35 is on the timeline. Two minutes; skipping is fine.',
      'What made this seem reasonable at the time?',
      '[Answer] [Later ▾] [Not mine] [Skip] […]',
      '  Your answer is yours: only you see it, unless you choose otherwise.  Your organisation has recorded no promise about how answers are used.',
    ])
  })

  it('opens with the same words for everybody, whatever they did', () => {
    const opening = (of: ShownPrompt) => read(of).split('\n')[0]
    const other = aPrompt({
      reason: 'because you declared the incident at 14:30',
      questionId: 'noticed-first',
      userId: 'U0SAM0001',
    })
    expect(opening(shown({ prompt: other }))).toBe(opening(shown()))
  })

  it('lets people choose whom to ask where there is nobody with a name, and never invents a promise', () => {
    const text = read(shown({ carePerson: null, promise: 'Nobody is <judged> by an answer.' }))
    expect(text).toContain("[Ask somebody to call me ▾] [I'm all right]")
    expect(text).toContain("Your organisation's promise: “Nobody is <judged> by an answer.”")
    expect(text).not.toContain('no promise')
  })

  it.each<[Partial<ShownPrompt>, string]>([
    [{ care: 'all_right' }, 'Good. If that changes:'],
    [{ care: 'call_asked', callFromName: 'Jo' }, 'Jo hears that you would like a call. Nobody else does.'],
    [{ care: 'not_reached', callFromName: 'Jo' }, 'I could not reach Jo. Is there somebody else?'],
  ])('says what came of it: %j', (changes, words) => expect(read(shown(changes))).toContain(words))

  it('lets nobody’s words become Slack’s', () => {
    const hostile = shown({
      prompt: aPrompt({ origin: 'host', hasOpening: false, fromWords: '<!here> why?' }),
      personName: '<!here>',
      fromName: '<@U1>',
      promise: '<!channel>',
      incident: anIncident({ title: '<!channel> & <@U1>' }),
      question: '<https://x|y>',
    })
    expect(JSON.stringify(promptMessage(hostile, first))).not.toMatch(/<[!@h]/)
  })

  it('says that a drill was one', () => {
    expect(read(shown({ incident: anIncident({ kind: 'drill' }) }))).toContain('The drill INC-12 (users table is empty)')
  })
})

describe('a question that comes without how they are', () => {
  const of = (changes: Partial<Prompt>, more: Partial<ShownPrompt> = {}) =>
    read(shown({ prompt: aPrompt({ hasOpening: false, ...changes }), fromName: 'Sam', ...more }))

  it.each<[Partial<Prompt>, string]>([
    [
      {},
      'Hi Maya. There is one question about INC-12 (users table is empty), because your message from 14:35 is on the timeline.',
    ],
    [{ origin: 'more' }, 'One more about INC-12, as you like, because your message from 14:35 is on the timeline.'],
    [
      { origin: 'handed', reason: '' },
      'About INC-12 (users table is empty): Sam thought you might know. Whether you answer is yours to say',
    ],
    [
      { origin: 'host', reason: '' },
      'Sam hosts the review of INC-12 (users table is empty) and would like to ask you something.',
    ],
    [
      { shownAs: 'reminder' },
      'is still here, should you want it, because your message from 14:35 is on the timeline. It is the only reminder',
    ],
  ])('says whose it is and why it comes: %j', (changes, words) => {
    const text = of(changes)
    expect(text).toContain(words)
    expect(text).not.toContain('How are you?')
  })

  it('quotes what the host wrote beside it', () => {
    expect(of({ origin: 'host', fromWords: 'About the backups.\nNo hurry.' })).toContain('About the backups.')
  })

  it('asks a month after how things have been since', () => {
    expect(read(shown({ isMonthAfter: true }))).toContain('How have things been for you since?')
  })
})

describe('what became of a question', () => {
  it.each<[string, ShownPrompt, Showing, string]>([
    ['put off', shown({ prompt: aPrompt({ state: 'waiting' }) }), first, "Later it is. I'll come back to it once, on"],
    [
      'back after being put off',
      shown({ prompt: aPrompt({ shownAs: 'later' }) }),
      again,
      'I am back about INC-12 (users table is empty), as you asked. If it is still too much, leave it.',
    ],
    [
      'shown anew since',
      shown({ prompt: aPrompt({ shownAs: 'later' }) }),
      earlier,
      'I came back to this, as you asked: see further down.',
    ],
    ['reminded of', shown({ prompt: aPrompt({ shownAs: 'reminder' }) }), earlier, 'This question stands anew: see further down.'],
    ['skipped', shown({ prompt: aPrompt({ state: 'skipped' }) }), first, 'Skipped, and that is fine. I will not ask again.'],
    ['not theirs', shown({ prompt: aPrompt({ state: 'passed' }) }), first, 'Not yours, then. Thank you for saying so.'],
    ['muted', shown({ isMuted: true }), first, 'Nothing more about INC-12 comes from me.'],
    ['never asked', shown({ isNeverAsked: true }), first, 'I ask you nothing any more, about any incident.'],
    ['dropped', shown({ prompt: aPrompt({ state: 'dropped' }) }), first, 'This question is no longer asked.'],
  ])('is said where it was asked: %s', (_, of, showing, sentence) => {
    expect(read(of, showing)).toContain(sentence)
  })

  it('leaves how they are where it was asked, whatever came after', () => {
    for (const state of ['answered', 'skipped', 'waiting'] as const)
      expect(read(shown({ prompt: aPrompt({ state }) }))).toContain('[Ask Jo to call me]')
    expect(read(shown(), again)).not.toContain('[Ask Jo to call me]')
  })

  it('offers one more only where there is one, and they have not said that they want none', () => {
    const answered = aPrompt({ state: 'answered' })
    expect(read(shown({ prompt: answered, offersMore: true }))).toContain('[Change] [One more, if you like]')
    expect(read(shown({ prompt: answered }))).not.toContain('One more')
    expect(read(shown({ prompt: answered, offersMore: true, isMuted: true }))).not.toContain('One more')
  })

  const answered = aPrompt({ state: 'answered' })

  it('keeps the words of a private answer out of the message', () => {
    const text = read(shown({ prompt: answered, answer: anAnswerOf('only_me') }))
    expect(text).toContain('Kept. Only you see it. Your words are behind “Change”, not in this message.')
    expect(text).not.toContain('windows')
  })

  it.each([
    [false, 'by_role', 'When the review opens, it stands there by your role, without your name:'],
    [true, 'with_name', 'It stands in the open review, with your name:'],
  ] as const)('shows a released one as its readers find it (review open: %s, %s)', (isOpen, visibility, sentence) => {
    const reading = {
      kind: 'review',
      how: visibility,
      sentence: '14:35 · responder 1: “I had two windows open.”',
      isOpen,
    } as const
    const text = read(shown({ prompt: answered, answer: anAnswerOf(visibility), reading }))
    expect(text).toContain(sentence)
    expect(text).toContain('14:35 · responder 1: “I had two windows open.”')
  })

  it('tells somebody who may not see the incident any more nothing of it', () => {
    const left = shown({ prompt: answered, answer: anAnswerOf('only_me'), maySee: false })
    expect(read(left)).toBe('  INC-12\nKept. Only you see it. Your words are behind “Change”, not in this message.\n[Change]')
  })
})
