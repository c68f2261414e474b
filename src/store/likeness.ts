import type { Counts } from '../core/likeness.ts'
import type { Viewer } from '../core/viewer.ts'
import { Prisma } from '../generated/prisma/client.ts'
import type { Tx } from './db.ts'
import { mayBeSeen } from './incidents.ts'

/** The stems of the words of each text, without those that say nothing; in the order of the texts. */
export async function listStems(tx: Tx, texts: readonly string[]): Promise<string[][]> {
  const rows = await tx.$queryRaw<{ stems: string[] }[]>`
    SELECT tsvector_to_array(to_tsvector('english', given."text")) AS "stems"
    FROM unnest(${[...texts]}::text[]) WITH ORDINALITY AS given("text", "place") ORDER BY given."place"`
  return rows.map(({ stems }) => stems)
}

/** A condition that shares words with another; `words` are the stems of its own. */
export type LikeCondition = { id: number; incidentId: string; knownAs: number | null; words: string[] }

/** How many are looked at more closely. */
const candidates = 30

/**
 * Conditions of other incidents that this viewer may see and that share some of these stems, those that share more and rarer ones first; and how
 * many conditions have each of the stems. Conditions with the words of an answer are not among them.
 */
export async function listLikeConditions(
  tx: Tx,
  viewer: Viewer,
  incidentId: string,
  stems: readonly string[],
): Promise<{ conditions: LikeCondition[]; counts: Counts }> {
  const rows = await tx.$queryRaw<(LikeCondition & { counts: Record<string, number>; total: number })[]>`
    WITH word AS (SELECT "stem", ${stemQuery} AS "query" FROM unnest(${[...stems]}::text[]) AS word("stem")),
    borrowed AS MATERIALIZED (
      SELECT piece."id", entry."lexemes" FROM "Condition" AS piece
      JOIN "Entry" AS entry ON entry."id" = substr(piece."wordsOf", 2)::int AND entry."incidentId" = piece."incidentId"
      WHERE piece."workspaceId" = ${viewer.workspaceId} AND piece."text" IS NULL AND piece."wordsOf" LIKE 'E%'
        AND piece."removedAt" IS NULL AND entry."hiddenAt" IS NULL
    ),
    hit AS (
      SELECT word."stem", piece."id" FROM word JOIN "Condition" AS piece
        ON to_tsvector('english', coalesce(piece."text", '')) @@ word."query"
      WHERE piece."workspaceId" = ${viewer.workspaceId} AND piece."removedAt" IS NULL
      UNION ALL SELECT word."stem", borrowed."id" FROM word JOIN borrowed ON borrowed."lexemes" @@ word."query"
    ),
    counted AS (SELECT "stem", count(*)::int AS "count" FROM hit GROUP BY "stem"),
    every AS (
      SELECT count(*)::int AS "total" FROM "Condition" WHERE "workspaceId" = ${viewer.workspaceId} AND "removedAt" IS NULL
    ),
    ranked AS (
      SELECT hit."id", sum(ln(1 + every."total"::float / counted."count")) AS "score"
      FROM hit JOIN counted USING ("stem"), every GROUP BY hit."id"
    )
    SELECT piece."id", piece."incidentId", piece."knownAs", every."total",
      tsvector_to_array(coalesce(to_tsvector('english', piece."text"), borrowed."lexemes")) AS "words",
      (SELECT json_object_agg("stem", "count") FROM counted) AS "counts"
    FROM ranked JOIN "Condition" AS piece ON piece."id" = ranked."id" JOIN "Incident" AS incident ON incident."id" = piece."incidentId"
    LEFT JOIN borrowed ON borrowed."id" = piece."id" CROSS JOIN every
    WHERE ${mayBeSeen(viewer)} AND piece."incidentId" <> ${incidentId}::uuid
    ORDER BY ranked."score" DESC, piece."id" DESC LIMIT ${candidates}`
  const [first] = rows
  const counts = { of: new Map(Object.entries(first?.counts ?? {})), total: first?.total ?? 0 }
  return { conditions: rows.map(({ counts: _counts, total: _total, ...condition }) => condition), counts }
}

/** A query for a stem as it is: it must not be stemmed again. */
export const stemQuery = Prisma.sql`('''' || replace(replace("stem", '\\', '\\\\'), '''', '''''') || '''')::tsquery`
