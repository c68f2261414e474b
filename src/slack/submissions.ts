import type { App } from '@slack/bolt'
import { kinds, NothingNew, statusFrom, type Wish } from '../core/incident.ts'
import { Refusal } from '../core/refusal.ts'
import type { PersonViewer } from '../core/viewer.ts'
import { changeIncident } from '../flows/change-incident.ts'
import { type Declaration, declareIncident } from '../flows/declare-incident.ts'
import { declineReview } from '../flows/decline-review.ts'
import { publishReview } from '../flows/publish-review.ts'
import { redactAccount } from '../flows/redact-account.ts'
import { askingSubmissions } from './asking-submissions.ts'
import type { Desk } from './desk.ts'
import { registerHostForm } from './host-buttons.ts'
import { forms } from './ids.ts'
import { registerMoment } from './moment.ts'
import { readJson } from './payloads.ts'
import { sentenceFor } from './refusals.ts'
import { type Filled, fieldOf, filledIn, type Submissions, type Submitted } from './submitted.ts'
import { wordsIn } from './views/chosen-message.ts'
import { declareOrigin, digestOf, fields, type UpdateShown, updateShown } from './views/forms.ts'

/** Every form, and what submitting it does. */
const submissions: Submissions = {
  ...askingSubmissions,
  [forms.declare]: ({ desk, viewer, metadata, requestKey, filled, blocks }) =>
    declareIncident(desk.ctx, {
      viewer,
      requestKey,
      title: filled.text(fields.title),
      severity: filled.chosen(fields.severity)[0] ?? desk.ctx.config.defaultSeverity,
      description: filled.text(fields.description),
      isPrivate: filled.chosen(fields.options).includes('private'),
      kind: kinds.find((kind) => filled.chosen(fields.options).includes(kind)) ?? 'live',
      ...originIn(metadata, blocks),
    }),
  [forms.update]: update,
  [forms.redact]: ({ desk, viewer, filled }) => redactAccount(desk.ctx, { viewer, words: filled.text(fields.text) }),
  [forms.publish]: ({ desk, viewer, metadata, requestKey, filled }) =>
    publishReview(desk.ctx, { viewer, requestKey, incidentId: metadata, note: filled.text(fields.reason) }),
  [forms.decline]: ({ desk, viewer, metadata, requestKey, filled }) =>
    declineReview(desk.ctx, { viewer, requestKey, incidentId: metadata, reason: filled.text(fields.reason) }),
}

/** Where to tell the person of the channel, and the message that they declare from. */
function originIn(metadata: string, blocks: readonly unknown[]): Pick<Declaration, 'responseUrl' | 'message'> {
  const { responseUrl, message } = declareOrigin.catch({ responseUrl: null }).parse(readJson(metadata))
  return { responseUrl, ...(message && { message: { ...message, text: wordsIn(blocks) } }) }
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
          blocks: view.blocks,
        })
        await ack()
      } catch (error) {
        const errors = { [fieldOf(error, view)]: sentenceFor(error, desk.ctx.log).replaceAll('`', '') }
        await ack({ response_action: 'errors', errors })
      }
    })
  }
  registerMoment(app, desk)
  registerHostForm(app, desk)
}

/**
 * Others may have changed the incident while the form was open: only what this person changed in it is changed.
 * With nothing changed, or all of it done by others meanwhile, the form closes.
 */
async function update({ desk, viewer, metadata, requestKey, filled }: Submitted): Promise<void> {
  const shown = shownIn(metadata)
  const wish = wishIn(shown, filled)
  if (Object.keys(wish).length === 0) return
  try {
    await changeIncident(desk.ctx, { viewer, requestKey, incidentId: shown.incidentId, wish })
  } catch (error) {
    if (!(error instanceof NothingNew)) throw error
  }
}

/** @throws Refusal where this version of the bot has not written it */
function shownIn(metadata: string): UpdateShown {
  const read = updateShown.safeParse(readJson(metadata)).data
  if (!read) throw new Refusal('This form was opened before the bot changed. Please open it again.')
  return read
}

function wishIn(shown: UpdateShown, filled: Filled): Wish {
  const status = statusFrom(filled.chosen(fields.status)[0] ?? shown.status)
  const severity = filled.chosen(fields.severity)[0] ?? shown.severity
  const title = filled.text(fields.title)
  const description = filled.text(fields.description).trim()
  return {
    ...(status !== shown.status && { status }),
    ...(severity !== shown.severity && { severity }),
    ...(title !== shown.title && { title }),
    ...(digestOf(description) !== shown.description && { description }),
  }
}
