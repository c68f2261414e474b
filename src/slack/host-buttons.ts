import type { App, BlockAction, StaticSelectAction } from '@slack/bolt'
import { nameOf } from '../core/incident.ts'
import { Refusal } from '../core/refusal.ts'
import type { PersonViewer } from '../core/viewer.ts'
import { skipAfterwards } from '../flows/answer-afterwards.ts'
import { askInAMonth } from '../flows/ask-in-a-month.ts'
import { answerHostRequest } from '../flows/ask-to-host.ts'
import { cancelMeeting } from '../flows/cancel-meeting.ts'
import { readSaidAfterwards, readToAnswer } from '../flows/read-afterwards.ts'
import { SlackRefused } from './api.ts'
import { dateToken } from './blocks.ts'
import type { Desk } from './desk.ts'
import { nameHostForm, openPage, sendQuestionForm } from './host-forms.ts'
import { actions } from './ids.ts'
import { ackInTime } from './in-time.ts'
import { meetingForm, meetingPage } from './meeting-form.ts'
import { type Buttons, nothing, type Outcome, open, type Pressed, told } from './pressed.ts'
import { afterwardsModal, saidMessage } from './views/afterwards.ts'

/** What the host of a review can do, and how one is named. */
export const hostButtons: Buttons = {
  [actions.nameHost]: async (pressed) => open(await nameHostForm(pressed, pressed.value)),
  [actions.showOpen]: async (pressed) => ({ kind: 'say', message: await openPage(pressed, pressed.value), replaces: false }),
  [actions.sendQuestion]: async (pressed) => open(await sendQuestionForm(pressed, pressed.value)),
  [actions.showMeeting]: async (pressed) => ({
    kind: 'say',
    message: await meetingPage(pressed, pressed.value),
    replaces: false,
  }),
  [actions.setMeeting]: async (pressed) => open(await meetingForm(pressed, pressed.value)),
  [actions.cancelMeeting]: async (pressed) => {
    return (await cancelMeeting(pressed.ctx, { ...pressed, incidentId: pressed.value })) ? told('It is cancelled.') : nothing
  },
  [actions.acceptHosting]: (pressed) => answeredAbout(pressed, true),
  [actions.declineHosting]: (pressed) => answeredAbout(pressed, false),
  [actions.answerAfterwards]: async ({ ctx, viewer, value }) =>
    open(afterwardsModal(await readToAnswer(ctx, { viewer, incidentId: value }))),
  [actions.skipAfterwards]: async (pressed) => {
    await skipAfterwards(pressed.ctx, { ...pressed, incidentId: pressed.value })
    return nothing
  },
  [actions.showAfterwards]: async ({ ctx, viewer, value }) => {
    const said = await readSaidAfterwards(ctx, { viewer, incidentId: value })
    return { kind: 'say', message: saidMessage(said), replaces: false }
  },
  [actions.askInAMonth]: async (pressed) => {
    const wish = await askInAMonth(pressed.ctx, { ...pressed, incidentId: pressed.value })
    if (!wish) return nothing
    const day = dateToken(wish.dueAt, '{date_long}')
    return told(`I ask you again about ${nameOf(wish.incident)} from ${day} on, at a decent hour. It is only for you.`)
  },
}

async function answeredAbout(pressed: Pressed, isAccepted: boolean): Promise<Outcome> {
  await answerHostRequest(pressed.ctx, { ...pressed, incidentId: pressed.value, isAccepted })
  return nothing
}

/** In the form to send a question: shows the chosen one in full. What else is filled in stays, as its blocks keep their names. */
export function registerHostForm(app: App, desk: Desk): void {
  app.action<BlockAction<StaticSelectAction>>(
    { type: 'block_actions', action_id: actions.chooseQuestion },
    async ({ body, action, ack }) => {
      const viewer: PersonViewer = { kind: 'person', workspaceId: desk.workspaceId, userId: body.user.id }
      const shown = body.view ? showChosen(desk, viewer, body.view, action.selected_option?.value ?? null) : Promise.resolve()
      await ackInTime(() => ack(), shown)
    },
  )
}

/** A form that was closed meanwhile stays closed; and whoever is no longer the host sends nothing, and is told when they try. */
async function showChosen(
  desk: Desk,
  viewer: PersonViewer,
  view: { id: string; private_metadata: string },
  questionId: string | null,
): Promise<void> {
  try {
    const form = await sendQuestionForm({ ctx: desk.ctx, viewer }, view.private_metadata, questionId)
    await desk.api.call('views.update', { view_id: view.id, view: form })
  } catch (error) {
    const isOver = error instanceof Refusal || (error instanceof SlackRefused && error.code === 'not_found')
    if (!isOver) throw error
  }
}
