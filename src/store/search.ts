import { foundMarks, placeWeights, type SearchPlace, type SearchTerm, searchPlaces } from '../core/search.ts'
import type { Viewer } from '../core/viewer.ts'
import { Prisma } from '../generated/prisma/client.ts'
import type { Tx } from './db.ts'
import { mayBeSeen } from './incidents.ts'
import { places } from './search-places.ts'

/** `score` is the sum of what each term found best counts. */
export type Match = { incidentId: string; score: number }

/**
 * The incidents that this viewer may see and that have all of the terms somewhere, and none that is left out; what counts more
 * first, then the newest. Words that say nothing, such as "the", count for nothing.
 * @returns a page of them, and how many there are
 */
export async function searchIncidents(
  tx: Tx,
  viewer: Viewer,
  terms: readonly SearchTerm[],
  page: { skip: number; take: number },
): Promise<{ matches: Match[]; total: number }> {
  const rows = await tx.$queryRaw<{ incidentId: string; score: number; total: number }[]>`
    WITH term AS (SELECT * FROM (VALUES ${Prisma.join(terms.map(asRow))}) AS term("number", "isLeftOut", "query")),
    hit AS (
      SELECT "number", "isLeftOut", "incidentId", max("weight") AS "weight" FROM (${findsOfTerms}) AS find
      GROUP BY "number", "isLeftOut", "incidentId"
    )
    SELECT incident."id" AS "incidentId", sum(hit."weight")::int AS "score", (count(*) OVER ())::int AS "total"
    FROM hit JOIN "Incident" AS incident ON incident."id" = hit."incidentId"
    WHERE ${mayBeSeen(viewer)}
    GROUP BY incident."id"
    HAVING count(*) FILTER (WHERE NOT hit."isLeftOut") =
      (SELECT count(*) FROM term WHERE NOT "isLeftOut" AND numnode("query") > 0) AND count(*) FILTER (WHERE hit."isLeftOut") = 0
    ORDER BY sum(hit."weight") DESC, incident."number" DESC
    LIMIT ${page.take} OFFSET ${page.skip}`
  return { matches: rows.map(({ incidentId, score }) => ({ incidentId, score })), total: rows[0]?.total ?? 0 }
}

/** Something that was found. `text` is as it is kept: in Slack's markup, but for the description of an incident, for one that is found itself. */
export type Find = { incidentId: string; place: SearchPlace; ref: string; text: string }

/** Where in these incidents the terms were found, what counts more first; a few places of each. The caller has come through the gate. */
export async function listFinds(
  tx: Tx,
  incidentIds: readonly string[],
  terms: readonly SearchTerm[],
  most: number,
): Promise<Find[]> {
  const any = anyOf(terms)
  const finds = searchPlaces.map((key) => {
    const { from, incidentId, lexemes, isShown, ref, text, also } = places[key]
    return Prisma.sql`SELECT ${incidentId} AS "incidentId", ${key}::text AS "place", ${ref} AS "ref", ${text} AS "text",
      ${placeWeights[key]}::int AS "weight"
      FROM ${from} ${also} WHERE ${incidentId} = ANY(${[...incidentIds]}::uuid[]) AND ${lexemes} @@ ${any} AND ${isShown}`
  })
  return tx.$queryRaw<Find[]>`
    SELECT "incidentId", "place", "ref", "text" FROM (
      SELECT *, row_number() OVER (PARTITION BY "incidentId" ORDER BY "weight" DESC, length("ref"), "ref") AS "rank"
      FROM (${Prisma.join(finds, ' UNION ALL ')}) AS find
    ) AS ranked WHERE "rank" <= ${most} ORDER BY "rank"`
}

/** A piece of each text around what was found in it, marked; in their order. */
export async function markFinds(tx: Tx, texts: readonly string[], terms: readonly SearchTerm[]): Promise<string[]> {
  if (texts.length === 0) return []
  const options = `StartSel=${foundMarks.begin}, StopSel=${foundMarks.end}, MaxWords=30, MinWords=12`
  const rows = await tx.$queryRaw<{ marked: string }[]>`
    SELECT ts_headline('english', given."text", ${anyOf(terms)}, ${options}) AS "marked"
    FROM unnest(${[...texts]}::text[]) WITH ORDINALITY AS given("text", "place") ORDER BY given."place"`
  return rows.map(({ marked }) => marked)
}

const findsOfTerms = Prisma.join(
  searchPlaces.map((key) => {
    const { from, incidentId, lexemes, isShown } = places[key]
    return Prisma.sql`SELECT term."number", term."isLeftOut", ${incidentId} AS "incidentId", ${placeWeights[key]}::int AS "weight"
      FROM term, ${from} WHERE ${lexemes} @@ term."query" AND ${isShown}`
  }),
  ' UNION ALL ',
)

const asRow = (term: SearchTerm, number: number): Prisma.Sql =>
  Prisma.sql`(${number}::int, ${term.isLeftOut}::boolean, ${queryOf(term)})`

const queryOf = ({ words, isPhrase }: SearchTerm): Prisma.Sql =>
  isPhrase ? Prisma.sql`phraseto_tsquery('english', ${words})` : Prisma.sql`plainto_tsquery('english', ${words})`

const anyOf = (terms: readonly SearchTerm[]): Prisma.Sql =>
  Prisma.sql`(${Prisma.join(terms.filter(({ isLeftOut }) => !isLeftOut).map(queryOf), ' || ')})`
