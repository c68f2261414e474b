import { type Incident, nameOf } from '../core/incident.ts'
import { Refusal } from '../core/refusal.ts'
import type { Tx } from '../store/db.ts'
import { membersAmong } from '../store/members.ts'
import { listPeople } from '../store/people.ts'
import { getWorkspace } from '../store/workspaces.ts'

/**
 * That these people can be told of an incident at all, as anybody can see in Slack: they are no bots, have an account, and are in the
 * channel of a private one. What they themselves wish is nobody's business, and is not asked here.
 * @throws Refusal, with the field that it is about
 */
export async function checkReach(tx: Tx, incident: Incident, userIds: string[], field: string): Promise<void> {
  const { workspaceId } = incident
  const { botUserId } = await getWorkspace(tx, workspaceId)
  const known = await listPeople(tx, workspaceId, userIds)
  if (userIds.includes(botUserId) || known.some(({ isBot }) => isBot))
    throw new Refusal('A bot cannot do that. Choose a person.', field)
  const gone = known.find(({ isDeleted }) => isDeleted)
  if (gone) throw new Refusal(`${gone.name} has no account here any more. Choose somebody else.`, field)
  if (!incident.isPrivate) return
  const inside = incident.channelId ? await membersAmong(tx, workspaceId, incident.channelId, userIds) : []
  if (userIds.some((userId) => !inside.includes(userId)))
    throw new Refusal(
      `${nameOf(incident)} is private: only people in its channel can be told of it. Invite them there first.`,
      field,
    )
}
