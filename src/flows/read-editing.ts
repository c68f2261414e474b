import type { Ctx } from '../context.ts'
import type { Incident } from '../core/incident.ts'
import { Refusal } from '../core/refusal.ts'
import { type PartKey, partKeys } from '../core/review/review-sections.ts'
import {
  checkDeclining,
  checkOpening,
  checkPublishing,
  checkWritable,
  type Standing,
  stateAfterReopening,
} from '../core/review/review-state.ts'
import type { PersonViewer } from '../core/viewer.ts'
import { getIncident } from '../store/incidents.ts'
import { findPerson } from '../store/people.ts'
import { type Draft, listDraftsOf, listPartVersions } from '../store/review-parts.ts'
import { findReview } from '../store/reviews.ts'

export const decisions = ['open', 'publish', 'decline', 'reopen'] as const
export type Decision = (typeof decisions)[number]

/** A part as somebody may write it: the text that stands, its number (0 where there is none), and what they have not saved. */
export type WritablePart = { text: string; number: number; draft: Draft | null }

/** What somebody may do with a review now. */
export type Editing = {
  /** By part; empty while nothing may be written. */
  parts: ReadonlyMap<PartKey, WritablePart>
  decisions: Decision[]
  hostName: string | null
}

/** What somebody may do with a review. @throws Refusal where they may not see the incident */
export async function readEditing(ctx: Ctx, input: { viewer: PersonViewer; incidentId: string }): Promise<Editing> {
  const { viewer } = input
  return ctx.db.reading(async (tx) => {
    const incident = await getIncident(tx, viewer, input.incidentId)
    const review = await findReview(tx, incident.id)
    const host = review?.hostId ? await findPerson(tx, viewer.workspaceId, review.hostId) : null
    const mayWrite = isAllowed(() => checkWritable(incident, review))
    return {
      parts: mayWrite
        ? writable(await listPartVersions(tx, incident.id), await listDraftsOf(tx, incident.id, viewer.userId))
        : new Map(),
      decisions: decisionsOf(incident, review, viewer.userId),
      hostName: host?.name ?? null,
    }
  })
}

function writable(versions: Awaited<ReturnType<typeof listPartVersions>>, drafts: readonly Draft[]): Map<PartKey, WritablePart> {
  return new Map(
    partKeys.map((key) => {
      const newest = versions.filter(({ section }) => section === key).at(-1)
      const draft = drafts.find(({ section }) => section === key) ?? null
      return [key, { text: newest?.text ?? '', number: newest?.number ?? 0, draft }]
    }),
  )
}

function decisionsOf(incident: Incident, review: Standing | null, userId: string): Decision[] {
  const doing = { incident, review, userId }
  const checks: Record<Decision, () => unknown> = {
    open: () => checkOpening(doing),
    publish: () => checkPublishing(doing),
    decline: () => checkDeclining(doing),
    reopen: () => stateAfterReopening(doing),
  }
  return decisions.filter((decision) => isAllowed(checks[decision]))
}

function isAllowed(check: () => unknown): boolean {
  try {
    check()
    return true
  } catch (error) {
    if (error instanceof Refusal) return false
    throw error
  }
}
