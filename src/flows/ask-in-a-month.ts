import type { Ctx } from '../context.ts'
import { type Incident, nameOf } from '../core/incident.ts'
import { Refusal } from '../core/refusal.ts'
import { noReviewText } from '../core/review/review-state.ts'
import type { PersonViewer } from '../core/viewer.ts'
import { enqueue } from '../jobs/queue.ts'
import { asOne, refreshAfterwards } from '../jobs/refresh.ts'
import type { Tx } from '../store/db.ts'
import { takeDelivery } from '../store/delivered.ts'
import { getIncident } from '../store/incidents.ts'
import { findMonthWish, insertMonthWish, listDueMonthWishes } from '../store/month-wishes.ts'
import { findPersonSettings } from '../store/person-settings.ts'
import { findReview } from '../store/reviews.ts'

/** In milliseconds. */
const aMonth = 30 * 24 * 60 * 60 * 1000

/**
 * Somebody would like to be asked again in thirty days: what changed, and how it is for them. Wished twice, it comes once.
 * @returns when that is, at the earliest; null where it was said before
 * @throws Refusal where there is no review of it, or they want to be asked nothing
 */
export async function askInAMonth(
  ctx: Ctx,
  input: { viewer: PersonViewer; incidentId: string; requestKey: string },
): Promise<{ incident: Incident; dueAt: Date } | null> {
  const { viewer } = input
  const { workspaceId, userId } = viewer
  const now = ctx.clock.now()
  return ctx.db.transaction(async (tx) => {
    if (!(await takeDelivery(tx, workspaceId, input.requestKey, now))) return null
    const incident = await getIncident(tx, viewer, input.incidentId)
    const review = await findReview(tx, incident.id)
    if (!review) throw new Refusal(noReviewText(incident))
    if (review.state === 'declined')
      throw new Refusal(`The review of ${nameOf(incident)} was declined; nobody is asked about it any more.`)
    if ((await findPersonSettings(tx, workspaceId, userId)).isNeverAsked)
      throw new Refusal(
        'Nothing is asked of you any more, as you wished. Undo that first, where you chose it; then wish for this again.',
      )
    const of = { workspaceId, incidentId: incident.id, userId }
    await wishForMonth(tx, ctx, of)
    await refreshAfterwards(tx, of)
    return { incident, dueAt: (await findMonthWish(tx, incident.id, userId))?.dueAt ?? now }
  })
}

/** Keeps the wish; part of a transaction. */
export const wishForMonth = (
  tx: Tx,
  { clock }: Ctx,
  of: { workspaceId: string; incidentId: string; userId: string },
): Promise<void> => insertMonthWish(tx, { ...of, dueAt: new Date(clock.now().getTime() + aMonth) })

/** Has it planned to come to those whose month is over. While people are at work on the incident, it waits. */
export async function comeInAMonth(ctx: Ctx, workspaceId: string): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const due = await listDueMonthWishes(tx, workspaceId, ctx.clock.now())
    for (const incidentId of new Set(due.map((wish) => wish.incidentId)))
      await enqueue(tx, workspaceId, 'month.plan', { incidentId }, asOne(`month:${incidentId}`))
  })
}

/** Who has wished to be asked again about an incident, and is to be now. */
export const readDueMonth = (
  ctx: Ctx,
  { workspaceId, incidentId }: { workspaceId: string; incidentId: string },
): Promise<string[]> =>
  ctx.db.transaction(async (tx) => {
    const due = await listDueMonthWishes(tx, workspaceId, ctx.clock.now())
    return due.flatMap((wish) => (wish.incidentId === incidentId ? [wish.userId] : []))
  })
