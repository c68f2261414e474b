import type { Ctx } from '../context.ts'
import type { PartKey } from '../core/review/review-sections.ts'
import type { PersonViewer } from '../core/viewer.ts'
import { readDeclining, readHints } from '../flows/read-hints.ts'
import { readPart } from '../flows/read-part.ts'
import type { Modal } from './blocks.ts'
import { declineModal, partModal, publishModal } from './views/review-forms.ts'

type For = { ctx: Ctx; viewer: PersonViewer }

/**
 * The form for a section, with what stands there; or with what this person typed and has not saved, and beside it what others saved
 * since. @throws Refusal where the viewer may not see the incident, or its review is not open
 */
export async function partForm({ ctx, viewer }: For, incidentId: string, section: PartKey): Promise<Modal> {
  const { incident, text, number, draft } = await readPart(ctx, { viewer, incidentId, section })
  const metadata = { incidentId: incident.id, section, basedOn: number }
  if (!draft || draft.text === text) return partModal({ incident, metadata, text, theirs: null })
  return partModal({ incident, metadata, text: draft.text, theirs: draft.basedOn === number ? null : text })
}

/** @throws Refusal where the viewer may not publish it, or not now */
export const publishForm = async ({ ctx, viewer }: For, incidentId: string): Promise<Modal> =>
  publishModal(await readHints(ctx, { viewer, incidentId }))

/** @throws Refusal where the viewer may not decline it, or not now */
export const declineForm = async ({ ctx, viewer }: For, incidentId: string): Promise<Modal> =>
  declineModal(await readDeclining(ctx, { viewer, incidentId }))
