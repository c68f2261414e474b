import { describe, expect, it } from 'vitest'
import { lookInAt, mayAskChannel } from '../../src/core/look-in.ts'

const at = (time: string): Date => new Date(`2026-11-22T${time}:00Z`)

describe('looking in on the lead', () => {
  it.each([
    ['an hour after the beginning', { declaredAt: at('14:30'), leadSince: at('14:30'), checkedAt: null }, '15:30'],
    ['an hour after they took it', { declaredAt: at('14:30'), leadSince: at('15:10'), checkedAt: null }, '16:10'],
    ['then every ninety minutes', { declaredAt: at('14:30'), leadSince: at('14:30'), checkedAt: at('15:31') }, '17:01'],
    ['and anew for whoever leads now', { declaredAt: at('14:30'), leadSince: at('16:00'), checkedAt: at('15:31') }, '17:00'],
  ])('comes %s', (_, led, expected) => expect(lookInAt(led)).toEqual(at(expected)))
})

describe('a question to the channel', () => {
  const open = { declaredAt: at('14:30'), askedAt: null, lastSpokenAt: at('14:50') }
  it.each([
    ['in a pause, half an hour after the beginning', open, '15:00', true],
    ['not before', open, '14:59', false],
    ['not while people speak', { ...open, lastSpokenAt: at('14:56') }, '15:00', false],
    ['not where nobody has spoken', { ...open, lastSpokenAt: null }, '16:00', false],
    ['half an hour after the last', { ...open, askedAt: at('15:00'), lastSpokenAt: at('15:20') }, '15:30', true],
    ['not twice in one pause', { ...open, askedAt: at('15:00') }, '16:00', false],
  ])('comes %s', (_, spoken, now, expected) => expect(mayAskChannel(spoken, at(now))).toBe(expected))
})
