import type { App, BlockAction, ButtonAction, ViewOutput } from '@slack/bolt'
import { z } from 'zod'
import { statusFrom } from '../core/incident.ts'
import { type Visibility, visibilities } from '../core/prompts.ts'
import type { PersonViewer } from '../core/viewer.ts'
import { answerPrompt } from '../flows/answer-prompt.ts'
import { changeIncident } from '../flows/change-incident.ts'
import { declareIncident } from '../flows/declare-incident.ts'
import { keepPrivateNote } from '../flows/keep-private-note.ts'
import { answerFormFor } from './answer-form.ts'
import type { Desk } from './desk.ts'
import { actions, forms } from './ids.ts'
import { sentenceFor } from './refusals.ts'
import { fields } from './views/forms.ts'
import { answerModal } from './views/prompt.ts'

/** What somebody filled in, by the names of the blocks. A field that was left empty is an empty text or an empty list. */
type Filled = { text(field: string): string; chosen(field: string): string[] }
type Submitted = { desk: Desk; viewer: PersonViewer; metadata: string; requestKey: string; filled: Filled }

const visibility = (filled: Filled): Visibility =>
  z.enum(visibilities).catch('only_me').parse(filled.chosen(fields.visibility)[0])

/** Every form, and what submitting it does. */
const submissions: Record<string, (submitted: Submitted) => Promise<unknown>> = {
  [forms.declare]: ({ desk, viewer, metadata, requestKey, filled }) =>
    declareIncident(desk.ctx, {
      viewer,
      requestKey,
      title: filled.text(fields.title),
      severity: filled.chosen(fields.severity)[0] ?? desk.ctx.config.defaultSeverity,
      description: filled.text(fields.description),
      isPrivate: filled.chosen(fields.options).includes('private'),
      kind: filled.chosen(fields.options).includes('drill') ? 'drill' : 'live',
      responseUrl: metadata === '' ? null : metadata,
    }),
  [forms.update]: ({ desk, viewer, metadata, requestKey, filled }) =>
    changeIncident(desk.ctx, {
      viewer,
      requestKey,
      incidentId: metadata,
      wish: {
        status: statusFrom(filled.chosen(fields.status)[0] ?? ''),
        severity: filled.chosen(fields.severity)[0] ?? '',
        title: filled.text(fields.title),
        description: filled.text(fields.description),
      },
    }),
  [forms.answer]: ({ desk, viewer, metadata, requestKey, filled }) =>
    answerPrompt(desk.ctx, {
      viewer,
      requestKey,
      promptId: metadata,
      text: filled.text(fields.text),
      visibility: visibility(filled),
    }),
  [forms.note]: ({ desk, viewer, metadata, requestKey, filled }) =>
    keepPrivateNote(desk.ctx, {
      viewer,
      requestKey,
      incidentId: metadata,
      text: filled.text(fields.text),
      visibility: visibility(filled),
    }),
}

/** Forms: what was filled in is committed before the form closes; where it will not do, the form stays, with all that was typed. */
export function registerSubmissions(app: App, desk: Desk): void {
  for (const [callbackId, submit] of Object.entries(submissions)) {
    app.view({ type: 'view_submission', callback_id: callbackId }, async ({ body, view, ack }) => {
      const viewer: PersonViewer = { kind: 'person', workspaceId: desk.workspaceId, userId: body.user.id }
      try {
        await submit({
          desk,
          viewer,
          metadata: view.private_metadata,
          requestKey: `view:${view.id}:${view.hash}`,
          filled: filledIn(view),
        })
        await ack()
      } catch (error) {
        const errors = { [firstField(view)]: sentenceFor(error, desk.ctx.log).replaceAll('`', '') }
        await ack({ response_action: 'errors', errors })
      }
    })
  }
  registerMoment(app, desk)
}

/** In the answer form: unfolds what was written then. What is typed meanwhile stays, as its block keeps its name. */
function registerMoment(app: App, desk: Desk): void {
  app.action<BlockAction<ButtonAction>>(
    { type: 'block_actions', action_id: actions.showMoment },
    async ({ body, action, ack }) => {
      await ack()
      const viewer: PersonViewer = { kind: 'person', workspaceId: desk.workspaceId, userId: body.user.id }
      const { view } = body
      if (!view) return
      const form = await answerFormFor(desk.ctx, viewer, action.value ?? '', true)
      await desk.api.call('views.update', { view_id: view.id, hash: view.hash, view: answerModal(form) })
    },
  )
}

const fieldState = z.object({
  value: z.string().nullish(),
  selected_option: z.object({ value: z.string() }).nullish(),
  selected_options: z.array(z.object({ value: z.string() })).nullish(),
})

function filledIn(view: ViewOutput): Filled {
  const stateOf = (field: string) => fieldState.catch({}).parse(view.state.values[field]?.[field])
  return {
    text: (field) => stateOf(field).value ?? '',
    chosen: (field) => {
      const { selected_option: one, selected_options: many } = stateOf(field)
      return many ? many.map(({ value }) => value) : one ? [one.value] : []
    },
  }
}

/** Slack shows an error beside a field, so one has to be named. */
const firstField = (view: ViewOutput): string => view.blocks.find(({ type }) => type === 'input')?.block_id ?? fields.title
