import type { Incident } from '../core/incident.ts'
import { checkWording, type Nudge, nudgesInEditor } from '../core/wording/wording.ts'
import type { Tx } from '../store/db.ts'
import { listAuthors } from '../store/entries.ts'
import { listPeople } from '../store/people.ts'
import { findPersonSettings } from '../store/person-settings.ts'

/**
 * Questions back about the wording of a text, for its writer alone; none where they want none. Nothing is kept of who was asked, or
 * how often. Part of a transaction that has come through the gate with the incident.
 * @param before what stood there: what was found in it is not raised again
 */
export async function nudgesFor(tx: Tx, incident: Incident, userId: string, text: string, before: string): Promise<Nudge[]> {
  const { id, workspaceId } = incident
  if ((await findPersonSettings(tx, workspaceId, userId)).isWordingCheckOff) return []
  const people = await listPeople(tx, workspaceId, await listAuthors(tx, id))
  const options = { names: people.map(({ name }) => name) }
  return nudgesInEditor(checkWording(text, options), checkWording(before, options))
}
