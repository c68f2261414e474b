import type { Ctx } from '../context.ts'
import type { Incident } from '../core/incident.ts'
import type { Entry } from '../core/timeline.ts'
import type { PersonViewer } from '../core/viewer.ts'
import { takeDelivery } from '../store/delivered.ts'
import { getIncident } from '../store/incidents.ts'
import { type ChosenMessage, type Put, putMessage } from './put-message.ts'
import { reachEntry } from './reach-entry.ts'

export type AddedMessage = Pick<Put, 'kind' | 'wish'> & {
  viewer: PersonViewer
  incidentId: string
  message: ChosenMessage
  requestKey: string
}

/**
 * Puts a message of any channel on the timeline of an incident.
 * @returns null where this request was done before
 * @throws Refusal where the viewer may not see the incident, or the message is gone
 */
export async function addMessage(ctx: Ctx, input: AddedMessage): Promise<{ incident: Incident; entry: Entry } | null> {
  const at = ctx.clock.now()
  const { viewer, message, kind, wish } = input
  return ctx.db.transaction(async (tx) => {
    if (!(await takeDelivery(tx, viewer.workspaceId, input.requestKey, at))) return null
    const incident = await getIncident(tx, viewer, input.incidentId)
    return reachEntry(tx, viewer, await putMessage(tx, incident, message, { by: viewer.userId, at, kind, wish }))
  })
}
