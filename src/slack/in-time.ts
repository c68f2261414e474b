import { setTimeout as wait } from 'node:timers/promises'

/** Slack waits three seconds for the answer to a command or a button; in milliseconds, with room for the way. */
const patience = 2_000

/**
 * Tells Slack that a command or a button was taken when all that it shows to its person is there; or, where Slack is slow to
 * take that, before it thinks that nobody is listening.
 */
export async function ackInTime(ack: () => Promise<void>, work: Promise<void>): Promise<void> {
  const timer = new AbortController()
  const late = wait(patience, undefined, { signal: timer.signal }).catch(() => undefined)
  await Promise.race([work.catch(() => undefined), late])
  timer.abort()
  await ack()
  await work
}
