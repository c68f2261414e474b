import type { Ctx } from '../context.ts'
import { nameOf } from '../core/incident.ts'
import { type Condition, materialRef } from '../core/material/material.ts'
import { Refusal } from '../core/refusal.ts'
import { asBot, type PersonViewer } from '../core/viewer.ts'
import type { Tx } from '../store/db.ts'
import { takeDelivery } from '../store/delivered.ts'
import { getIncidentForUpdate } from '../store/incidents.ts'
import { deleteApart, insertApart, listKnownAs, renumberKnownAs, saveKnownAs } from '../store/known-conditions.ts'
import { type Reached, reachMaterial } from './reach-material.ts'

/** What somebody says of a condition and one of another incident. */
export type Said = { viewer: PersonViewer; id: number; otherId: number; requestKey: string }

/** What comes of it: the condition, as it was before; null where this request was done before. */
type Done = Promise<Reached<'condition'> | null>

/**
 * Says that a condition is one that was seen before. Conditions that are one have the same number, which is that of one of them.
 * Where it was another one until now, it is that no longer.
 * @throws Refusal where one of them is not there for this viewer, or both are of one incident
 */
export const recogniseCondition = (ctx: Ctx, said: Said): Done =>
  saidOf(ctx, said, async (tx, own, other) => {
    if (own.incidentId === other.incidentId)
      throw new Refusal(`${refOf(own)} and ${refOf(other)} are of one incident. What is seen again is seen in another one.`)
    if (isOne(own, other)) return
    await leave(tx, own)
    const knownAs = other.knownAs ?? other.id
    await saveKnownAs(tx, other.id, knownAs)
    await saveKnownAs(tx, own.id, knownAs)
    await deleteApart(tx, { conditionId: own.id, otherId: other.id })
  })

/**
 * Says that a condition is something else than one that reads alike, or that was taken for the same: it is not offered again.
 * @throws Refusal where one of them is not there for this viewer
 */
export const setConditionApart = (ctx: Ctx, said: Said): Done =>
  saidOf(ctx, said, async (tx, own, other) => {
    if (isOne(own, other)) await leave(tx, own)
    await insertApart(tx, said.viewer.workspaceId, { conditionId: own.id, otherId: other.id })
  })

/**
 * Takes back what somebody said of two conditions: that they are the same, or that they are not.
 * @throws Refusal where one of them is not there for this viewer
 */
export const takeBackCondition = (ctx: Ctx, said: Said): Done =>
  saidOf(ctx, said, async (tx, own, other) => {
    if (isOne(own, other)) await leave(tx, own)
    await deleteApart(tx, { conditionId: own.id, otherId: other.id })
  })

async function saidOf(
  ctx: Ctx,
  { viewer, id, otherId, requestKey }: Said,
  work: (tx: Tx, own: Condition, other: Condition) => Promise<void>,
): Done {
  return ctx.db.transaction(async (tx) => {
    if (!(await takeDelivery(tx, viewer.workspaceId, requestKey, ctx.clock.now()))) return null
    const found = await reachMaterial(tx, viewer, 'condition', id)
    await lockAll(tx, [found.material, (await reachMaterial(tx, viewer, 'condition', otherId)).material])
    const { incident, material: own } = await reachMaterial(tx, viewer, 'condition', id)
    const { incident: elsewhere, material: other } = await reachMaterial(tx, viewer, 'condition', otherId)
    if (own.removedAt !== null || other.removedAt !== null)
      throw new Refusal(`One of them was taken out of its review, of ${nameOf(incident)} or of ${nameOf(elsewhere)}.`)
    await work(tx, own, other)
    return { incident, material: own }
  })
}

/** Nobody changes any of the conditions that are one with these, in whatever incident; in one order, so that nobody waits in a circle. */
async function lockAll(tx: Tx, conditions: readonly Condition[]): Promise<void> {
  const workspaceId = conditions[0]?.workspaceId ?? ''
  const groups = await listKnownAs(
    tx,
    workspaceId,
    conditions.flatMap(({ knownAs }) => knownAs ?? []),
  )
  const incidents = new Set([...conditions, ...groups].map(({ incidentId }) => incidentId))
  for (const incidentId of [...incidents].sort()) await getIncidentForUpdate(tx, asBot(workspaceId), incidentId)
}

/** It is one with nothing any more. Where the others have its number, they get that of one of them. */
async function leave(tx: Tx, { workspaceId, id, knownAs }: Condition): Promise<void> {
  if (knownAs === null) return
  await saveKnownAs(tx, id, null)
  if (knownAs === id) await renumberKnownAs(tx, workspaceId, knownAs)
}

const isOne = (a: Condition, b: Condition): boolean => a.knownAs !== null && a.knownAs === b.knownAs
const refOf = ({ id }: Condition): string => materialRef({ kind: 'condition', id })
