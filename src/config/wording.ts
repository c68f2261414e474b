import type { z } from 'zod'
import { shown } from './problems.ts'

type Issue = z.core.$ZodRawIssue

const names: Record<string, string> = {
  string: 'a text',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a group of keys',
  record: 'a group of keys',
}

/** Zod's own findings in the words of this project; what a rule says itself is left as it is. */
export function wordingOf(issue: Issue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      if (issue.input === undefined) return 'is missing'
      if (issue.expected === 'string' && ['number', 'boolean'].includes(typeof issue.input))
        return `must be a text: "${issue.input}"`
      return `must be ${names[issue.expected] ?? issue.expected}, not ${shown(issue.input)}`
    case 'too_small':
      return issue.origin === 'array' ? 'must hold at least one' : 'must not be empty'
    case 'too_big':
      return `may have at most ${issue.maximum} characters`
    default:
      return undefined
  }
}
