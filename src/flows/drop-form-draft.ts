import type { Ctx } from '../context.ts'
import type { PersonViewer } from '../core/viewer.ts'
import { deleteFormDraft } from '../store/form-drafts.ts'
import { getIncident } from '../store/incidents.ts'

/**
 * Throws away what somebody has typed into a form, because it is saved or they want none of it. Done twice, it is done once.
 * @throws Refusal where the viewer may not see the incident
 */
export async function dropFormDraft(ctx: Ctx, input: { viewer: PersonViewer; incidentId: string; place: string }): Promise<void> {
  const { viewer, place } = input
  await ctx.db.transaction(async (tx) => {
    const { id: incidentId } = await getIncident(tx, viewer, input.incidentId)
    await deleteFormDraft(tx, { incidentId, place, userId: viewer.userId })
  })
}
