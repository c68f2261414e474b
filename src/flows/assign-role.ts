import type { Ctx } from '../context.ts'
import { type Incident, nameOf } from '../core/incident.ts'
import { inSentence } from '../core/labels.ts'
import { Refusal } from '../core/refusal.ts'
import { changeEntry } from '../core/timeline.ts'
import { quoted } from '../core/typed-text.ts'
import type { PersonViewer } from '../core/viewer.ts'
import { enqueue } from '../jobs/queue.ts'
import { refreshIncident, refreshReview, refreshRhymes } from '../jobs/refresh.ts'
import { takeDelivery } from '../store/delivered.ts'
import { insertEntry } from '../store/entries.ts'
import { getIncidentForUpdate } from '../store/incidents.ts'
import { findHolder, assignRole as saveRole } from '../store/roles.ts'
import { getWorkspace } from '../store/workspaces.ts'

/** `onlyIfFree`: not where somebody holds it, as with a button that was pressed a moment too late. */
export type Assignment = {
  viewer: PersonViewer
  incidentId: string
  role: string
  userId: string
  requestKey: string
  onlyIfFree?: boolean
}

/**
 * Gives a role of an incident to somebody, whoever held it before. It enters the timeline, and the person is invited to the channel.
 * @returns false where this request was done before
 * @throws Refusal where there is no such role, they hold it already, it is the bot, or the viewer may not see the incident
 */
export async function assignRole(ctx: Ctx, input: Assignment): Promise<boolean> {
  const now = ctx.clock.now()
  const { viewer, userId } = input
  const role = getRole(ctx, input.role)
  return ctx.db.transaction(async (tx) => {
    if (!(await takeDelivery(tx, viewer.workspaceId, input.requestKey, now))) return false
    const incident = await getIncidentForUpdate(tx, viewer, input.incidentId)
    const from = await findHolder(tx, incident.id, role.key)
    const { botUserId } = await getWorkspace(tx, viewer.workspaceId)
    if (userId === botUserId) throw new Refusal('I am a bot and cannot take a role. Choose a person.')
    if (from === userId || (from !== null && input.onlyIfFree)) throw new Refusal(takenText(incident, role, from, viewer))
    await saveRole(tx, incident.id, role.key, userId, now)
    const entryId = await insertEntry(
      tx,
      changeEntry(incident, 'role', { field: role.key, from, to: userId }, viewer.userId, now),
    )
    const { workspaceId, id: incidentId } = incident
    await enqueue(tx, workspaceId, 'change.tell', { incidentId, entryIds: [entryId] }, { queue: `channel:${incidentId}` })
    await enqueue(tx, workspaceId, 'people.invite', { incidentId, userIds: [userId] }, { key: `invite:${incidentId}:${userId}` })
    if (role.key === 'lead' && from !== null)
      await enqueue(tx, workspaceId, 'lead.check', { incidentId, userId: from }, { key: `lead:${incidentId}:${from}` })
    await refreshIncident(tx, incident)
    await refreshReview(tx, incident)
    if (role.key === 'lead') await refreshRhymes(tx, incident, userId)
    return true
  })
}

function takenText(incident: Incident, role: { key: string; label: string }, holder: string, viewer: PersonViewer): string {
  const held = `${inSentence(role.label)} of ${nameOf(incident)} already`
  if (holder === viewer.userId) return `You are ${held}.`
  const typed = role.key === 'lead' ? '/incident lead me' : `/incident role ${role.key} me`
  return `<@${holder}> is ${held}. To take over: \`${typed}\`.`
}

function getRole(ctx: Ctx, text: string) {
  const wanted = text.trim().toLowerCase()
  const found = ctx.config.roles.find(({ key, label }) => key === wanted || label.toLowerCase() === wanted)
  if (found) return found
  const known = ctx.config.roles.map(({ key }) => `\`${key}\``).join(', ')
  throw new Refusal(wanted === '' ? `Say which role: ${known}.` : `There is no role ${quoted(text)}. There are ${known}.`)
}
