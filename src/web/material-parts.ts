import { isThankedNamed } from '../core/credit.ts'
import { type Html, html } from '../core/html.ts'
import type { KnownMaterial, Told } from '../core/known-material.ts'
import type { ConsideredChange, Helped } from '../core/material/material.ts'
import { plainFrom } from '../core/typed-text.ts'
import type { PersonViewer } from '../core/viewer.ts'
import { type Acting, actionForm, takeAwayForm } from './action-form.ts'
import { select } from './material-form.ts'

/** What something rests on, by the numbers that timeline and review show. */
export function evidencePart(acting: Acting, { ref }: Told, known: KnownMaterial): Html {
  const sources = known.evidence.get(ref) ?? []
  const row = (source: string): Html =>
    html`<li><a href="${acting.base}#${source}">${source}</a> ${takeAwayForm(acting, 'uncite', source, source)}</li>`
  return html`<section class="part" id="evidence" aria-labelledby="evidence-heading">
<h2 id="evidence-heading">What it rests on</h2>
${sources.length > 0 && html`<ul class="rows">${sources.map(row)}</ul>`}
${actionForm(
  acting,
  'cite',
  html`<div class="field"><label for="source">Number of an entry or of a released answer</label><input id="source" class="brief" type="text" name="source" value="${acting.said('cite', 'source') ?? ''}" aria-describedby="source-hint">
<p class="hint" id="source-hint">Such as E45 or A7: each line of the review ends with its own. An answer that its writer takes back takes its place here with it.</p></div>`,
  'It rests on this',
)}
</section>`
}

const ends = [
  { value: 'done', label: 'Done' },
  { value: 'agreed', label: 'Under way' },
  { value: 'dropped', label: 'Dropped' },
]

/** What came of a change, and declining it. */
export function changeParts(acting: Acting, change: Told<ConsideredChange>): Html {
  const outcome = acting.said('outcome', 'outcome') ?? plainFrom(change.outcome ?? '')
  const state = acting.said('outcome', 'state') || (change.state === 'dropped' ? 'dropped' : 'done')
  return html`<section class="part" id="outcome" aria-labelledby="outcome-heading">
<h2 id="outcome-heading">What came of it</h2>
${actionForm(
  acting,
  'outcome',
  html`<div class="field"><label for="came">What is different now, for better or worse?</label><textarea id="came" class="short" name="outcome" rows="2">
${outcome}</textarea></div>
<div class="field"><label for="end">Where does it stand?</label>${select('end', 'state', ends, state)}</div>`,
  'Keep what came of it',
)}
</section>
${declinePart(acting, change)}`
}

function declinePart(acting: Acting, { state, grounds }: Told<ConsideredChange>): Html {
  const isDeclined = state === 'declined'
  const said = acting.said('decline', 'grounds') ?? (isDeclined ? plainFrom(grounds ?? '') : '')
  return html`<section class="part" id="decline" aria-labelledby="decline-heading">
<h2 id="decline-heading">${isDeclined ? 'It is declined' : 'Decline it'}</h2>
${actionForm(
  acting,
  'decline',
  html`<div class="field"><label for="grounds">On which grounds?</label><textarea id="grounds" class="short" name="grounds" rows="2" aria-describedby="grounds-hint">
${said}</textarea><p class="hint" id="grounds-hint">It stays in the review with them, for whoever thinks of it again.</p></div>`,
  isDeclined ? 'Save the grounds' : 'Decline it',
)}
</section>`
}

/** Whoever is thanked says whether their name stands beside it; nobody else sees this. */
export function creditPart(acting: Acting, helped: Told<Helped>, { userId }: PersonViewer): Html | null {
  if (helped.thankedId !== userId || !helped.mayName) return null
  const isNamed = isThankedNamed(helped)
  return html`<section class="part" id="credit" aria-labelledby="credit-heading">
<h2 id="credit-heading">You are thanked here</h2>
<p>${isNamed ? 'Your name stands beside it.' : 'Your role stands beside it. Whoever wrote this would like to name you.'}</p>
${actionForm(acting, isNamed ? 'unnamed' : 'named', html``, isNamed ? 'Take my name away' : 'Show my name')}
</section>`
}

/** One press a person, and a second one takes it back; only the number is shown. */
export const beenThereForm = (acting: Acting): Html =>
  html`<div class="been">${actionForm(acting, 'been', html``, 'I have been there too')}<p class="hint">Only the number is shown, to anybody. A second press takes yours back.</p></div>`

export const removePart = (
  acting: Acting,
  { kind }: Told,
): Html => html`<section class="part" id="remove" aria-labelledby="remove-heading">
<h2 id="remove-heading">Take it out</h2>
<p>${kind === 'surprise' ? 'It is yours, and is not kept: it is gone for good, from every version of the review.' : 'It is gone from every version of the review at once, with its links. It can be brought back.'}</p>
${actionForm(acting, 'remove', html``, 'Take it out of the review')}
</section>`
