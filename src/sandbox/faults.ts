import type { World } from './state.ts'

/** How the sandbox can be told to misbehave. Everything holds until it is used up or `reset()`. */
export type Faults = {
  /** Every call (or every call of one method) takes so many milliseconds more. */
  slow(milliseconds: number, only?: { method?: string }): void
  /** Calls of these methods take effect, and are answered, only after `reset()`. */
  hang(...methods: string[]): void
  /**
   * The next calls of a method fail: with Slack's `error`, or with an HTTP `status` (500 if neither is given).
   * `when: 'after'` lets the call take effect and then drops the connection, so that its answer is lost.
   */
  failNext(method: string, how?: { error?: string; status?: number; times?: number; when?: 'before' | 'after' }): void
  /** The next calls of a method get 429 with `Retry-After` (seconds). */
  limitNext(method: string, how?: { retryAfter?: number; times?: number }): void
  /** Slack is away: every connection is dropped, and events wait until `up()`. */
  down(): void
  up(): Promise<unknown>
  /** Each event is delivered twice, with the same `event_id`. */
  deliverTwice(): void
  /** Events are held back until `release()`. Commands and interactions are not: they have three seconds. */
  hold(): void
  /** Sends what was held and holds no longer. Resolves when each was answered. */
  release(how?: { order?: 'as held' | 'reverse' | 'shuffle' }): Promise<unknown>
  reset(): Promise<unknown>
}

export type Failure =
  | { kind: 'error'; error: string }
  | { kind: 'status'; status: number }
  | { kind: 'limit'; retryAfter: number }
  | { kind: 'lost' }

/** What the rest of the sandbox asks of the faults. */
export type FaultState = Faults & {
  /** The failure that the next call of a method is to meet; it is used up by asking. */
  take(method: string): Failure | null
  delay(method: string): number
  /** What ends the hanging of a call of this method; null where it does not hang. */
  hanging(method: string): AbortSignal | null
  isDown(): boolean
  isHeld(): boolean
  isTwice(): boolean
}

type Planned = { method: string; failure: Failure; left: number }

export function createFaults(world: () => World): FaultState {
  let planned: Planned[] = []
  let slow: { milliseconds: number; method: string | undefined }[] = []
  let hung = { methods: new Set<string>(), over: new AbortController() }
  const now = { isDown: false, isHeld: false, isTwice: false }
  const plan = (method: string, failure: Failure, left: number) => void planned.push({ method, failure, left })
  const letGo = (order: 'as held' | 'reverse' | 'shuffle') => {
    now.isHeld = false
    return now.isDown ? Promise.resolve() : world().deliveries.release(order)
  }
  const up = () => {
    now.isDown = false
    return now.isHeld ? Promise.resolve() : letGo('as held')
  }
  return {
    slow: (milliseconds, only) => void slow.push({ milliseconds, method: only?.method }),
    hang: (...methods) => {
      for (const method of methods) hung.methods.add(method)
    },
    failNext: (method, how = {}) => plan(method, failureOf(how), how.times ?? 1),
    limitNext: (method, how = {}) => plan(method, { kind: 'limit', retryAfter: how.retryAfter ?? 1 }, how.times ?? 1),
    down: () => {
      now.isDown = true
      world().sockets.cut()
    },
    up,
    deliverTwice: () => {
      now.isTwice = true
    },
    hold: () => {
      now.isHeld = true
    },
    release: (how) => letGo(how?.order ?? 'as held'),
    reset: () => {
      planned = []
      slow = []
      hung.over.abort()
      hung = { methods: new Set(), over: new AbortController() }
      now.isTwice = false
      now.isHeld = false
      return up()
    },
    take: (method) => {
      const next = planned.find((each) => each.method === method && each.left > 0)
      if (next) next.left -= 1
      return next?.failure ?? null
    },
    delay: (method) =>
      slow
        .filter((each) => each.method === undefined || each.method === method)
        .reduce((sum, each) => sum + each.milliseconds, 0),
    hanging: (method) => (hung.methods.has(method) ? hung.over.signal : null),
    isDown: () => now.isDown,
    isHeld: () => now.isHeld || now.isDown,
    isTwice: () => now.isTwice,
  }
}

function failureOf(how: { error?: string; status?: number; when?: 'before' | 'after' }): Failure {
  if (how.when === 'after') return { kind: 'lost' }
  return how.error ? { kind: 'error', error: how.error } : { kind: 'status', status: how.status ?? 500 }
}
