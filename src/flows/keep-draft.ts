import type { Ctx } from '../context.ts'
import { partTextFrom } from '../core/review-parts.ts'
import { checkWritable } from '../core/review-state.ts'
import { getIncident } from '../store/incidents.ts'
import { saveDraft } from '../store/review-parts.ts'
import { findReview } from '../store/reviews.ts'
import type { WrittenPart } from './save-part.ts'

/**
 * Keeps what somebody is typing for a section, for them alone, until they save it. Done twice, it is done once.
 * @throws Refusal where the viewer may not see the incident, its review is not open, or the text is too long
 */
export async function keepDraft(ctx: Ctx, { viewer, incidentId, section, text, basedOn }: WrittenPart): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const incident = await getIncident(tx, viewer, incidentId)
    checkWritable(incident, await findReview(tx, incident.id))
    const at = ctx.clock.now()
    await saveDraft(tx, { incidentId: incident.id, section, userId: viewer.userId, text: partTextFrom(text), basedOn, at })
  })
}
