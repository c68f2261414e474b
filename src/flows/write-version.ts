import { crc32 } from 'node:zlib'
import type { Ctx } from '../context.ts'
import type { Incident } from '../core/incident.ts'
import {
  compileReview,
  type ReviewFacts,
  renderReview,
  reviewWords,
  type Statement,
  sameStatements,
} from '../core/review/review.ts'
import type { Tx } from '../store/db.ts'
import { findNewestVersion, insertVersion } from '../store/reviews.ts'
import { gatherFacts } from './gather-facts.ts'

/**
 * Compiles the review of an incident into the database, from facts only. Where it says the same from the same sources
 * as the newest version, there is no new one. Part of a transaction that holds the incident.
 * @returns whether there is a new version
 */
export async function writeVersion(tx: Tx, ctx: Ctx, incident: Incident): Promise<boolean> {
  const facts = await gatherFacts(tx, ctx, incident)
  if (!facts) return false
  const statements = compileReview(facts)
  const checksum = checksumOf(statements, facts)
  const newest = await findNewestVersion(tx, incident.id)
  if (newest?.checksum === checksum && sameStatements(newest.statements, statements)) return false
  await insertVersion(tx, incident.id, {
    number: (newest?.number ?? 0) + 1,
    compiledAt: ctx.clock.now(),
    statements,
    checksum,
  })
  return true
}

/** Words in which nothing but the sources can differ: neither names nor settings. */
const plainWords = reviewWords({ timeZone: 'UTC', person: (userId) => userId, name: (userId) => `@${userId}` })

/** Without merged accounts: of a checksum one could try out which of them were there already. */
function checksumOf(statements: Statement[], facts: ReviewFacts): number {
  const { sections } = renderReview(statements, { ...facts, merged: [] }, plainWords)
  const words = sections.flatMap((section) => section.statements.map(({ text }) => text)).join('\n')
  return crc32(words) | 0
}
