import { vi } from 'vitest'

const realNow = performance.now.bind(performance)
let ahead = 0

/** A minute passes for whatever measures how long it has waited, as the bot does where Slack asked it to. The clock stays. */
export function minutePasses(): void {
  ahead += 60_000
  vi.spyOn(performance, 'now').mockImplementation(() => realNow() + ahead)
}
