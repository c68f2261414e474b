import { z } from 'zod'
import type { PersonViewer } from '../core/viewer.ts'
import type { Tx } from './db.ts'

/** A transcript that somebody has handed in and not yet put on the timeline. */
export type HandedTranscript = {
  id: string
  workspaceId: string
  incidentId: string
  userId: string
  text: string
  day: string
  timeZone: string
  createdAt: Date
}

export async function insertTranscript(tx: Tx, transcript: HandedTranscript): Promise<void> {
  await tx.transcript.create({ data: transcript })
}

/** One's own transcript; null where there is none of that id, or it is somebody else's. */
export async function findTranscript(
  tx: Tx,
  { workspaceId, userId }: PersonViewer,
  id: string,
): Promise<HandedTranscript | null> {
  return z.guid().safeParse(id).success ? tx.transcript.findUnique({ where: { id, workspaceId, userId } }) : null
}

/** @returns false where it was gone already */
export async function deleteTranscript(tx: Tx, id: string): Promise<boolean> {
  return (await tx.transcript.deleteMany({ where: { id } })).count === 1
}

/** Forgets what was handed in before `before` and never put on the timeline. */
export async function forgetTranscripts(tx: Tx, workspaceId: string, before: Date): Promise<void> {
  await tx.transcript.deleteMany({ where: { workspaceId, createdAt: { lt: before } } })
}
