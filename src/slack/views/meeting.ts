import type { KnownBlock } from '@slack/types'
import { type Incident, nameOf } from '../../core/incident.ts'
import { endOf, type Meeting } from '../../core/meeting.ts'
import { type AgendaItem, type AgendaKey, meetingLengths } from '../../core/meeting-agenda.ts'
import type { GuideQuestion } from '../../core/meeting-guide.ts'
import type { Outside } from '../../core/meeting-times.ts'
import { weekdayText } from '../../core/natural-time/natural-time-problems.ts'
import { wallOf } from '../../core/natural-time/natural-time-zone.ts'
import { clockTime, dayText } from '../../core/time-text.ts'
import {
  actions as blockActions,
  button,
  context,
  dateToken,
  escapeText,
  input,
  type Message,
  type Modal,
  mention,
  message,
  modal,
  option,
  plainInput,
  radio,
  section,
  staticSelect,
  usersSelect,
} from '../blocks.ts'
import { actions, forms } from '../ids.ts'
import { fields } from './forms.ts'
import { titled } from './opening.ts'
import { linesBlocks } from './review-blocks.ts'

type Told = { incident: Incident; review: { hostId: string | null }; meeting: Meeting; agenda: readonly AgendaItem[] }

/** "Thursday, 3 December at 10:00", where the reader is. */
const when = (at: Date): string => `${dateToken(at, '{date_long}')} at ${dateToken(at, '{time}')}`

/** When people meet, and how it goes; or that they do not. */
export function meetingMessage({ incident, review, meeting, agenda }: Told): Message {
  const name = nameOf(incident)
  const at = when(meeting.startsAt)
  if (meeting.isCancelled) {
    const text = `The review meeting of ${name} is cancelled.`
    return message(text, [section(`*${text}* It was to be on ${at}. The calendar file in the thread takes it out of calendars.`)])
  }
  const host = review.hostId ? ` ${mention(review.hostId)} hosts it.` : ''
  return message(`${name}: the review meeting is set.`, [
    section(`*The review meeting of ${titled(incident)}: ${at}*, ${meeting.minutes} minutes.${host}`),
    section(agendaText(agenda)),
    context(
      'Whoever was involved is invited; nobody has to come, and nobody has to speak. The file for calendars is in the thread.',
      'Before it, see how you stand in the review, and put right what is off.',
    ),
    blockActions(
      `meeting:${incident.id}`,
      button('Correct what concerns me', actions.showConcerns, { value: incident.id }),
      button('Add what I saw', actions.addAccount, { value: incident.id }),
      button('Read the review', actions.showReview, { value: incident.id }),
    ),
  ])
}

const agendaText = (agenda: readonly AgendaItem[]): string =>
  agenda.map(({ minutes, text }) => `• ${minutes} min · ${text}`).join('\n')

/** In the place of what was told of an earlier time. */
export function earlierMeetingMessage({ incident, meeting }: Told): Message {
  const text = meeting.isCancelled
    ? `The review meeting of ${nameOf(incident)} is cancelled; see further down.`
    : `The review meeting of ${nameOf(incident)} has another time: ${when(meeting.startsAt)}. See further down.`
  return message(text, [context(text)])
}

/** To somebody who was invited beside, and is not any more. */
export function notInvitedMessage(incident: Incident): Message {
  const text = `The review meeting of ${nameOf(incident)} goes on without you; you need not keep the time free. Thank you.`
  return message(text, [section(text)])
}

/** To the host, once, on the working day before. */
export function meetingReminderMessage({ incident, meeting }: Told): Message {
  const text = `The review meeting of ${nameOf(incident)} is on ${when(meeting.startsAt)}.`
  return message(text, [
    section(
      `*${text}* Whoever is in the review can still put right what concerns them; what is open has questions for you to ask.`,
    ),
    blockActions(
      `meeting:${incident.id}`,
      button('Questions to ask', actions.showMeeting, { value: incident.id }),
      button('Read the review', actions.showReview, { value: incident.id }),
    ),
    context('Only you are reminded, and only this once.'),
  ])
}

export type ShownMeeting = {
  incident: Incident
  hostId: string | null
  meeting: Meeting | null
  agenda: readonly AgendaItem[]
  guide: readonly GuideQuestion[] | null
  now: Date
}

/** The meeting for one person: when it is, how it goes, and for the host what to ask. */
export function shownMeetingMessage(shown: ShownMeeting): Message {
  const { incident, agenda, guide } = shown
  const name = nameOf(incident)
  return message(`The review meeting of ${name}`, [
    section(`*The review meeting of ${titled(incident)}*\n${standing(shown)}`),
    ...(guide === null ? [section(agendaText(agenda))] : guideBlocks(agenda, guide)),
    ...(guide === null ? [] : [context(guideNote)]),
    blockActions(`meeting:${incident.id}`, ...buttonsFor(shown)),
  ])
}

const guideNote =
  'Only you see these. They come from what is open in the review now, and are yours to leave out: “how” and “what” open more than “why”. What people told in private is not among them.'

function standing({ meeting, hostId, now }: ShownMeeting): string {
  const host = hostId ? `${mention(hostId)} hosts it.` : 'Nobody hosts the review yet; its host sets the time.'
  if (!meeting || meeting.isCancelled) return `${meeting ? 'It was cancelled' : 'No time is set yet'}. ${host}`
  const tense = endOf(meeting) > now ? '' : 'It was on '
  return `${tense}${when(meeting.startsAt)}, ${meeting.minutes} minutes. ${host}`
}

const partNames: Record<AgendaKey, string> = {
  opening: 'Opening',
  accounts: 'The accounts',
  unclear: 'What is unclear',
  next: 'The next one, and changes',
  after: 'Three short questions',
}

/** Every part of the agenda with what to ask in it. */
const guideBlocks = (agenda: readonly AgendaItem[], guide: readonly GuideQuestion[]): KnownBlock[] =>
  agenda.flatMap(({ key, minutes, text }) => {
    const questions = guide.filter(({ part }) => part === key)
    const lines = questions.length === 0 ? [text] : questions.flatMap(guideLines)
    return linesBlocks(`${partNames[key]} · ${minutes} min`, lines)
  })

const guideLines = ({ question, followUps, about }: GuideQuestion): string[] => [
  `• *${escapeText(question)}*${followUps.map((text) => ` ${escapeText(text)}`).join('')}`,
  ...about.map((line) => `    ◦ ${escapeText(line)}`),
]

function buttonsFor({ incident, hostId, meeting, guide, now }: ShownMeeting) {
  const { id: value } = incident
  const isAhead = meeting !== null && !meeting.isCancelled && endOf(meeting) > now
  if (guide !== null)
    return [
      button(isAhead ? 'Move it' : 'Set a time', actions.setMeeting, { value }),
      ...(isAhead ? [button('Cancel it', actions.cancelMeeting, { value, confirm: cancelling })] : []),
    ]
  return [
    button('Correct what concerns me', actions.showConcerns, { value }),
    ...(hostId === null ? [button('Name a host', actions.nameHost, { value })] : []),
  ]
}

const cancelling = {
  title: 'Cancel the meeting?',
  text: 'Its channel and those who are invited are told.',
  confirm: 'Cancel it',
  deny: 'Keep it',
}

export type MeetingForm = {
  incident: Incident
  meeting: Meeting | null
  times: readonly { startsAt: Date; outside: Outside }[]
  timeZone: string
  roleLabel: (key: string) => string
}

/** When to meet: a time that suits most, or another one in the host's own words. */
export function meetingModal({ incident, meeting, times, timeZone, roleLabel }: MeetingForm): Modal {
  const proposals = times.map(({ startsAt, outside }) =>
    option(localTime(startsAt, timeZone), startsAt.toISOString(), outsideText(outside, roleLabel)),
  )
  return modal({
    callbackId: forms.meeting,
    title: meeting ? 'Move the meeting' : 'When do you meet?',
    submit: meeting ? 'Move it' : 'Set it',
    privateMetadata: incident.id,
    blocks: [
      ...(meeting ? [context(`Set for ${when(meeting.startsAt)}. Left empty, that stays.`)] : []),
      ...(proposals.length === 0
        ? []
        : [input(`Times that suit most (${timeZone})`, fields.how, radio(fields.how, proposals), { optional: true })]),
      input('Another time', fields.when, plainInput(fields.when, { maxLength: 100, placeholder: 'thursday 14:00' }), {
        optional: true,
        hint: `As your clock shows it (${timeZone}).`,
      }),
      input('How long?', fields.length, lengthSelect(meeting?.minutes ?? meetingLengths[0])),
      input(
        'Invite beside those involved',
        fields.people,
        usersSelect(fields.people, 'Also from other teams', mostInvited, meeting?.invitedIds ?? []),
        { optional: true, hint: 'They hear of it from me. Nobody has to come.' },
      ),
    ],
  })
}

/** So many people are invited by name; more are better asked in a channel. */
const mostInvited = 30

const lengthSelect = (minutes: number) => {
  const known: readonly number[] = meetingLengths
  const lengths = [...known, ...(known.includes(minutes) ? [] : [minutes])].sort((a, b) => a - b)
  const options = lengths.map((length) => option(`${length} minutes`, String(length)))
  return staticSelect(fields.length, 'Minutes', options, String(minutes))
}

const localTime = (at: Date, timeZone: string): string =>
  `${weekdayText(wallOf(at, timeZone))} ${dayText(at, timeZone)}, ${clockTime(at, timeZone)}`

/** For whom a time is not in working hours: how many, and what they are to the incident. */
function outsideText({ count, of, roles, hasHost }: Outside, roleLabel: (key: string) => string): string {
  if (count === 0) return of === 1 ? 'in your working hours' : `in the working hours of all ${of}`
  const who = [...(hasHost ? ['you'] : []), ...roles.map(roleLabel)]
  return `${count} of ${of} outside working hours${who.length > 0 ? `, among them ${who.join(', ')}` : ''}`
}
