import type { Ctx } from '../context.ts'
import type { PersonViewer } from '../core/viewer.ts'
import { findDelivery } from '../store/delivered.ts'
import { type FormDraft, listFormDrafts } from '../store/form-drafts.ts'
import { getIncident } from '../store/incidents.ts'

/** What somebody has typed into the forms of a review and not saved, by the place of each form. */
export type FormDrafts = ReadonlyMap<string, FormDraft>

/** @throws Refusal where the viewer may not see the incident */
export async function readFormDrafts(ctx: Ctx, input: { viewer: PersonViewer; incidentId: string }): Promise<FormDrafts> {
  const { viewer } = input
  return ctx.db.transaction(async (tx) => {
    const { id } = await getIncident(tx, viewer, input.incidentId)
    const drafts = new Map<string, FormDraft>()
    // Kept in the same moment as it was saved, or left by a process that died in between.
    for (const draft of await listFormDrafts(tx, id, viewer.userId))
      if (!(await findDelivery(tx, viewer.workspaceId, draft.requestKey))) drafts.set(draft.place, draft)
    return drafts
  })
}
