import { vi } from 'vitest'

const realNow = performance.now.bind(performance)
let ahead = 0

/** Time passes for whatever measures how long it has waited, as the bot does where Slack asked it to. The clock stays. */
export function timePasses(milliseconds: number): void {
  ahead += milliseconds
  vi.spyOn(performance, 'now').mockImplementation(() => realNow() + ahead)
}

export const minutePasses = (): void => timePasses(60_000)
