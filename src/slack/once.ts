import { createHash } from 'node:crypto'
import { findPosted, savePosted } from '../store/posted-messages.ts'
import type { Desk } from './desk.ts'

/** Something done in Slack that leaves no message of ours. `key` names the purpose; `what` is what it is done for, such as a text that is set. */
export type Step = { key: string; incidentId: string; channelId: string; what: string }

/** Does a step unless it was done for the same thing. `wasTried`: it was begun before, and nobody knows how that ended. */
export async function once(desk: Desk, step: Step, work: (wasTried: boolean) => Promise<void>): Promise<void> {
  const { key, incidentId, channelId, what } = step
  const fingerprint = createHash('sha256').update(what).digest('base64url')
  const before = await desk.ctx.db.statement((tx) => findPosted(tx, desk.workspaceId, key))
  if (before?.fingerprint === fingerprint) return
  const row = { workspaceId: desk.workspaceId, key, incidentId, channelId, ts: null, triedAt: desk.ctx.clock.now() }
  await desk.ctx.db.statement((tx) => savePosted(tx, { ...row, fingerprint: null }))
  await work(before !== null)
  await desk.ctx.db.statement((tx) => savePosted(tx, { ...row, fingerprint }))
}

/** Whether each of these steps was at least begun: its job sees to the rest. */
export async function areBegun(desk: Desk, keys: string[]): Promise<boolean> {
  const rows = await desk.ctx.db.reading((tx) => Promise.all(keys.map((key) => findPosted(tx, desk.workspaceId, key))))
  return rows.every((row) => row !== null)
}
