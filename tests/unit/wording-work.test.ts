import { describe, expect, it } from 'vitest'
import { checkWording } from '../../src/core/wording/wording.ts'
import { indexPatterns } from '../../src/core/wording/wording-index.ts'
import { findAll } from '../../src/core/wording/wording-match.ts'
import { readPatterns } from '../../src/core/wording/wording-pattern.ts'
import { joinPersons } from '../../src/core/wording/wording-persons.ts'
import { wordingRules } from '../../src/core/wording/wording-rules.ts'
import { ownWords } from '../../src/core/wording/wording-text.ts'
import { sentencesOf, type Token } from '../../src/core/wording/wording-tokens.ts'
import { repeatedPieces, textsOfNothing } from '../support/long-texts.ts'

const index = indexPatterns(
  wordingRules.flatMap((rule) => rule.patterns.flatMap(readPatterns).map((pattern) => ({ pattern, of: rule.id }))),
)

/** How many times the matcher looks at a token of a text that is one long sentence. */
function looksAt(text: string): number {
  let looks = 0
  const counted = ({ keys, start, end }: Token): Token => ({
    start,
    end,
    get keys() {
      looks += 1
      return keys
    },
  })
  for (const tokens of sentencesOf(ownWords(text), new Set())) findAll(index, joinPersons(tokens).map(counted))
  return looks
}

describe('the work of the wording check', () => {
  it.each(Object.entries(repeatedPieces))('grows with the length of a text of %s and no faster', (_, piece) => {
    const short = looksAt(piece.repeat(200))
    const long = looksAt(piece.repeat(800))
    expect(long / short).toBeLessThan(4.2)
  })
})

describe('texts that are none', () => {
  it.each(Object.entries(textsOfNothing))('of %s hold no finding', (_, text) => {
    expect(checkWording(text)).toEqual([])
  })

  it('give spans that are pieces of them, whatever surrounds the words', () => {
    for (const around of Object.values(textsOfNothing).filter((text) => !text.startsWith('```') && !/["“‘«<]/.test(text))) {
      const text = `${around}\n\nTom should have checked it.\n\n${around}`
      for (const { span } of checkWording(text)) expect(text).toContain(span)
    }
  })
})
