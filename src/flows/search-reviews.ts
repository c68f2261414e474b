import type { Ctx } from '../context.ts'
import { type Incident, nameOf, numberIn } from '../core/incident.ts'
import {
  type Hit,
  type SearchResult,
  type SearchTerm,
  searchTermsFrom,
  searchText,
  snippetFrom,
  withoutMarks,
} from '../core/search.ts'
import { readableText } from '../core/slack-text/slack-text.ts'
import type { Viewer } from '../core/viewer.ts'
import type { Tx } from '../store/db.ts'
import { findIncidentByNumber, listIncidentsNamed } from '../store/incidents.ts'
import { findReview } from '../store/reviews.ts'
import { type Find, listFinds, markFinds, searchIncidents } from '../store/search.ts'

/** How many incidents a page has, and how many places of each are shown. */
const hitsAPage = 5
const findsEach = 3

/**
 * Looks for words in titles, conditions and everything else of reviews, in sections that people wrote, and on timelines. Answers are
 * not looked through: they are sealed. People who are mentioned are not named.
 * @throws Refusal where there is nothing to look for
 */
export async function searchReviews(ctx: Ctx, input: { viewer: Viewer; words: string; page: number }): Promise<SearchResult> {
  const { viewer } = input
  const terms = searchTermsFrom(input.words)
  return ctx.db.transaction(async (tx) => {
    const named = await namedIn(tx, viewer, terms)
    if (named) return { words: nameOf(named), total: 1, page: 0, pages: 1, hits: await hitsOf(tx, [named], terms) }
    const { matches, total, page } = await pageOf(tx, viewer, terms, input.page)
    const incidents = await listIncidentsNamed(
      tx,
      viewer,
      matches.map(({ incidentId }) => incidentId),
    )
    const pages = Math.max(Math.ceil(total / hitsAPage), 1)
    return { words: searchText(terms), total, page, pages, hits: await hitsOf(tx, incidents, terms) }
  })
}

/** `INC-12` alone is that incident. */
async function namedIn(tx: Tx, viewer: Viewer, [term, ...others]: SearchTerm[]): Promise<Incident | null> {
  const number = term && others.length === 0 && /^inc/i.test(term.words) ? numberIn(term.words) : null
  return number === null ? null : findIncidentByNumber(tx, viewer, number)
}

/** The page that is wanted, or the last one where there are fewer. */
async function pageOf(tx: Tx, viewer: Viewer, terms: SearchTerm[], wanted: number) {
  const page = Math.max(wanted, 0)
  const found = await searchIncidents(tx, viewer, terms, { skip: page * hitsAPage, take: hitsAPage })
  if (found.matches.length > 0 || page === 0) return { ...found, page }
  const { total } = await searchIncidents(tx, viewer, terms, { skip: 0, take: 1 })
  const last = Math.max(Math.ceil(total / hitsAPage) - 1, 0)
  return { ...(await searchIncidents(tx, viewer, terms, { skip: last * hitsAPage, take: hitsAPage })), page: last }
}

async function hitsOf(tx: Tx, incidents: Incident[], terms: SearchTerm[]): Promise<Hit[]> {
  const finds = await listFinds(
    tx,
    incidents.map(({ id }) => id),
    terms,
    findsEach,
  )
  const texts = finds.map(readable)
  const marked = await markFinds(tx, texts, terms)
  const found = finds
    .map(({ incidentId, place, ref }, index) => ({
      incidentId,
      found: { place, ref, snippet: snippetFrom(marked[index] ?? '', texts[index] ?? '') },
    }))
    .filter((one) => one.found.snippet.some(({ isFound }) => isFound))
  const hits: Hit[] = []
  for (const incident of incidents)
    hits.push({
      incident,
      hasReview: (await findReview(tx, incident.id)) !== null,
      found: found.filter(({ incidentId }) => incidentId === incident.id).map((one) => one.found),
    })
  return hits
}

/** An incident's title and description are plain; what was typed for a section has no markup but for people; the rest has Slack's. */
function readable({ place, text }: Find): string {
  if (place === 'incident') return withoutMarks(text)
  return withoutMarks(readableText(place === 'section' ? text.replaceAll('&', '&amp;') : text))
}
