import type { Meeting } from '../core/meeting.ts'
import type { Tx } from './db.ts'

/** The meeting about the review of an incident, a cancelled one too; null where none was ever set. */
export const findMeeting = (tx: Tx, incidentId: string): Promise<Meeting | null> =>
  tx.meeting.findUnique({ where: { incidentId } })

export async function saveMeeting(tx: Tx, meeting: Meeting): Promise<void> {
  const { incidentId, ...data } = meeting
  await tx.meeting.upsert({ where: { incidentId }, create: meeting, update: data })
}

/** The incidents of whose meetings the host is to be reminded now. */
export const listMeetingsToRemind = (tx: Tx, workspaceId: string, now: Date): Promise<string[]> =>
  idsOf(tx, { workspaceId, isCancelled: false, remindAt: { lte: now } })

/** The incidents whose meetings have begun, and after which nobody was asked anything yet. */
export const listMeetingsBegun = (tx: Tx, workspaceId: string, now: Date): Promise<string[]> =>
  idsOf(tx, { workspaceId, isCancelled: false, startsAt: { lte: now }, askedAt: null })

/** The incidents after whose meetings the three questions can be answered no longer, and are not put away yet. */
export const listMeetingsToClose = (tx: Tx, workspaceId: string, now: Date): Promise<string[]> =>
  idsOf(tx, { workspaceId, closesAt: { lte: now } })

async function idsOf(tx: Tx, where: object): Promise<string[]> {
  const rows = await tx.meeting.findMany({ where, select: { incidentId: true }, orderBy: { startsAt: 'asc' } })
  return rows.map(({ incidentId }) => incidentId)
}
