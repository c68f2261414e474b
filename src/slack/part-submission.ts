import type { App, ViewOutput } from '@slack/bolt'
import { Refusal } from '../core/refusal.ts'
import type { PersonViewer } from '../core/viewer.ts'
import { readIncident } from '../flows/read-incident.ts'
import { savePart } from '../flows/save-part.ts'
import type { Modal } from './blocks.ts'
import type { Desk } from './desk.ts'
import { forms } from './ids.ts'
import { readJson } from './payloads.ts'
import { sentenceFor } from './refusals.ts'
import { partForm } from './review-forms.ts'
import { fieldOf, filledIn } from './submitted.ts'
import { nudgesModal, type PartMetadata, partField, partMetadata, partModal, textOfPieces } from './views/review-forms.ts'

/** The form for a section. Where somebody else saved meanwhile, it comes back with both texts. From questions about the wording it opens again. */
export function registerPartSubmission(app: App, desk: Desk): void {
  const answers = { [forms.part]: submitted, [forms.nudges]: again }
  for (const [callbackId, answer] of Object.entries(answers))
    app.view({ type: 'view_submission', callback_id: callbackId }, async ({ body, view, ack }) => {
      const viewer: PersonViewer = { kind: 'person', workspaceId: desk.workspaceId, userId: body.user.id }
      try {
        const next = await answer(desk, viewer, view)
        await ack(next ? { response_action: 'update', view: next } : undefined)
      } catch (error) {
        const errors = { [fieldOf(error, view)]: sentenceFor(error, desk.ctx.log).replaceAll('`', '') }
        await ack({ response_action: 'errors', errors })
      }
    })
}

async function again({ ctx }: Desk, viewer: PersonViewer, view: ViewOutput): Promise<Modal> {
  const { incidentId, section } = metadataIn(view.private_metadata)
  return partForm({ ctx, viewer }, incidentId, section)
}

async function submitted(desk: Desk, viewer: PersonViewer, view: ViewOutput): Promise<Modal | null> {
  const metadata = metadataIn(view.private_metadata)
  const text = writtenIn(view)
  const saved = await savePart(desk.ctx, { ...metadata, viewer, text, requestKey: `view:${view.id}:${view.hash}` })
  if (saved?.kind === 'saved') return saved.nudges.length > 0 ? nudgesModal(saved.nudges, metadata) : null
  if (!saved) return null
  const { incident } = await readIncident(desk.ctx, { viewer, incidentId: metadata.incidentId })
  return partModal({ incident, metadata: { ...metadata, basedOn: saved.number }, text, theirs: saved.theirs })
}

/** @throws Refusal where this version of the bot has not written it */
function metadataIn(json: string): PartMetadata {
  const read = partMetadata.safeParse(readJson(json)).data
  if (!read) throw new Refusal('This form was opened before the bot changed. Please open it again.')
  return read
}

function writtenIn(view: ViewOutput): string {
  const filled = filledIn(view)
  const shown = view.blocks.filter(({ type }) => type === 'input')
  return textOfPieces(shown.map((_input, at) => filled.text(partField(at))))
}
