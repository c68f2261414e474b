import { calendarFile } from '../core/calendar-file.ts'
import { calendarEvent, calendarFileName, type Meeting } from '../core/meeting.ts'
import { readToldMeeting, type ToldMeeting } from '../flows/read-meeting.ts'
import type { JobOf } from '../jobs/catalogue.ts'
import { listPostedKeys } from '../store/posted-messages.ts'
import type { Desk } from './desk.ts'
import { directChannel } from './direct.ts'
import { meet } from './meet.ts'
import { shareFile } from './share-file.ts'
import { show } from './show.ts'
import { unlessUnreachable } from './unreachable.ts'
import { earlierMeetingMessage, meetingMessage, meetingReminderMessage, notInvitedMessage } from './views/meeting.ts'

/**
 * Tells those who are invited beside, and the channel, when people meet; of a private incident its channel alone. A meeting that is
 * moved or cancelled is told anew, what was told before says so, and each carries its calendar file in its thread.
 */
export async function tellMeeting(desk: Desk, { incidentId }: JobOf<'meeting.tell'>): Promise<void> {
  const told = await readToldMeeting(desk.ctx, { workspaceId: desk.workspaceId, incidentId })
  if (!told) return
  const { incident, meeting } = told
  await meet(desk, meeting.invitedIds)
  for (const userId of await invitedBeside(desk, told)) {
    const isInvited = meeting.invitedIds.includes(userId)
    await unlessUnreachable(
      async () => tellIn(desk, told, await directChannel(desk, userId), `meeting-dm:${incidentId}:${userId}`, isInvited),
      async () => undefined,
    )
  }
  if (incident.channelId) await tellIn(desk, told, incident.channelId, `meeting:${incidentId}`, true)
}

/** Who is invited beside those involved, and who was. */
async function invitedBeside(desk: Desk, { incident, meeting }: ToldMeeting): Promise<string[]> {
  const keys = await desk.ctx.db.statement((tx) => listPostedKeys(tx, desk.workspaceId, `meeting-dm:${incident.id}:`))
  return [...new Set([...meeting.invitedIds, ...keys.flatMap((key) => key.split(':')[2] ?? [])])]
}

/** One message for each time that was set, the newest as it stands now, with its file in its thread. */
async function tellIn(desk: Desk, told: ToldMeeting, channelId: string, place: string, isInvited: boolean): Promise<void> {
  const { incident, meeting } = told
  const { workspaceId } = desk
  const key = `${place}:${versionOf(meeting)}`
  const keys = await desk.ctx.db.statement((tx) => listPostedKeys(tx, workspaceId, `${place}:`))
  const shown = { incidentId: incident.id, channelId }
  for (const earlier of keys.filter((other) => other !== key || !isInvited))
    await show(desk, { ...shown, key: earlier, message: isInvited ? earlierMeetingMessage(told) : notInvitedMessage(incident) })
  if (!isInvited) return
  const { ts: threadTs } = await show(desk, { ...shown, key, message: meetingMessage(told) })
  const event = calendarEvent(meeting, incident)
  const file = { filename: calendarFileName(incident), title: event.summary, text: calendarFile(event) }
  await shareFile(desk, { ...shown, key: `calendar-${key}`, threadTs, ...file })
}

const versionOf = ({ uid, sequence }: Meeting): string => `${uid}:${sequence}`

/** Reminds the host, and nobody else. */
export async function remindHost(desk: Desk, { incidentId }: JobOf<'meeting.remind'>): Promise<void> {
  const told = await readToldMeeting(desk.ctx, { workspaceId: desk.workspaceId, incidentId })
  const hostId = told?.hostId
  if (!told || !hostId || told.meeting.isCancelled) return
  await unlessUnreachable(
    async () => {
      const channelId = await directChannel(desk, hostId)
      const key = `meeting-reminder:${incidentId}:${told.meeting.uid}`
      await show(desk, { key, incidentId, channelId, message: meetingReminderMessage(told) })
    },
    async () => undefined,
  )
}
