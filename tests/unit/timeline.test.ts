import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareEntries, compareTs, type Entry, kindFrom, momentOf, permalinkOf } from '../../src/core/timeline.ts'
import type { Message } from '../../src/slack/blocks.ts'
import { timelineMessage } from '../../src/slack/views/timeline.ts'
import { anEntry, anIncident, at } from '../support/review-facts.ts'

describe('the order of the story', () => {
  it('is when it happened, then Slack’s own order, then the order of writing down', () => {
    const when = at('2026-11-28T14:35:00')
    const entries = [
      anEntry(5, { happenedAt: when, messageTs: '1795876500.000200' }),
      anEntry(4, { happenedAt: when, messageTs: null }),
      anEntry(3, { happenedAt: when, messageTs: null }),
      anEntry(2, { happenedAt: when, messageTs: '1795876500.000100' }),
      anEntry(9, { happenedAt: at('2026-09-22T09:00:00') }),
    ]
    expect(entries.sort(compareEntries).map(({ id }) => id)).toEqual([9, 3, 4, 2, 5])
  })

  it('is the same whatever order entries come in', () => {
    const entry = fc
      .record({ second: fc.nat(2), messageTs: fc.option(fc.nat(3), { nil: null }) })
      .map(({ second, messageTs }) => ({
        happenedAt: new Date(Date.UTC(2026, 10, 28, 14, 35, second)),
        messageTs: messageTs === null ? null : `1795876500.00010${messageTs}`,
      }))
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 12 }), fc.infiniteStream(fc.nat()), (parts, picks) => {
        const all = parts.map((part, index) => anEntry(index + 1, part))
        const shuffled = all.map((each) => ({ each, at: picks.next().value })).sort((a, b) => a.at - b.at)
        const ids = (entries: Entry[]) => entries.toSorted(compareEntries).map(({ id }) => id)
        expect(ids(shuffled.map(({ each }) => each))).toEqual(ids(all))
      }),
    )
  })

  it('compares Slack’s timestamps by seconds first', () => {
    expect(compareTs('999999999.000100', '1000000000.000000')).toBeLessThan(0)
    expect(compareTs('1700000000.000100', '1700000000.000200')).toBeLessThan(0)
    expect(compareTs('1700000000.000100', '1700000000.000100')).toBe(0)
    expect(compareTs(null, '1700000000.000100')).toBeLessThan(0)
  })
})

describe('a marked message', () => {
  it('happened when Slack says, to the millisecond', () => {
    expect(momentOf('1795876500.123456').toISOString()).toBe('2026-11-28T14:35:00.123Z')
    expect(momentOf('1795876500.5').getMilliseconds()).toBe(500)
  })

  it('is of the first kind that somebody named', () => {
    expect(kindFrom([{ kind: 'note' }, { kind: 'decision' }, { kind: 'surprise' }])).toBe('decision')
    expect(kindFrom([{ kind: 'note' }])).toBe('note')
  })

  it('has Slack’s own address, a reply within its thread', () => {
    const url = 'https://acme.slack.com/'
    const ts = '1795876500.000200'
    expect(permalinkOf(url, 'C1', ts, null)).toBe('https://acme.slack.com/archives/C1/p1795876500000200')
    expect(permalinkOf(url, 'C1', ts, ts)).not.toContain('thread_ts')
    expect(permalinkOf(url, 'C1', ts, '1795876400.000100')).toContain('?thread_ts=1795876400.000100&cid=C1')
  })
})

const words = { severity: (key: string) => key.toUpperCase(), role: (key: string) => key }
const page = (entries: Entry[], number = 0): Message => timelineMessage(anIncident(), entries, number, words)
const shown = (message: Message): string =>
  message.blocks.map((block) => (block.type === 'section' ? (block.text?.text ?? '') : '')).join('\n')

describe('the timeline as it is shown', () => {
  it('mentions nobody who would be called by it', () => {
    const text = 'all <!channel> and <!here|here> and <!everyone>, ask <!subteam^S123|@dba> or <!subteam^S124>'
    expect(shown(page([anEntry(1, { text })]))).toContain('all @channel and @here and @everyone, ask @dba or @group')
    expect(shown(page([anEntry(1, { text })]))).not.toContain('<!channel')
  })

  it('says when words have not come, when there are none, and names files', () => {
    expect(shown(page([anEntry(1, { text: null })]))).toContain('its words have not reached me yet')
    expect(shown(page([anEntry(1, { text: '' })]))).toContain('a message without words')
    const files = [{ id: 'F1', name: 'graph <1>.png', permalink: null }]
    expect(shown(page([anEntry(1, { text: '', files })]))).toContain('graph &lt;1&gt;.png')
    expect(shown(page([anEntry(1, { text: 'look', files })]))).toContain('look (graph &lt;1&gt;.png)')
  })

  it('shows a bot by its name and a change with its old and new value', () => {
    const alert = anEntry(1, { authorId: null, authorName: 'Alerts & co' })
    const change = anEntry(2, { change: { field: 'severity', from: 'sev2', to: 'sev1' }, kind: 'severity' })
    expect(shown(page([alert, change]))).toMatch(/Alerts &amp; co · .*\n.*severity: SEV2 to \*SEV1\*/)
  })

  it('loses no entry between its pages, however long the words', () => {
    const text = fc.oneof(fc.constant('x'), fc.constant('"quoted" \\ '.repeat(200)), fc.constant('&amp;🔥'.repeat(400)))
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 60 }), (texts) => {
        const entries = texts.map((each, index) => anEntry(index + 1, { text: each }))
        const seen: string[] = []
        for (let number = 0; number < 60; number += 1) {
          const message = page(entries, number)
          expect(JSON.stringify(message.blocks).length).toBeLessThan(13_000)
          seen.push(...[...shown(message).matchAll(/\|(E\d+)>/g)].map((found) => found[1] ?? ''))
          if (!JSON.stringify(message.blocks).includes('"Later"')) break
        }
        expect(seen).toEqual(entries.map(({ id }) => `E${id}`))
      }),
      { numRuns: 30 },
    )
  })
})
