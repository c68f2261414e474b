import { type Html, html } from '../core/html.ts'
import { nameOf } from '../core/incident.ts'
import { Refusal } from '../core/refusal.ts'
import { sections } from '../core/review/review-sections.ts'
import { type Found, type Hit, type SearchResult, type Snippet, searchPlaceLabels } from '../core/search.ts'
import { dayText } from '../core/time-text.ts'
import { searchReviews } from '../flows/search-reviews.ts'
import { asRefusal } from './as-refusal.ts'
import type { Asked, Reply } from './for-members.ts'
import { searchForm } from './search-form.ts'
import { sentenceHtml } from './sentence.ts'

/** The same search as in Slack, through the same gate. What is looked for stands in the address, so that it can be kept and sent on. */
export async function searchPage({ desk, visitor, query }: Asked): Promise<Reply> {
  const words = query.get('q') ?? ''
  const found = words.trim() === '' ? null : await search({ desk, visitor, query }, words)
  return {
    title: words.trim() === '' ? 'Search' : `Search: ${words}`,
    hasOwnSearch: true,
    main: html`<div class="text">
<h1>Search</h1>
${searchForm(words, 'search-here')}
${found instanceof Refusal ? html`<p class="notice" role="alert">${sentenceHtml(found.message)}</p>` : found === null ? hint : resultHtml(found, desk.ctx.config.timeZone)}
</div>`,
  }
}

const search = ({ desk, visitor, query }: Pick<Asked, 'desk' | 'visitor' | 'query'>, words: string) =>
  searchReviews(desk.ctx, { viewer: visitor.viewer, words, page: pageIn(query) }).catch(asRefusal)

const hint = html`<p class="hint">In titles, conditions and everything else of reviews, and on timelines. “Words in quotation marks” stand beside each other; -words are not wanted. Answers are not searched.</p>`

function pageIn(query: URLSearchParams): number {
  const page = Number(query.get('page') ?? '1')
  return Number.isInteger(page) && page > 0 && page < 100_000 ? page - 1 : 0
}

function resultHtml({ words, total, page, pages, hits }: SearchResult, timeZone: string): Html {
  if (total === 0)
    return html`<p class="empty">Nothing that you can see has <bdi class="said">${words}</bdi>. Fewer words, or others, may find more.</p>${hint}`
  const to = (wanted: number): string => `/search?q=${encodeURIComponent(words)}&page=${wanted + 1}`
  return html`<p role="status">${total === 1 ? '1 incident has' : `${total} incidents have`} <bdi class="said">${words}</bdi>.</p>
<ol class="incidents">${hits.map((hit) => hitHtml(hit, timeZone))}</ol>
${
  pages > 1 &&
  html`<nav class="pager" aria-label="Pages of what was found">
${page > 0 && html`<a rel="prev" href="${to(page - 1)}">Back</a>`}<span class="facts">Page ${page + 1} of ${pages}</span>
${page < pages - 1 && html`<a rel="next" href="${to(page + 1)}">Go on</a>`}
</nav>`
}`
}

function hitHtml({ incident, found }: Hit, timeZone: string): Html {
  const address = `/${nameOf(incident)}`
  return html`<li>
<a href="${address}"><span class="name">${nameOf(incident)}</span> <bdi class="title">${incident.title}</bdi></a>
<span class="facts">${[dayText(incident.declaredAt, timeZone), incident.status, ...(incident.isPrivate ? ['private'] : [])].join(' · ')}</span>
<ul class="finds">${found.map((one) => html`<li><a href="${address}#${anchorOf(one)}">${labelOf(one)}</a> <bdi class="said">${snippetHtml(one.snippet)}</bdi></li>`)}</ul>
</li>
`
}

const snippetHtml = (snippet: Snippet): Html =>
  html`${snippet.map(({ text, isFound }) => (isFound ? html`<mark>${text}</mark>` : text))}`

/** Where it stands in the review: its own sentence, or the part that people wrote. */
const anchorOf = ({ place, ref }: Found): string => (place === 'incident' ? 'recorded' : ref)

const labelOf = ({ place, ref }: Found): string =>
  place === 'section'
    ? (sections.find(({ key }) => key === ref)?.heading ?? ref)
    : `${searchPlaceLabels[place]}${place === 'incident' ? '' : ` ${ref}`}`
