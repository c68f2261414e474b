import { remembered } from '../core/prompts.ts'
import { chooseSettings, type SettingsWish } from '../flows/choose-settings.ts'
import { neverAskPerson } from '../flows/never-ask-person.ts'
import { withdrawAnswer } from '../flows/withdraw-answer.ts'
import { answerFormFor } from './answer-form.ts'
import { showHome } from './deliver-home.ts'
import { actions } from './ids.ts'
import { type Buttons, nothing, type Outcome, open, type Pressed } from './pressed.ts'
import { answerModal } from './views/answer-form.ts'
import { enterReceiptModal } from './views/home-settings.ts'

/** What can be done on one's own page. */
export const homeButtons: Buttons = {
  [actions.writeOwn]: async ({ ctx, viewer, value }) => open(answerModal(await answerFormFor(ctx, viewer, value, false))),
  [actions.withdrawOwn]: async (pressed) => {
    await withdrawAnswer(pressed.ctx, { ...pressed, promptId: pressed.value })
    return nothing
  },
  [actions.turnHome]: async ({ desk, viewer, value }) => {
    await showHome(desk, { userId: viewer.userId }, Number.parseInt(value, 10) || 0)
    return nothing
  },
  [actions.rememberOwn]: (pressed) => choose(pressed, { visibility: remembered.find((one) => one === pressed.value) ?? null }),
  [actions.wordingOwn]: (pressed) => choose(pressed, { isWordingCheckOff: pressed.value === 'off' }),
  [actions.neverOwn]: async (pressed) => {
    await neverAskPerson(pressed.ctx, { ...pressed, promptId: null, isNeverAsked: pressed.value === 'never' })
    return nothing
  },
  [actions.enterReceipt]: async () => open(enterReceiptModal()),
}

async function choose(pressed: Pressed, wish: SettingsWish): Promise<Outcome> {
  await chooseSettings(pressed.ctx, { ...pressed, wish })
  return nothing
}
