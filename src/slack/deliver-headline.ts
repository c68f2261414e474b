import { nameOf } from '../core/incident.ts'
import { severityLabel } from '../core/severity.ts'
import { permalinkOf } from '../core/timeline.ts'
import { asBot, type Viewer } from '../core/viewer.ts'
import { enqueueNow } from '../flows/enqueue-now.ts'
import { readIncident } from '../flows/read-incident.ts'
import type { JobOf } from '../jobs/catalogue.ts'
import { findPosted } from '../store/posted-messages.ts'
import { getWorkspace } from '../store/workspaces.ts'
import { SlackRefused } from './api.ts'
import type { Desk } from './desk.ts'
import { areBegun, once } from './once.ts'
import { show } from './show.ts'
import { announcementMessage, headlineMessage, type Shown, topicText } from './views/incident.ts'

/** Posts the headline, or edits it in place; pinning and bookmarking follow once it is there. */
export async function refreshHeadline(desk: Desk, job: JobOf<'headline.refresh'>): Promise<void> {
  const shown = await read(desk, asBot(desk.workspaceId), job.incidentId)
  const { id: incidentId, channelId } = shown.incident
  if (!channelId) return
  const { isNew } = await show(desk, { key: headlineKey(incidentId), incidentId, channelId, message: headlineMessage(shown) })
  if (isNew || !(await areBegun(desk, [pinKey(incidentId), bookmarkKey(incidentId)])))
    await enqueueNow(desk.ctx, desk.workspaceId, ['headline.pin', 'bookmark.add'], { incidentId })
}

const headlineKey = (incidentId: string): string => `headline:${incidentId}`
const pinKey = (incidentId: string): string => `pin:${incidentId}`
const bookmarkKey = (incidentId: string): string => `bookmark:${incidentId}`

/** Sets the topic, where it would say something new: Slack makes a message of every change. */
export async function refreshTopic(desk: Desk, job: JobOf<'topic.refresh'>): Promise<void> {
  const shown = await read(desk, asBot(desk.workspaceId), job.incidentId)
  const { channelId, logsFrom } = shown.incident
  if (!channelId) return
  const topic = topicText(shown)
  await once(desk, { key: `topic:${job.incidentId}`, incidentId: job.incidentId, channelId, what: topic }, async () => {
    if (logsFrom && (await hasOwnTopic(desk, channelId))) return
    await desk.api.call('conversations.setTopic', { channel: channelId, topic })
  })
}

/** A channel that was there before may have a topic that its people wrote: it stays, and the headline says the rest. */
async function hasOwnTopic(desk: Desk, channel: string): Promise<boolean> {
  const { topic } = (await desk.api.call('conversations.info', { channel })).channel
  return topic !== undefined && topic.value !== '' && topic.creator !== desk.botUserId
}

/** Pins the headline. */
export async function pinHeadline(desk: Desk, job: JobOf<'headline.pin'>): Promise<void> {
  const posted = await desk.ctx.db.statement((tx) => findPosted(tx, desk.workspaceId, headlineKey(job.incidentId)))
  if (!posted?.ts) return
  const { channelId: channel, ts: timestamp } = posted
  const step = { key: pinKey(job.incidentId), incidentId: job.incidentId, channelId: channel, what: timestamp }
  await once(desk, step, async () => {
    try {
      await desk.api.call('pins.add', { channel, timestamp })
    } catch (error) {
      if (!(error instanceof SlackRefused) || error.code !== 'already_pinned') throw error
    }
  })
}

/** Puts a bookmark to the headline on top of the channel, once: after a crash it looks whether it is there. */
export async function addBookmark(desk: Desk, job: JobOf<'bookmark.add'>): Promise<void> {
  const { incident } = await readIncident(desk.ctx, { viewer: asBot(desk.workspaceId), incidentId: job.incidentId })
  const posted = await desk.ctx.db.statement((tx) => findPosted(tx, desk.workspaceId, headlineKey(incident.id)))
  if (!posted?.ts) return
  const { url } = await desk.ctx.db.statement((tx) => getWorkspace(tx, desk.workspaceId))
  const title = `${nameOf(incident)} headline`
  const link = permalinkOf(url, posted.channelId, posted.ts, null)
  const { channelId } = posted
  await once(desk, { key: bookmarkKey(incident.id), incidentId: incident.id, channelId, what: 'there' }, async (wasTried) => {
    if (wasTried) {
      const { bookmarks } = await desk.api.call('bookmarks.list', { channel_id: channelId })
      if (bookmarks.some((bookmark) => bookmark.title === title)) return
    }
    await desk.api.call('bookmarks.add', { channel_id: channelId, title, type: 'link', link, emoji: ':round_pushpin:' })
  })
}

/** Announces the incident, or edits the announcement. A private incident and a drill are announced nowhere. */
export async function refreshAnnouncement(desk: Desk, job: JobOf<'announcement.refresh'>): Promise<void> {
  const { announceChannel: channelId } = desk.ctx.config
  const { incident } = await readIncident(desk.ctx, { viewer: asBot(desk.workspaceId), incidentId: job.incidentId })
  if (!channelId || incident.isPrivate || incident.kind === 'drill' || !incident.channelId) return
  const shown = await read(desk, { kind: 'public', workspaceId: desk.workspaceId }, incident.id)
  await show(desk, {
    key: `announcement:${incident.id}`,
    incidentId: incident.id,
    channelId,
    message: announcementMessage(shown),
  })
}

async function read(desk: Desk, viewer: Viewer, incidentId: string): Promise<Shown> {
  const { incident, leadId } = await readIncident(desk.ctx, { viewer, incidentId })
  const { severities, emoji } = desk.ctx.config
  return {
    incident,
    leadId,
    severity: severityLabel(severities, incident.severity),
    markEmoji: emoji.marks[0]?.emoji ?? null,
  }
}
