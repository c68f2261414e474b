import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { labelsFor, roleLabel } from '../../src/core/labels.ts'
import { aHolding, at, roleLabels } from '../support/review-facts.ts'

const facts = {
  entries: [
    { id: 1, authorId: 'U0MAYA001' },
    { id: 2, authorId: null },
    { id: 3, authorId: 'U0JONAS02' },
  ],
  roles: [],
  roleLabels,
  declaredBy: 'U0MAYA001',
  answers: [],
}

describe('the label of a person', () => {
  it('is a responder, in the order in which people came into the record', () => {
    const label = labelsFor(facts)
    expect([label('U0MAYA001'), label('U0JONAS02')]).toEqual(['responder 1', 'responder 2'])
  })

  it('is the role for whoever held one, also after handing it over', () => {
    const roles = [
      aHolding('U0JONAS02', { fromAt: at('2026-11-28T15:00:00') }),
      aHolding('W0PRIYA003', { fromAt: at('2026-11-28T14:31:00'), untilAt: at('2026-11-28T15:00:00') }),
    ]
    const label = labelsFor({ ...facts, roles })
    expect([label('W0PRIYA003'), label('U0JONAS02'), label('U0MAYA001')]).toEqual(['lead', 'lead 2', 'responder 1'])
  })

  it('stays what it is when entries come later, also about an earlier time', () => {
    const early = labelsFor(facts)
    const late = labelsFor({ ...facts, entries: [{ id: 9, authorId: 'U05ELENA5' }, ...facts.entries] })
    expect([late('U0MAYA001'), late('U0JONAS02')]).toEqual([early('U0MAYA001'), early('U0JONAS02')])
    expect(late('U05ELENA5')).toBe('responder 3')
  })

  it('is a colleague for who only answered, and “somebody” for who is only mentioned', () => {
    const label = labelsFor({ ...facts, answers: [{ id: 4, userId: 'U04DMITRI' }] })
    expect([label('U04DMITRI'), label('U0STRANGE')]).toEqual(['colleague 1', 'somebody'])
  })

  it('is the name of an app, which takes no number from anybody', () => {
    const label = labelsFor({
      ...facts,
      entries: [{ id: 0, authorId: 'U0PAGERBOT' }, ...facts.entries],
      apps: { U0PAGERBOT: 'PagerDuty' },
    })
    expect([label('U0PAGERBOT'), label('U0JONAS02')]).toEqual(['PagerDuty', 'responder 2'])
  })

  it('reads as a word in a sentence, or is the key of a role that the configuration has lost', () => {
    expect(roleLabel('lead', roleLabels)).toBe('lead')
    expect(roleLabel('dba', { dba: 'DBA on duty' })).toBe('DBA on duty')
    expect(roleLabel('old_role', roleLabels)).toBe('old role')
    expect(roleLabel('constructor', roleLabels)).toBe('constructor')
  })

  it('is never given to two people, whatever the roles are called', () => {
    const id = fc.constantFrom('U1', 'U2', 'U3', 'U4', 'U5')
    const role = fc.constantFrom('lead', 'responder', 'responder 1', 'somebody', 'colleague 1')
    const holding = fc.record({ role, userId: id }).map(({ role, userId }) => aHolding(userId, { role }))
    fc.assert(
      fc.property(fc.array(id), fc.array(holding), fc.array(id), (authors, roles, writers) => {
        const entries = authors.map((authorId, index) => ({ id: index, authorId }))
        const answers = writers.map((userId, index) => ({ id: index, userId }))
        const label = labelsFor({ entries, roles, roleLabels: {}, declaredBy: 'U1', answers })
        const known = new Set(['U1', ...authors, ...writers, ...roles.map(({ userId }) => userId)])
        const labels = [...known].map(label)
        expect(new Set(labels).size).toBe(labels.length)
        expect(labels).not.toContain('somebody')
      }),
    )
  })
})
