import type { Ctx } from '../context.ts'
import type { Incident } from '../core/incident.ts'
import { partTextFrom } from '../core/review/review-parts.ts'
import type { PartKey } from '../core/review/review-sections.ts'
import { checkWritable } from '../core/review/review-state.ts'
import type { PersonViewer } from '../core/viewer.ts'
import type { Nudge } from '../core/wording/wording.ts'
import { refreshReview } from '../jobs/refresh.ts'
import type { Tx } from '../store/db.ts'
import { takeDelivery } from '../store/delivered.ts'
import { getIncidentForUpdate } from '../store/incidents.ts'
import { deleteDraft, findNewestPart, insertPartVersion, saveDraft } from '../store/review-parts.ts'
import { findReview } from '../store/reviews.ts'
import { nudgesFor } from './nudges-for.ts'

/** What somebody wrote for a section. `basedOn`: the version they began with, 0 where there was none. */
export type WrittenPart = { viewer: PersonViewer; incidentId: string; section: PartKey; text: string; basedOn: number }

/**
 * `saved`: version `number` is theirs now, and `nudges` are questions back about its wording, for them alone. `conflict`: somebody saved `theirs` as version `number` meanwhile; what this
 * person wrote is kept as their draft, and nothing is overwritten.
 */
export type SavedPart = { kind: 'saved'; number: number; nudges: Nudge[] } | { kind: 'conflict'; number: number; theirs: string }

/**
 * Saves what somebody wrote for a section of an open or published review, as its next version.
 * @returns null where this request was done before
 * @throws Refusal where the viewer may not see the incident, its review is not open, or the text is too long
 */
export async function savePart(ctx: Ctx, input: WrittenPart & { requestKey: string }): Promise<SavedPart | null> {
  const { viewer, incidentId, requestKey } = input
  const written = { ...input, text: partTextFrom(input.text) }
  return ctx.db.transaction(async (tx) => {
    if (!(await takeDelivery(tx, viewer.workspaceId, requestKey, ctx.clock.now()))) return null
    const incident = await getIncidentForUpdate(tx, viewer, incidentId)
    checkWritable(incident, await findReview(tx, incident.id))
    return saveIn(tx, ctx, incident, written)
  })
}

async function saveIn(tx: Tx, ctx: Ctx, incident: Incident, written: WrittenPart): Promise<SavedPart> {
  const { section, text, basedOn, viewer } = written
  const at = ctx.clock.now()
  const newest = await findNewestPart(tx, incident.id, section)
  const number = newest?.number ?? 0
  const isSame = text === (newest?.text ?? '')
  if (!isSame && number !== basedOn) {
    await saveDraft(tx, { incidentId: incident.id, section, userId: viewer.userId, text, basedOn, at })
    return { kind: 'conflict', number, theirs: newest?.text ?? '' }
  }
  await deleteDraft(tx, incident.id, section, viewer.userId)
  if (isSame) return { kind: 'saved', number, nudges: [] }
  await insertPartVersion(tx, incident.id, { section, number: number + 1, text, by: viewer.userId, at })
  await refreshReview(tx, incident)
  return { kind: 'saved', number: number + 1, nudges: await nudgesFor(tx, incident, viewer.userId, text, newest?.text ?? '') }
}
