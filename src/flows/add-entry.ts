import type { Ctx } from '../context.ts'
import { entryTextFrom, type HandKind } from '../core/entry-by-hand.ts'
import type { Incident } from '../core/incident.ts'
import { blankEntry, type Entry } from '../core/timeline.ts'
import type { PersonViewer } from '../core/viewer.ts'
import { refreshReview } from '../jobs/refresh.ts'
import { takeDelivery } from '../store/delivered.ts'
import { insertEntry } from '../store/entries.ts'
import { getIncident } from '../store/incidents.ts'
import { reachEntry } from './reach-entry.ts'

export type NewByHand = {
  viewer: PersonViewer
  incidentId: string
  kind: HandKind
  /** In Slack's markup. */
  text: string
  about: string | null
  /** Null for now. */
  happenedAt: Date | null
  requestKey: string
}

/**
 * Writes something on the timeline that happened now or long ago.
 * @returns null where this request was done before
 * @throws Refusal where there are no words, or the viewer may not see the incident
 */
export async function addEntry(ctx: Ctx, input: NewByHand): Promise<{ incident: Incident; entry: Entry } | null> {
  const now = ctx.clock.now()
  const { viewer, requestKey, kind, about } = input
  const text = entryTextFrom(input.text)
  return ctx.db.transaction(async (tx) => {
    if (!(await takeDelivery(tx, viewer.workspaceId, requestKey, now))) return null
    const incident = await getIncident(tx, viewer, input.incidentId)
    const happenedAt = input.happenedAt ?? now
    const blank = blankEntry(incident, viewer.userId, now)
    const id = await insertEntry(tx, { ...blank, source: 'form', kind, text, about, happenedAt })
    await refreshReview(tx, incident)
    return reachEntry(tx, viewer, id)
  })
}
