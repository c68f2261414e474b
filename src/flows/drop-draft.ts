import type { Ctx } from '../context.ts'
import type { PartKey } from '../core/review/review-sections.ts'
import type { PersonViewer } from '../core/viewer.ts'
import { getIncident } from '../store/incidents.ts'
import { deleteDraft } from '../store/review-parts.ts'

/**
 * Throws away what somebody has typed for a section and not saved. Done twice, it is done once.
 * @throws Refusal where the viewer may not see the incident
 */
export async function dropDraft(ctx: Ctx, input: { viewer: PersonViewer; incidentId: string; section: PartKey }): Promise<void> {
  const { viewer, section } = input
  await ctx.db.transaction(async (tx) => {
    const incident = await getIncident(tx, viewer, input.incidentId)
    await deleteDraft(tx, incident.id, section, viewer.userId)
  })
}
