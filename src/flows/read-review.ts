import type { Ctx } from '../context.ts'
import { nameOf } from '../core/incident.ts'
import { labelsFor } from '../core/labels.ts'
import { Refusal } from '../core/refusal.ts'
import { type RenderedReview, type ReviewFacts, renderReview, reviewWords } from '../core/review.ts'
import type { Viewer } from '../core/viewer.ts'
import { getIncident } from '../store/incidents.ts'
import { listPeople } from '../store/people.ts'
import { findNewestVersion } from '../store/reviews.ts'
import { gatherFacts } from './gather-facts.ts'

/** A review as somebody may read it: the stored statements, put into words from the facts of now. */
export type ReadReview = {
  facts: ReviewFacts
  rendered: RenderedReview
  /** Which version it is, from 1. */
  version: number
  labels(userId: string): string
  names(userId: string): string
}

/**
 * Reads the stored review of an incident, with labels for people and names only beside answers that were released with one.
 * @throws Refusal where the viewer may not see the incident, or it has no review yet
 */
export async function readReview(ctx: Ctx, input: { viewer: Viewer; incidentId: string }): Promise<ReadReview> {
  const { config } = ctx
  return ctx.db.transaction(async (tx) => {
    const incident = await getIncident(tx, input.viewer, input.incidentId)
    const facts = await gatherFacts(tx, config, incident)
    const version = facts && (await findNewestVersion(tx, incident.id))
    if (!facts || !version)
      throw new Refusal(`${nameOf(incident)} has no review yet: it is compiled when the incident is resolved.`)
    const people = await listPeople(
      tx,
      incident.workspaceId,
      facts.answers.map(({ userId }) => userId),
    )
    const roleLabels = Object.fromEntries(config.roles.map(({ key, label }) => [key, label]))
    const labels = labelsFor({ ...facts, roleLabels, declaredBy: incident.declaredBy })
    const names = (userId: string) => people.find((person) => person.userId === userId)?.name ?? 'a colleague'
    const words = reviewWords({
      timeZone: config.timeZone,
      person: labels,
      name: names,
      role: (role) => roleLabels[role] ?? role,
    })
    return { facts, rendered: renderReview(version.statements, facts, words), version: version.number, labels, names }
  })
}
