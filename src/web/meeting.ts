import type { Ctx } from '../context.ts'
import { type Html, html } from '../core/html.ts'
import type { AgendaItem } from '../core/meeting-agenda.ts'
import { clockTime, dayText } from '../core/time-text.ts'
import type { PersonViewer } from '../core/viewer.ts'
import { readMeeting } from '../flows/read-meeting.ts'

/** When people meet about a review, with the agenda folded away; nothing where no meeting is set. */
export async function meetingHtml(ctx: Ctx, of: { viewer: PersonViewer; incidentId: string }): Promise<Html | false> {
  const { meeting, agenda } = await readMeeting(ctx, of)
  if (!meeting || meeting.isCancelled) return false
  const { timeZone } = ctx.config
  const at = `${dayText(meeting.startsAt, timeZone)}, ${clockTime(meeting.startsAt, timeZone)} (${timeZone})`
  return html`<details class="meeting">
<summary>The review meeting: ${at}, ${meeting.minutes} minutes</summary>
<ul>${agenda.map(itemHtml)}</ul>
</details>`
}

const itemHtml = ({ minutes, text }: AgendaItem): Html => html`<li>${minutes} min · ${text}</li>`
