import type { App, BlockAction, ButtonAction, OverflowAction, StaticSelectAction, UsersSelectAction } from '@slack/bolt'
import { z } from 'zod'
import { reopening, resolving } from '../core/incident.ts'
import { noteSubject } from '../core/prompts.ts'
import { assignRole } from '../flows/assign-role.ts'
import { type ChangeRequest, changeIncident } from '../flows/change-incident.ts'
import { readForHost } from '../flows/read-for-host.ts'
import { readIncident } from '../flows/read-incident.ts'
import { answerFormFor } from './answer-form.ts'
import type { Desk } from './desk.ts'
import { newEntryForm } from './entry-form.ts'
import { chooseInMenu } from './entry-menu.ts'
import { homeButtons } from './home-buttons.ts'
import { hostButtons } from './host-buttons.ts'
import { actions } from './ids.ts'
import { ackInTime } from './in-time.ts'
import { learningButtons } from './learning-buttons.ts'
import { materialButtons } from './material-buttons.ts'
import { openForm } from './open-form.ts'
import { reviewPage, timelinePage } from './pages.ts'
import { type Buttons, nothing, type Outcome, open, type Pressed } from './pressed.ts'
import { promptButtons } from './prompt-buttons.ts'
import { sentenceFor } from './refusals.ts'
import { respond } from './respond.ts'
import { reviewButtons } from './review-buttons.ts'
import { answerModal } from './views/answer-form.ts'
import { saidModal, sentence } from './views/answers.ts'
import { forHostModal } from './views/for-host.ts'
import { updateModal } from './views/forms.ts'

/** A button, or a choice in the menu beside something. */
type Press = ButtonAction | OverflowAction | StaticSelectAction | UsersSelectAction

/** Every button in a message, by its id, and what it does. What it does is committed before Slack hears that it was pressed. */
const buttons: Buttons = {
  [actions.lead]: async (pressed) => {
    const { ctx, viewer, requestKey, value: incidentId } = pressed
    await assignRole(ctx, { viewer, requestKey, incidentId, role: 'lead', userId: viewer.userId, onlyIfFree: true })
    return nothing
  },
  [actions.resolve]: (pressed) => change(pressed, resolving),
  [actions.reopen]: (pressed) => change(pressed, reopening),
  [actions.openUpdate]: async ({ ctx, viewer, value }) => {
    const { incident } = await readIncident(ctx, { viewer, incidentId: value })
    return open(updateModal(incident, ctx.config.severities))
  },
  [actions.openNote]: async ({ ctx, viewer, value }) =>
    open(answerModal(await answerFormFor(ctx, viewer, noteSubject(value), false))),
  [actions.answer]: async ({ ctx, viewer, value }) => open(answerModal(await answerFormFor(ctx, viewer, value, false))),
  ...promptButtons,
  ...hostButtons,
  [actions.showTimeline]: (pressed) => page(pressed, timelinePage),
  [actions.addEntry]: async ({ ctx, viewer, value, responseUrl }) => {
    const [incidentId, page] = pageIn(value)
    const { incident } = await readIncident(ctx, { viewer, incidentId })
    return open(newEntryForm(incident, '', { responseUrl, page }))
  },
  [actions.entryMenu]: chooseInMenu,
  [actions.showReview]: (pressed) => page(pressed, reviewPage),
  ...reviewButtons,
  ...homeButtons,
  ...learningButtons,
  ...materialButtons,
  [actions.showForHost]: async ({ ctx, viewer, value: incidentId }) => {
    const { incident, sentences } = await readForHost(ctx, { viewer, incidentId })
    return open(forHostModal(incident, sentences))
  },
}

export function registerButtons(app: App, desk: Desk): void {
  for (const [id, press] of Object.entries(buttons)) {
    app.action<BlockAction<Press>>(
      { type: 'block_actions', action_id: new RegExp(`^${id}(:\\w+)?$`) },
      async ({ body, action, ack }) => {
        const pressed = pressedFrom(desk, body, action)
        const outcome = await outcomeOf(press, pressed)
        await ackInTime(() => ack(), showOutcome(pressed, outcome))
      },
    )
  }
}

async function showOutcome(pressed: Pressed, outcome: Outcome): Promise<void> {
  if (outcome.kind === 'open') await openForm(pressed.desk, pressed, outcome.view)
  if (outcome.kind !== 'say') return
  if (pressed.responseUrl) await respond(pressed.responseUrl, outcome.message, outcome)
  else if (pressed.isAtHome) await openForm(pressed.desk, pressed, saidModal(outcome.message))
}

async function outcomeOf(press: (pressed: Pressed) => Promise<Outcome>, pressed: Pressed): Promise<Outcome> {
  try {
    return await press(pressed)
  } catch (error) {
    return { kind: 'say', message: sentence(sentenceFor(error, pressed.ctx.log)), replaces: false }
  }
}

const pressedFrom = (desk: Desk, body: BlockAction, action: Press): Pressed => ({
  desk,
  ctx: desk.ctx,
  viewer: { kind: 'person', workspaceId: desk.workspaceId, userId: body.user.id },
  channelId: body.channel?.id ?? null,
  words: '',
  value: carriedBy(action) ?? '',
  blockId: action.block_id,
  requestKey: `action:${body.trigger_id}:${action.action_id}`,
  triggerId: body.trigger_id,
  responseUrl: body.response_url || null,
  isAtHome: body.view?.type === 'home',
})

function carriedBy(action: Press): string | undefined {
  if (action.type === 'users_select') return action.selected_user
  return action.type === 'button' ? action.value : action.selected_option?.value
}

async function change({ ctx, viewer, requestKey, value }: Pressed, wish: ChangeRequest['wish']): Promise<Outcome> {
  await changeIncident(ctx, { viewer, requestKey, incidentId: value, wish })
  return nothing
}

const pageValue = z.tuple([z.string(), z.coerce.number().int()]).rest(z.literal('hidden'))

/** The incident that a value names, and its page, where it names one. */
function pageIn(value: string): [string, { number: number; hasHidden: boolean } | null] {
  const read = pageValue.safeParse(value.split(' ')).data
  return read ? [read[0], { number: read[1], hasHidden: read[2] === 'hidden' }] : [value, null]
}

/** A page opens for that person alone; its own buttons put another page in its place. */
async function page(pressed: Pressed, pageOf: typeof timelinePage): Promise<Outcome> {
  const [incidentId, wanted] = pageIn(pressed.value)
  const message = await pageOf(pressed, incidentId, wanted?.number ?? 0, wanted?.hasHidden ?? false)
  return { kind: 'say', message, replaces: wanted !== null }
}
