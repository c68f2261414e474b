import type { Ctx } from '../context.ts'
import type { Incident } from '../core/incident.ts'
import { type Material, type MaterialKind, type Materials, materialRef } from '../core/material/material.ts'
import { type Draft, freshMaterial } from '../core/material/material-rules.ts'
import { Refusal } from '../core/refusal.ts'
import { refreshReview } from '../jobs/refresh.ts'
import type { Tx } from '../store/db.ts'
import { insertEvidence } from '../store/evidence.ts'
import { insertMaterial } from '../store/material.ts'
import { getCondition } from './reach-material.ts'
import { getSource, type Source } from './words-of-source.ts'

/** Who does something, and when. */
export type By = { by: string; at: Date }

/**
 * Keeps something for the review, with what it rests on. Part of a transaction that has come through the gate with the incident.
 * @throws Refusal where it will not do, or a source may not be shown
 */
export async function putMaterial<Kind extends MaterialKind>(
  tx: Tx,
  ctx: Pick<Ctx, 'seals'>,
  incident: Incident,
  draft: Draft<Kind>,
  { by, at }: By,
): Promise<Materials[Kind]> {
  const source = draft.wordsOf ? await getSource(tx, ctx, incident, draft.wordsOf) : null
  if (source?.words.trim() === '' && !draft.wish.text?.trim())
    throw new Refusal(`${source.ref} has no words. Say it in a sentence of your own.`, 'text')
  const wordsOf = draft.wish.text?.trim() ? null : (source?.ref ?? null)
  const fresh = freshMaterial(incident, { ...draft, wordsOf }, by, at)
  const placed = source ? madeOf(fresh, source) : fresh
  await checkTies(tx, incident, placed)
  const { id: _unkept, ...unnumbered } = placed
  const material = { ...placed, id: await insertMaterial(tx, draft.kind, unnumbered) }
  if (source) await insertEvidence(tx, incident, { of: materialRef(material), source: source.ref }, at)
  await refreshReview(tx, incident)
  return material
}

/**
 * A surprise that is made of an entry or an answer is about its moment, and of nobody in particular where somebody else's words are
 * in it: who was surprised is theirs to say.
 */
function madeOf<Kind extends MaterialKind>(fresh: Materials[Kind], { entryId, at, userId }: Source): Materials[Kind] {
  if (fresh.kind !== 'surprise') return fresh
  return { ...fresh, entryId, momentAt: fresh.momentAt ?? at, personId: userId === fresh.personId ? fresh.personId : null }
}

/** @throws Refusal where it names a condition that is not there */
export async function checkTies(tx: Tx, incident: Incident, material: Material): Promise<void> {
  if (material.kind === 'change' && material.conditionId !== null) await getCondition(tx, incident, material.conditionId)
}
