import type { Ctx } from '../context.ts'
import type { Incident } from '../core/incident.ts'
import type { PartKey } from '../core/review/review-sections.ts'
import { checkWritable } from '../core/review/review-state.ts'
import type { PersonViewer } from '../core/viewer.ts'
import { getIncident } from '../store/incidents.ts'
import { type Draft, findDraft, listPartVersions, type PartVersion } from '../store/review-parts.ts'
import { findReview } from '../store/reviews.ts'

/** A section as somebody may write it. `number` is the version that stands, 0 where there is none; the newest version is the last. */
export type ReadPart = { incident: Incident; text: string; number: number; draft: Draft | null; versions: PartVersion[] }

/**
 * A section that people write, with what this person has typed for it and not saved.
 * @throws Refusal where the viewer may not see the incident, or its review is not open
 */
export async function readPart(
  ctx: Ctx,
  input: { viewer: PersonViewer; incidentId: string; section: PartKey },
): Promise<ReadPart> {
  const { viewer, section } = input
  return ctx.db.reading(async (tx) => {
    const incident = await getIncident(tx, viewer, input.incidentId)
    checkWritable(incident, await findReview(tx, incident.id))
    const versions = (await listPartVersions(tx, incident.id)).filter((version) => version.section === section)
    const newest = versions.at(-1)
    const draft = await findDraft(tx, incident.id, section, viewer.userId)
    return { incident, text: newest?.text ?? '', number: newest?.number ?? 0, draft, versions }
  })
}
