import { afterwardsFrom } from '../core/afterwards.ts'
import { Refusal } from '../core/refusal.ts'
import { answerAfterwards } from '../flows/answer-afterwards.ts'
import { askToHost } from '../flows/ask-to-host.ts'
import { assignRole } from '../flows/assign-role.ts'
import { nameHost } from '../flows/name-host.ts'
import { passOnPrompt } from '../flows/pass-on-prompt.ts'
import { sendQuestion } from '../flows/send-question.ts'
import { setMeeting } from '../flows/set-meeting.ts'
import { forms } from './ids.ts'
import { meetingWished } from './meeting-form.ts'
import type { Submissions } from './submitted.ts'
import { fields } from './views/forms.ts'

/** Forms about who is asked what: a question that is not theirs, who hosts a review, what the host asks, and who leads on. */
export const askingSubmissions: Submissions = {
  [forms.notMine]: ({ desk, viewer, metadata: promptId, requestKey, filled }) => {
    const [userId = null] = filled.chosen(fields.person)
    const isHandedOn = filled.chosen(fields.how)[0] === 'hand'
    return passOnPrompt(desk.ctx, {
      viewer,
      requestKey,
      promptId,
      pointer: { userId, words: filled.text(fields.text), isHandedOn },
    })
  },
  [forms.nameHost]: ({ desk, viewer, metadata: incidentId, requestKey, filled }) => {
    const [userId] = [...filled.chosen(fields.person), ...filled.chosen(fields.how)]
    if (userId === undefined) throw new Refusal('Choose a person; one is enough.', fields.person)
    const isAsked = filled.chosen(fields.options).includes('ask') && userId !== viewer.userId
    return (isAsked ? askToHost : nameHost)(desk.ctx, { viewer, requestKey, incidentId, userId })
  },
  [forms.handOver]: ({ desk, viewer, metadata: incidentId, requestKey, filled }) => {
    const [userId] = filled.chosen(fields.person)
    if (userId === undefined) throw new Refusal('Choose a person.', fields.person)
    return assignRole(desk.ctx, { viewer, requestKey, incidentId, role: 'lead', userId })
  },
  [forms.afterwards]: ({ desk, viewer, metadata: incidentId, requestKey, filled }) =>
    answerAfterwards(desk.ctx, {
      viewer,
      requestKey,
      incidentId,
      answers: afterwardsFrom({
        changes: filled.chosen('changes')[0] ?? '',
        again: filled.chosen('again')[0] ?? '',
        missing: filled.text('missing'),
      }),
      wantsMonth: filled.chosen(fields.options).includes('month'),
    }),
  [forms.meeting]: async ({ desk, viewer, metadata: incidentId, requestKey, filled }) => {
    const wish = await meetingWished({ ctx: desk.ctx, viewer }, incidentId, filled)
    return setMeeting(desk.ctx, { viewer, requestKey, incidentId, wish })
  },
  [forms.sendQuestion]: ({ desk, viewer, metadata: incidentId, requestKey, filled }) =>
    sendQuestion(desk.ctx, {
      viewer,
      requestKey,
      incidentId,
      questionId: filled.chosen(fields.question)[0] ?? '',
      userIds: filled.chosen(fields.people),
      about: aboutIn(filled.text(fields.entry)),
      words: filled.text(fields.text),
    }),
}

/** What is named by `E45` or `C12`, a bare number as a moment; null where nothing was typed. @throws Refusal where it is no name of anything */
function aboutIn(typed: string): string | null {
  if (typed.trim() === '') return null
  const [, letter = '', number] = /^([ECSUX]?)(\d{1,9})$/i.exec(typed.trim()) ?? []
  if (number) return `${letter || 'E'}${number}`
  throw new Refusal('Name it by its number, such as E45 for a moment of the timeline, or C12 for a condition.', 'entry')
}
