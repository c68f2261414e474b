import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { compileReview, renderReview, reviewWords } from '../../src/core/review/review.ts'
import { sections } from '../../src/core/review/review-sections.ts'
import { theFacts } from '../support/review-facts.ts'

const filesIn = (folder: string, ending: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith(ending) && !path.startsWith('generated'))
    .map((path) => `${folder}/${path}`)

describe('what a review promises', () => {
  it('B3 always asks what held and helped, in a review of full depth', () => {
    const facts = theFacts()
    const words = reviewWords({ timeZone: 'UTC', person: (id) => id, name: (id) => id })
    const held = renderReview(compileReview(facts), facts, words).sections.find(({ key }) => key === 'held')
    expect(held?.emptyPrompt).toContain('What went well')
  })

  it('B21 has no field, heading, tag or column for a root cause', () => {
    const root = /root[_ -]?cause/i
    expect(readFileSync('prisma/schema.prisma', 'utf8')).not.toMatch(root)
    for (const { heading, emptyPrompt, key } of sections) expect(`${key} ${heading} ${emptyPrompt}`).not.toMatch(root)
    for (const path of filesIn('docs', '.md'))
      for (const line of readFileSync(path, 'utf8').split('\n')) if (line.startsWith('#')) expect(line, path).not.toMatch(root)
    for (const path of filesIn('src/slack', '.ts')) expect(readFileSync(path, 'utf8'), path).not.toMatch(root)
  })

  it('B24 always says what is still unknown, whatever the depth', () => {
    expect(sections.find(({ key }) => key === 'unknown')?.emptyIn).toEqual(['none', 'one_question', 'full'])
    expect(sections.find(({ key }) => key === 'unknown')?.emptyPrompt).toBe('Nothing is recorded as unknown: ask.')
  })
})
