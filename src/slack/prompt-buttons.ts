import { isOpen, nameOf } from '../core/incident.ts'
import { type LaterChoice, laterChoices } from '../core/later.ts'
import { Refusal } from '../core/refusal.ts'
import { askForCall, sayAllRight } from '../flows/ask-for-call.ts'
import { askOneMore } from '../flows/ask-one-more.ts'
import { muteIncident } from '../flows/mute-incident.ts'
import { neverAskPerson } from '../flows/never-ask-person.ts'
import { checkPassable, longestPointer } from '../flows/pass-on-prompt.ts'
import { postponePrompt } from '../flows/postpone-prompt.ts'
import { readIncident } from '../flows/read-incident.ts'
import { skipPrompt } from '../flows/skip-prompt.ts'
import { actions } from './ids.ts'
import { type Buttons, nothing, type Outcome, open, type Pressed } from './pressed.ts'
import { handOverModal } from './views/during.ts'
import { notMineModal } from './views/not-mine.ts'

/** What can be done with a question in one's direct messages, beside answering it; and with how one is. */
export const promptButtons: Buttons = {
  [actions.later]: async (pressed) => {
    const [promptId = '', wanted = ''] = pressed.value.split(' ')
    await postponePrompt(pressed.ctx, { ...pressed, promptId, choice: choiceFrom(wanted) })
    return nothing
  },
  [actions.skip]: async (pressed) => {
    await skipPrompt(pressed.ctx, { ...pressed, promptId: pressed.value })
    return nothing
  },
  [actions.notMine]: async ({ ctx, viewer, value }) => {
    const { id } = await checkPassable(ctx, { viewer, promptId: value })
    return open(notMineModal(id, longestPointer))
  },
  [actions.promptMenu]: wishInMenu,
  [actions.unmute]: async (pressed) => {
    await muteIncident(pressed.ctx, { ...pressed, promptId: pressed.value, isMuted: false })
    return nothing
  },
  [actions.askAgain]: async (pressed) => {
    await neverAskPerson(pressed.ctx, { ...pressed, promptId: pressed.value, isNeverAsked: false })
    return nothing
  },
  [actions.oneMore]: async (pressed) => {
    await askOneMore(pressed.ctx, { ...pressed, promptId: pressed.value })
    return nothing
  },
  [actions.handOver]: async ({ ctx, viewer, value }) => {
    const { incident } = await readIncident(ctx, { viewer, incidentId: value })
    if (!isOpen(incident)) throw new Refusal(`${nameOf(incident)} is ${incident.status}; there is nothing to hand over any more.`)
    return open(handOverModal(incident))
  },
  [actions.allRight]: async (pressed) => {
    await sayAllRight(pressed.ctx, { ...pressed, incidentId: pressed.value })
    return nothing
  },
  [actions.askForCall]: async (pressed) => {
    const [incidentId = '', calleeId = ''] = pressed.value.split(' ')
    await askForCall(pressed.ctx, { ...pressed, incidentId, calleeId })
    return nothing
  },
  [actions.askForCallOf]: async (pressed) => {
    const [, incidentId = ''] = pressed.blockId.split(':')
    await askForCall(pressed.ctx, { ...pressed, incidentId, calleeId: pressed.value })
    return nothing
  },
}

/** Something that no menu of ours holds is the next day. */
const choiceFrom = (wanted: string): LaterChoice => laterChoices.find((choice) => choice === wanted) ?? 'next-day'

async function wishInMenu(pressed: Pressed): Promise<Outcome> {
  const [promptId = '', wish] = pressed.value.split(' ')
  if (wish === 'never') await neverAskPerson(pressed.ctx, { ...pressed, promptId, isNeverAsked: true })
  else await muteIncident(pressed.ctx, { ...pressed, promptId, isMuted: true })
  return nothing
}
