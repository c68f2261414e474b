import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { knownMaterial, noMaterial } from '../../src/core/known-material.ts'
import { materialKinds, materialNamed, materialRef } from '../../src/core/material/material.ts'
import { wordsOfWish } from '../../src/core/material/material-typed.ts'
import { aCondition, aLink } from '../support/material.ts'

const known = (changes: Partial<typeof noMaterial>, words: Record<string, string> = {}) =>
  knownMaterial(
    { ...noMaterial, ...changes },
    (source) => words[source] ?? null,
    () => true,
  )

describe('what goes into a review', () => {
  it('has as its wording what was typed, and not what was chosen', () => {
    expect(
      wordsOfWish({ sureness: 'guess', text: 'nobody owned &lt;it&gt;', area: 'tool', grounds: null, outcome: 'calmer' }),
    ).toBe('nobody owned <it>\ncalmer')
  })

  it('has a name of its own, which leads back to it', () => {
    for (const kind of materialKinds) expect(materialNamed(materialRef({ kind, id: 12 }))).toEqual({ kind, id: 12 })
    expect(materialNamed(' c12 ')).toEqual({ kind: 'condition', id: 12 })
    for (const odd of ['', 'C', 'C0', 'C012', 'E45', 'A7', 'C1.5', 'INC-12', 'C99999999999'])
      expect(materialNamed(odd), odd).toBeNull()
  })

  it('goes with the words it was made of, until somebody rewrites it', () => {
    const made = aCondition(1, { text: null, wordsOf: 'A7' })
    expect(known({ condition: [made] }, { A7: 'we all share one login' }).condition).toMatchObject([
      { ref: 'C1', words: 'we all share one login', sources: ['C1', 'A7'] },
    ])
    expect(known({ condition: [made] }).condition).toEqual([])
    expect(known({ condition: [{ ...made, text: 'one login for all' }] }).condition).toMatchObject([{ sources: ['C1'] }])
  })

  it('loses its links and its place in a set with it', () => {
    const condition = [aCondition(1), aCondition(2, { removedAt: new Date(0) }), aCondition(3)]
    const links = [aLink(1, 2), aLink(3, 1)]
    const together = [
      { id: 1, conditionIds: [1, 2] },
      { id: 2, conditionIds: [1, 2, 3] },
    ]
    const told = known({ condition, links, together })
    expect(told.links).toEqual([aLink(3, 1)])
    expect(told.together).toEqual([{ id: 2, conditionIds: [1, 3] }])
    expect(told.of.has('C2')).toBe(false)
  })

  it('keeps as evidence only what may be shown', () => {
    const evidence = ['E4', 'A7', 'A12', 'E30'].map((source) => ({ of: 'C1', source }))
    expect(known({ condition: [aCondition(1)], evidence }, { E30: '', A7: 'x', E4: 'y' }).evidence.get('C1')).toEqual([
      'A7',
      'E4',
      'E30',
    ])
    expect(known({ evidence }, { E4: 'y' }).evidence.size).toBe(0)
  })
})

describe('the record of it', () => {
  const schema = readFileSync(new URL('../../prisma/schema.prisma', import.meta.url), 'utf8')
  const columnsOf = (model: string): string[] =>
    [...(new RegExp(`^model ${model} \\{\\n([\\s\\S]*?)^\\}`, 'm').exec(schema)?.[1] ?? '').matchAll(/^ {2}(\w+) /gm)].map(
      ([, name = '']) => name,
    )

  it('B9 has no person beside a safeguard: only who wrote the row down', () => {
    const columns = columnsOf('Safeguard')
    expect(columns).toEqual(expect.arrayContaining(['state', 'sinceAt', 'visibleFrom', 'weighedAgainst', 'replacement']))
    expect(columns.filter((name) => /person|user|owner|author|actor|by$|Id$/i.test(name))).toEqual([
      'id',
      'workspaceId',
      'incidentId',
      'recordedBy',
    ])
  })

  it('B25 has no weight, rank or primary one of conditions', () => {
    for (const model of ['Condition', 'ConditionLink', 'NeededTogether', 'TogetherMember']) {
      expect(columnsOf(model).length, model).toBeGreaterThan(1)
      expect(columnsOf(model).filter((name) => /weight|rank|primary|main|score|order|position|severity/i.test(name))).toEqual([])
    }
  })

  it('B27 keeps nobody’s name beside a count of those who have been there', () => {
    expect(columnsOf('BeenThere')).toEqual(['incidentId', 'of', 'press', 'workspaceId', 'incident'])
  })
})
