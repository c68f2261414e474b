import { ConfigProblems } from '../config.ts'
import { Refusal } from '../core/refusal.ts'
import { codeOf, DatabaseProblem } from '../database/problem.ts'
import { describeError } from '../jobs/describe-error.ts'
import { exitNotSetUp, problemsText } from '../startup.ts'

/** Says on standard error why a command came to nothing; nothing where its reader has gone, as `head` does. @returns the exit code */
export function sayFailure(error: unknown): number {
  if (codeOf(error) === 'EPIPE') return 0
  if (error instanceof ConfigProblems) process.stderr.write(problemsText(error))
  else if (error instanceof Refusal || error instanceof DatabaseProblem) process.stderr.write(`${error.message}\n`)
  else process.stderr.write(`This failed: ${JSON.stringify(describeError(error))}\n`)
  return error instanceof ConfigProblems || error instanceof Refusal ? exitNotSetUp : 1
}
