import type { Ctx } from '../context.ts'
import type { Incident } from '../core/incident.ts'
import { compileReview, sameStatements } from '../core/review.ts'
import type { Tx } from '../store/db.ts'
import { findNewestVersion, insertVersion } from '../store/reviews.ts'
import { gatherFacts } from './gather-facts.ts'

/**
 * Compiles the review of an incident into the database, from facts only. Where it says the same from the same sources
 * as the newest version, there is no new one. Part of a transaction that holds the incident.
 */
export async function writeVersion(tx: Tx, ctx: Ctx, incident: Incident): Promise<void> {
  const facts = await gatherFacts(tx, ctx.config, incident)
  if (!facts) return
  const statements = compileReview(facts)
  const newest = await findNewestVersion(tx, incident.id)
  if (newest && sameStatements(newest.statements, statements)) return
  await insertVersion(tx, { incidentId: incident.id, number: (newest?.number ?? 0) + 1, compiledAt: ctx.clock.now(), statements })
}
