import type { App, BlockAction, ViewOutput, ViewResponseAction } from '@slack/bolt'
import { z } from 'zod'
import { type Visibility, visibilities } from '../core/prompts.ts'
import { Refusal } from '../core/refusal.ts'
import type { PersonViewer } from '../core/viewer.ts'
import { answerPrompt } from '../flows/answer-prompt.ts'
import { keepAnswerDraft } from '../flows/keep-answer-draft.ts'
import { previewAnswer } from '../flows/preview-answer.ts'
import { releaseAnswer } from '../flows/release-answer.ts'
import { SlackRefused } from './api.ts'
import type { Desk } from './desk.ts'
import { actions, forms } from './ids.ts'
import { ackInTime } from './in-time.ts'
import { readJson } from './payloads.ts'
import { sentenceFor } from './refusals.ts'
import { type Filled, fieldOf, filledIn } from './submitted.ts'
import { answerMetadata } from './views/answer-form.ts'
import { notReleasedModal, previewMetadata, previewModal, receiptModal } from './views/answer-preview.ts'
import { fields } from './views/forms.ts'

type Sent = { desk: Desk; viewer: PersonViewer; view: ViewOutput }

/** The form for an answer, the look before it is released, and what is typed meanwhile. */
export function registerAnswers(app: App, desk: Desk): void {
  const sent = (userId: string, view: ViewOutput): Sent => ({
    desk,
    viewer: { kind: 'person', workspaceId: desk.workspaceId, userId },
    view,
  })
  app.view({ type: 'view_submission', callback_id: forms.answer }, async ({ body, view, ack }) => {
    const response = await goOn(sent(body.user.id, view))
    if (response) await ack(response)
    else await ack()
  })
  app.view({ type: 'view_submission', callback_id: forms.answerPreview }, async ({ body, view, ack }) => {
    await ack(await release(sent(body.user.id, view)))
  })
  for (const field of [fields.text, fields.visibility])
    app.action<BlockAction>({ type: 'block_actions', block_id: field, action_id: field }, async ({ body, action, ack }) => {
      if (body.view?.callback_id === forms.answer) await keepStroke(sent(body.user.id, body.view), action.action_ts)
      await ack()
    })
  app.action<BlockAction>({ type: 'block_actions', action_id: actions.keepWording }, async ({ body, ack }) => {
    await ackInTime(() => ack(), body.view ? withoutNudge(sent(body.user.id, body.view)) : Promise.resolve())
  })
}

/** For oneself it is kept at once; for others it is shown first as it will read. */
async function goOn({ desk, viewer, view }: Sent): Promise<ViewResponseAction | null> {
  try {
    const { subject } = metadataIn(answerMetadata, view)
    const filled = filledIn(view)
    const given = { viewer, subject, text: filled.text(fields.text), visibility: visibilityIn(filled) }
    const isRemembered = filled.chosen(fields.remember).includes('remember')
    if (given.visibility === 'only_me') {
      await answerPrompt(desk.ctx, { ...given, ...keysOf(view), isRemembered })
      return null
    }
    const preview = await previewAnswer(desk.ctx, { ...given, hasNudge: true })
    return { response_action: 'push', view: previewModal({ ...preview, isRemembered }) }
  } catch (error) {
    return { response_action: 'errors', errors: { [fieldOf(error, view)]: told(error, desk) } }
  }
}

async function release({ desk, viewer, view }: Sent): Promise<ViewResponseAction> {
  try {
    const receipt = await releaseAnswer(desk.ctx, { viewer, ...metadataIn(previewMetadata, view), ...keysOf(view) })
    return receipt === null ? { response_action: 'clear' } : { response_action: 'update', view: receiptModal(receipt) }
  } catch (error) {
    return { response_action: 'update', view: notReleasedModal(told(error, desk)) }
  }
}

/** Both the form and the look are of one form: what was typed in it is old when it was sent. */
const keysOf = (view: ViewOutput) => ({
  requestKey: `view:${view.id}:${view.hash}`,
  formKey: `form:${view.root_view_id ?? view.id}`,
})

/** What cannot be kept now (it is no question of theirs, or there is no key) still stands in the form. */
async function keepStroke({ desk, viewer, view }: Sent, typedTs: string): Promise<void> {
  try {
    const filled = filledIn(view)
    const { subject } = metadataIn(answerMetadata, view)
    const given = { text: filled.text(fields.text), visibility: visibilityIn(filled), typedTs }
    await keepAnswerDraft(desk.ctx, { viewer, subject, formKey: keysOf(view).formKey, ...given })
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
  }
}

/** The look without the question: it is the last that was said about it. */
async function withoutNudge({ desk, viewer, view }: Sent): Promise<void> {
  try {
    const { subject, visibility, isRemembered } = metadataIn(previewMetadata, view)
    const preview = await previewAnswer(desk.ctx, { viewer, subject, visibility, text: null, hasNudge: false })
    await desk.api.call('views.update', { view_id: view.id, hash: view.hash, view: previewModal({ ...preview, isRemembered }) })
  } catch (error) {
    const isOver =
      error instanceof Refusal || (error instanceof SlackRefused && ['not_found', 'hash_conflict'].includes(error.code))
    if (!isOver) throw error
  }
}

const visibilityIn = (filled: Filled): Visibility =>
  z.enum(visibilities).catch('only_me').parse(filled.chosen(fields.visibility)[0])

function metadataIn<Metadata>(schema: z.ZodType<Metadata>, view: ViewOutput): Metadata {
  const read = schema.safeParse(readJson(view.private_metadata)).data
  if (!read) throw new Refusal('This form was opened before the bot changed. Please open it again; what you wrote is there.')
  return read
}

const told = (error: unknown, desk: Desk): string => sentenceFor(error, desk.ctx.log).replaceAll('`', '')
