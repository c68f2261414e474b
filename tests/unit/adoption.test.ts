import { describe, expect, it } from 'vitest'
import { readSince, splitAdoption, titleFromChannel } from '../../src/core/adoption.ts'

const now = new Date('2026-11-22T14:30:00Z')
const since = (words: string): string => readSince(words, now, 'Europe/Vienna').toISOString()

describe('what is typed to adopt a channel', () => {
  it.each([
    ['', '', ''],
    ['users table is empty sev1', 'users table is empty sev1', ''],
    ['users table is empty sev1 --since 3h', 'users table is empty sev1', '3h'],
    ['users table is empty —since yesterday 18:30', 'users table is empty', 'yesterday 18:30'],
    ['--since=3h', '', '3h'],
    ['--since', '', ''],
    ['broken --sincerely yours', 'broken --sincerely yours', ''],
    ['ever since the deploy', 'ever since the deploy', ''],
  ])('is title and severity, and since when: %s', (typed, declaration, words) => {
    expect(splitAdoption(typed)).toEqual({ declaration, since: words })
  })
})

describe('since when messages are read', () => {
  it.each([
    ['', '2026-11-21T14:30:00.000Z'],
    ['3h', '2026-11-22T11:30:00.000Z'],
    ['3 hours', '2026-11-22T11:30:00.000Z'],
    ['90 min', '2026-11-22T13:00:00.000Z'],
    ['2 days ago', '2026-11-20T14:30:00.000Z'],
    ['14:05', '2026-11-22T13:05:00.000Z'],
    ['yesterday 18:30', '2026-11-21T17:30:00.000Z'],
  ])('is a length of time or a moment: %s', (words, at) => {
    expect(since(words)).toBe(at)
  })

  it.each(['tomorrow', 'blue', '2 months', '-- 3'])('is refused with a sentence: %s', (words) => {
    expect(() => since(words)).toThrow(expect.objectContaining({ name: 'Refusal' }))
  })
})

describe('the title of an incident whose channel was there first', () => {
  it.each([
    ['checkout-is-slow', 'checkout is slow'],
    ['db_trouble', 'db trouble'],
    ['--', '--'],
  ])('is the channel: %s', (name, title) => {
    expect(titleFromChannel(name)).toBe(title)
  })
})
