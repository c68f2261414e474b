import { materialKinds, materialNamed, materialRef } from '../core/material/material.ts'
import { Refusal } from '../core/refusal.ts'
import { clockTime } from '../core/time-text.ts'
import { dropFormDraft } from '../flows/drop-form-draft.ts'
import { keepFormDraft } from '../flows/keep-form-draft.ts'
import { asRefusal } from './as-refusal.ts'
import type { Asked, Reply, Sent } from './for-members.ts'
import { type InReview, reviewOf } from './in-review.ts'
import { keepsTyping, placeOf, placeOfNew } from './left-in.ts'
import { requestKeyIn } from './request-key.ts'
import { textIn } from './typed-form.ts'
import { isCarried } from './typed-texts.ts'

type Place = InReview & { place: string; shownIn: string }

/** The form that an address names, of a review that this visitor may see. */
async function placeIn(asked: Asked): Promise<Place | null> {
  const { kind: word, ref, verb = '' } = asked.parameters
  const kind = materialKinds.find((one) => one === word)
  const named = keepsTyping(verb) ? materialNamed(ref ?? '') : null
  const of = kind || named ? await reviewOf(asked) : null
  if (of && kind) return { ...of, place: placeOfNew(kind), shownIn: `${of.base}#add-${kind}` }
  if (!of || !named) return null
  const name = materialRef(named)
  return { ...of, place: placeOf(name, verb), shownIn: `${of.base}/material/${name}#${verb}` }
}

/** Keeps what somebody is typing. For the page's script. */
export async function keepFormDraftData(sent: Sent): Promise<Reply> {
  const of = await placeIn(sent)
  if (!of) return { status: 404, data: { problem: 'There is no such form.' } }
  const { desk, form } = sent
  const now = desk.ctx.clock.now()
  const typed = { fields: changedIn(form), shownAt: shownAtIn(form) ?? now, requestKey: requestKeyIn(form) }
  const { viewer, incidentId, place } = of
  const kept = await keepFormDraft(desk.ctx, { viewer, incidentId, place, ...typed }).catch(asRefusal)
  if (kept instanceof Refusal) return { status: 409, data: { problem: kept.message } }
  return { status: 200, data: { keptAt: clockTime(now, desk.ctx.config.timeZone), isBehind: false, nudges: [] } }
}

/** Throws away what somebody typed and did not save. */
export async function dropFormDraftPage(sent: Sent): Promise<Reply> {
  const of = await placeIn(sent)
  if (!of) return null
  await dropFormDraft(sent.desk.ctx, of)
  return { goTo: of.shownIn }
}

/** What stands in the fields otherwise than it was shown: nobody else's words are kept. */
function changedIn(form: URLSearchParams): Record<string, string> {
  const keys = [...form.keys()].flatMap((name) => (isCarried(name) ? (/^shown\.(.+)$/.exec(name)?.slice(1) ?? []) : [name]))
  const isChanged = (key: string): boolean => textIn(form, key).trim() !== textIn(form, `shown.${key}`).trim()
  return Object.fromEntries(keys.filter(isChanged).map((key) => [key, textIn(form, key)]))
}

/** When somebody was shown what they change, as the form carries it; null where it does not. */
export function shownAtIn(form: URLSearchParams): Date | null {
  const at = new Date(form.get('shownAt') ?? '')
  return Number.isNaN(at.getTime()) ? null : at
}
