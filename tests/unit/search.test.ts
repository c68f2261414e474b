import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { foundMarks, searchTermsFrom, searchText, snippetFrom } from '../../src/core/search.ts'

const { begin, end } = foundMarks
const wanted = (words: string) => ({ words, isPhrase: false, isLeftOut: false })

describe('what somebody types to look for', () => {
  it('is words, words beside each other, and words that are not wanted', () => {
    expect(searchTermsFrom('backups  "switched off" -drill –“dry run”')).toEqual([
      wanted('backups'),
      { words: 'switched off', isPhrase: true, isLeftOut: false },
      { words: 'drill', isPhrase: false, isLeftOut: true },
      { words: 'dry run', isPhrase: true, isLeftOut: true },
    ])
  })

  it('keeps hyphens inside words, quotation marks that nobody closed, and what Slack escaped', () => {
    expect(searchTermsFrom('kube-proxy "open a &amp; b1 <@U1|maya>')).toEqual(
      ['kube-proxy', '"open', 'a', 'b1', '@maya'].map(wanted),
    )
  })

  it('is refused where there is nothing to look for, or too much', () => {
    for (const nothing of ['', '  ', '-', '""', '-backups', '!? ***'])
      expect(() => searchTermsFrom(nothing), nothing).toThrow('Say what to look for')
    expect(() => searchTermsFrom('a'.repeat(201))).toThrow('at most 200 characters')
  })

  it('can be typed again as it is told', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', 'b', ' ', '"', '-', '“', 'é'), maxLength: 40 }), (typed) => {
        let terms: ReturnType<typeof searchTermsFrom>
        try {
          terms = searchTermsFrom(typed)
        } catch {
          return
        }
        expect(searchTermsFrom(searchText(terms))).toEqual(terms)
      }),
    )
  })
})

describe('a piece of a text', () => {
  it('tells what was found from the rest, and says where the text goes on', () => {
    expect(snippetFrom(`the ${begin}backups${end} were\n off`, 'Long ago the backups were\n off')).toEqual([
      { text: '… ', isFound: false },
      { text: 'the ', isFound: false },
      { text: 'backups', isFound: true },
      { text: ' were off', isFound: false },
    ])
    expect(snippetFrom(`${begin}off${end}`, 'off since May').at(-1)).toEqual({ text: ' …', isFound: false })
  })
})
