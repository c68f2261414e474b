import { PermanentFailure } from './core/refusal.ts'
import { DatabaseProblem } from './database/problem.ts'
import { Unexpected } from './ending.ts'
import { describeError } from './jobs/describe-error.ts'
import { MendFirst } from './slack/problems.ts'
import { PortProblem } from './web/server.ts'

/** Errors whose message is a sentence for the operator: what is wrong and how to mend it. */
const sentences = [DatabaseProblem, MendFirst, PermanentFailure, PortProblem, Unexpected]

/** Says on standard error why the bot could not start, or has ended. @returns the exit code */
export function sayFailure(error: unknown): number {
  const isSentence = error instanceof Error && sentences.some((kind) => error instanceof kind)
  const unknown = `Second Story ended with an error it does not know: ${JSON.stringify(describeError(error))}`
  process.stderr.write(`${isSentence ? error.message : unknown}\n`)
  return 1
}
