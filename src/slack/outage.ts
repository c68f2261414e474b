import { tryAgain } from '../flows/try-again.ts'
import { SlackAway } from './api.ts'
import type { Desk } from './desk.ts'

/** What is known of whether Slack is there. */
export type Outage = {
  /** A call was not answered. */
  onAway(): void
  /**
   * Where calls were not answered, asks Slack for a sign of life. Where it was away and is back, all that failed is tried again
   * at once: the pauses between attempts may have grown to hours by then. One call that fails while Slack is there is none of this.
   */
  look(desk: Desk): Promise<void>
}

export function createOutage(): Outage {
  const now = { isDoubtful: false, isAway: false }
  return {
    onAway: () => {
      now.isDoubtful = true
    },
    look: async (desk) => {
      if (!now.isDoubtful) return
      if (!(await answers(desk))) {
        now.isAway = true
        return
      }
      now.isDoubtful = false
      if (now.isAway) await tryAgain(desk.ctx, desk.workspaceId)
      now.isAway = false
    },
  }
}

async function answers(desk: Desk): Promise<boolean> {
  try {
    await desk.api.call('auth.test', {})
    return true
  } catch (error) {
    return !(error instanceof SlackAway)
  }
}
