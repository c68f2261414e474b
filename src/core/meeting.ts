import type { CalendarEvent } from './calendar-file.ts'
import { type Incident, NothingNew, nameOf } from './incident.ts'
import { longestMeeting, shortestMeeting } from './meeting-agenda.ts'
import { Refusal } from './refusal.ts'
import { beginningOf, type WorkingHours } from './working-time.ts'

/** When people meet about a review. A cancelled one stays, so that calendars can be told. */
export type Meeting = {
  incidentId: string
  workspaceId: string
  /** Names it in calendars; each change of it makes `sequence` larger. */
  uid: string
  sequence: number
  startsAt: Date
  minutes: number
  isCancelled: boolean
  changedAt: Date
  /** Who is invited beside those involved. */
  invitedIds: string[]
  /** When the host is to hear of it, and when they have: the only reminder there is. */
  remindAt: Date | null
  remindedAt: Date | null
  /** When the three questions afterwards were put, and until when they can be answered; null before. */
  askedAt: Date | null
  closesAt: Date | null
  /**
   * How many people answered them, once that is over; for how many something changed, and how many would come again. Null before, and
   * where they were too few to be shown.
   */
  answeredBy: number | null
  changedFor: number | null
  againFor: number | null
}

export const endOf = ({ startsAt, minutes }: Pick<Meeting, 'startsAt' | 'minutes'>): Date =>
  new Date(startsAt.getTime() + minutes * 60_000)

/** Whether people are still to meet. */
export const isAhead = (meeting: Meeting, now: Date): boolean => !meeting.isCancelled && endOf(meeting) > now

export type MeetingWish = { startsAt: Date; minutes: number; invitedIds: string[] }

/** What is known beside the wish when a meeting is set. `newUid` is taken where it is another meeting than the one before. */
export type Setting = { incident: Incident; now: Date; newUid: string; hours: WorkingHours; hostZone: string }

/**
 * The meeting as it is wished: set for the first time, moved, or set anew after it was held or cancelled.
 * @throws Refusal where the time is behind us or the length no meeting has; NothingNew where it is so already
 */
export function meetingWith(before: Meeting | null, wish: MeetingWish, setting: Setting): Meeting {
  const { incident, now } = setting
  checkWish(wish, now)
  const remindAt = before?.remindedAt ? null : reminderFor(wish.startsAt, setting)
  const changed = { ...wish, isCancelled: false, changedAt: now }
  if (before && isSame(before, wish)) throw new NothingNew(`The meeting of ${nameOf(incident)} is at that time already.`)
  if (before && (before.isCancelled || endOf(before) > now))
    return { ...before, ...changed, sequence: before.sequence + (isAtSameTime(before, wish) ? 0 : 1), remindAt }
  const { id: incidentId, workspaceId } = incident
  const kept = before ?? untouched
  return { ...kept, incidentId, workspaceId, uid: setting.newUid, sequence: 0, ...changed, remindAt }
}

/** What nothing has become of yet. */
const untouched = { remindedAt: null, askedAt: null, closesAt: null, answeredBy: null, changedFor: null, againFor: null }

function checkWish({ startsAt, minutes }: MeetingWish, now: Date): void {
  if (!(startsAt > now)) throw new Refusal('That time is behind us. Choose one to come.', 'when')
  if (!Number.isInteger(minutes) || minutes < shortestMeeting || minutes > longestMeeting)
    throw new Refusal(`A meeting takes ${shortestMeeting} to ${longestMeeting} minutes.`, 'length')
}

const isSame = (before: Meeting, wish: MeetingWish): boolean =>
  isAtSameTime(before, wish) && before.invitedIds.toSorted().join(' ') === wish.invitedIds.toSorted().join(' ')

/** Calendars have nothing to learn then. */
const isAtSameTime = (before: Meeting, { startsAt, minutes }: MeetingWish): boolean =>
  !before.isCancelled && before.startsAt.getTime() === startsAt.getTime() && before.minutes === minutes

/** The beginning of the host's working day before; null where that is behind us, as they know it then. */
function reminderFor(startsAt: Date, { now, hours, hostZone }: Setting): Date | null {
  for (let back = 1; back <= 14; back += 1) {
    const at = beginningOf(startsAt, -back, hours, hostZone)
    if (at) return at > now ? at : null
  }
  return null
}

/** @throws Refusal where there is none to cancel; NothingNew where it is cancelled already */
export function withoutMeeting(before: Meeting | null, incident: Incident, now: Date): Meeting {
  if (!before || (!before.isCancelled && endOf(before) <= now))
    throw new Refusal(`No meeting of ${nameOf(incident)} is ahead; there is nothing to cancel.`)
  if (before.isCancelled) throw new NothingNew(`The meeting of ${nameOf(incident)} is cancelled already.`)
  return { ...before, isCancelled: true, changedAt: now, sequence: before.sequence + 1, remindAt: null }
}

/** How calendars, which many people can see, name it: by its number alone, and a private incident's not even so. */
export function calendarEvent(meeting: Meeting, incident: Incident): CalendarEvent {
  const { uid, sequence, startsAt, minutes, isCancelled, changedAt } = meeting
  return {
    ...{ uid: `${uid}@second-story.invalid`, sequence, startsAt, minutes, isCancelled, changedAt },
    summary: incident.isPrivate ? 'Review meeting' : `Review meeting: ${nameOf(incident)}`,
    description: 'Where and about what is written in its channel in Slack. Nobody has to prepare anything.',
  }
}

/** What the file is called. */
export const calendarFileName = (incident: Incident): string =>
  incident.isPrivate ? 'review-meeting.ics' : `review-meeting-${nameOf(incident).toLowerCase()}.ics`
