import type { Ctx } from '../context.ts'
import type { Incident } from '../core/incident.ts'
import { reviewWords } from '../core/review/review.ts'
import { type AccountsToChoose, accountsToChoose } from '../core/review/review-differing.ts'
import { knownFrom } from '../core/review/review-facts.ts'
import type { PersonViewer } from '../core/viewer.ts'
import { readReview } from './read-review.ts'

/**
 * What somebody may choose two of, to say that they differ. Times are told in `timeZone`.
 * @throws Refusal where the viewer may not see the incident, or it has no review yet
 */
export async function readDiffering(
  ctx: Ctx,
  { timeZone, ...of }: { viewer: PersonViewer; incidentId: string; timeZone: string },
): Promise<AccountsToChoose & { incident: Incident }> {
  const { facts, labels, names } = await readReview(ctx, of)
  const words = reviewWords({ timeZone, person: labels, name: names })
  return { incident: facts.incident, ...accountsToChoose(knownFrom(facts), words) }
}
