import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readTranscript } from '../../src/core/transcript/transcript.ts'

const place = { day: '2026-11-22', timeZone: 'Europe/Vienna', now: new Date('2026-11-24T08:00:00Z') }

/** Who said what when, in UTC, as one line each. */
const said = (text: string, changes: Partial<typeof place> = {}): string[] =>
  readTranscript(text, { ...place, ...changes }).entries.map(
    (entry) => `${entry.at.toISOString().replace(/:00\.000Z$|\.000Z$/, '')} ${entry.author ?? '-'}: ${entry.text}`,
  )
const strays = (text: string): number[] => readTranscript(text, place).notUnderstood

describe('a transcript', () => {
  it('is read as Slack copies it: who and when above the words, and a time alone for whoever spoke before', () => {
    const text = [
      'Maya Lind  14:05',
      'the table is empty',
      '',
      'all of it',
      '14:06',
      'looking at 14:10 it began',
      'Sam Oduya  APP  2:07 PM',
      'restoring:',
      '14:08 is when it started',
      'Jo Ek [14:09]',
      'thanks',
    ].join('\n')
    expect(said(text)).toEqual([
      '2026-11-22T13:05 Maya Lind: the table is empty\n\nall of it',
      '2026-11-22T13:06 Maya Lind: looking at 14:10 it began',
      '2026-11-22T13:07 Sam Oduya: restoring:\n14:08 is when it started',
      '2026-11-22T13:09 Jo Ek: thanks',
    ])
    expect(strays(text)).toEqual([])
  })

  it('is read where the time stands on the line below the name', () => {
    const text = 'Maya Lind\n  2:05 PM\nthe table is empty\nSam Oduya\n  2:06 PM\nsince when?'
    expect(said(text)).toEqual(['2026-11-22T13:05 Maya Lind: the table is empty', '2026-11-22T13:06 Sam Oduya: since when?'])
    expect(strays(text)).toEqual([])
  })

  it.each([
    ['[14:05] maya: the table is empty', '2026-11-22T13:05 maya: the table is empty'],
    ['[2:05 PM] Maya Lind: the table is empty', '2026-11-22T13:05 Maya Lind: the table is empty'],
    ['14:05 - maya: ok', '2026-11-22T13:05 maya: ok'],
    ['14:05:33 <maya> ok', '2026-11-22T13:05:33 maya: ok'],
    ['2026-11-20 14:05 maya: ok', '2026-11-20T13:05 maya: ok'],
    ['[2026-11-20, 14:05] maya: ok', '2026-11-20T13:05 maya: ok'],
    ['2026-11-20T14:05:33Z maya: ok', '2026-11-20T14:05:33 maya: ok'],
    ['2026-11-20T14:05:33.5+02:00 restarted the pod', '2026-11-20T12:05:33.500Z -: restarted the pod'],
    ['14:05 restarted the pod, see https://x.test/a', '2026-11-22T13:05 -: restarted the pod, see https://x.test/a'],
    [
      '{"ts":"1795352700.000100","user":"maya","text":"see <https://x.test|this>"}',
      '2026-11-22T13:05 maya: see <https://x.test|this>',
    ],
    ['{"time":"2026-11-20 14:05","author":"maya","message":"ok"}', '2026-11-20T13:05 maya: ok'],
    ['{"timestamp":1795352700000,"text":"ok"}', '2026-11-22T13:05 -: ok'],
    [
      '{"ts":"1795352700.1","user":"U1","user_profile":{"real_name":"Maya Lind"},"text":"ok"}',
      '2026-11-22T13:05:00.100Z Maya Lind: ok',
    ],
  ])('is read line by line: %s', (line, entry) => {
    expect(said(line)).toEqual([entry])
  })

  it('is read as the list of messages that Slack exports', () => {
    const list = [
      { ts: '1795352700.000100', user: 'maya', text: 'one' },
      { ts: '1795352760.000100', user: 'sam', text: 'two' },
    ]
    expect(said(JSON.stringify(list, null, 2))).toEqual(['2026-11-22T13:05 maya: one', '2026-11-22T13:06 sam: two'])
  })

  it('keeps the day of the line before, turns it after midnight, and where a line says so', () => {
    expect(said('23:50 maya: a\n00:10 maya: b\n00:05 sam: c\n2026-11-20 14:05 maya: d\n14:06 maya: e')).toEqual([
      '2026-11-22T22:50 maya: a',
      '2026-11-22T23:10 maya: b',
      '2026-11-22T23:05 sam: c',
      '2026-11-20T13:05 maya: d',
      '2026-11-20T13:06 maya: e',
    ])
    expect(said('--- 2026-11-20 ---\n14:05 maya: a')).toEqual(['2026-11-20T13:05 maya: a'])
  })

  it('names the lines of which nothing can be made, and leaves out none in silence', () => {
    const text = [
      'copied from the bridge',
      '14:05 maya: the table is empty',
      'who was it?',
      '25:99 sam: nonsense',
      '  restored from the replica',
      '{"ts":',
      '2026-02-30 14:05 maya: no such day',
      '2026-11-25 14:05 maya: not yet',
      'Maya Lind  14:10',
      'Sam Oduya  14:11',
      'ok',
    ].join('\n')
    expect(said(text)).toEqual(
      ['2026-11-22T13:05 maya: the table is empty\n  restored from the replica', '2026-11-25T13:11 Sam Oduya: ok'].slice(0, 1),
    )
    expect(strays(text)).toEqual([1, 3, 4, 6, 7, 8, 9, 10, 11])
  })

  it('is data: what would be markup of Slack is words', () => {
    expect(said('14:05 maya: <!channel> & <@U1>')).toEqual(['2026-11-22T13:05 maya: &lt;!channel&gt; &amp; &lt;@U1&gt;'])
    expect(said('{"ts":1795352700,"text":"a\\u0000b\\ud800"}')).toEqual(['2026-11-22T13:05 -: ab\ufffd'])
    expect(said('[14:05] maya: one\r\n[14:06] maya: two')).toHaveLength(2)
  })
})

describe('whatever it is given', () => {
  it('comes to the end of one very long line', () => {
    expect(strays(`a${' '.repeat(500_000)}b`)).toEqual([1])
    expect(strays(`14:05${' '.repeat(500_000)}`)).toEqual([1])
  })

  const scraps = fc.constantFrom(
    '14:05',
    '25:61',
    '[',
    ']',
    '\n',
    '  ',
    'maya',
    ':',
    '{"ts":',
    '"text":"x"}',
    '2026-11-22',
    'T',
    'Z',
    'PM',
    'APP',
    '\r',
    '\t',
    '-',
    '\u2028',
  )
  const rubbish = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(fc.oneof(scraps, fc.string({ maxLength: 5 })), { maxLength: 60 }).map((all) => all.join('')),
  )

  it('throws nothing, makes sound entries, and accounts for every line that says something', () => {
    fc.assert(
      fc.property(rubbish, (text) => {
        const { entries, notUnderstood } = readTranscript(text, place)
        const lines = text.split(/\r\n|\r|\n/).length
        for (const { at, line, text: words } of entries) {
          expect(at.getTime()).toBeLessThanOrEqual(place.now.getTime() + 60_000)
          expect(words).not.toMatch(/\0|\p{Surrogate}/u)
          expect(words.trim()).not.toBe('')
          expect(line).toBeLessThanOrEqual(lines)
        }
        expect(new Set(notUnderstood).size).toBe(notUnderstood.length)
      }),
      { numRuns: 500 },
    )
  })

  const word = fc.stringMatching(/^[a-zåäö]{1,8}$/)
  const entry = fc.record({
    author: fc
      .array(
        fc.stringMatching(/^[A-ZÅÄÖ][a-zåäö]{1,8}$/).filter((name) => !/^[ap]m$/i.test(name)),
        { minLength: 1, maxLength: 3 },
      )
      .map((names) => names.join(' ')),
    text: fc.array(word, { minLength: 1, maxLength: 8 }).map((words) => words.join(' ')),
    after: fc.nat(11 * 60),
  })
  const two = (number: number): string => String(number).padStart(2, '0')
  const formats: Record<string, (at: Date, author: string, text: string) => string> = {
    'Slack, copied': (at, author, text) => `${author}  ${clock(at)}\n${text}\n`,
    brackets: (at, author, text) => `[${clock(at)}] ${author}: ${text}`,
    'day and hour': (at, author, text) => `${at.toISOString().slice(0, 10)} ${clock(at)} ${author}: ${text}`,
    ISO: (at, author, text) => `${at.toISOString()} ${author}: ${text}`,
    JSON: (at, author, text) => JSON.stringify({ ts: `${at.getTime() / 1000}.000000`, user: author, text }),
  }
  const clock = (at: Date): string => `${two(at.getUTCHours())}:${two(at.getUTCMinutes())}`

  it.each(Object.keys(formats))('reads back what was written as: %s', (format) => {
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 20 }), (written) => {
        let at = Date.parse('2026-10-01T08:00:00Z')
        const told = written.map(({ author, text, after }) => {
          at += after * 60_000
          return { at: new Date(at), author, text }
        })
        const text = told.map((each) => formats[format]?.(each.at, each.author, each.text)).join('\n')
        const read = readTranscript(text, { day: '2026-10-01', timeZone: 'UTC', now: new Date('2026-12-01T00:00:00Z') })
        expect(read.entries.map(({ line: _line, ...rest }) => rest)).toEqual(told)
        expect(read.notUnderstood).toEqual([])
      }),
    )
  })
})
