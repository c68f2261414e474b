import type { Counts } from '../core/likeness.ts'
import type { Candidate, OwnStem } from '../core/rhymes.ts'
import type { Viewer } from '../core/viewer.ts'
import type { Tx } from './db.ts'
import { mayBeSeen } from './incidents.ts'
import { stemQuery } from './likeness.ts'

/** How many are looked at more closely. */
const most = 20

/** How much a stem counts by where an earlier incident has it: its title or description, its conditions, or what was first observed. */
const counting = { incident: 1, condition: 0.8, signal: 0.6 }

/**
 * Earlier incidents that this viewer may see and that have some of these stems, those with more and rarer ones first, then the newest; without those
 * that were hidden beside this one. And how many incidents have each of the stems.
 */
export async function listLikeIncidents(
  tx: Tx,
  viewer: Viewer,
  incidentId: string,
  own: readonly OwnStem[],
): Promise<{ candidates: Candidate[]; counts: Counts }> {
  const stems = own.map(({ stem }) => stem)
  const rows = await tx.$queryRaw<
    { incidentId: string; found: Record<string, number>; counts: Record<string, number>; total: number }[]
  >`
    WITH word AS (SELECT "stem", ${stemQuery} AS "query" FROM unnest(${stems}::text[]) AS word("stem")),
    find AS (
      SELECT word."stem", piece."id" AS "incidentId", ${counting.incident}::float AS "counts" FROM word JOIN "Incident" AS piece
        ON to_tsvector('english', piece."title" || ' ' || piece."description") @@ word."query"
      UNION ALL
      SELECT word."stem", piece."incidentId", ${counting.condition}::float FROM word JOIN "Condition" AS piece
        ON to_tsvector('english', coalesce(piece."text", '')) @@ word."query" WHERE piece."removedAt" IS NULL
    ),
    hit AS (
      SELECT find."stem", find."incidentId", max(find."counts") AS "counts" FROM find
      JOIN "Incident" AS its ON its."id" = find."incidentId"
      WHERE its."workspaceId" = ${viewer.workspaceId} AND its."id" <> ${incidentId}::uuid AND its."status" <> 'cancelled'
      GROUP BY find."stem", find."incidentId"
    ),
    counted AS (SELECT "stem", count(*)::int AS "count" FROM hit GROUP BY "stem"),
    every AS (SELECT count(*)::int AS "total" FROM "Incident" WHERE "workspaceId" = ${viewer.workspaceId}),
    ranked AS (
      SELECT hit."incidentId", sum(hit."counts" * ln(1 + every."total"::float / counted."count")) AS "score"
      FROM hit JOIN counted USING ("stem"), every GROUP BY hit."incidentId"
    ),
    first AS MATERIALIZED (
      SELECT incident."id", ranked."score", incident."number", coalesce(incident."detectedAt", incident."declaredAt") AS "noticedAt"
      FROM ranked JOIN "Incident" AS incident ON incident."id" = ranked."incidentId"
      WHERE ${mayBeSeen(viewer)} AND NOT EXISTS (
        SELECT FROM "RhymeHidden" AS hidden WHERE hidden."incidentId" = ${incidentId}::uuid AND hidden."earlierId" = incident."id")
      ORDER BY ranked."score" DESC, incident."number" DESC LIMIT ${most}
    ),
    found AS (
      SELECT hit."stem", hit."incidentId", hit."counts" FROM hit JOIN first ON first."id" = hit."incidentId"
      UNION ALL
      SELECT word."stem", first."id", ${counting.signal}::float FROM first
      JOIN "Entry" AS piece ON piece."incidentId" = first."id" JOIN word ON piece."lexemes" @@ word."query"
      WHERE piece."kind" = 'observation' AND piece."hiddenAt" IS NULL AND piece."happenedAt" < first."noticedAt" + interval '1 hour'
    ),
    best AS (SELECT "incidentId", "stem", max("counts") AS "counts" FROM found GROUP BY "incidentId", "stem")
    SELECT first."id" AS "incidentId", every."total", (SELECT json_object_agg("stem", "count") FROM counted) AS "counts",
      (SELECT json_object_agg("stem", "counts") FROM best WHERE best."incidentId" = first."id") AS "found"
    FROM first, every ORDER BY first."score" DESC, first."number" DESC`
  const [first] = rows
  return {
    candidates: rows.map((row) => ({ incidentId: row.incidentId, found: new Map(Object.entries(row.found)) })),
    counts: { of: new Map(Object.entries(first?.counts ?? {})), total: first?.total ?? 0 },
  }
}

/** Keeps that an earlier incident is not like this one. */
export async function hideRhyme(tx: Tx, workspaceId: string, pair: { incidentId: string; earlierId: string }): Promise<void> {
  await tx.rhymeHidden.createMany({ data: [{ workspaceId, ...pair }], skipDuplicates: true })
}
