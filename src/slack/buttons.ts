import type { App, BlockAction, ButtonAction } from '@slack/bolt'
import { z } from 'zod'
import type { Wish } from '../core/incident.ts'
import { assignRole } from '../flows/assign-role.ts'
import { changeIncident } from '../flows/change-incident.ts'
import { postponePrompt } from '../flows/postpone-prompt.ts'
import { readIncident } from '../flows/read-incident.ts'
import { readPrivateNote } from '../flows/read-private-note.ts'
import { skipPrompt } from '../flows/skip-prompt.ts'
import { answerFormFor } from './answer-form.ts'
import type { Modal } from './blocks.ts'
import type { Desk } from './desk.ts'
import { actions } from './ids.ts'
import type { Asked } from './incident-meant.ts'
import { reviewPage, timelinePage } from './pages.ts'
import { sentenceFor } from './refusals.ts'
import { respond } from './respond.ts'
import { sentence } from './views/answers.ts'
import { updateModal } from './views/forms.ts'
import { answerModal, noteModal } from './views/prompt.ts'

/** What a button was pressed for: `value` is what it carries, `triggerId` lets a form open for three seconds. */
type Pressed = Asked & { value: string; triggerId: string; desk: Desk }

/** Every button in a message, by its id, and what it does. What it does is committed before Slack hears that it was pressed. */
const buttons: Record<string, (pressed: Pressed) => Promise<void>> = {
  [actions.lead]: async (pressed) => {
    await assignRole(pressed.ctx, { ...pressed, incidentId: pressed.value, role: 'lead', userId: pressed.viewer.userId })
  },
  [actions.resolve]: (pressed) => wish(pressed, { status: 'resolved' }),
  [actions.reopen]: (pressed) => wish(pressed, { status: 'investigating' }),
  [actions.openUpdate]: async (pressed) => {
    const { incident } = await readIncident(pressed.ctx, { viewer: pressed.viewer, incidentId: pressed.value })
    await open(pressed, updateModal(incident, pressed.ctx.config.severities))
  },
  [actions.openNote]: async (pressed) => {
    const { incident, question, answer } = await readPrivateNote(pressed.ctx, {
      viewer: pressed.viewer,
      incidentId: pressed.value,
    })
    await open(pressed, noteModal(incident, question, answer))
  },
  [actions.answer]: async (pressed) =>
    open(pressed, answerModal(await answerFormFor(pressed.ctx, pressed.viewer, pressed.value, false))),
  [actions.later]: (pressed) => postponePrompt(pressed.ctx, { ...pressed, promptId: pressed.value }),
  [actions.skip]: (pressed) => skipPrompt(pressed.ctx, { ...pressed, promptId: pressed.value }),
  [actions.showTimeline]: (pressed) => showPage(pressed, timelinePage),
  [actions.showReview]: (pressed) => showPage(pressed, reviewPage),
}

export function registerButtons(app: App, desk: Desk): void {
  for (const [id, press] of Object.entries(buttons)) {
    app.action<BlockAction<ButtonAction>>(
      { type: 'block_actions', action_id: new RegExp(`^${id}(:\\d+)?$`) },
      async ({ body, action, ack }) => {
        const pressed = pressedFrom(desk, body, action)
        try {
          await press(pressed)
          await ack()
        } catch (error) {
          const told = sentence(sentenceFor(error, desk.ctx.log))
          await ack()
          if (pressed.responseUrl) await respond(pressed.responseUrl, told)
        }
      },
    )
  }
}

const pressedFrom = (desk: Desk, body: BlockAction, action: ButtonAction): Pressed => ({
  desk,
  ctx: desk.ctx,
  viewer: { kind: 'person', workspaceId: desk.workspaceId, userId: body.user.id },
  channelId: body.channel?.id ?? null,
  words: '',
  value: action.value ?? '',
  requestKey: `action:${body.trigger_id}:${action.action_id}`,
  triggerId: body.trigger_id,
  responseUrl: body.response_url || null,
})

async function wish(pressed: Pressed, wished: Wish): Promise<void> {
  const { ctx, viewer, requestKey, value: incidentId } = pressed
  await changeIncident(ctx, { viewer, requestKey, incidentId, wish: wished })
}

async function open({ desk, triggerId }: Pressed, view: Modal): Promise<void> {
  await desk.api.call('views.open', { trigger_id: triggerId, view })
}

const pageValue = z.tuple([z.string(), z.coerce.number().int()])

/** A page opens for that person alone; its own buttons put another page in its place. */
async function showPage(pressed: Pressed, pageOf: typeof timelinePage): Promise<void> {
  const page = pageValue.safeParse(pressed.value.split(' '))
  const [incidentId, number] = page.success ? page.data : [pressed.value, 0]
  const message = await pageOf(pressed, incidentId, number)
  if (pressed.responseUrl) await respond(pressed.responseUrl, message, { replaces: page.success })
}
