import { describe, expect, it } from 'vitest'
import { getOwn, ownWords, stillOpen } from '../../src/core/own-prompt.ts'
import { newPrompt, promptStates } from '../../src/core/prompts.ts'
import { Refusal } from '../../src/core/refusal.ts'
import type { PersonViewer } from '../../src/core/viewer.ts'

const prompt = newPrompt({
  id: '6a0b7c8d-1111-4222-8333-444455556666',
  workspaceId: 'T0TEAM001',
  incidentId: '7d3b2f6e-8a52-4c3e-9a52-3f7c5d0e1a11',
  userId: 'U0MAYA001',
  questionId: 'reasonable-then',
  entryId: 4,
  momentAt: null,
  reason: 'because your message from 14:28 is on the timeline',
  state: 'sent',
  dueAt: new Date(0),
  sentAt: new Date(0),
  createdAt: new Date(0),
})

const viewer = (changes: Partial<PersonViewer> = {}): PersonViewer => ({
  kind: 'person',
  workspaceId: 'T0TEAM001',
  userId: 'U0MAYA001',
  ...changes,
})

describe('a question', () => {
  it('is its person’s', () => expect(getOwn(prompt, viewer())).toBe(prompt))

  it.each([
    ['somebody else', prompt, viewer({ userId: 'U0SAM0001' })],
    ['the same id in another workspace', prompt, viewer({ workspaceId: 'T0OTHER01' })],
    ['one that does not exist', null, viewer()],
  ])('is refused in the same words to %s', (_, found, asking) => {
    expect(() => getOwn(found, asking)).toThrow(
      new Refusal('This is no question of yours. A question and its answer belong to the person it was put to.'),
    )
  })
})

describe('what somebody wrote', () => {
  it('is kept as it is, but for white space around it and what no database takes', () => {
    expect(ownWords('  I *looked* \n at <b> 🧯\0 ')).toBe('I *looked* \n at <b> 🧯')
  })

  it.each(['', '  \n ', '\0'])('is refused where there are no words: %j', (text) => {
    expect(() => ownWords(text)).toThrow(Refusal)
  })
})

describe('a question whose button is pressed late', () => {
  it('can still be put off or skipped while it stands, or waits for a time of theirs', () => {
    for (const state of ['sent', 'waiting'] as const) expect(stillOpen({ ...prompt, state })).toMatchObject({ state })
  })

  it.each(promptStates.filter((state) => state !== 'sent' && state !== 'waiting'))('says how it stands: %s', (state) => {
    expect(() => stillOpen({ ...prompt, state })).toThrow(/stays so|are kept|Nothing was changed/)
  })
})
