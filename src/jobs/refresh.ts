import type { Tx } from '../store/db.ts'
import { findPosted } from '../store/posted-messages.ts'
import { enqueue, type JobOptions } from './queue.ts'

/** Waiting ones become one, which keeps Slack's Retry-After; and no two run side by side. */
export const asOne = (key: string): JobOptions => ({ key, queue: key, keepsRunAt: true })

type Of = { id: string; workspaceId: string }
type OfPerson = { workspaceId: string; incidentId: string; userId: string }

/** Has everything that shows the state of an incident edited in place. Asked for twice, it is done once. */
export async function refreshIncident(tx: Tx, { id, workspaceId }: Of): Promise<void> {
  for (const name of ['headline.refresh', 'topic.refresh', 'announcement.refresh'] as const)
    await enqueue(tx, workspaceId, name, { incidentId: id }, asOne(`${name}:${id}`))
}

/** Has it shown in the channel of an incident which of its messages are on the timeline, after one came there or went. */
export async function refreshNoticed(tx: Tx, { id, workspaceId }: Of): Promise<void> {
  const { payload, options } = noticedIn(id)
  await enqueue(tx, workspaceId, 'noticed.refresh', payload, options)
}

/** Has the rest of it shown, not before a pause in milliseconds is over; what is marked meanwhile waits with it. */
export async function refreshNoticedLater(tx: Tx, { id, workspaceId }: Of, pause: number): Promise<void> {
  const { payload, options } = noticedIn(id)
  await enqueue(tx, workspaceId, 'noticed.refresh', payload, { ...options, keepsRunAt: false, pause })
}

/** The job that does so. */
export const noticedIn = (incidentId: string) => ({ payload: { incidentId }, options: asOne(`noticed:${incidentId}`) })

/** Has the review compiled again after one of its sources changed. Before the incident is resolved there is none. */
export async function refreshReview(tx: Tx, incident: Of & { resolvedAt: Date | null }): Promise<void> {
  if (!incident.resolvedAt) return
  await enqueue(tx, incident.workspaceId, 'review.compile', { incidentId: incident.id }, asOne(`review:${incident.id}`))
}

/** Has what the channel sees of a review shown as it stands now: its message, the whole of it in the thread, and then its pictures. */
export async function refreshShownReview(tx: Tx, { id: incidentId, workspaceId }: Of): Promise<void> {
  const options = { key: `opened:${incidentId}`, queue: `opened:${incidentId}`, keepsRunAt: true }
  await enqueue(tx, workspaceId, 'review.tell', { incidentId }, options)
  await enqueue(tx, workspaceId, 'pictures.show', { incidentId }, { ...options, key: `pictures:${incidentId}` })
}

/** Has the meeting about a review shown as it stands now: in its channel, to those who are invited beside, and to calendars. */
export const refreshMeeting = (tx: Tx, { id, workspaceId }: Of): Promise<void> =>
  enqueue(tx, workspaceId, 'meeting.tell', { incidentId: id }, asOne(`meeting:${id}`))

/** Has somebody shown that they are asked to host a review, or that it is settled. */
export const refreshHostRequest = (tx: Tx, { workspaceId, incidentId, userId }: OfPerson): Promise<void> =>
  enqueue(tx, workspaceId, 'host.ask', { incidentId, userId }, asOne(`host-request:${incidentId}:${userId}`))

/** Has the questions after a meeting shown to somebody, as they stand now. */
export const refreshAfterwards = (tx: Tx, { workspaceId, incidentId, userId }: OfPerson): Promise<void> =>
  enqueue(tx, workspaceId, 'afterwards.show', { incidentId, userId }, asOne(`afterwards:${incidentId}:${userId}`))

/** Has a question shown in its person's direct messages as it stands now, where it was last shown. Before it was, there is nothing to show. */
export async function refreshPrompt(
  tx: Tx,
  prompt: { id: string; workspaceId: string; userId: string; sentAt: Date | null },
): Promise<void> {
  await refreshHome(tx, prompt)
  if (!prompt.sentAt) return
  const showing = { promptId: prompt.id, shownAt: prompt.sentAt.toISOString() }
  const options = { ...asOne(`prompt:${prompt.id}:${showing.shownAt}`), queue: `prompt:${prompt.id}` }
  await enqueue(tx, prompt.workspaceId, 'prompt.show', showing, options)
}

/** Has how they are shown to somebody, as it stands now. */
export async function refreshOpening(tx: Tx, asking: { workspaceId: string; incidentId: string; userId: string }): Promise<void> {
  const { workspaceId, incidentId, userId } = asking
  await enqueue(tx, workspaceId, 'opening.show', { incidentId, userId }, asOne(`opening:${incidentId}:${userId}`))
}

/** Has somebody shown which earlier incidents are like one, or what is left of them. */
export const refreshRhymes = (tx: Tx, { id, workspaceId }: Of, userId: string): Promise<void> =>
  enqueue(tx, workspaceId, 'rhymes.show', { incidentId: id, userId }, asOne(`rhymes:${id}:${userId}`))

/** By what it is remembered that somebody has opened their page. */
export const homeKey = (userId: string): string => `home:${userId}`

/** Has somebody's own page shown as it stands now, where they have ever opened it. */
export async function refreshHome(tx: Tx, { workspaceId, userId }: { workspaceId: string; userId: string }): Promise<void> {
  if (!(await findPosted(tx, workspaceId, homeKey(userId)))) return
  await enqueue(tx, workspaceId, 'home.show', { userId }, asOne(`home:${userId}`))
}
