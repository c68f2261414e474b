import { type Html, html } from '../core/html.ts'
import { nameOf } from '../core/incident.ts'
import { Refusal } from '../core/refusal.ts'
import { partKeyFrom } from '../core/review/review-parts.ts'
import { type PartKey, sectionOf } from '../core/review/review-sections.ts'
import { clockTime, dayText } from '../core/time-text.ts'
import { type Stretch, wordDiff } from '../core/word-diff.ts'
import { dropDraft } from '../flows/drop-draft.ts'
import { keepDraft } from '../flows/keep-draft.ts'
import { readPart } from '../flows/read-part.ts'
import { savePart } from '../flows/save-part.ts'
import { asRefusal } from './as-refusal.ts'
import type { Asked, Reply, Sent } from './for-members.ts'
import { type InReview, reviewOf, showNow } from './in-review.ts'
import type { Page } from './page.ts'
import { editable, partForm } from './part-form.ts'
import { requestKeyIn } from './request-key.ts'
import { savedPage } from './saved-page.ts'
import { sentenceHtml } from './sentence.ts'

/** The part that an address names, of a review that this visitor may see. */
async function partOf(asked: Asked): Promise<(InReview & { section: PartKey }) | null> {
  const section = partKeyFrom(asked.parameters.part ?? '')
  const of = section && (await reviewOf(asked))
  return of && section ? { ...of, section } : null
}

/** The editor of one part, alone on a page. */
export async function partPage(asked: Asked): Promise<Reply> {
  const of = await partOf(asked)
  if (!of) return null
  const part = await readPart(asked.desk.ctx, of)
  return editorPage(asked, of, editable(part))
}

/** Saves a part. Where somebody else saved it meanwhile, both texts are shown, and nothing is overwritten. */
export async function savePartPage(sent: Sent): Promise<Reply> {
  const of = await partOf(sent)
  if (!of) return null
  const { form, desk } = sent
  const written = { ...of, text: form.get('text') ?? '', basedOn: Number(form.get('basedOn')) || 0 }
  const saved = await savePart(desk.ctx, { ...written, requestKey: requestKeyIn(form) }).catch(asRefusal)
  if (saved instanceof Refusal)
    return {
      ...editorPage(
        sent,
        of,
        { ...written, theirs: null },
        html`<p class="notice" role="alert">${sentenceHtml(saved.message)}</p>`,
      ),
      status: 409,
    }
  if (saved?.kind === 'conflict')
    return {
      ...editorPage(sent, of, { text: written.text, basedOn: saved.number, theirs: saved.theirs }, meanwhile),
      status: 409,
    }
  await showNow(sent, of)
  const back = `${of.base}#${of.section}`
  const nudges = saved && form.get('asked') !== 'yes' ? saved.nudges : []
  return nudges.length === 0 ? { goTo: back } : savedPage(nudges, { back, change: `${of.base}/parts/${of.section}` })
}

const meanwhile = html`<p class="notice" role="alert">Somebody saved this part while you wrote. Nothing is lost: your text is in the field, theirs is under it. What you save now is what stands; every version is kept.</p>`

/** Keeps what somebody is typing. For the page's script. */
export async function keepDraftData(sent: Sent): Promise<Reply> {
  const of = await partOf(sent)
  if (!of) return { status: 404, data: { problem: 'There is no such part.' } }
  const { form, desk } = sent
  const written = { ...of, text: form.get('text') ?? '', basedOn: Number(form.get('basedOn')) || 0 }
  const kept = await keepDraft(desk.ctx, written).catch(asRefusal)
  if (kept instanceof Refusal) return { status: 409, data: { problem: kept.message } }
  const { timeZone } = desk.ctx.config
  return {
    status: 200,
    data: {
      keptAt: clockTime(desk.ctx.clock.now(), timeZone),
      isBehind: kept.newest !== written.basedOn,
      nudges: kept.nudges.map(({ text, question }) => ({ text, question })),
    },
  }
}

/** Throws away what somebody typed and did not save. */
export async function dropDraftPage(sent: Sent): Promise<Reply> {
  const of = await partOf(sent)
  if (!of) return null
  await dropDraft(sent.desk.ctx, of)
  return { goTo: `${of.base}#${of.section}` }
}

/** Every version of a part, and what changed between two of them. */
export async function versionsPage(asked: Asked): Promise<Reply> {
  const of = await partOf(asked)
  if (!of) return null
  const { versions } = await readPart(asked.desk.ctx, of)
  const { timeZone } = asked.desk.ctx.config
  const wanted = Number(asked.query.get('of') ?? versions.at(-1)?.number)
  const chosen = versions.find(({ number }) => number === wanted)
  if (!chosen) return null
  const before = versions.filter(({ number }) => number < chosen.number).at(-1)
  const heading = sectionOf(of.section).heading
  const item = ({ number, at }: (typeof versions)[number]): Html =>
    html`<li><a href="?of=${number}"${number === chosen.number && html` aria-current="true"`}>Version ${number}</a> <span class="facts">${dayText(at, timeZone)}, ${clockTime(at, timeZone)}</span></li>`
  return {
    title: `${heading}: versions`,
    main: html`<div class="text">
<h1><span class="name">${nameOf(of.incident)}</span> ${heading}: versions</h1>
<p><a href="${of.base}#${of.section}">Back to the review</a></p>
<ol class="versions" reversed>${[...versions].reverse().map(item)}</ol>
<h2>${before ? html`What changed from version ${before.number} to version ${chosen.number}` : html`Version ${chosen.number}`}</h2>
<p class="diff">${wordDiff(before?.text ?? '', chosen.text).map((stretch) => (before ? stretchHtml(stretch) : stretch.text))}</p>
</div>`,
  }
}

function stretchHtml({ kind, text }: Stretch): Html {
  switch (kind) {
    case 'same':
      return html`${text}`
    case 'gone':
      return html`<del><span class="unseen">taken out: </span>${text}</del>`
    case 'new':
      return html`<ins><span class="unseen">put in: </span>${text}</ins>`
  }
}

function editorPage(
  { visitor }: Asked,
  { base, section, incident }: InReview & { section: PartKey },
  edited: { text: string; basedOn: number; theirs: string | null },
  note?: Html,
): Page {
  const { heading } = sectionOf(section)
  const { text, basedOn, theirs } = edited
  return {
    title: `${heading}: write`,
    main: html`<div class="text">
<h1><span class="name">${nameOf(incident)}</span> ${heading}</h1>
<p><a href="${base}#${section}">Back to the review</a></p>
<div class="edit">${partForm({ visitor, base, section, text, basedOn, theirs, ...(note && { note }) })}</div>
</div>`,
  }
}
