import { type Html, html } from '../core/html.ts'
import { type Incident, nameOf } from '../core/incident.ts'
import { materialKinds, materialNamed } from '../core/material/material.ts'
import { materialTable } from '../core/material/material-table.ts'
import { Refusal } from '../core/refusal.ts'
import type { PartKey, RenderedSection, SectionKey } from '../core/review/review.ts'
import { partKeys } from '../core/review/review.ts'
import { knownFrom, type ReviewFacts } from '../core/review/review-facts.ts'
import { reviewHtml } from '../core/review/review-html.ts'
import { entryRef } from '../core/timeline.ts'
import { type Editing, readEditing } from '../flows/read-editing.ts'
import { readFileCopies } from '../flows/read-file-copies.ts'
import { type FormDrafts, readFormDrafts } from '../flows/read-form-drafts.ts'
import { type ReadReview, readReview } from '../flows/read-review.ts'
import { asRefusal } from './as-refusal.ts'
import { conditionChoices } from './condition-forms.ts'
import { copiesHtml } from './copies-pages.ts'
import { decisionLinks } from './decide-pages.ts'
import { differLink } from './differ-page.ts'
import type { Asked, Reply } from './for-members.ts'
import { type InReview, reviewOf } from './in-review.ts'
import { leftIn, placeOfNew } from './left-in.ts'
import { type Choosable, foldedMaterialForm } from './material-form.ts'
import { meetingHtml } from './meeting.ts'
import { foldedPartForm } from './part-form.ts'
import { figuresOf } from './pictures.ts'
import { reviewStateText } from './review-state.ts'
import { sentenceHtml } from './sentence.ts'

/** The review of an incident, in the order of the method, with the forms of what this visitor may write. */
export async function reviewPage(asked: Asked): Promise<Reply> {
  const of = await reviewOf(asked)
  if (!of) return null
  const { ctx } = asked.desk
  const read = await readReview(ctx, of).catch(asRefusal)
  const title = `${nameOf(of.incident)}: ${of.incident.title}`
  if (read instanceof Refusal) return { title, main: notYet(of.incident, read) }
  const copies = copiesHtml(of.base, await readFileCopies(ctx, of))
  const editing = { ...(await readEditing(ctx, of)), drafts: await readFormDrafts(ctx, of) }
  return { title, main: reviewMain(asked, of, { ...read, copies, meeting: await meetingHtml(ctx, of) }, editing) }
}

const notYet = (incident: Incident, { message }: Refusal): Html => html`<div class="text">
${headingOf(incident)}
<p class="empty">${sentenceHtml(message)}</p>
</div>`

const headingOf = (incident: Incident): Html =>
  html`<h1><span class="name">${nameOf(incident)}</span> <bdi>${incident.title}</bdi></h1>`

function reviewMain(
  asked: Asked,
  of: InReview,
  read: ReadReview & { copies: Html | false; meeting: Html | false },
  editing: Editing & { drafts: FormDrafts },
): Html {
  const { facts, rendered } = read
  const figures = figuresOf(read)
  const isDeclined = facts.review.state === 'declined'
  const choosable = isDeclined ? null : { people: null, conditions: conditionChoices(knownFrom(facts).material, null) }
  const permalinks = new Map(facts.entries.map(({ id, permalink }) => [entryRef(id), permalink]))
  const parts = reviewHtml(rendered, {
    permalink: (source) => permalinks.get(source) ?? null,
    beside: (source) => (isDeclined ? null : changeLink(of, source)),
    above: ({ key }) => figures.get(key) ?? null,
    below: ({ key }) =>
      html`${partEditor(asked, of, key, editing)}${addersOf(asked, of, key, { choosable, drafts: editing.drafts })}${key === 'unknown' && !isDeclined && differLink(of)}`,
  })
  return html`<div class="review">
<nav class="contents" aria-label="Parts of the review">
<ol>${rendered.sections.map(contentsItem)}</ol>
</nav>
<article class="text">
${headHtml(asked, of, read, editing)}
${read.meeting}
${parts}
${hasRemoved(facts) && html`<p class="no-print"><a href="${of.base}/removed">What was taken out of this review</a></p>`}
${read.copies}
</article>
</div>`
}

const hasRemoved = ({ material }: ReviewFacts): boolean =>
  materialKinds.some((kind) => material[kind].some(({ removedAt }) => removedAt !== null))

const contentsItem = ({ key, heading, emptyPrompt }: RenderedSection): Html =>
  html`<li><a href="#${key}"${emptyPrompt !== null && html` class="empty-part"`}>${heading}</a></li>`

function headHtml({ desk }: Asked, { incident, base }: InReview, { facts, version }: ReadReview, editing: Editing): Html {
  const { severityLabel, review } = facts
  const { declinedReason } = review
  return html`<header class="head">
${headingOf(incident)}
<p class="facts">${[severityLabel, incident.status, ...(incident.isPrivate ? ['private'] : [])].join(' · ')}</p>
<p class="facts"><span class="state">${reviewStateText(review, desk.ctx.config.timeZone)}</span> · ${version > 1 ? html`<a href="${base}/compare">version ${version}</a>` : html`version ${version}`}${
    editing.hostName !== null && html` · host: <bdi>${editing.hostName}</bdi>`
  }</p>
${review.state === 'declined' && declinedReason && html`<p class="facts">On these grounds: <bdi class="said">${declinedReason}</bdi></p>`}
${decisionLinks(base, editing.decisions)}
</header>`
}

/** Where something is changed, linked and taken out. */
const changeLink = ({ base }: InReview, source: string): Html | null =>
  materialNamed(source)
    ? html` <a class="change" href="${base}/material/${source}">Change<span class="unseen"> ${source}</span></a>`
    : null

/** The forms that add something to a part; none while the review is declined. */
const addersOf = (
  { visitor, desk }: Asked,
  { base }: InReview,
  section: SectionKey,
  { choosable, drafts }: { choosable: Choosable | null; drafts: FormDrafts },
): Html[] =>
  choosable === null
    ? []
    : materialKinds
        .filter((kind) => materialTable[kind].section === section)
        .map((kind) => foldedMaterialForm({ visitor, choosable }, base, kind, leftIn(drafts, placeOfNew(kind), desk)))

/** The editor of a part that people write, where it may be written now. */
function partEditor({ visitor, desk }: Asked, { base }: InReview, key: SectionKey, { parts }: Editing): Html | null {
  const section: PartKey | undefined = partKeys.find((part) => part === key)
  const part = section && parts.get(section)
  if (!section || !part) return null
  return foldedPartForm({ visitor, base, section, timeZone: desk.ctx.config.timeZone }, part)
}
