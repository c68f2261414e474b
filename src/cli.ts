import { commands, runCommand } from './cli/commands.ts'

// Whoever reads may have seen enough, as `head` has; what is still to be closed is closed all the same.
process.stdout.on('error', (error) => {
  if (!('code' in error) || error.code !== 'EPIPE') throw error
})

const [name = 'help', ...args] = process.argv.slice(2)
try {
  process.exitCode = await runCommand(commands, name, args)
} catch (error) {
  process.exitCode = (await import('./cli/failure.ts')).sayFailure(error)
}
