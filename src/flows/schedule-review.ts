import type { Ctx } from '../context.ts'
import type { Incident } from '../core/incident.ts'
import { findSeverity } from '../core/severity.ts'
import { dueAt } from '../core/working-time.ts'
import { enqueue } from '../jobs/queue.ts'
import { refreshReview } from '../jobs/refresh.ts'
import type { Tx } from '../store/db.ts'
import { findReview, newReview, saveReview } from '../store/reviews.ts'

/**
 * What resolving sets going: the review is compiled and gets its opening day, the channel hears of it, questions are planned.
 * A review that is open already stays open. Part of the transaction that resolves; or that gives a resolved incident another
 * severity, by which the depth of its review goes.
 */
export async function scheduleReview(tx: Tx, ctx: Ctx, incident: Incident): Promise<void> {
  const { id: incidentId, workspaceId } = incident
  const { config, clock } = ctx
  const resolvedAt = incident.resolvedAt ?? clock.now()
  const before = await findReview(tx, incidentId)
  if (!before || before.state === 'draft') {
    const depth = findSeverity(config.severities, incident.severity)?.review ?? 'full'
    const opensAt = dueAt(resolvedAt, config.delays.reviewOpens, config.workingHours, config.timeZone)
    await saveReview(tx, { ...(before ?? newReview({ incidentId, workspaceId, depth, opensAt })), depth, opensAt })
  }
  await refreshReview(tx, incident)
  const end = { incidentId, resolvedAt: resolvedAt.toISOString() }
  await enqueue(tx, workspaceId, 'resolution.tell', end, { queue: `channel:${incidentId}` })
  await enqueue(tx, workspaceId, 'prompts.plan', { incidentId }, { key: `prompts:${incidentId}` })
}
