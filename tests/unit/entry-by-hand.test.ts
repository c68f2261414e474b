import { describe, expect, it } from 'vitest'
import { aboutFrom, entryTextFrom, firstVersion, nextVersion, readsOtherwise } from '../../src/core/entry-by-hand.ts'
import { isToldLater } from '../../src/core/moments-of-entry.ts'
import type { Entry } from '../../src/core/timeline.ts'
import { timelineMessage } from '../../src/slack/views/timeline.ts'
import { anEntry, anIncident, at } from '../support/review-facts.ts'

const later = at('2026-11-28T15:00:00')
const words = { severity: (key: string) => key, role: (key: string) => key }

describe('the first version of an entry', () => {
  it('of a message names who marked it, and has no copy of its words', () => {
    const entry = anEntry(45, { messageTs: '1795876500.000100', authorId: 'U0SAM0001', markedBy: ['U0MAYA001'] })
    expect(firstVersion(entry, null)).toMatchObject({ number: 1, text: null, by: 'U0MAYA001', at: entry.recordedAt })
  })

  it('of a note names its writer', () => {
    expect(firstVersion(anEntry(45, { source: 'command', markedBy: [] }), 'a note')).toMatchObject({
      by: 'U0MAYA001',
      text: 'a note',
    })
  })
})

describe('the next version', () => {
  const entry = anEntry(45)
  const first = firstVersion(entry, 'the table is empty')

  it('says who and when, and leaves the rest as it was', () => {
    expect(nextVersion(entry, first, { kind: 'decision' }, 'U0SAM0001', later)).toEqual({
      ...first,
      number: 2,
      kind: 'decision',
      by: 'U0SAM0001',
      at: later,
    })
  })

  it('is none where nothing changes', () => {
    expect(nextVersion(entry, first, { kind: 'observation', isHidden: false }, 'U0SAM0001', later)).toBeNull()
  })

  it('of something hidden reads as before', () => {
    const next = nextVersion(entry, first, { isHidden: true }, 'U0SAM0001', later)
    expect(next && readsOtherwise(first, next)).toBe(false)
  })

  it('of the bot’s own record can be hidden, and says nothing else', () => {
    const record = { change: { field: 'status', from: null, to: 'investigating' } }
    expect(nextVersion(record, first, { isHidden: true }, 'U0SAM0001', later)).toMatchObject({ isHidden: true })
    expect(() => nextVersion(record, first, { text: 'other' }, 'U0SAM0001', later)).toThrow('stays as it was made')
  })

  it('needs words', () => {
    expect(() => nextVersion(entry, first, { text: ' \n' }, 'U0SAM0001', later)).toThrow('a few words')
    expect(entryTextFrom(' two\nlines ')).toBe('two\nlines')
    expect([aboutFrom('  the \n backups '), aboutFrom(' ')]).toEqual(['the backups', null])
  })
})

it('a message that somebody copied an hour later was written at its moment', () => {
  const times = { happenedAt: at('2026-11-28T12:00:00'), recordedAt: at('2026-11-28T14:00:00'), messageTs: null }
  expect(isToldLater(anEntry(1, { ...times, source: 'shortcut' }))).toBe(false)
  expect(isToldLater(anEntry(1, { ...times, source: 'form' }))).toBe(true)
})

describe('the timeline as it is shown', () => {
  const shown = (entries: Entry[], hasHidden = false) => timelineMessage(anIncident(), entries, 0, words, { hasHidden })
  const hidden = anEntry(2, { text: 'lunch', hiddenAt: later })

  it('leaves out what is hidden, says how much, and shows it on asking', () => {
    const message = JSON.stringify(shown([anEntry(1), hidden]))
    expect(message).not.toContain('lunch')
    expect(message).toContain('Show 1 hidden')
    expect(JSON.stringify(shown([anEntry(1), hidden], true))).toMatch(/lunch.*Bring back/)
    expect(JSON.stringify(shown([hidden]))).toContain('Show 1 hidden')
  })

  it('offers kinds where nobody has said one, and versions where there are some', () => {
    const menus = (changes: Partial<Entry>) => JSON.stringify(shown([anEntry(1, changes)]))
    expect(menus({ kind: 'note' })).toContain('Hypothesis')
    expect(menus({ kind: 'decision' })).not.toContain('Hypothesis')
    expect(menus({ editedAt: later })).toContain('Versions')
    expect(menus({})).not.toContain('Versions')
  })

  it('has room for a page of menus in what Slack takes', () => {
    const many = Array.from({ length: 40 }, (_each, index) => anEntry(index + 1, { kind: 'note', text: 'x'.repeat(600) }))
    const { blocks } = shown(many)
    expect(blocks.reduce((sum, block) => sum + JSON.stringify(block).length, 0)).toBeLessThan(12_000)
    expect(blocks.at(-1)?.type).toBe('actions')
    expect(JSON.stringify(blocks)).not.toContain('… ')
  })
})
