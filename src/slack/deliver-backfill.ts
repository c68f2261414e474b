import type { SeenPin } from '../core/compare-pins.ts'
import { addMended } from '../core/mended.ts'
import { asBot } from '../core/viewer.ts'
import { readTimeline } from '../flows/read-timeline.ts'
import { endStep, mendPins, type Step } from '../flows/reconcile-channel.ts'
import type { JobOf } from '../jobs/catalogue.ts'
import { SlackRefused } from './api.ts'
import type { Desk } from './desk.ts'
import { show } from './show.ts'
import { backfillMessage } from './views/backfill.ts'

/** What Slack says where the bot is not in the channel, or there is none any more: there is nothing to compare with. */
export const isOut = new Set(['not_in_channel', 'channel_not_found'])

/** The last step of a backfill: what people pinned counts as put on the timeline by them. One call to Slack. */
export async function readPins(
  desk: Desk,
  step: Step,
  job: JobOf<'channel.reconcile'>,
  of: { sinceTs: string; asOf: string },
): Promise<void> {
  const pins = await pinsIn(desk, step.channelId)
  const mended = pins && (await mendPins(desk.ctx, step, pins, of.sinceTs, of.asOf))
  const { progress } = job
  const done = { ...progress, arePinsRead: true, calls: progress.calls + 1 }
  await endStep(desk.ctx, step, job, mended ? { ...done, mended: addMended(progress.mended, mended) } : done)
}

/** Null where the bot may not look. The bot's own pins, and pins on its messages, are no story. */
async function pinsIn(desk: Desk, channel: string): Promise<SeenPin[] | null> {
  try {
    const { items } = await desk.api.call('pins.list', { channel })
    return items.flatMap(({ created, created_by: userId, message }) =>
      message && userId !== desk.botUserId && message.user !== desk.botUserId
        ? [{ messageTs: message.ts, userId, pinnedTs: `${created}.000000`, authorId: message.user ?? null }]
        : [],
    )
  } catch (error) {
    if (error instanceof SlackRefused && isOut.has(error.code)) return null
    throw error
  }
}

/** Shows in the channel how far the backfill has come, in one message that is edited in place. */
export async function showBackfill(desk: Desk, job: JobOf<'backfill.show'>): Promise<void> {
  const { incidentId, askedAt, read, threadsLeft, isDone } = job
  const { incident, entries } = await readTimeline(desk.ctx, { viewer: asBot(desk.workspaceId), incidentId })
  const { channelId, logsFrom } = incident
  if (!channelId || !logsFrom) return
  const kept = entries.filter((entry) => entry.messageTs !== null && entry.channelId === channelId).length
  const span = new Date(askedAt).getTime() - logsFrom.getTime()
  const message = backfillMessage({ span: Math.max(span, 0), read, threadsLeft, kept: isDone ? kept : null })
  await show(desk, { key: `backfill:${incidentId}:${askedAt}`, incidentId, channelId, message })
}
