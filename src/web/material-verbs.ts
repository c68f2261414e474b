import { linkChosen, linkIn } from '../core/condition-links.ts'
import { type MaterialKind, materialNamed } from '../core/material/material.ts'
import { Refusal } from '../core/refusal.ts'
import { markupFrom } from '../core/typed-text.ts'
import type { Nudge } from '../core/wording/wording.ts'
import { agreeToCredit } from '../flows/agree-to-credit.ts'
import { citeEvidence } from '../flows/cite-evidence.ts'
import { declineChange } from '../flows/decline-change.ts'
import { linkConditions } from '../flows/link-conditions.ts'
import { needTogether } from '../flows/need-together.ts'
import { partTogether } from '../flows/part-together.ts'
import { pressBeenThere } from '../flows/press-been-there.ts'
import { recordOutcome } from '../flows/record-outcome.ts'
import { removeMaterial } from '../flows/remove-material.ts'
import { unlinkConditions } from '../flows/unlink-conditions.ts'
import { saveEdit } from './edit-form.ts'
import type { Sent } from './for-members.ts'
import type { Thing } from './material-thing.ts'
import { requestKeyIn } from './request-key.ts'
import { saveStepBack } from './step-back-form.ts'
import { textIn } from './typed-form.ts'

/** What can be done on the page of one thing of a review, by the last word of the address. */
const verbs = [
  'edit',
  'back',
  'link',
  'unlink',
  'together',
  'part',
  'cite',
  'uncite',
  'outcome',
  'decline',
  'been',
  'named',
  'unnamed',
  'remove',
] as const
export type MaterialVerb = (typeof verbs)[number]

/** Where to go on (`here` is the page of the thing), with questions back about its wording. */
export type GoOn = {
  goTo: 'review' | 'removed' | 'here' | `here#${string}` | `material/${string}`
  nudges?: readonly Nudge[]
}

/** What is wrong, by field. `theirs`: what somebody else saved meanwhile, by field. */
export type NotDone = { problems: Readonly<Record<string, string>>; theirs?: Readonly<Record<string, string>> }

/** What came of a form. */
export type Done = GoOn | NotDone

type Work = (sent: Sent, thing: Thing) => Promise<Done>

const works: Record<MaterialVerb, Work> = {
  edit: saveEdit,
  back: saveStepBack,
  link: async ({ form, desk }, { of: { viewer }, id }) => {
    const other = materialNamed(form.get('other') ?? '')
    const link = other && linkChosen(form.get('way') ?? '', id, other.id)
    if (!link) throw new Refusal('Choose the other condition.')
    await linkConditions(desk.ctx, { viewer, link, requestKey: requestKeyIn(form) })
    return { goTo: 'here#links' }
  },
  unlink: async ({ form, desk }, { of: { viewer } }) => {
    const link = linkIn(form.get('value') ?? '')
    if (link) await unlinkConditions(desk.ctx, { viewer, link, requestKey: requestKeyIn(form) })
    return { goTo: 'here#links' }
  },
  together: async ({ form, desk }, { of: { viewer, incidentId }, id }) => {
    const others = form.getAll('others').flatMap((ref) => materialNamed(ref)?.id ?? [])
    await needTogether(desk.ctx, { viewer, incidentId, conditionIds: [id, ...others], requestKey: requestKeyIn(form) })
    return { goTo: 'here#together' }
  },
  part: async ({ form, desk }, { of: { viewer, incidentId } }) => {
    const setId = Number(form.get('value'))
    if (Number.isInteger(setId)) await partTogether(desk.ctx, { viewer, incidentId, setId, requestKey: requestKeyIn(form) })
    return { goTo: 'here#together' }
  },
  cite: cite(false),
  uncite: cite(true),
  outcome: async ({ form, desk }, { of: { viewer }, id }) => {
    const said = form.get('state')
    const state = said === 'agreed' || said === 'dropped' ? said : 'done'
    const outcome = markupFrom(textIn(form, 'outcome'))
    const kept = await recordOutcome(desk.ctx, { viewer, id, outcome, state, requestKey: requestKeyIn(form) })
    return { goTo: 'review', nudges: kept?.nudges ?? [] }
  },
  decline: async ({ form, desk }, { of: { viewer }, id }) => {
    const grounds = markupFrom(textIn(form, 'grounds'))
    const kept = await declineChange(desk.ctx, { viewer, id, grounds, requestKey: requestKeyIn(form) })
    return { goTo: 'review', nudges: kept?.nudges ?? [] }
  },
  been: async ({ form, desk }, { of: { viewer, incidentId }, ref }) => {
    await pressBeenThere(desk.ctx, { viewer, incidentId, of: ref, requestKey: requestKeyIn(form) })
    return { goTo: 'here' }
  },
  named: agree(true),
  unnamed: agree(false),
  remove: async ({ form, desk }, { of: { viewer }, kind, id }) => {
    await removeMaterial(desk.ctx, { viewer, kind, id, requestKey: requestKeyIn(form) })
    return { goTo: kind === 'surprise' ? 'review' : 'removed' }
  },
}

/** What a form asks for; null where it can ask no such thing of this kind. What it gives throws a Refusal where it will not do. */
export const workOf = (verb: MaterialVerb, { kind }: Pick<Thing, 'kind'>): Work | null =>
  (kindOf[verb] ?? kind) === kind ? works[verb] : null

/** A verb of an address. */
export const verbFrom = (word: string): MaterialVerb | null => verbs.find((verb) => verb === word) ?? null

/** What can be done with things of one kind alone. */
const kindOf: Partial<Record<MaterialVerb, MaterialKind>> = {
  back: 'condition',
  link: 'condition',
  unlink: 'condition',
  together: 'condition',
  part: 'condition',
  been: 'condition',
  outcome: 'change',
  decline: 'change',
  named: 'helped',
  unnamed: 'helped',
}

function cite(isOff: boolean): Work {
  return async ({ form, desk }, { of: { viewer }, kind, id }) => {
    const source = (isOff ? form.get('value') : form.get('source')) ?? ''
    await citeEvidence(desk.ctx, { viewer, kind, id, source, isOff, requestKey: requestKeyIn(form) })
    return { goTo: 'here#evidence' }
  }
}

function agree(isAgreed: boolean): Work {
  return async ({ form, desk }, { of: { viewer }, id }) => {
    await desk.meetAgain(viewer.userId)
    await agreeToCredit(desk.ctx, { viewer, id, isAgreed, requestKey: requestKeyIn(form) })
    return { goTo: 'here' }
  }
}
