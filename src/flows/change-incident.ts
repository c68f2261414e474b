import type { Ctx } from '../context.ts'
import { type Incident, isOpen, titleFrom, type Wish, withWish } from '../core/incident.ts'
import { getSeverity } from '../core/severity.ts'
import { type Change, changeEntry, type EntryKind } from '../core/timeline.ts'
import type { PersonViewer } from '../core/viewer.ts'
import { enqueue } from '../jobs/queue.ts'
import { refreshIncident, refreshReview } from '../jobs/refresh.ts'
import type { Tx } from '../store/db.ts'
import { takeDelivery } from '../store/delivered.ts'
import { insertEntry } from '../store/entries.ts'
import { getIncidentForUpdate, saveIncident } from '../store/incidents.ts'
import { dropWaitingPrompts } from '../store/prompts.ts'
import { scheduleReview } from './schedule-review.ts'

/**
 * Changes status, severity, title or description of an incident. Each change enters the timeline with its old and new value,
 * and is shown in the channel. Resolving has the review compiled and the questions planned; reopening takes waiting ones back.
 * @returns the incident now, or null where this request was done before
 * @throws Refusal where nothing would change, the severity is unknown, or the viewer may not see the incident
 */
export async function changeIncident(
  ctx: Ctx,
  input: { viewer: PersonViewer; incidentId: string; wish: Wish; requestKey: string },
): Promise<Incident | null> {
  const now = ctx.clock.now()
  const { viewer, requestKey } = input
  const wish = checked(ctx, input.wish)
  return ctx.db.transaction(async (tx) => {
    if (!(await takeDelivery(tx, viewer.workspaceId, requestKey, now))) return null
    const before = await getIncidentForUpdate(tx, viewer, input.incidentId)
    const { incident, changes } = withWish(before, wish, now)
    await saveIncident(tx, incident)
    await recordChanges(tx, incident, changes, viewer.userId, now)
    await refreshIncident(tx, incident)
    if (incident.status === 'resolved' && before.status !== 'resolved') await scheduleReview(tx, ctx, incident)
    else await refreshReview(tx, incident)
    if (isOpen(incident) && !isOpen(before)) await dropWaitingPrompts(tx, incident.id)
    return incident
  })
}

const checked = ({ config }: Ctx, wish: Wish): Wish => ({
  ...wish,
  ...(wish.severity !== undefined && { severity: getSeverity(config.severities, wish.severity).key }),
  ...(wish.title !== undefined && { title: titleFrom(wish.title) }),
  ...(wish.description !== undefined && { description: wish.description.trim() }),
})

async function recordChanges(tx: Tx, incident: Incident, changes: Change[], userId: string, now: Date): Promise<void> {
  const entryIds: number[] = []
  for (const change of changes) {
    const kind = kindOf[change.field] ?? 'communication'
    entryIds.push(await insertEntry(tx, changeEntry(incident, kind, change, userId, now)))
  }
  const { workspaceId, id: incidentId } = incident
  await enqueue(tx, workspaceId, 'change.tell', { incidentId, entryIds }, { queue: `channel:${incidentId}` })
}

/** A new title or description is something said about the incident. */
const kindOf: Record<string, EntryKind> = { status: 'status', severity: 'severity' }
