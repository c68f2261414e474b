import { RetryLater } from '../jobs/retry-later.ts'

/**
 * What Slack has asked to wait with: a method, in one channel where it is called for one. Until the time is over nobody knocks
 * again: who wants the same waits too, and other channels and methods go on. Each process learns it for itself.
 */
export type Gate = {
  /** @throws RetryLater where Slack has asked to wait with this */
  pass(method: string, channel: string | undefined): void
  /** Slack asks to wait. @param milliseconds its Retry-After */
  shut(method: string, channel: string | undefined, milliseconds: number): void
}

/**
 * Slack takes about one message a second in a channel, and a few at once: https://docs.slack.dev/apis/web-api/rate-limits
 * Where it has refused one, the next ones keep to that pace, until there has been such a rest that a few at once pass again.
 * In milliseconds, with room for the way.
 */
const pace = 1_100
const rest = 10_000

/** @param now milliseconds that only grow: the wall clock may jump */
export function createGate(now: () => number = () => performance.now()): Gate {
  const shut = new Map<string, { until: number; pacedUntil: number }>()
  const keyOf = (method: string, channel: string | undefined): string => `${method} ${channel ?? ''}`
  return {
    pass: (method, channel) => {
      const key = keyOf(method, channel)
      const found = shut.get(key)
      if (!found) return
      const wait = found.until - now()
      if (wait > 0) throw new RetryLater(Math.ceil(wait))
      if (found.pacedUntil > now()) shut.set(key, { until: now() + pace, pacedUntil: now() + rest })
      else shut.delete(key)
    },
    shut: (method, channel, milliseconds) => {
      const until = now() + milliseconds
      shut.set(keyOf(method, channel), { until, pacedUntil: method === 'chat.postMessage' ? until + rest : until })
    },
  }
}
