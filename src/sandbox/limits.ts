import type { LimitsMode } from './types.ts'

/** Calls a minute, of one method and workspace. Slack promises at least so many. https://docs.slack.dev/apis/web-api/rate-limits */
const perMinute = { t1: 1, t2: 20, t3: 50, t4: 100, special: 600 } as const
export type Tier = keyof typeof perMinute

/** About a message a second in one channel; a short burst passes. */
const postBurst = 5

export type Limiter = {
  mode: LimitsMode
  /** Seconds to wait before this call is allowed, or 0 where it is, which counts it. */
  waitFor(method: string, tier: Tier, team: string, channel: string | undefined): number
}

/** Windows of a minute for each method and workspace, and a bucket for each channel that is posted to; in real time. */
export function createLimiter(): Limiter {
  const windows = new Map<string, { startedAt: number; calls: number }>()
  const buckets = new Map<string, { at: number; tokens: number }>()

  const window = (key: string, most: number): number => {
    const now = performance.now()
    const open = windows.get(key)
    if (!open || now - open.startedAt >= 60_000) {
      windows.set(key, { startedAt: now, calls: 1 })
      return 0
    }
    if (open.calls >= most) return Math.ceil((open.startedAt + 60_000 - now) / 1000)
    open.calls += 1
    return 0
  }

  const bucket = (key: string): number => {
    const now = performance.now()
    const last = buckets.get(key) ?? { at: now, tokens: postBurst }
    const tokens = Math.min(postBurst, last.tokens + (now - last.at) / 1000)
    buckets.set(key, { at: now, tokens: tokens < 1 ? tokens : tokens - 1 })
    return tokens < 1 ? 1 : 0
  }

  const limiter: Limiter = {
    mode: 'off',
    waitFor: (method, tier, team, channel) => {
      if (limiter.mode === 'off') return 0
      const wait = method === 'chat.postMessage' ? bucket(`${team} ${channel ?? ''}`) : 0
      return wait || window(`${team} ${method}`, perMinute[tier])
    },
  }
  return limiter
}
