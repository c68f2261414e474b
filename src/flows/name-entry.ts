import type { Ctx } from '../context.ts'
import type { Incident } from '../core/incident.ts'
import { Refusal } from '../core/refusal.ts'
import type { PersonViewer } from '../core/viewer.ts'
import { refreshReview } from '../jobs/refresh.ts'
import { saveConsent } from '../store/consents.ts'
import { takeDelivery } from '../store/delivered.ts'
import { reachEntry } from './reach-entry.ts'

/**
 * Lets somebody have their name beside an entry of theirs, wherever a review shows it; or takes that back, at any time.
 * @returns the incident, or null where this request was done before
 * @throws Refusal where there is no such entry for this viewer, or it is not theirs
 */
export async function nameEntry(
  ctx: Ctx,
  input: { viewer: PersonViewer; entryId: number; isNamed: boolean; requestKey: string },
): Promise<Incident | null> {
  const at = ctx.clock.now()
  const { viewer, entryId, isNamed } = input
  return ctx.db.transaction(async (tx) => {
    if (!(await takeDelivery(tx, viewer.workspaceId, input.requestKey, at))) return null
    const { incident, entry } = await reachEntry(tx, viewer, entryId)
    if (entry.authorId !== viewer.userId || entry.source === 'system')
      throw new Refusal('Only those whose words an entry has decide whether their name stands beside it.')
    await saveConsent(tx, { entryId, userId: viewer.userId, incidentId: incident.id, at }, isNamed)
    await refreshReview(tx, incident)
    return incident
  })
}
