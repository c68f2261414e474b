import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { wordDiff } from '../../src/core/word-diff.ts'

const shown = (before: string, after: string) =>
  wordDiff(before, after).map(({ kind, text }) => `${{ same: '', gone: '-', new: '+' }[kind]}${text}`)

describe('what became of a text', () => {
  it('is told word by word', () => {
    expect(shown('the backups were off in May', 'the backups had been off in May')).toEqual([
      'the backups ',
      '-were ',
      '+had been ',
      'off in May',
    ])
    expect(shown('', 'new')).toEqual(['+new'])
    expect(shown('gone', '')).toEqual(['-gone'])
    expect(shown('as it was', 'as it was')).toEqual(['as it was'])
  })

  it('gives back both texts, whatever they are', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '\n', 'é'), maxLength: 60 })
    fc.assert(
      fc.property(text, text, (before, after) => {
        const without = (kind: string) =>
          wordDiff(before, after)
            .flatMap((each) => (each.kind === kind ? [] : [each.text]))
            .join('')
        expect([without('new'), without('gone')]).toEqual([before, after])
      }),
    )
  })

  it('does not take for ever for texts that have nothing in common', () => {
    const words = (word: string) => `${word} `.repeat(6000)
    expect(wordDiff(words('a'), words('b')).map(({ kind }) => kind)).toEqual(['gone', 'new'])
  })
})
