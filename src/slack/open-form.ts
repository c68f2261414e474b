import { SlackRefused } from './api.ts'
import type { Modal } from './blocks.ts'
import type { Desk } from './desk.ts'
import { sentenceFor } from './refusals.ts'
import { respond } from './respond.ts'
import { sentence } from './views/answers.ts'

/** Opens a form before somebody. Where it does not open, they are told. */
export async function openForm(desk: Desk, asked: { triggerId: string; responseUrl: string | null }, view: Modal): Promise<void> {
  try {
    await desk.api.call('views.open', { trigger_id: asked.triggerId, view })
  } catch (error) {
    // The same request, come again: its form is open already.
    if (error instanceof SlackRefused && error.code === 'exchanged_trigger_id') return
    const told = sentence(sentenceFor(error, desk.ctx.log))
    if (asked.responseUrl) await respond(asked.responseUrl, told)
  }
}
