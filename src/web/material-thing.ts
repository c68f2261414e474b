import type { Told } from '../core/known-material.ts'
import { type MaterialKind, materialNamed, materialRef } from '../core/material/material.ts'
import { type AllRead, readAllMaterial } from '../flows/read-material.ts'
import type { Asked } from './for-members.ts'
import { type InReview, reviewOf } from './in-review.ts'

/** Something that stands in a review, as this visitor may see it, with all the rest of it. */
export type Thing = { of: InReview; ref: string; kind: MaterialKind; id: number; told: Told; read: AllRead }

/** What an address names: what stands in the review, or was taken out of it; null where this visitor may not see its incident. */
export async function thingOf(asked: Asked): Promise<Thing | { of: InReview; ref: string; removed: Told | null } | null> {
  const named = materialNamed(asked.parameters.ref ?? '')
  const of = named && (await reviewOf(asked))
  if (!named || !of) return null
  const ref = materialRef(named)
  const read = await readAllMaterial(asked.desk.ctx, of)
  const told = read.known.of.get(ref)
  return told ? { of, ref, ...named, told, read } : { of, ref, removed: read.removed.find((one) => one.ref === ref) ?? null }
}
