import { commands, runCommand } from './cli/commands.ts'
import { ConfigProblems } from './config.ts'
import { Refusal } from './core/refusal.ts'
import { codeOf, DatabaseProblem } from './database/problem.ts'
import { describeError } from './jobs/describe-error.ts'
import { exitNotSetUp, problemsText } from './startup.ts'

// Whoever reads may have seen enough, as `head` has; what is still to be closed is closed all the same.
process.stdout.on('error', (error) => {
  if (codeOf(error) !== 'EPIPE') throw error
})

const [name = 'help', ...args] = process.argv.slice(2)
try {
  process.exitCode = await runCommand(commands, name, args)
} catch (error) {
  if (error instanceof ConfigProblems) process.stderr.write(problemsText(error))
  else if (error instanceof Refusal || error instanceof DatabaseProblem) process.stderr.write(`${error.message}\n`)
  else process.stderr.write(`This failed: ${JSON.stringify(describeError(error))}\n`)
  process.exitCode = error instanceof ConfigProblems || error instanceof Refusal ? exitNotSetUp : 1
}
