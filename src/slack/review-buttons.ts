import { nameOf } from '../core/incident.ts'
import { Refusal } from '../core/refusal.ts'
import { partKeyFrom } from '../core/review/review.ts'
import { compareReview } from '../flows/compare-review.ts'
import { openReviewEarly } from '../flows/open-review-early.ts'
import { reopenReview } from '../flows/reopen-review.ts'
import { accountForm, chooseInConcerns, concernsPage } from './concerns.ts'
import { actions } from './ids.ts'
import { type Buttons, open, told } from './pressed.ts'
import { declineForm, partForm, publishForm } from './review-forms.ts'
import { comparisonMessage } from './views/review-compare.ts'

/** The buttons of a review, by their ids. */
export const reviewButtons: Buttons = {
  [actions.openReview]: async (pressed) => {
    const opened = await openReviewEarly(pressed.ctx, { ...pressed, incidentId: pressed.value })
    return told(opened ? `The review of ${nameOf(opened)} is open; its channel shows it.` : 'It is open.')
  },
  [actions.reopenReview]: async (pressed) => {
    const reopened = await reopenReview(pressed.ctx, { ...pressed, incidentId: pressed.value })
    return told(reopened ? `The review of ${nameOf(reopened)} goes on.` : 'It goes on.')
  },
  [actions.publishReview]: async (pressed) => open(await publishForm(pressed, pressed.value)),
  [actions.declineReview]: async (pressed) => open(await declineForm(pressed, pressed.value)),
  [actions.showConcerns]: async (pressed) => {
    const [incidentId = '', page] = pressed.value.split(' ')
    return { kind: 'say', message: await concernsPage(pressed, incidentId, Number(page ?? 0)), replaces: page !== undefined }
  },
  [actions.concernMenu]: chooseInConcerns,
  [actions.addAccount]: async (pressed) => open(await accountForm(pressed, 'what-i-saw', { incidentId: pressed.value })),
  [actions.compareReview]: async ({ ctx, viewer, value }) => {
    const [incidentId = '', from, to, page] = value.split(' ')
    const compared = await compareReview(ctx, { viewer, incidentId, numbers: [Number(from), Number(to)] })
    return { kind: 'say', message: comparisonMessage(compared, Number(page)), replaces: true }
  },
  [actions.writePart]: async (pressed) => {
    const [incidentId = '', named = ''] = pressed.value.split(' ')
    const section = partKeyFrom(named)
    if (!section) throw new Refusal('This section is not one that people write. `/incident review` shows those that are.')
    return open(await partForm(pressed, incidentId, section))
  },
}
