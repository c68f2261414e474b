import type { Logger } from 'pino'
import { describeError } from './jobs/describe-error.ts'

/**
 * Does something again and again, one run after the other, until it is stopped. A run that fails is logged, and the next one tries again.
 * @param milliseconds from the beginning of one run to that of the next; a run that takes longer leaves some out
 * @returns `stop` begins no more runs, and resolves when the one under way is over
 */
export function repeat(milliseconds: number, work: () => Promise<void>, log: Logger): { stop(): Promise<void> } {
  let running: Promise<void> | null = null
  const run = async (): Promise<void> => {
    await work().catch((error: unknown) => log.warn(describeError(error), 'what is done again and again failed once'))
    running = null
  }
  const timer = setInterval(() => {
    running ??= run()
  }, milliseconds)
  return {
    stop: async () => {
      clearInterval(timer)
      await running
    },
  }
}
