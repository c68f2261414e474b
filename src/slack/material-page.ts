import type { Ctx } from '../context.ts'
import type { MaterialKind } from '../core/material/material.ts'
import type { PersonViewer } from '../core/viewer.ts'
import type { Nudge } from '../core/wording/wording.ts'
import { readAllMaterial, readMaterial } from '../flows/read-material.ts'
import type { Message } from './blocks.ts'
import { respond } from './respond.ts'
import { type MaterialPage, materialMessage, materialPageIn } from './views/material-list.ts'
import { savedMessage } from './views/material-saved.ts'

type For = { ctx: Ctx; viewer: PersonViewer }

/** A page of what goes into a review, for somebody. @throws Refusal where they may not see the incident */
export async function materialPage({ ctx, viewer }: For, incidentId: string, page: MaterialPage): Promise<Message> {
  return materialMessage(await readAllMaterial(ctx, { viewer, incidentId }), page, viewer.userId)
}

/** Something as it was just kept, for whoever wrote it. */
export async function savedPage(
  { ctx, viewer }: For,
  { kind, id, nudges }: { kind: MaterialKind; id: number; nudges: readonly Nudge[] },
): Promise<Message> {
  const { incident, told, known } = await readMaterial(ctx, { viewer, kind, id })
  return savedMessage(incident, told, known, nudges)
}

type Saved = { kind: MaterialKind; id: number; nudges: readonly Nudge[]; responseUrl: string | null; page: string | null }

/**
 * What was kept is said back where the form was opened: the page of the list as it is now, or the thing itself, and always where there
 * is a question back. It is kept, whether this can be shown or not.
 */
export async function tellSaved(who: For, saved: Saved): Promise<void> {
  const { responseUrl, page, nudges } = saved
  if (!responseUrl) return
  if (page !== null) await tellPage(who, saved)
  if (page === null || nudges.length > 0) await respond(responseUrl, await savedPage(who, saved)).catch(() => false)
}

/** The page of the list that a form was opened from, as it is now. */
export async function tellPage(
  who: For,
  { kind, id, responseUrl, page }: Pick<Saved, 'kind' | 'id' | 'responseUrl' | 'page'>,
): Promise<void> {
  if (!responseUrl || page === null) return
  const { incident } = await readMaterial(who.ctx, { viewer: who.viewer, kind, id })
  const shown = await materialPage(who, incident.id, materialPageIn(page))
  await respond(responseUrl, shown, { replaces: true }).catch(() => false)
}
