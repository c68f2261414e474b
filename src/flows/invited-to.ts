import type { Incident } from '../core/incident.ts'
import type { Person } from '../core/people.ts'
import { storyOf } from '../core/story.ts'
import type { Tx } from '../store/db.ts'
import { listEntries } from '../store/entries.ts'
import { membersAmong } from '../store/members.ts'
import { listPeople } from '../store/people.ts'
import { listRoles } from '../store/roles.ts'

/**
 * Who is invited to the meeting about an incident: everybody on its timeline or in a role, the host, and who else was named. Who
 * answered something in private is not among them for that: an invitation would tell of it. Of a private incident, only who is in
 * its channel.
 */
export async function invitedTo(tx: Tx, incident: Incident, others: readonly string[]): Promise<Person[]> {
  const { involved } = storyOf(await listEntries(tx, incident.id), await listRoles(tx, incident.id))
  const wanted = [...new Set([...involved, ...others])]
  const { workspaceId, channelId, isPrivate } = incident
  const inside = isPrivate ? new Set(channelId ? await membersAmong(tx, workspaceId, channelId, wanted) : []) : null
  const people = await listPeople(tx, workspaceId, wanted)
  return wanted
    .filter((userId) => inside?.has(userId) ?? true)
    .flatMap((userId) => people.filter((person) => person.userId === userId && !person.isBot && !person.isDeleted))
}
