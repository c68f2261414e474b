import { type Html, html } from '../core/html.ts'
import { nameOf } from '../core/incident.ts'
import type { Told } from '../core/known-material.ts'
import { materialTable } from '../core/material/material-table.ts'
import { plainFrom } from '../core/typed-text.ts'
import { readAllMaterial } from '../flows/read-material.ts'
import type { Visitor } from './desk.ts'
import type { Asked, Reply } from './for-members.ts'
import { type InReview, reviewOf } from './in-review.ts'
import { formKeyField, type Page } from './page.ts'
import { requestKeyField } from './request-key.ts'
import { typedTexts } from './typed-texts.ts'

/** What people took out of a review, to be brought back. It is in no version until then. */
export async function removedPage(asked: Asked): Promise<Reply> {
  const of = await reviewOf(asked)
  if (!of) return null
  const { removed } = await readAllMaterial(asked.desk.ctx, of)
  return {
    title: `${nameOf(of.incident)}: taken out`,
    main: html`<div class="text">
<h1><span class="name">${nameOf(of.incident)}</span> Taken out of the review</h1>
<p><a href="${of.base}">Back to the review</a></p>
${removed.length === 0 ? html`<p class="empty">Nothing is taken out.</p>` : html`<ul class="rows">${removed.map((told) => html`<li>${row(asked.visitor, of, told)}</li>`)}</ul>`}
</div>`,
  }
}

const row = (
  visitor: Visitor,
  { base }: InReview,
  { ref, kind, words }: Told,
): Html => html`<span><span class="name">${ref}</span> ${materialTable[kind].name}: <bdi class="said">${plainFrom(words)}</bdi></span>
<form class="inline" method="post" action="${base}/restore/${ref}">${formKeyField(visitor)}${requestKeyField()}<button class="plain">Bring back<span class="unseen"> ${ref}</span></button></form>`

/** That something stands in the review no longer; what somebody sent about it meanwhile is given back. */
export function notInReview(
  { visitor }: Asked,
  { of, ref, removed }: { of: InReview; ref: string; removed: Told | null },
  form: URLSearchParams | null,
): Page | null {
  if (removed === null && form === null) return null
  return {
    status: form ? 409 : 404,
    title: `${ref} is not in the review`,
    main: html`<div class="text">
<h1><span class="name">${nameOf(of.incident)}</span> ${ref} is not in the review now</h1>
<p><a href="${of.base}">Back to the review</a></p>
${removed ? html`<p>It was taken out. It can be brought back, with its links.</p><div class="rows">${row(visitor, of, removed)}</div>` : html`<p>Its words were taken back or deleted, and it went with them.</p>`}
${form && typedTexts(form).length > 0 && html`<h2>What you wrote</h2><p>Nothing of it is saved: copy it, and put it in again.</p>${typedTexts(form)}`}
</div>`,
  }
}
