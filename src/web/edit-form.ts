import { type Html, html } from '../core/html.ts'
import type { Told } from '../core/known-material.ts'
import { type By, readTyped, type Typed, typedOf } from '../core/material/material-typed.ts'
import { editMaterial } from '../flows/edit-material.ts'
import { type Acting, addressOf } from './action-form.ts'
import type { PagesDesk } from './desk.ts'
import type { Sent } from './for-members.ts'
import { shownAtIn } from './form-drafts.ts'
import type { LeftIn } from './left-in.ts'
import { type Choosable, fieldsOnPage, materialForm } from './material-form.ts'
import type { Thing } from './material-thing.ts'
import type { Done } from './material-verbs.ts'
import { requestKeyIn } from './request-key.ts'
import { textIn, typedIn } from './typed-form.ts'

/** Whose time the fields are in: that of the pages. */
export const timeOf = ({ ctx }: PagesDesk, now = ctx.clock.now()): By => ({ now, timeZone: ctx.config.timeZone })

/** Every field may be changed, of people too, whoever there is to choose. */
const everything: Choosable = { people: [], conditions: [] }

/** The form to change something; where it was sent and will not do, or was left, with what was typed, and what others saved meanwhile. */
export function editPart(acting: Acting, told: Told, by: By, choosable: Choosable, saved: Typed = {}): Html {
  const { visitor, tried } = acting
  const now = typedOf(told, told.words, by)
  const own = tried?.verb === 'edit' ? ownIn(tried.form, told) : null
  const left = acting.left('edit')
  const theirs = left ? savedSince(left, told, now) : saved
  const isBehind = Object.keys(theirs).length > 0
  const words =
    told.text === null &&
    html`<p class="hint">These are the words of ${told.wordsOf}, and go with it. With a sentence of your own in their place it stands by itself.</p>`
  return html`<section class="part" id="edit" aria-labelledby="edit-heading">
<h2 id="edit-heading">Change it</h2>
${words}
${left !== null && isBehind && meanwhile}
<div class="edit">${materialForm({
    visitor,
    action: addressOf(acting, 'edit'),
    kind: told.kind,
    typed: { ...now, ...(own?.changed ?? left?.fields) },
    problems: own ? (tried?.problems ?? {}) : {},
    choosable,
    button: isBehind ? 'Save mine' : 'Save',
    // Where both texts are shown, the next one to be saved has seen what stands now.
    shown: own && !isBehind ? own.shown : { typed: now, at: by.now },
    theirs,
    left,
  })}</div>
</section>`
}

/** That somebody changed the same, where both texts stand in the form. */
export const meanwhile = html`<p class="notice" role="alert">Somebody changed this while you wrote, and nothing of yours is saved yet. Nothing is lost: your text is in the fields, theirs is under it. What you save now is what stands.</p>`

/** What stands now in the fields that somebody has begun to change, where it was changed since they were shown it. */
function savedSince({ fields, shownAt }: LeftIn, { editedAt }: Told, now: Typed): Typed {
  if (editedAt === null || editedAt <= shownAt) return {}
  return Object.fromEntries(Object.keys(fields).flatMap((key) => (now[key] === fields[key] ? [] : [[key, now[key] ?? '']])))
}

/** What somebody changed in the fields, and what had stood in them, from when. */
function ownIn(form: URLSearchParams, { kind }: Pick<Told, 'kind'>) {
  const typed = typedIn(form, kind, everything)
  const shown: Typed = Object.fromEntries(Object.keys(typed).map((key) => [key, textIn(form, `shown.${key}`)]))
  const changed = Object.fromEntries(Object.entries(typed).filter(([key, said]) => said.trim() !== shown[key]?.trim()))
  return { typed, changed, shown: { typed: shown, at: shownAtIn(form) ?? new Date(0) } }
}

/** Saves what somebody changed, and nothing else; where another changed the same field since, nothing yet. */
export async function saveEdit({ desk, form }: Sent, { of: { viewer }, kind, id, told }: Thing): Promise<Done> {
  const { typed, changed, shown } = ownIn(form, { kind })
  const read = readTyped(kind, typed, timeOf(desk), (key) => key in changed)
  if ('problems' in read) return { problems: read.problems }
  const now = typedOf(told, told.words, timeOf(desk, shown.at))
  const theirs = Object.fromEntries(
    fieldKeys(kind).flatMap((key) => (isTheirs(key, now, shown.typed, changed) ? [[key, now[key] ?? '']] : [])),
  )
  if (Object.keys(theirs).length > 0) return { problems: {}, theirs }
  const seen = { editedAt: told.editedAt }
  const kept = await editMaterial(desk.ctx, { viewer, kind, id, wish: read.wish, seen, requestKey: requestKeyIn(form) })
  return { goTo: 'review', nudges: kept?.nudges ?? [] }
}

const fieldKeys = (kind: Told['kind']): string[] => ['text', ...fieldsOnPage(kind, everything).map(({ key }) => key)]

/** Whether somebody else has changed a field to something else, since it was shown to who changed it now. */
const isTheirs = (key: string, now: Typed, shown: Typed, changed: Typed): boolean =>
  key in changed && now[key]?.trim() !== shown[key]?.trim() && now[key]?.trim() !== changed[key]?.trim()
