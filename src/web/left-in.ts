import { type Html, html } from '../core/html.ts'
import type { MaterialKind } from '../core/material/material.ts'
import { clockTime, dayText } from '../core/time-text.ts'
import type { FormDrafts } from '../flows/read-form-drafts.ts'
import type { PagesDesk } from './desk.ts'

/** Whether a form of one thing of a review keeps what is typed, by the last word of its address. */
export const keepsTyping = (verb: string): boolean => ['edit', 'back', 'outcome', 'decline'].includes(verb)

/** The name of a form, under which it keeps what is typed. */
export const placeOfNew = (kind: MaterialKind): string => `add:${kind}`
export const placeOf = (ref: string, verb: string): string => `${ref}:${verb}`

/** What somebody finds in a form as they left it. `note` says that it is so. */
export type LeftIn = { fields: Readonly<Record<string, string>>; shownAt: Date; note: Html }

/** What somebody left in a form without saving it; null where it is as it is for everybody. */
export function leftIn(drafts: FormDrafts, place: string, { ctx }: PagesDesk): LeftIn | null {
  const draft = drafts.get(place)
  return draft ? { ...draft, note: draftNote(draft, ctx.config.timeZone) } : null
}

/** That what stands in a form is theirs alone. @param before a sentence to say first */
export const draftNote = ({ at }: { at: Date }, timeZone: string, before: string | false = false): Html =>
  html`<p class="notice">${before}You typed this on ${dayText(at, timeZone)} at ${clockTime(at, timeZone)} and have not saved it. Only you see it.</p>`

/** Where the page's script says that it keeps what is typed. */
export const keptLine = html`<p class="autosave" role="status"></p>`

/** How to let go of what was kept; nothing where nothing was. @param action where the form is sent to */
export const discardButton = (action: string, left: LeftIn | null): Html | null =>
  left && html` <button class="plain" formaction="${action}/drop">Discard my draft</button>`
