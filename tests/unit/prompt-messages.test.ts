import { describe, expect, it } from 'vitest'
import type { Answer, Prompt } from '../../src/core/prompts.ts'
import { renderMessage } from '../../src/sandbox/render.ts'
import { promptMessage, type Showing, type ShownPrompt } from '../../src/slack/views/prompt.ts'
import { anIncident, at } from '../support/review-facts.ts'

const aPrompt = (changes: Partial<Prompt> = {}): Prompt => ({
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
  ...changes,
})

const read = (of: ShownPrompt, showing: Showing = 'first'): string =>
  renderMessage(promptMessage(of, showing), {
    timeZone: 'UTC',
    columns: 400,
    now: at('2026-11-30T10:00:00'),
    user: (id) => id,
    channel: (id) => id,
  })

describe('the first message', () => {
  it('asks how they are, then one question with its reason, and says what becomes of an answer', () => {
    expect(read(shown()).split('\n')).toEqual([
      'Hi Maya. INC-12 (users table is empty) may have been a lot. How are you? If you need rest, cover or somebody to talk to, that comes first: tell somebody you trust. This can wait.',
      'When you are ready there is one question, because your message from 14:35 is on the timeline. Two minutes; skipping is fine.',
      'What made this seem reasonable at the time?',
      '[Answer] [Later] [Skip]',
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

  it('lets nobody’s words become Slack’s', () => {
    const hostile = shown({
      personName: '<!here>',
      incident: anIncident({ title: '<!channel> & <@U1>' }),
      question: '<https://x|y>',
    })
    expect(JSON.stringify(promptMessage(hostile, 'first'))).not.toMatch(/<[!@h]/)
  })

  it('says that a drill was one', () => {
    expect(read(shown({ incident: anIncident({ kind: 'drill' }) }))).toContain('The drill INC-12 (users table is empty)')
  })
})

describe('what became of a question', () => {
  it.each<[string, ShownPrompt, Showing, string]>([
    ['put off', shown({ prompt: aPrompt({ state: 'waiting' }) }), 'first', "Later it is. I'll come back to it once, on"],
    [
      'back after being put off',
      shown(),
      'again',
      'I am back about INC-12 (users table is empty), as you asked. If it is still too much, leave it.',
    ],
    ['shown anew since', shown(), 'earlier', 'I came back to this, as you asked: see further down.'],
    ['skipped', shown({ prompt: aPrompt({ state: 'skipped' }) }), 'first', 'Skipped, and that is fine. I will not ask again.'],
    ['dropped', shown({ prompt: aPrompt({ state: 'dropped' }) }), 'first', 'This question is no longer asked.'],
  ])('is said where it was asked: %s', (_, of, showing, sentence) => {
    expect(read(of, showing)).toContain(sentence)
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
    const reading = { sentence: '14:35 · responder 1: “I had two windows open.”', isOpen }
    const text = read(shown({ prompt: answered, answer: anAnswerOf(visibility), reading }))
    expect(text).toContain(sentence)
    expect(text).toContain('14:35 · responder 1: “I had two windows open.”')
  })

  it('tells somebody who may not see the incident any more nothing of it', () => {
    const left = shown({ prompt: answered, answer: anAnswerOf('only_me'), maySee: false })
    expect(read(left)).toBe('  INC-12\nKept. Only you see it. Your words are behind “Change”, not in this message.\n[Change]')
  })
})
