import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toldByGroup, toldText } from '../../src/core/told-by-group.ts'

const people = (count: number): string[] => Array.from({ length: count }, (_, index) => `U${index}`)
const holds = (role: string, userIds: string[]) => userIds.map((userId) => ({ role, userId }))

describe('how many have told something', () => {
  it('is told of a role that three hold, and of the rest together', () => {
    const groups = toldByGroup(people(7), holds('responder', ['U0', 'U1', 'U2']), new Set(['U0', 'U6', 'somebody else']))
    expect(groups).toEqual([
      { role: 'responder', people: 3, told: 1 },
      { role: null, people: 4, told: 1 },
    ])
  })

  it('is told of all together where a rest of one or two would be left', () => {
    expect(toldByGroup(people(5), holds('responder', ['U0', 'U1', 'U2']), new Set())).toEqual([
      { role: null, people: 5, told: 0 },
    ])
  })

  it('is not told where fewer than three are involved', () => {
    expect(toldByGroup(people(2), [], new Set(people(2)))).toEqual([])
  })

  it('never singles anybody out: each group has three, everybody is in one, and the words hide few on either side', () => {
    const roles = fc.array(fc.record({ role: fc.constantFrom('lead', 'responder'), userId: fc.constantFrom(...people(9)) }))
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9 }), roles, fc.subarray(people(9)), (count, held, told) => {
        const groups = toldByGroup(people(count), held, new Set(told))
        expect(groups.every((group) => group.people >= 3)).toBe(true)
        expect(groups.reduce((sum, group) => sum + group.people, 0)).toBe(count >= 3 ? count : 0)
        for (const group of groups) {
          const said = Number(/^\d+(?= of)/.exec(toldText(group))?.[0] ?? 3)
          expect(said).toBeGreaterThanOrEqual(3)
          if (/^\d/.test(toldText(group))) expect(group.people - said).toBeGreaterThanOrEqual(3)
        }
      }),
    )
  })

  it.each([
    [{ role: null, people: 5, told: 0 }, 'fewer than 3 of 5'],
    [{ role: null, people: 5, told: 2 }, 'fewer than 3 of 5'],
    [{ role: null, people: 5, told: 3 }, 'most or all of 5'],
    [{ role: null, people: 5, told: 5 }, 'most or all of 5'],
    [{ role: null, people: 8, told: 4 }, '4 of 8'],
  ])('%j: %s', (group, text) => expect(toldText(group)).toBe(text))
})
