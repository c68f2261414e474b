import type { Ctx } from '../context.ts'
import { Refusal } from '../core/refusal.ts'
import type { PersonViewer } from '../core/viewer.ts'
import { findDelivery } from '../store/delivered.ts'
import { deleteFormDraft, type FormDraft, saveFormDraft } from '../store/form-drafts.ts'
import { getIncident } from '../store/incidents.ts'

/** In characters: more than all fields of a form hold together. */
const longest = 40_000

/**
 * Keeps what somebody is typing into a form about what goes into a review, for them alone, until they save it; nothing typed, nothing
 * kept. Done twice, it is done once, and what comes after its form was saved is old.
 * @throws Refusal where the viewer may not see the incident, or it is too long
 */
export async function keepFormDraft(
  ctx: Ctx,
  input: { viewer: PersonViewer } & Pick<FormDraft, 'incidentId' | 'place' | 'fields' | 'shownAt' | 'requestKey'>,
): Promise<void> {
  const { viewer, ...typed } = input
  const { workspaceId, userId } = viewer
  if (JSON.stringify(typed.fields).length > longest) throw new Refusal('That is more text than fits here.')
  await ctx.db.transaction(async (tx) => {
    const { id: incidentId } = await getIncident(tx, viewer, typed.incidentId)
    if (await findDelivery(tx, workspaceId, typed.requestKey)) return
    const draft = { ...typed, incidentId, userId, at: ctx.clock.now() }
    if (Object.keys(typed.fields).length === 0) await deleteFormDraft(tx, draft)
    else await saveFormDraft(tx, draft)
  })
}
