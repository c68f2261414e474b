import { describe, expect, it } from 'vitest'
import { pinChanges, type SeenPin } from '../../src/core/compare-pins.ts'
import type { KnownMark } from '../../src/core/stretch.ts'

const ts = (seconds: number): string => `${1_795_000_000 + seconds}.000000`
const pin = (message: number, pinned: number, userId = 'U1'): SeenPin => ({
  messageTs: ts(message),
  userId,
  pinnedTs: ts(pinned),
  authorId: 'U9',
})
const mark = (message: number, at: number, changes: Partial<KnownMark> = {}): KnownMark => ({
  messageTs: ts(message),
  userId: 'U1',
  emoji: ':pin',
  kind: 'note',
  isPresent: true,
  eventTs: ts(at),
  ...changes,
})
const changes = (pins: SeenPin[], marks: KnownMark[] = []) => pinChanges(pins, marks, ts(100), ts(1000))

describe('pins', () => {
  it('are marks of whoever pinned, as of when they did, on older messages too', () => {
    expect(changes([pin(50, 120)])).toEqual([mark(50, 120)])
  })

  it('from before the incident are none of its', () => {
    expect(changes([pin(50, 99)])).toEqual([])
  })

  it('that are known change nothing; one that is there again counts again', () => {
    expect(changes([pin(50, 120)], [mark(50, 120)])).toEqual([])
    expect(changes([pin(50, 900)], [mark(50, 500, { isPresent: false })])).toEqual([mark(50, 900)])
  })

  it('that are gone take their marks with them, and no reaction', () => {
    const reaction = mark(60, 120, { emoji: 'pushpin' })
    expect(changes([], [mark(50, 120), reaction])).toEqual([mark(50, 1000, { isPresent: false })])
  })

  it('of somebody who has been forgotten stay theirs, whoever Slack says that it was', () => {
    const forgotten = mark(50, 120, { userId: 'gone-1' })
    expect(changes([pin(50, 120)], [forgotten])).toEqual([])
    expect(changes([], [forgotten])).toEqual([{ ...forgotten, isPresent: false, eventTs: ts(1000) }])
  })

  it('by somebody else are another mark', () => {
    expect(changes([pin(50, 130, 'U2')], [mark(50, 120)])).toEqual([
      mark(50, 130, { userId: 'U2' }),
      mark(50, 1000, { isPresent: false }),
    ])
  })
})
