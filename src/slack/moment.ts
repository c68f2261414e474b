import type { App, BlockAction, ButtonAction } from '@slack/bolt'
import { Refusal } from '../core/refusal.ts'
import type { PersonViewer } from '../core/viewer.ts'
import { answerFormFor } from './answer-form.ts'
import { SlackRefused } from './api.ts'
import type { Desk } from './desk.ts'
import { actions } from './ids.ts'
import { ackInTime } from './in-time.ts'
import { answerModal } from './views/answer-form.ts'

/** In the answer form: unfolds what was written then. What is typed meanwhile stays, as its blocks keep their names. */
export function registerMoment(app: App, desk: Desk): void {
  app.action<BlockAction<ButtonAction>>(
    { type: 'block_actions', action_id: actions.showMoment },
    async ({ body, action, ack }) => {
      const viewer: PersonViewer = { kind: 'person', workspaceId: desk.workspaceId, userId: body.user.id }
      await ackInTime(() => ack(), body.view ? unfold(desk, viewer, body.view.id, action.value ?? '') : Promise.resolve())
    },
  )
}

/**
 * Pressed twice, it is harmless; so no hash says of which state of the form this is. One that was closed meanwhile stays closed,
 * and what is no longer theirs to see stays folded.
 */
async function unfold(desk: Desk, viewer: PersonViewer, viewId: string, promptId: string): Promise<void> {
  try {
    const view = answerModal(await answerFormFor(desk.ctx, viewer, promptId, true))
    await desk.api.call('views.update', { view_id: viewId, view })
  } catch (error) {
    const isOver = error instanceof Refusal || (error instanceof SlackRefused && error.code === 'not_found')
    if (!isOver) throw error
  }
}
