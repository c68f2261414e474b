import { expect, it } from 'vitest'
import { describeError } from '../../src/jobs/describe-error.ts'

it('describes an error without its message, which may quote people', () => {
  const described = describeError(new TypeError('cannot read "I dropped the table"'))
  expect(described.error).toBe('TypeError')
  expect(described.at?.[0]).toContain('database-errors.test.ts')
  expect(JSON.stringify(described)).not.toContain('dropped')
})

it('keeps a message of several lines out too', () => {
  const described = describeError(new Error('first\nat the table\n    at least that is what I wrote'))
  expect(JSON.stringify(described)).not.toContain('what I wrote')
})

it('gives Slack’s own word for what is wrong', () => {
  const refused = Object.assign(new Error('An API error occurred: is_archived'), {
    code: 'slack_webapi_platform_error',
    data: { error: 'is_archived' },
  })
  expect(describeError(refused)).toMatchObject({ error: 'Error', code: 'is_archived' })
})

it('gives the code of a database’s error, and copes with what is no error at all', () => {
  expect(describeError(Object.assign(new Error('duplicate'), { code: '23505' }))).toMatchObject({ code: '23505' })
  expect(describeError('a text')).toEqual({ error: 'string' })
})
