import { type Incident, nameOf } from '../core/incident.ts'
import { type MaterialKind, type Materials, materialRef } from '../core/material/material.ts'
import { Refusal } from '../core/refusal.ts'
import type { Viewer } from '../core/viewer.ts'
import type { Nudge } from '../core/wording/wording.ts'
import type { Tx } from '../store/db.ts'
import { findIncident, getIncidentForUpdate } from '../store/incidents.ts'
import { findMaterial } from '../store/material.ts'

/** Something as it was kept, with questions back about its wording for whoever wrote it. */
export type Kept<Kind extends MaterialKind> = Reached<Kind> & { nudges: Nudge[] }

export type Reached<Kind extends MaterialKind> = { incident: Incident; material: Materials[Kind] }

/**
 * Something of a review by its number, removed or not, through the gate of its incident. Part of a transaction.
 * @throws Refusal where there is no such thing for this viewer
 */
export async function reachMaterial<Kind extends MaterialKind>(
  tx: Tx,
  viewer: Viewer,
  kind: Kind,
  id: number,
): Promise<Reached<Kind>> {
  const material = await findMaterial(tx, viewer.workspaceId, kind, id)
  const incident = material && (await findIncident(tx, viewer, material.incidentId))
  if (!incident) throw new Refusal(notThere(materialRef({ kind, id })))
  return { incident, material }
}

/**
 * As `reachMaterial`, and nobody else changes what is in the review until this transaction ends.
 * @throws Refusal where there is no such thing for this viewer
 */
export async function reachForChange<Kind extends MaterialKind>(
  tx: Tx,
  viewer: Viewer,
  kind: Kind,
  id: number,
): Promise<Reached<Kind>> {
  const { incident } = await reachMaterial(tx, viewer, kind, id)
  await getIncidentForUpdate(tx, viewer, incident.id)
  return reachMaterial(tx, viewer, kind, id)
}

/**
 * A condition of an incident that stands in its review. The caller has come through the gate with it.
 * @throws Refusal where there is none of that number here
 */
export async function getCondition(tx: Tx, incident: Incident, id: number): Promise<Materials['condition']> {
  const condition = await findMaterial(tx, incident.workspaceId, 'condition', id)
  if (condition?.incidentId === incident.id && condition.removedAt === null) return condition
  const ref = materialRef({ kind: 'condition', id })
  throw new Refusal(`There is no ${ref} in the review of ${nameOf(incident)}. \`/incident material\` shows what there is.`)
}

const notThere = (ref: string): string =>
  `There is no ${ref} that you can see. \`/incident material\` shows what there is, with its numbers.`
