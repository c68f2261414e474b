import { randomUUID } from 'node:crypto'
import type { Logger } from 'pino'
import { Refusal } from '../core/refusal.ts'
import { describeError } from '../jobs/describe-error.ts'
import { RetryLater } from '../jobs/retry-later.ts'
import { SlackRefused } from './api.ts'

/**
 * The sentence that a person gets for an error: a refusal's own; for what passes, that they may try again; for anything else,
 * that it is not theirs, with an id that the log has too.
 */
export function sentenceFor(error: unknown, log: Logger): string {
  if (error instanceof Refusal) return error.message
  if (error instanceof SlackRefused && error.code.endsWith('_trigger_id'))
    return 'Slack waits three seconds for a form, and this one came later. Please try again.'
  if (error instanceof RetryLater)
    return `Slack asks me to slow down. Please try again in ${Math.ceil(error.milliseconds / 1000)} seconds.`
  const errorId = randomUUID().slice(0, 8)
  log.error({ errorId, ...describeError(error) }, 'something that a person did failed')
  return `That did not work, and it is nothing you did. Please try again; if it stays, tell the operator of this bot the number ${errorId}.`
}
