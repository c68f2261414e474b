import { html } from '../core/html.ts'
import { nameOf } from '../core/incident.ts'
import { type MaterialKind, materialKinds, materialRef } from '../core/material/material.ts'
import { materialTable } from '../core/material/material-table.ts'
import { readTyped, type Typed } from '../core/material/material-typed.ts'
import { Refusal } from '../core/refusal.ts'
import { addMaterial } from '../flows/add-material.ts'
import { dropFormDraft } from '../flows/drop-form-draft.ts'
import { readAllMaterial } from '../flows/read-material.ts'
import { asRefusal } from './as-refusal.ts'
import { conditionChoices } from './condition-forms.ts'
import type { Reply, Sent } from './for-members.ts'
import { type InReview, reviewOf, showNow } from './in-review.ts'
import { placeOfNew } from './left-in.ts'
import { type Choosable, materialForm } from './material-form.ts'
import type { Page } from './page.ts'
import { requestKeyIn } from './request-key.ts'
import { savedPage } from './saved-page.ts'
import { isSaid, typedIn } from './typed-form.ts'

/** Adds something to a review. What is wrong is said beside its field, and everything typed stays. */
export async function addMaterialPage(sent: Sent): Promise<Reply> {
  const kind = materialKinds.find((one) => one === sent.parameters.kind)
  const of = kind && (await reviewOf(sent))
  if (!kind || !of) return null
  const { ctx } = sent.desk
  const { known } = await readAllMaterial(ctx, of)
  const choosable = { people: null, conditions: conditionChoices(known, null) }
  const typed = typedIn(sent.form, kind, choosable)
  const read = readTyped(kind, typed, { now: ctx.clock.now(), timeZone: ctx.config.timeZone }, isSaid)
  if ('problems' in read) return again(sent, of, { kind, choosable, typed, problems: read.problems })
  const request = { viewer: of.viewer, incidentId: of.incidentId, requestKey: requestKeyIn(sent.form) }
  const added = await addMaterial(ctx, { ...request, draft: { kind, wish: read.wish } }).catch(asRefusal)
  if (added instanceof Refusal)
    return again(sent, of, { kind, choosable, typed, problems: { [added.field ?? 'text']: added.message } })
  await dropFormDraft(ctx, { ...of, place: placeOfNew(kind) })
  await showNow(sent, of)
  const { section } = materialTable[kind]
  if (!added) return { goTo: `${of.base}#${section}` }
  const ref = materialRef(added.material)
  const back = `${of.base}#${ref}`
  return added.nudges.length === 0 ? { goTo: back } : savedPage(added.nudges, { back, change: `${of.base}/material/${ref}` })
}

type Tried = { kind: MaterialKind; choosable: Choosable; typed: Typed; problems: Record<string, string> }

const again = ({ visitor }: Sent, { base, incident }: InReview, { kind, ...tried }: Tried): Page => ({
  status: 409,
  title: `Add ${materialTable[kind].name}`,
  main: html`<div class="text">
<h1><span class="name">${nameOf(incident)}</span> Add ${materialTable[kind].name}</h1>
<p><a href="${base}#${materialTable[kind].section}">Back to the review</a></p>
<div class="edit">${materialForm({ visitor, action: `${base}/add/${kind}`, kind, ...tried, button: 'Add it' })}</div>
</div>`,
})
