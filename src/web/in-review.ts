import { type Incident, nameOf } from '../core/incident.ts'
import type { PersonViewer } from '../core/viewer.ts'
import { compileReview } from '../flows/compile-review.ts'
import { findIncident } from '../flows/find-incident.ts'
import type { Asked } from './for-members.ts'

/** A review at its address: `base` is `/INC-12`. */
export type InReview = { viewer: PersonViewer; incident: Incident; incidentId: string; base: string }

/** The review that an address names; null where this visitor may not see its incident, or there is none. */
export async function reviewOf({ desk, visitor, parameters }: Asked): Promise<InReview | null> {
  const number = parameters.number ?? ''
  if (!/^\d{1,9}$/.test(number)) return null
  const { viewer } = visitor
  const { incident } = await findIncident(desk.ctx, { viewer, channelId: null, words: `INC-${number}` })
  return incident && { viewer, incident, incidentId: incident.id, base: `/${nameOf(incident)}` }
}

/** Compiles the review at once, so that who changed something finds it there; the job that follows finds nothing to do. */
export const showNow = ({ desk }: Asked, { incidentId }: InReview): Promise<void> =>
  compileReview(desk.ctx, { workspaceId: desk.workspaceId, incidentId })
