import type { Ctx } from '../context.ts'
import { type Heard, type Logged, logTogether } from '../store/log-batch.ts'
import { logMessage, type Reached } from './log-message.ts'

/**
 * Keeps versions of several messages of a workspace, as `logMessage` does for one, in one statement and without its locks. Those of
 * messages that may be on a timeline are left: `logMessage` takes them one by one, and the timeline with them. Where a mark comes
 * at the very same moment, neither sees the other: the job that then fetches the message finds it in the log, and settles it.
 * @returns what came of each, in their order
 */
export async function logMessages(ctx: Ctx, workspaceId: string, heard: Heard[]): Promise<Logged[]> {
  const now = ctx.clock.now()
  return ctx.db.statement((tx) => logTogether(tx, workspaceId, heard, now))
}

/** So many in one statement: it takes some milliseconds, and holds no event up for long. */
const atOnce = 200

/**
 * Keeps versions of any number of messages of a workspace that the bot asked Slack for itself, and the timeline with them.
 * @returns what each has reached, in their order
 */
export async function logAll(ctx: Ctx, workspaceId: string, messages: readonly Heard['message'][]): Promise<Reached[]> {
  const reached: Reached[] = []
  for (let start = 0; start < messages.length; start += atOnce) {
    const part = messages.slice(start, start + atOnce)
    const heard = part.map((message) => ({ message, eventId: null }))
    for (const [index, logged] of (await logMessages(ctx, workspaceId, heard)).entries()) {
      const message = part[index]
      if (logged !== 'alone') reached.push(logged)
      else if (message) reached.push(await logMessage(ctx, { kind: 'said', message }, null))
    }
  }
  return reached
}
