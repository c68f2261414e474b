import { knownFrom, type ReviewFacts } from '../core/review/review-facts.ts'
import { asBot } from '../core/viewer.ts'
import { readReview } from '../flows/read-review.ts'
import type { JobOf } from '../jobs/catalogue.ts'
import { forgetPosted, listPosted } from '../store/posted-messages.ts'
import { SlackRefused } from './api.ts'
import type { Desk } from './desk.ts'
import { show } from './show.ts'
import { openedMessage, pageUrlOf, publishedMessage, type ReviewCounts, threadMessages } from './views/review.ts'

/**
 * Shows in the channel that the review is open, and the whole of it in the thread under that, as it stands now. Run again, it edits
 * what is there: the parts keep their places, one that is new goes to the end, one that is not needed any more is taken away.
 */
export async function showReview(desk: Desk, { incidentId }: JobOf<'review.tell'>): Promise<void> {
  const { facts, rendered } = await readReview(desk.ctx, { viewer: asBot(desk.workspaceId), incidentId })
  const { incident, review } = facts
  const { channelId } = incident
  if (!channelId || !review.openedAt) return
  const message = openedMessage(incident, review, countsOf(facts), pageUrlOf(desk.ctx.config.publicUrl, incident))
  const opened = { key: openedKey(incidentId), incidentId, channelId, message }
  const { ts: threadTs } = await show(desk, opened)
  const parts = threadMessages(incident, rendered, review.state)
  for (const [at, part] of parts.entries())
    await show(desk, { key: partKey(incidentId, at), incidentId, channelId, threadTs, message: part })
  await takeAway(desk, incidentId, new Set(parts.map((_part, at) => partKey(incidentId, at))))
}

/** Under which the message is known that says that a review is open; its thread is the review. */
export const openedKey = (incidentId: string): string => `opened:${incidentId}`

/** What there is in a review, of what it shows. */
function countsOf(facts: ReviewFacts): ReviewCounts {
  const { answers, entries, material } = knownFrom(facts)
  const since = material.condition
    .flatMap(({ since }) => (since !== null && 'at' in since ? [since] : []))
    .sort((a, b) => a.at.getTime() - b.at.getTime())
  return {
    accounts: answers.length,
    moments: entries.filter(({ source }) => source !== 'system').length,
    oldest: entries[0]?.happenedAt ?? null,
    conditions: material.condition.length,
    oldestCondition: since[0] ?? null,
  }
}

const partKey = (incidentId: string, at: number): string => `review:${incidentId}:${at}`

/** Takes away the parts of the thread that are not among these. */
async function takeAway(desk: Desk, incidentId: string, kept: ReadonlySet<string>): Promise<void> {
  const { workspaceId } = desk
  const posted = await desk.ctx.db.statement((tx) => listPosted(tx, workspaceId, `review:${incidentId}:`))
  for (const { key, channelId, ts } of posted) {
    if (kept.has(key)) continue
    if (ts !== null) await deleteMessage(desk, channelId, ts)
    await desk.ctx.db.statement((tx) => forgetPosted(tx, workspaceId, key))
  }
}

async function deleteMessage(desk: Desk, channel: string, ts: string): Promise<void> {
  try {
    await desk.api.call('chat.delete', { channel, ts })
  } catch (error) {
    if (!(error instanceof SlackRefused) || error.code !== 'message_not_found') throw error
  }
}

/** Says once that the review is published: in its channel, and where incidents are announced. */
export async function tellPublished(desk: Desk, { incidentId }: JobOf<'published.tell'>): Promise<void> {
  const { facts } = await readReview(desk.ctx, { viewer: asBot(desk.workspaceId), incidentId })
  const { incident } = facts
  const message = publishedMessage(incident, pageUrlOf(desk.ctx.config.publicUrl, incident))
  const { channelId } = incident
  if (channelId) await show(desk, { key: `published:${incidentId}`, incidentId, channelId, message })
  const { announceChannel } = desk.ctx.config
  if (!announceChannel || incident.isPrivate || incident.kind === 'drill') return
  await show(desk, { key: `published-announced:${incidentId}`, incidentId, channelId: announceChannel, message })
}
