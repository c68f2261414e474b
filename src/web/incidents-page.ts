import { type Html, html } from '../core/html.ts'
import { nameOf } from '../core/incident.ts'
import { dayText } from '../core/time-text.ts'
import { type ListedReview, listIncidentReviews } from '../flows/list-reviews.ts'
import type { Asked, Reply } from './for-members.ts'
import { reviewStateText } from './review-state.ts'

/** The front page: every incident that somebody may see, with its review. */
export async function incidentsPage({ desk, visitor, query }: Asked): Promise<Reply> {
  const page = pageIn(query)
  const { listed, hasMore } = await listIncidentReviews(desk.ctx, visitor.viewer, page)
  const { timeZone } = desk.ctx.config
  const list = html`<ol class="incidents">${listed.map((each) => listedHtml(each, timeZone))}</ol>`
  return {
    title: 'Incidents',
    main: html`<div class="text">
<h1>Incidents and their reviews</h1>
${listed.length === 0 ? html`<p class="empty">${page === 1 ? 'None yet. One is declared in Slack: /incident declare' : 'There are no more.'}</p>` : list}
<nav class="pager" aria-label="Pages of the list">
${page > 1 && html`<a rel="prev" href="/?page=${page - 1}">Newer</a>`}
${hasMore && html`<a rel="next" href="/?page=${page + 1}">Older</a>`}
</nav>
</div>`,
  }
}

function pageIn(query: URLSearchParams): number {
  const page = Number(query.get('page') ?? '1')
  return Number.isInteger(page) && page > 0 && page < 100_000 ? page : 1
}

function listedHtml({ incident, severityLabel, review }: ListedReview, timeZone: string): Html {
  const { kind, isPrivate } = incident
  const facts = [
    dayText(incident.declaredAt, timeZone),
    severityLabel,
    incident.status,
    ...(kind === 'live' ? [] : [kind.replace('_', ' ')]),
    ...(isPrivate ? ['private'] : []),
  ]
  return html`<li>
<a href="/${nameOf(incident)}"><span class="name">${nameOf(incident)}</span> <bdi class="title">${incident.title}</bdi></a>
<span class="facts">${facts.join(' · ')}</span>
<span class="state">${reviewStateText(review, timeZone)}</span>
</li>
`
}
