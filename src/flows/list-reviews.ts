import type { Ctx } from '../context.ts'
import { type Incident, statuses } from '../core/incident.ts'
import { severityLabel } from '../core/severity.ts'
import type { Viewer } from '../core/viewer.ts'
import { listIncidents } from '../store/incidents.ts'
import { listReviews, type ReviewRecord } from '../store/reviews.ts'

/** An incident, and how far its review is; `review` is null before it was resolved. */
export type ListedReview = { incident: Incident; severityLabel: string; review: ReviewRecord | null }

/** So many stand on a page. */
const perPage = 50

/** The incidents that somebody may see, newest first, with their reviews. @param page from 1 */
export async function listIncidentReviews(
  ctx: Ctx,
  viewer: Viewer,
  page: number,
): Promise<{ listed: ListedReview[]; hasMore: boolean }> {
  return ctx.db.reading(async (tx) => {
    const found = await listIncidents(tx, viewer, { statuses, skip: (page - 1) * perPage, take: perPage + 1 })
    const shown = found.slice(0, perPage)
    const reviews = new Map(
      (
        await listReviews(
          tx,
          shown.map(({ id }) => id),
        )
      ).map((review) => [review.incidentId, review]),
    )
    const listed = shown.map((incident) => ({
      incident,
      severityLabel: severityLabel(ctx.config.severities, incident.severity),
      review: reviews.get(incident.id) ?? null,
    }))
    return { listed, hasMore: found.length > perPage }
  })
}
