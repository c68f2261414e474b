import { randomUUID } from 'node:crypto'
import type { Logger } from 'pino'
import { Refusal } from '../core/refusal.ts'
import { describeError } from '../jobs/describe-error.ts'

/**
 * The sentence that a person gets for an error: a refusal's own; for anything else, that it is not theirs,
 * with an id that the log has too.
 */
export function sentenceFor(error: unknown, log: Logger): string {
  if (error instanceof Refusal) return error.message
  const errorId = randomUUID().slice(0, 8)
  log.error({ errorId, ...describeError(error) }, 'something that a person did failed')
  return `Something went wrong on my side, and nothing was changed. Please try again; if it stays, tell the operator of this bot the number ${errorId}.`
}
