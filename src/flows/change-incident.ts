import type { Ctx } from '../context.ts'
import { descriptionFrom, type Incident, isOpen, titleFrom, type Wish, withWish } from '../core/incident.ts'
import { getSeverity } from '../core/severity.ts'
import { type Change, changeEntry, type EntryKind, noteEntry } from '../core/timeline.ts'
import type { PersonViewer } from '../core/viewer.ts'
import { enqueue } from '../jobs/queue.ts'
import { refreshIncident, refreshReview } from '../jobs/refresh.ts'
import type { Tx } from '../store/db.ts'
import { takeDelivery } from '../store/delivered.ts'
import { insertEntry } from '../store/entries.ts'
import { getIncidentForUpdate, saveIncident } from '../store/incidents.ts'
import { scheduleReview } from './schedule-review.ts'
import { takeBackAsking } from './take-back-asking.ts'

export type ChangeRequest = {
  viewer: PersonViewer
  incidentId: string
  /** What is wished; a function where that depends on how the incident stands. */
  wish: Wish | ((incident: Incident) => Wish)
  /** What they said beside it, in Slack's markup. It goes on the timeline too. */
  note?: string
  requestKey: string
}

/**
 * Changes status, severity, title or description of an incident. Each change enters the timeline with its old and new value,
 * and is shown in the channel. Resolving has the review compiled and the questions planned; reopening or cancelling takes
 * waiting ones back.
 * @returns the incident now, or null where this request was done before
 * @throws Refusal where nothing would change, the severity is unknown, or the viewer may not see the incident
 */
export async function changeIncident(ctx: Ctx, input: ChangeRequest): Promise<Incident | null> {
  const now = ctx.clock.now()
  const { viewer, requestKey } = input
  return ctx.db.transaction(async (tx) => {
    if (!(await takeDelivery(tx, viewer.workspaceId, requestKey, now))) return null
    const before = await getIncidentForUpdate(tx, viewer, input.incidentId)
    const wish = checked(ctx, typeof input.wish === 'function' ? input.wish(before) : input.wish)
    const { incident, changes } = withWish(before, wish, now)
    await saveIncident(tx, incident)
    await recordChanges(tx, incident, { changes, note: input.note ?? '', userId: viewer.userId, now })
    await refreshIncident(tx, incident)
    if (isReviewDue(before, incident)) await scheduleReview(tx, ctx, incident)
    else await refreshReview(tx, incident)
    if (incident.status === 'cancelled' || (isOpen(incident) && !isOpen(before))) await takeBackAsking(tx, incident.id)
    return incident
  })
}

/** Its depth goes by the severity, which may be set right after the end. */
const isReviewDue = (before: Incident, { status, severity }: Incident): boolean =>
  (status === 'resolved' && before.status !== 'resolved') ||
  ((status === 'resolved' || status === 'closed') && before.resolvedAt !== null && severity !== before.severity)

const checked = ({ config }: Ctx, wish: Wish): Wish => ({
  ...wish,
  ...(wish.severity !== undefined && { severity: getSeverity(config.severities, wish.severity).key }),
  ...(wish.title !== undefined && { title: titleFrom(wish.title) }),
  ...(wish.description !== undefined && { description: descriptionFrom(wish.description) }),
})

type Recorded = { changes: Change[]; note: string; userId: string; now: Date }

async function recordChanges(tx: Tx, incident: Incident, { changes, note, userId, now }: Recorded): Promise<void> {
  const entryIds: number[] = []
  for (const change of changes) {
    const kind = kindOf[change.field] ?? 'communication'
    entryIds.push(await insertEntry(tx, changeEntry(incident, kind, change, userId, now)))
  }
  if (note !== '') entryIds.push(await insertEntry(tx, noteEntry(incident, note, userId, now)))
  const { workspaceId, id: incidentId } = incident
  await enqueue(tx, workspaceId, 'change.tell', { incidentId, entryIds }, { queue: `channel:${incidentId}` })
}

/** A new title or description is something said about the incident. */
const kindOf: Record<string, EntryKind> = { status: 'status', severity: 'severity' }
