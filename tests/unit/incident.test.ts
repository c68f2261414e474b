import { describe, expect, it } from 'vitest'
import {
  descriptionFrom,
  type Incident,
  NothingNew,
  numberIn,
  reopening,
  resolving,
  type Status,
  statuses,
  statusFrom,
  titleAndDescription,
  titleFrom,
  withWish,
} from '../../src/core/incident.ts'

const at = (minute: number): Date => new Date(Date.UTC(2026, 10, 22, 14, minute))
const open: Incident = {
  id: '00000000-0000-4000-8000-000000000001',
  workspaceId: 'T1',
  number: 1,
  title: 'users table is empty',
  description: '',
  severity: 'sev1',
  status: 'investigating',
  kind: 'live',
  isPrivate: false,
  declaredBy: 'U1',
  startedAt: null,
  detectedAt: null,
  declaredAt: at(0),
  mitigatedAt: null,
  resolvedAt: null,
  closedAt: null,
  channelId: null,
  channelName: null,
  logsFrom: null,
  triedName: null,
  triedAt: null,
}
const to = (incident: Incident, status: Status, minute: number): Incident => withWish(incident, { status }, at(minute)).incident

describe('the status of an incident', () => {
  it('can go from any to any other, but closes only what is over', () => {
    for (const from of statuses)
      for (const wanted of statuses) {
        const move = () => withWish({ ...open, status: from }, { status: wanted }, at(1)).incident.status
        const isOpen = !['resolved', 'closed', 'cancelled'].includes(from)
        if (from === wanted) expect(move).toThrow(`INC-1 is ${from} already.`)
        else if (wanted === 'closed' && isOpen) expect(move).toThrow(`INC-1 is still ${from}. Resolve it first`)
        else expect(move()).toBe(wanted)
      }
  })

  it('keeps when it was mitigated and resolved, and forgets it when people are at work again', () => {
    const resolved = to(to(open, 'monitoring', 10), 'resolved', 20)
    expect(resolved).toMatchObject({ mitigatedAt: at(10), resolvedAt: at(20), closedAt: null })
    expect(to(resolved, 'closed', 30)).toMatchObject({ mitigatedAt: at(10), resolvedAt: at(20), closedAt: at(30) })
    expect(to(resolved, 'investigating', 40)).toMatchObject({ mitigatedAt: null, resolvedAt: null, closedAt: null })
  })

  it('paused changes nothing about the mitigation', () => {
    expect(to(to(open, 'monitoring', 10), 'paused', 20).mitigatedAt).toEqual(at(10))
  })

  it('is known in both spellings', () => {
    expect(statusFrom(' Canceled ')).toBe('cancelled')
    expect(() => statusFrom('fine')).toThrow('"fine" is no status. There are `investigating`')
    expect(() => statusFrom('constructor')).toThrow('"constructor" is no status')
  })
})

describe('a button pressed too late', () => {
  it('resolves and reopens only what it can', () => {
    expect(resolving(open)).toEqual({ status: 'resolved' })
    expect(() => resolving(to(open, 'resolved', 1))).toThrow('INC-1 is resolved already.')
    expect(() => resolving(to(open, 'cancelled', 1))).toThrow('INC-1 was cancelled.')
    expect(reopening(to(open, 'cancelled', 1))).toEqual({ status: 'investigating' })
    expect(() => reopening({ ...open, status: 'identified' })).toThrow('INC-1 is open already: identified.')
  })
})

describe('a wish', () => {
  it('that changes nothing is said to, in a kind of its own', () => {
    expect(() => withWish(open, {}, at(1))).toThrow(NothingNew)
    expect(() => withWish(open, { title: open.title }, at(1))).toThrow(NothingNew)
  })

  it('is recorded with the old and the new value of what it changes', () => {
    const { changes } = withWish(open, { title: 'users table is empty', severity: 'sev2', description: 'since noon' }, at(1))
    expect(changes).toEqual([
      { field: 'severity', from: 'sev1', to: 'sev2' },
      { field: 'description', from: '', to: 'since noon' },
    ])
  })
})

describe('the words of an incident', () => {
  it('have a title on one line', () => {
    expect(titleFrom('  users \n table ')).toBe('users table')
    expect(() => titleFrom(' \n ')).toThrow('needs a few words as its title')
    expect(() => titleFrom('x'.repeat(121))).toThrow('at most 120 characters; this one has 121')
    expect(() => descriptionFrom('x'.repeat(3001))).toThrow('3000 characters; this has 3001')
  })

  it('are all kept where they are more than a title', () => {
    expect(titleAndDescription('users table\nsince noon\n\nsee logs')).toEqual({
      title: 'users table',
      description: 'since noon\n\nsee logs',
    })
    const long = `${'word '.repeat(40)}end`
    const { title, description } = titleAndDescription(long)
    expect(title).toMatch(/^(word )+word…$/)
    expect(title.length).toBeLessThanOrEqual(120)
    expect(description).toBe(long)
    expect(titleAndDescription('x'.repeat(500)).title).toHaveLength(119)
  })

  it.each([
    ['INC-12', 12],
    ['inc12', 12],
    ['inc_12', 12],
    ['12', 12],
    ['incident', null],
    ['INC-12345678901', null],
  ])('name one: %s', (text, number) => {
    expect(numberIn(text)).toBe(number)
  })
})
