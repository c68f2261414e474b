import { type Html, html } from '../core/html.ts'
import { materialRef } from '../core/material/material.ts'
import { readTyped } from '../core/material/material-typed.ts'
import { stepBack } from '../flows/step-back.ts'
import { type Acting, addressOf } from './action-form.ts'
import { timeOf } from './edit-form.ts'
import type { Sent } from './for-members.ts'
import { materialForm } from './material-form.ts'
import type { Thing } from './material-thing.ts'
import type { Done } from './material-verbs.ts'
import { requestKeyIn } from './request-key.ts'
import { isSaid, typedIn } from './typed-form.ts'

const choosable = { people: null, conditions: [] }

/** The form for what made a condition possible: one step further back, and from there another one. */
export function stepBackPart(acting: Acting): Html {
  const { visitor, tried } = acting
  const left = acting.left('back')
  const typed = tried?.verb === 'back' ? typedIn(tried.form, 'condition', choosable) : (left?.fields ?? {})
  const problems = tried?.verb === 'back' ? tried.problems : {}
  return html`<section class="part" id="back" aria-labelledby="back-heading">
<h2 id="back-heading">One step further back</h2>
<p>What made this possible? It becomes a condition of its own, with a link to this one.</p>
<div class="edit">${materialForm({ visitor, action: addressOf(acting, 'back'), kind: 'condition', typed, problems, choosable, left, button: 'Add it' })}</div>
</section>`
}

/** Adds a condition behind another one, and goes on to it. */
export async function saveStepBack({ desk, form }: Sent, { of: { viewer }, id }: Thing): Promise<Done> {
  const read = readTyped('condition', typedIn(form, 'condition', choosable), timeOf(desk), isSaid)
  if ('problems' in read) return { problems: read.problems }
  const draft = { kind: 'condition' as const, wish: read.wish }
  const made = await stepBack(desk.ctx, { viewer, conditionId: id, draft, requestKey: requestKeyIn(form) })
  return made ? { goTo: `material/${materialRef(made.from)}`, nudges: made.nudges } : { goTo: 'here' }
}
