import type { Logger } from 'pino'
import { describeError } from './jobs/describe-error.ts'

/** What the log has already told of. */
export class Unexpected extends Error {
  override readonly name = 'Unexpected'
}

/** `npm start` passes a signal on that the terminal has sent to the bot already: within so many milliseconds it is the same one. */
const sameSignal = 1_000

/**
 * Resolves when the process is told to stop; told again, it ends at once.
 * @throws Unexpected where something failed that nothing waited for: then it is not known what still works
 */
export function whenEnded(log: Logger): Promise<void> {
  const ending = new Promise<void>((resolve, reject) => {
    let toldAt: number | null = null
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const)
      process.on(signal, () => {
        if (toldAt !== null && performance.now() - toldAt > sameSignal) process.exit(1)
        toldAt ??= performance.now()
        resolve()
      })
    process.on('uncaughtException', (error) => {
      log.fatal(describeError(error), 'something failed that nothing waited for')
      reject(
        new Unexpected('Second Story has stopped after an error that it did not expect; the log says which. Start it again.'),
      )
    })
  })
  ending.catch(() => undefined)
  return ending
}
