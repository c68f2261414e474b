import { html } from '../core/html.ts'
import { nameOf } from '../core/incident.ts'
import { type MaterialKind, materialKinds } from '../core/material.ts'
import { materialTable } from '../core/material-table.ts'
import { readTyped } from '../core/material-typed.ts'
import { Refusal } from '../core/refusal.ts'
import { addMaterial } from '../flows/add-material.ts'
import type { Reply, Sent } from './for-members.ts'
import { type InReview, reviewOf, showNow } from './in-review.ts'
import { fieldsOnPage, materialForm } from './material-form.ts'
import type { Page } from './page.ts'
import { requestKeyIn } from './request-key.ts'

/** Adds something to a review. What is wrong is said beside its field, and everything typed stays. */
export async function addMaterialPage(sent: Sent): Promise<Reply> {
  const kind = materialKinds.find((one) => one === sent.parameters.kind)
  const of = kind && (await reviewOf(sent))
  if (!kind || !of) return null
  const { ctx } = sent.desk
  const typed = typedIn(sent.form, kind)
  const read = readTyped(kind, typed, { now: ctx.clock.now(), timeZone: ctx.config.timeZone }, (_key, said) => said.trim() !== '')
  if ('problems' in read) return again(sent, of, kind, typed, read.problems)
  const request = { viewer: of.viewer, incidentId: of.incidentId, requestKey: requestKeyIn(sent.form) }
  const added = await addMaterial(ctx, { ...request, draft: { kind, wish: read.wish } }).catch(asRefusal)
  if (added instanceof Refusal) return again(sent, of, kind, typed, { [added.field ?? 'text']: added.message })
  await showNow(sent, of)
  return { goTo: `${of.base}#${materialTable[kind].section}` }
}

function typedIn(form: URLSearchParams, kind: MaterialKind): Record<string, string> {
  const keys = ['text', ...fieldsOnPage(kind).map(({ key }) => key)]
  return Object.fromEntries(keys.map((key) => [key, form.get(key) ?? '']))
}

const again = (
  { visitor }: Sent,
  { base, incident }: InReview,
  kind: MaterialKind,
  typed: Record<string, string>,
  problems: Record<string, string>,
): Page => ({
  status: 409,
  title: `Add ${materialTable[kind].name}`,
  main: html`<div class="text">
<h1><span class="name">${nameOf(incident)}</span> Add ${materialTable[kind].name}</h1>
<p><a href="${base}#${materialTable[kind].section}">Back to the review</a></p>
<div class="edit">${materialForm({ visitor, base, kind, typed, problems })}</div>
</div>`,
})

function asRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error
  throw error
}
