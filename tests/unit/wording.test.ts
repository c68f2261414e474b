import { describe, expect, it } from 'vitest'
import { bank } from '../../src/core/question-bank.ts'
import { checkWording, createWordingCheck, nudgeFor } from '../../src/core/wording/wording.ts'
import { categories } from '../../src/core/wording/wording-rule.ts'
import { wordingRules } from '../../src/core/wording/wording-rules.ts'

describe('the rules of the wording check', () => {
  describe.each(wordingRules)('$id', (rule) => {
    const check = createWordingCheck([rule])
    it.each(rule.examples)('finds "%s"', (text) => {
      const { id, category, strength } = rule
      expect(check(text)).toContainEqual(expect.objectContaining({ rule: id, category, strength }))
    })
    it.each(rule.traps)('lets "%s" pass', (text) => {
      expect(check(text)).toEqual([])
    })
  })

  const traps = wordingRules.flatMap((rule) => rule.traps)
  it.each(traps)('raises nothing for "%s"', (text) => {
    expect(checkWording(text).filter(({ strength }) => strength === 'strong')).toEqual([])
  })

  it('offers a question of the bank for each, and has examples and traps for each', () => {
    const questions = bank.map(({ id }) => id)
    for (const { question, examples: found, traps: passed } of wordingRules) {
      expect(questions).toContain(question)
      expect(found.length).toBeGreaterThan(0)
      expect(passed.length).toBeGreaterThan(0)
    }
    expect(new Set(wordingRules.map(({ id }) => id)).size).toBe(wordingRules.length)
    expect(new Set(wordingRules.map(({ category }) => category))).toEqual(new Set(categories))
  })
})

describe('what is shown', () => {
  it('is a question back for the gravest strong finding, with the exact words', () => {
    const nudge = nudgeFor(checkWording('Everybody slept badly. Maya should have read the label.'))
    expect(nudge).toMatchObject({ kind: 'question', span: 'Maya should have read', questionId: 'in-front-of-you' })
    expect(nudge?.text).toBe('“Maya should have read” looks back with what we know now.')
  })

  it('is a kind word and how they are, where somebody blames themselves', () => {
    expect(nudgeFor(checkWording("Tom should have asked. But it's my fault."))).toMatchObject({
      kind: 'care',
      questionId: 'how-are-you',
    })
  })

  it('is nothing for a plain account, and for what is only soft', () => {
    expect(checkWording('I ran the script on the wrong host')).toEqual([])
    expect(nudgeFor(checkWording('We should have noticed it in beta.'))).toBeNull()
  })
})
