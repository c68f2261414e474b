import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { channelNameFor, isSameName, plainestName } from '../../src/core/channel-name.ts'

const declared = { number: 12, title: 'users table is empty', severity: 'sev1', declaredAt: new Date('2026-11-22T23:30:00Z') }
const named = (title: string, template = 'inc-{date}-{title}', attempt = 1) =>
  channelNameFor({ ...declared, title }, template, 'UTC', attempt)

describe('the name of a channel', () => {
  it('is the template, filled', () => {
    expect(named('users table is empty')).toBe('inc-2026-11-22-users-table-is-empty')
    expect(named('x', '{severity}_{number}-{title}')).toBe('sev1_12-x')
  })

  it('has the day of the organisation', () => {
    expect(channelNameFor(declared, 'inc-{date}-{number}', 'Europe/Vienna', 1)).toBe('inc-2026-11-23-12')
  })

  it.each([
    ['Sign-in & "checkout" fail!', 'sign-in-checkout-fail'],
    ['Café für Gäste', 'cafe-fur-gaste'],
    ['База данных пуста', 'база-данных-пуста'],
    ['ガラス窓 数据库', 'ガラス窓-数据库'],
    ['🔥🔥🔥', '12'],
    ['  ---  ', '12'],
    ['<!channel> & <b>', 'channel-b'],
  ])('of "%s" is made of what Slack takes', (title, slug) => {
    expect(named(title)).toBe(`inc-2026-11-22-${slug}`)
  })

  it('keeps its number where it is too long and taken', () => {
    const name = named('x'.repeat(200), 'inc-{title}', 17)
    expect(name).toHaveLength(80)
    expect(name.endsWith('x-17')).toBe(true)
  })

  it('is one that Slack takes, whatever the title', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 99 }), (title, attempt) => {
        const name = named(title, 'inc-{title}', attempt)
        expect(name).toMatch(/^[\p{Ll}\p{Lo}\p{M}\p{Nd}_-]{1,80}$/u)
        expect(name).toBe(name.toLowerCase())
      }),
    )
  })

  it('has a plainest form', () => {
    expect([plainestName(declared, 1), plainestName(declared, 2)]).toEqual(['inc-12', 'inc-12-2'])
  })

  it('is recognised after Slack has altered it, and not mistaken for the next', () => {
    expect(isSameName('inc-2026-11-22-db_down', 'inc-2026-11-22-db-down')).toBe(true)
    expect(isSameName('inc-db-down', 'inc-db-down-2')).toBe(false)
  })
})
