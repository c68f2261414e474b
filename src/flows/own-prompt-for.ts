import { randomUUID } from 'node:crypto'
import { getOwn } from '../core/own-prompt.ts'
import { incidentOfNote, newPrompt, noteToSelf, type Prompt } from '../core/prompts.ts'
import { asBot, type PersonViewer } from '../core/viewer.ts'
import { enqueue } from '../jobs/queue.ts'
import type { Tx } from '../store/db.ts'
import { findIncident, getIncident, getIncidentForUpdate } from '../store/incidents.ts'
import { findPrompt, findPromptForUpdate, findPromptOf, insertPrompt } from '../store/prompts.ts'

/**
 * The prompt that a subject names, for its person. For a note to oneself that is not there yet, it is one that is in no table.
 * A note that is there stays theirs, whether they may see its incident still or not.
 * @throws Refusal where it is somebody else's, or they may not see the incident of a new note
 */
export async function ownPromptFor(tx: Tx, viewer: PersonViewer, subject: string, now: Date): Promise<Prompt> {
  const incidentId = incidentOfNote(subject)
  if (incidentId === null) return getOwn(await findPrompt(tx, viewer.workspaceId, subject), viewer)
  return (await findOwnNote(tx, viewer, incidentId)) ?? noteBy(viewer, (await getIncident(tx, viewer, incidentId)).id, now)
}

/** As `ownPromptFor`, kept, and nobody else changes it until this transaction ends. @throws Refusal as it does */
export async function ownPromptForUpdate(tx: Tx, viewer: PersonViewer, subject: string, now: Date): Promise<Prompt> {
  const incidentId = incidentOfNote(subject)
  const known = incidentId === null ? subject : (await findOwnNote(tx, viewer, incidentId))?.id
  if (known !== undefined) return getOwn(await findPromptForUpdate(tx, viewer.workspaceId, known), viewer)
  const incident = await getIncidentForUpdate(tx, viewer, incidentId ?? '')
  const before = await findPromptOf(tx, incident.id, viewer.userId, noteToSelf)
  if (before) return before
  const note = noteBy(viewer, incident.id, now)
  await insertPrompt(tx, note)
  await enqueue(tx, viewer.workspaceId, 'prompt.meet', { promptId: note.id }, { key: `meet:${note.id}` })
  return note
}

async function findOwnNote(tx: Tx, { workspaceId, userId }: PersonViewer, incidentId: string): Promise<Prompt | null> {
  const incident = await findIncident(tx, asBot(workspaceId), incidentId)
  return incident && findPromptOf(tx, incident.id, userId, noteToSelf)
}

/** One a person and incident: nobody asked for it. */
const noteBy = ({ workspaceId, userId }: PersonViewer, incidentId: string, now: Date): Prompt =>
  newPrompt({
    id: randomUUID(),
    workspaceId,
    incidentId,
    userId,
    questionId: noteToSelf,
    state: 'answered',
    dueAt: now,
    sentAt: now,
    createdAt: now,
  })
