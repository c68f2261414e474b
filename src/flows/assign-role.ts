import type { Ctx } from '../context.ts'
import { nameOf } from '../core/incident.ts'
import { Refusal } from '../core/refusal.ts'
import { changeEntry } from '../core/timeline.ts'
import type { PersonViewer } from '../core/viewer.ts'
import { enqueue } from '../jobs/queue.ts'
import { refreshIncident, refreshReview } from '../jobs/refresh.ts'
import { takeDelivery } from '../store/delivered.ts'
import { insertEntry } from '../store/entries.ts'
import { getIncidentForUpdate } from '../store/incidents.ts'
import { findHolder, assignRole as saveRole } from '../store/roles.ts'

/**
 * Gives a role of an incident to somebody, whoever held it before. It enters the timeline, and the person is invited to the channel.
 * @returns false where this request was done before
 * @throws Refusal where there is no such role, they hold it already, or the viewer may not see the incident
 */
export async function assignRole(
  ctx: Ctx,
  input: { viewer: PersonViewer; incidentId: string; role: string; userId: string; requestKey: string },
): Promise<boolean> {
  const now = ctx.clock.now()
  const { viewer, userId } = input
  const role = getRole(ctx, input.role)
  return ctx.db.transaction(async (tx) => {
    if (!(await takeDelivery(tx, viewer.workspaceId, input.requestKey, now))) return false
    const incident = await getIncidentForUpdate(tx, viewer, input.incidentId)
    const from = await findHolder(tx, incident.id, role.key)
    if (from === userId) throw new Refusal(`<@${userId}> is ${role.label} of ${nameOf(incident)} already.`)
    await saveRole(tx, incident.id, role.key, userId, now)
    const entryId = await insertEntry(
      tx,
      changeEntry(incident, 'role', { field: role.key, from, to: userId }, viewer.userId, now),
    )
    const { workspaceId, id: incidentId } = incident
    await enqueue(tx, workspaceId, 'change.tell', { incidentId, entryIds: [entryId] }, { queue: `channel:${incidentId}` })
    await enqueue(tx, workspaceId, 'people.invite', { incidentId, userIds: [userId] }, { key: `invite:${incidentId}:${userId}` })
    await refreshIncident(tx, incident)
    await refreshReview(tx, incident)
    return true
  })
}

function getRole(ctx: Ctx, text: string) {
  const wanted = text.trim().toLowerCase()
  const found = ctx.config.roles.find(({ key, label }) => key === wanted || label.toLowerCase() === wanted)
  if (found) return found
  throw new Refusal(`There is no role "${text.trim()}". There are ${ctx.config.roles.map(({ key }) => `\`${key}\``).join(', ')}.`)
}
