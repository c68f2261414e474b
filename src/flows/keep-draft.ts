import type { Ctx } from '../context.ts'
import { partTextFrom } from '../core/review/review-parts.ts'
import { checkWritable } from '../core/review/review-state.ts'
import type { Nudge } from '../core/wording/wording.ts'
import { getIncident } from '../store/incidents.ts'
import { findNewestPart, saveDraft } from '../store/review-parts.ts'
import { findReview } from '../store/reviews.ts'
import { nudgesFor } from './nudges-for.ts'
import type { WrittenPart } from './save-part.ts'

/** `newest`: the version that stands now, which somebody may have saved meanwhile. `nudges`: questions back, for the writer alone. */
export type KeptDraft = { newest: number; nudges: Nudge[] }

/**
 * Keeps what somebody is typing for a section, for them alone, until they save it. Done twice, it is done once.
 * @throws Refusal where the viewer may not see the incident, its review is not open, or the text is too long
 */
export async function keepDraft(ctx: Ctx, { viewer, incidentId, section, text, basedOn }: WrittenPart): Promise<KeptDraft> {
  return ctx.db.transaction(async (tx) => {
    const incident = await getIncident(tx, viewer, incidentId)
    checkWritable(incident, await findReview(tx, incident.id))
    const kept = partTextFrom(text)
    const { userId } = viewer
    await saveDraft(tx, { incidentId: incident.id, section, userId, text: kept, basedOn, at: ctx.clock.now() })
    const newest = await findNewestPart(tx, incident.id, section)
    return { newest: newest?.number ?? 0, nudges: await nudgesFor(tx, incident, userId, kept, newest?.text ?? '') }
  })
}
