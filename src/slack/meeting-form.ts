import type { Ctx } from '../context.ts'
import { readMomentAhead } from '../core/natural-time/natural-time-ahead.ts'
import { Refusal } from '../core/refusal.ts'
import type { PersonViewer } from '../core/viewer.ts'
import { readMeeting } from '../flows/read-meeting.ts'
import { readProposals } from '../flows/read-proposals.ts'
import type { MeetingWished } from '../flows/set-meeting.ts'
import type { Message, Modal } from './blocks.ts'
import { lastZoneOf } from './own-zone.ts'
import type { Filled } from './submitted.ts'
import { fields } from './views/forms.ts'
import { meetingModal, shownMeetingMessage } from './views/meeting.ts'

type For = { ctx: Ctx; viewer: PersonViewer }

/** The meeting for one person, with what to ask where that is the host. @throws Refusal where there is no review that they may see */
export const meetingPage = async ({ ctx, viewer }: For, incidentId: string): Promise<Message> =>
  shownMeetingMessage({ ...(await readMeeting(ctx, { viewer, incidentId })), now: ctx.clock.now() })

/** The form to set or move the meeting. @throws Refusal for anybody but the host */
export async function meetingForm({ ctx, viewer }: For, incidentId: string): Promise<Modal> {
  const roleLabel = (key: string): string => ctx.config.roles.find((role) => role.key === key)?.label ?? key
  return meetingModal({ ...(await readProposals(ctx, { viewer, incidentId })), roleLabel })
}

/** What somebody filled in, or chose. @throws Refusal where no time can be read from it */
export async function meetingWished({ ctx, viewer }: For, incidentId: string, filled: Filled): Promise<MeetingWished> {
  const typed = filled.text(fields.when)
  const minutes = Number(filled.chosen(fields.length)[0])
  const rest = { minutes, invitedIds: filled.chosen(fields.people) }
  if (typed.trim() !== '') return { startsAt: await momentTyped({ ctx, viewer }, typed), ...rest }
  const [chosen] = filled.chosen(fields.how)
  if (chosen) return { startsAt: new Date(chosen), ...rest }
  const { meeting } = await readProposals(ctx, { viewer, incidentId })
  if (meeting) return { startsAt: meeting.startsAt, ...rest }
  throw new Refusal('Choose a time, or write one.', fields.when)
}

/** A time to come, as the clock of whoever typed it shows it. @throws Refusal where it is none */
export async function momentTyped({ ctx, viewer }: For, typed: string): Promise<Date> {
  const read = readMomentAhead(typed, ctx.clock.now(), await lastZoneOf(ctx, viewer))
  if ('problem' in read) throw new Refusal(read.problem, fields.when)
  return read.at
}
