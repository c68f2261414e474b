import type { App } from '@slack/bolt'
import { linkChosen, linkIn } from '../core/condition-links.ts'
import { materialNamed } from '../core/material/material.ts'
import { Refusal } from '../core/refusal.ts'
import { markupFrom } from '../core/typed-text.ts'
import { citeEvidence } from '../flows/cite-evidence.ts'
import { declineChange } from '../flows/decline-change.ts'
import { linkConditions } from '../flows/link-conditions.ts'
import { needTogether } from '../flows/need-together.ts'
import { partTogether } from '../flows/part-together.ts'
import { recordOutcome } from '../flows/record-outcome.ts'
import { unlinkConditions } from '../flows/unlink-conditions.ts'
import type { Desk } from './desk.ts'
import { forms } from './ids.ts'
import { type Outcome, registerKeptForm, type Sent, takenOff } from './kept-form.ts'
import { type ConditionMetadata, conditionFields, conditionMetadata } from './views/condition-forms.ts'
import { type SmallMetadata, smallFields, smallMetadata } from './views/small-forms.ts'

/** The forms for links, sets, evidence, and what became of a change. What is taken off in them is taken away, after what is new is kept. */
export function registerConditionSubmissions(app: App, desk: Desk): void {
  registerKeptForm(app, desk, forms.link, conditionMetadata, link)
  registerKeptForm(app, desk, forms.together, conditionMetadata, together)
  registerKeptForm(app, desk, forms.evidence, smallMetadata, cite)
  registerKeptForm(app, desk, forms.outcome, smallMetadata, outcome)
  registerKeptForm(app, desk, forms.declineChange, smallMetadata, decline)
}

async function link({ desk, viewer, metadata, typed, filled, requestKey }: Sent<ConditionMetadata>): Promise<Outcome> {
  const { conditionId } = metadata
  const off = takenOff(metadata.shown, filled.chosen(conditionFields.kept))
  const other = materialNamed(typed[conditionFields.other] ?? '')
  const wanted = other && linkChosen(typed[conditionFields.kind] ?? '', conditionId, other.id)
  if (!wanted && off.length === 0) throw new Refusal('Choose the other condition.', conditionFields.other)
  if (wanted) await linkConditions(desk.ctx, { viewer, link: wanted, requestKey })
  for (const value of off) {
    const gone = linkIn(value)
    if (gone) await unlinkConditions(desk.ctx, { viewer, link: gone, requestKey: `${requestKey}:${value}` })
  }
  return { kind: 'condition', id: conditionId }
}

async function together({ desk, viewer, metadata, filled, requestKey }: Sent<ConditionMetadata>): Promise<Outcome> {
  const { conditionId, incidentId, shown } = metadata
  const off = takenOff(shown, filled.chosen(conditionFields.kept))
  const others = filled.chosen(conditionFields.others).flatMap((ref) => materialNamed(ref)?.id ?? [])
  if (others.length > 0 || off.length === 0)
    await needTogether(desk.ctx, { viewer, incidentId, conditionIds: [conditionId, ...others], requestKey })
  for (const id of off) await partTogether(desk.ctx, { viewer, incidentId, setId: Number(id), requestKey: `${requestKey}:${id}` })
  return { kind: 'condition', id: conditionId }
}

async function cite({ desk, viewer, metadata, typed, filled, requestKey }: Sent<SmallMetadata>): Promise<Outcome> {
  const { kind, id, shown } = metadata
  const off = takenOff(shown, filled.chosen(smallFields.kept))
  const source = typed[smallFields.source] ?? ''
  if (source !== '' || off.length === 0) await citeEvidence(desk.ctx, { viewer, kind, id, source, requestKey })
  for (const gone of off)
    await citeEvidence(desk.ctx, { viewer, kind, id, source: gone, isOff: true, requestKey: `${requestKey}:${gone}` })
  return { kind, id }
}

async function outcome({ desk, viewer, metadata, typed, requestKey }: Sent<SmallMetadata>): Promise<Outcome> {
  const said = typed[smallFields.state]
  const state = said === 'agreed' || said === 'dropped' ? said : 'done'
  const words = markupFrom(typed[smallFields.outcome] ?? '')
  const kept = await recordOutcome(desk.ctx, { viewer, id: metadata.id, outcome: words, state, requestKey })
  return kept && { kind: 'change', id: metadata.id, nudges: kept.nudges }
}

async function decline({ desk, viewer, metadata, typed, requestKey }: Sent<SmallMetadata>): Promise<Outcome> {
  const grounds = markupFrom(typed[smallFields.grounds] ?? '')
  const kept = await declineChange(desk.ctx, { viewer, id: metadata.id, grounds, requestKey })
  return kept && { kind: 'change', id: metadata.id, nudges: kept.nudges }
}
