import { type Html, html } from '../core/html.ts'
import { type Incident, nameOf } from '../core/incident.ts'
import { Refusal } from '../core/refusal.ts'
import { reviewHtml } from '../core/review-html.ts'
import { entryRef } from '../core/timeline.ts'
import { findIncident } from '../flows/find-incident.ts'
import { type ReadReview, readReview } from '../flows/read-review.ts'
import type { Asked, Reply } from './for-members.ts'
import { figureOf } from './pictures.ts'
import { reviewStateText } from './review-state.ts'

/** The incident that an address names, where this visitor may see it. */
export async function incidentOf({ desk, visitor, parameters }: Asked): Promise<Incident | null> {
  const number = parameters.number ?? ''
  if (!/^\d{1,9}$/.test(number)) return null
  return (await findIncident(desk.ctx, { viewer: visitor.viewer, channelId: null, words: `INC-${number}` })).incident
}

/** The review of an incident, in the order of the method. */
export async function reviewPage(asked: Asked): Promise<Reply> {
  const incident = await incidentOf(asked)
  if (!incident) return null
  const { desk, visitor } = asked
  const read = await readReview(desk.ctx, { viewer: visitor.viewer, incidentId: incident.id }).catch(asRefusal)
  return {
    title: `${nameOf(incident)}: ${incident.title}`,
    main: read instanceof Refusal ? notYet(incident, read) : reviewMain(read, desk.ctx.config.timeZone),
  }
}

function asRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error
  throw error
}

const notYet = (incident: Incident, { message }: Refusal): Html => html`<div class="text">
<h1><span class="name">${nameOf(incident)}</span> <bdi>${incident.title}</bdi></h1>
<p class="empty">${message}</p>
</div>`

function reviewMain(read: ReadReview, timeZone: string): Html {
  const { facts, rendered, version } = read
  const { incident, severityLabel, review } = facts
  const permalinks = new Map(facts.entries.map(({ id, permalink }) => [entryRef(id), permalink]))
  const parts = reviewHtml(rendered, {
    permalink: (source) => permalinks.get(source) ?? null,
    above: ({ key }) => (key === 'timeline' || key === 'conditions' ? figureOf(key, read) : null),
  })
  return html`<div class="review">
<nav class="contents" aria-label="Parts of the review">
<ol>${rendered.sections.map(({ key, heading }) => html`<li><a href="#${key}">${heading}</a></li>`)}</ol>
</nav>
<article class="text">
<header class="head">
<h1><span class="name">${nameOf(incident)}</span> <bdi>${incident.title}</bdi></h1>
<p class="facts">${[severityLabel, incident.status, ...(incident.isPrivate ? ['private'] : [])].join(' · ')}</p>
<p class="facts"><span class="state">${reviewStateText(review, timeZone)}</span> · version ${version}</p>
</header>
${parts}
</article>
</div>`
}
