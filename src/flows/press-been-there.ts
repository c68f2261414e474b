import { createHmac, randomBytes } from 'node:crypto'
import type { Ctx } from '../context.ts'
import { type Incident, nameOf } from '../core/incident.ts'
import { materialNamed } from '../core/material/material.ts'
import { Refusal } from '../core/refusal.ts'
import type { PersonViewer } from '../core/viewer.ts'
import { refreshReview } from '../jobs/refresh.ts'
import { countBeenThere, keepSecret, togglePress } from '../store/been-there.ts'
import type { Tx } from '../store/db.ts'
import { takeDelivery } from '../store/delivered.ts'
import { getIncidentForUpdate } from '../store/incidents.ts'
import { findReview } from '../store/reviews.ts'
import { getCondition } from './reach-material.ts'
import { findSource } from './words-of-source.ts'

/**
 * "I have been there too", on a condition or an entry: one press a person, and a second one takes it back. Only the count is shown.
 * What is kept is made of the person and a secret of the incident, so that it names nobody; the secret is thrown away when the review
 * is published, and from then on the count stays as it is.
 * @returns whether their press is there now, and how many are; null where this request was done before
 * @throws Refusal where there is no such thing for this viewer, or the review is published
 */
export async function pressBeenThere(
  ctx: Ctx,
  input: { viewer: PersonViewer; incidentId: string; of: string; requestKey: string },
): Promise<{ isThere: boolean; count: number } | null> {
  const { viewer } = input
  return ctx.db.transaction(async (tx) => {
    if (!(await takeDelivery(tx, viewer.workspaceId, input.requestKey, ctx.clock.now()))) return null
    const incident = await getIncidentForUpdate(tx, viewer, input.incidentId)
    const of = await getPressable(tx, ctx, incident, input.of)
    const secret = await keepSecret(tx, incident, randomBytes(32).toString('base64url'))
    const isThere = await togglePress(tx, incident, of, pressOf(secret, of, viewer.userId))
    await refreshReview(tx, incident)
    return { isThere, count: (await countBeenThere(tx, incident.id)).get(of) ?? 0 }
  })
}

/** What is kept of somebody's press on something. */
export const pressOf = (secret: string, of: string, userId: string): string =>
  createHmac('sha256', secret).update(`${of} ${userId}`).digest('base64url')

async function getPressable(tx: Tx, ctx: Pick<Ctx, 'seals'>, incident: Incident, of: string): Promise<string> {
  if ((await findReview(tx, incident.id))?.state === 'published')
    throw new Refusal(
      `The review of ${nameOf(incident)} is published, and who pressed is forgotten; the counts stay as they are.`,
    )
  const named = materialNamed(of)
  if (named?.kind === 'condition') return `C${(await getCondition(tx, incident, named.id)).id}`
  const source = of.startsWith('E') ? await findSource(tx, ctx, incident, of) : null
  if (source) return source.ref
  throw new Refusal('This can be said of conditions and of entries of the timeline.')
}
