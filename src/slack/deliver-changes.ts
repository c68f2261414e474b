import type { Config } from '../config.ts'
import { openStatuses } from '../core/incident.ts'
import { reviewSummary } from '../core/review/review.ts'
import { severityLabel } from '../core/severity.ts'
import type { Entry } from '../core/timeline.ts'
import { asBot } from '../core/viewer.ts'
import { readResolution } from '../flows/read-resolution.ts'
import { readTimeline } from '../flows/read-timeline.ts'
import type { JobOf } from '../jobs/catalogue.ts'
import type { Desk } from './desk.ts'
import { show } from './show.ts'
import { type ChangeWords, changesMessage, resolutionMessage } from './views/changes.ts'

/** How the configuration words severities and roles. */
export const changeWords = ({ severities, roles }: Config): ChangeWords => ({
  severity: (key) => severityLabel(severities, key),
  role: (key) => roles.find((role) => role.key === key)?.label ?? key,
})

/** Says in the channel what changed. */
export async function tellChange(desk: Desk, job: JobOf<'change.tell'>): Promise<void> {
  const { incident, entries } = await readTimeline(desk.ctx, { viewer: asBot(desk.workspaceId), incidentId: job.incidentId })
  const told = entries.filter(({ id, change }) => job.entryIds.includes(id) && !isResolving(change))
  if (!incident.channelId || told.length === 0) return
  const key = `change:${job.entryIds.join(',')}`
  const message = changesMessage(told, changeWords(desk.ctx.config))
  await show(desk, { key, incidentId: incident.id, channelId: incident.channelId, message })
}

/** Being resolved has a message of its own. */
const isResolving = (change: Entry['change']): boolean =>
  change?.field === 'status' && change.to === 'resolved' && openStatuses.some((open) => open === change.from)

/** Says in the channel that the incident is resolved, and when its review opens. */
export async function tellResolution(desk: Desk, job: JobOf<'resolution.tell'>): Promise<void> {
  const read = await readResolution(desk.ctx, { workspaceId: desk.workspaceId, incidentId: job.incidentId })
  const { incident, review, facts } = read
  if (!incident.channelId || !facts || incident.resolvedAt?.toISOString() !== job.resolvedAt) return
  const message = resolutionMessage(incident, reviewSummary(facts), review && review.depth !== 'none' ? review : null)
  await show(desk, {
    key: `resolution:${incident.id}:${job.resolvedAt}`,
    incidentId: incident.id,
    channelId: incident.channelId,
    message,
  })
}
