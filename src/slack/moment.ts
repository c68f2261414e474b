import type { App, BlockAction, ButtonAction } from '@slack/bolt'
import type { PersonViewer } from '../core/viewer.ts'
import { answerFormFor } from './answer-form.ts'
import { SlackRefused } from './api.ts'
import type { Desk } from './desk.ts'
import { actions } from './ids.ts'
import { answerModal } from './views/answer-form.ts'

/** In the answer form: unfolds what was written then. What is typed meanwhile stays, as its blocks keep their names. */
export function registerMoment(app: App, desk: Desk): void {
  app.action<BlockAction<ButtonAction>>(
    { type: 'block_actions', action_id: actions.showMoment },
    async ({ body, action, ack }) => {
      const viewer: PersonViewer = { kind: 'person', workspaceId: desk.workspaceId, userId: body.user.id }
      if (body.view) await unfold(desk, viewer, body.view.id, action.value ?? '')
      await ack()
    },
  )
}

/** Pressed twice, it is harmless; so no hash says of which state of the form this is. One that was closed meanwhile stays closed. */
async function unfold(desk: Desk, viewer: PersonViewer, viewId: string, promptId: string): Promise<void> {
  const view = answerModal(await answerFormFor(desk.ctx, viewer, promptId, true))
  try {
    await desk.api.call('views.update', { view_id: viewId, view })
  } catch (error) {
    if (!(error instanceof SlackRefused) || error.code !== 'not_found') throw error
  }
}
