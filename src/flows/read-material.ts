import type { Ctx } from '../context.ts'
import type { Incident } from '../core/incident.ts'
import { type KnownMaterial, knownMaterial, type Told } from '../core/known-material.ts'
import {
  type AllMaterial,
  type MaterialKind,
  type Materials,
  mapMaterial,
  materialKinds,
  materialRef,
} from '../core/material/material.ts'
import { answerRef } from '../core/prompts.ts'
import { Refusal } from '../core/refusal.ts'
import { entryRef } from '../core/timeline.ts'
import type { PersonViewer } from '../core/viewer.ts'
import { listReleasedAnswers } from '../store/answers.ts'
import type { Tx } from '../store/db.ts'
import { listEntries } from '../store/entries.ts'
import { getIncident } from '../store/incidents.ts'
import { listAllMaterial } from '../store/material.ts'
import { findReview } from '../store/reviews.ts'
import { reachMaterial } from './reach-material.ts'

/** What may be made into something for the review with one tap: an answer that its writer released. */
export type FreeAnswer = { ref: string; words: string; at: Date | null }

/** All that goes into a review beside timeline and answers, as somebody may see it: with their own surprises before it opens. */
export type AllRead = {
  incident: Incident
  known: KnownMaterial
  /** What somebody took out, and can bring back. */
  removed: Told[]
  /** Released answers of an open review. */
  answers: FreeAnswer[]
}

/** @throws Refusal where the viewer may not see the incident */
export async function readAllMaterial(ctx: Ctx, input: { viewer: PersonViewer; incidentId: string }): Promise<AllRead> {
  return ctx.db.reading(async (tx) => readIn(tx, ctx, input.viewer, await getIncident(tx, input.viewer, input.incidentId)))
}

/**
 * One thing, in its words, with all the rest of its incident.
 * @throws Refusal where there is no such thing for this viewer, or its words are gone
 */
export async function readMaterial<Kind extends MaterialKind>(
  ctx: Ctx,
  input: { viewer: PersonViewer; kind: Kind; id: number },
): Promise<AllRead & { told: Told<Materials[Kind]> }> {
  const { viewer, kind, id } = input
  return ctx.db.reading(async (tx) => {
    const { incident } = await reachMaterial(tx, viewer, kind, id)
    const read = await readIn(tx, ctx, viewer, incident)
    const ref = materialRef({ kind, id })
    const told = read.known.byRef[kind].get(ref)
    if (!told) throw new Refusal(`${ref} is not in the review now. \`/incident material removed\` shows what was taken out.`)
    return { ...read, told }
  })
}

/** The same inside a transaction that has come through the gate with the incident. */
export async function readIn(tx: Tx, ctx: Ctx, viewer: PersonViewer, incident: Incident): Promise<AllRead> {
  const all = await listAllMaterial(tx, incident.id)
  const isOpen = ((await findReview(tx, incident.id))?.openedAt ?? null) !== null
  const answers = isOpen ? await listReleasedAnswers(tx, ctx.seals, incident.id) : []
  const words = new Map<string, string | null>([
    ...(await listEntries(tx, incident.id)).map(({ id, text }): [string, string] => [entryRef(id), text ?? '']),
    ...answers.map(({ id, text }): [string, string | null] => [answerRef(id), text]),
  ])
  const tell = (material: AllMaterial) =>
    knownMaterial(
      material,
      (source) => words.get(source) ?? null,
      ({ personId, recordedBy }) => isOpen || (personId ?? recordedBy) === viewer.userId,
    )
  const removed = tell(mapMaterial(all, (one) => (one.removedAt === null ? [] : [{ ...one, removedAt: null }])))
  return {
    incident,
    known: tell(all),
    removed: materialKinds.flatMap((kind): Told[] => removed[kind]),
    answers: answers.flatMap(({ id, text, momentAt: at }) => (text ? [{ ref: answerRef(id), words: text, at }] : [])),
  }
}
