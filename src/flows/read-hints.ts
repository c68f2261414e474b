import type { Ctx } from '../context.ts'
import type { Incident } from '../core/incident.ts'
import { hintsFor } from '../core/review/review-hints.ts'
import { checkDeclining, checkPublishing } from '../core/review/review-state.ts'
import type { PersonViewer } from '../core/viewer.ts'
import { getIncident } from '../store/incidents.ts'
import { findReview } from '../store/reviews.ts'
import { gatherFacts } from './gather-facts.ts'

type Asking = { viewer: PersonViewer; incidentId: string }

/**
 * What somebody is shown before they publish a review: what it has not got.
 * @throws Refusal where they may not publish it, or not now
 */
export async function readHints(ctx: Ctx, { viewer, incidentId }: Asking): Promise<{ incident: Incident; hints: string[] }> {
  return ctx.db.reading(async (tx) => {
    const incident = await getIncident(tx, viewer, incidentId)
    checkPublishing({ incident, review: await findReview(tx, incident.id), userId: viewer.userId })
    const facts = await gatherFacts(tx, ctx, incident)
    return { incident, hints: facts ? hintsFor(facts) : [] }
  })
}

/** The incident whose review somebody is about to decline. @throws Refusal where they may not, or not now */
export async function readDeclining(ctx: Ctx, { viewer, incidentId }: Asking): Promise<Incident> {
  return ctx.db.reading(async (tx) => {
    const incident = await getIncident(tx, viewer, incidentId)
    checkDeclining({ incident, review: await findReview(tx, incident.id), userId: viewer.userId })
    return incident
  })
}
