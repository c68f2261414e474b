import { type Html, html } from '../core/html.ts'
import type { Visitor } from './desk.ts'
import { discardButton, keepsTyping, keptLine, type LeftIn, placeOf } from './left-in.ts'
import { problemHtml } from './material-form.ts'
import type { MaterialVerb } from './material-verbs.ts'
import { formKeyField } from './page.ts'
import { requestKeyField } from './request-key.ts'

/** What was sent, and is not done: its fields as they were, and a sentence for what it is about. */
export type Tried = { verb: MaterialVerb; form: URLSearchParams; problems: Readonly<Record<string, string>> }

/** Something of a review whose forms are on a page. `base` is `/INC-12`, `ref` its name: `C12`. */
export type Acting = {
  visitor: Visitor
  base: string
  ref: string
  tried: Tried | null
  /** What somebody left in one of the forms and did not send; null too where this form was just sent. */
  left(verb: MaterialVerb): LeftIn | null
  /** What somebody typed into a field of one of the forms before; null where they typed nothing into that form. */
  said(verb: MaterialVerb, key: string): string | null
  saidAll(verb: MaterialVerb, key: string): string[]
}

/** @param leftAt what somebody left in the form of that place */
export function actingOn(
  visitor: Visitor,
  { base, ref }: Pick<Acting, 'base' | 'ref'>,
  tried: Tried | null,
  leftAt: (place: string) => LeftIn | null,
): Acting {
  const left = (verb: MaterialVerb) => (tried?.verb === verb ? null : leftAt(placeOf(ref, verb)))
  return {
    visitor,
    base,
    ref,
    tried,
    left,
    said: (verb, key) => (tried?.verb === verb ? (tried.form.get(key) ?? '') : (left(verb)?.fields[key] ?? null)),
    saidAll: (verb, key) => (tried?.verb === verb ? tried.form.getAll(key) : []),
  }
}

/** Where a form about it is sent to. */
export const addressOf = ({ base, ref }: Pick<Acting, 'base' | 'ref'>, verb: MaterialVerb): string =>
  `${base}/material/${ref}/${verb}`

/** A form that does one thing; above its button stands what was wrong when it was sent. Where text is typed, it is kept meanwhile. */
export function actionForm(acting: Acting, verb: MaterialVerb, fields: Html, button: string): Html {
  const action = addressOf(acting, verb)
  const isKept = keepsTyping(verb)
  return html`<form class="action" method="post" action="${action}"${isKept && html` data-draft="${action}/draft"`}>
${formKeyField(acting.visitor)}${requestKeyField()}${acting.left(verb)?.note}${fields}
${acting.tried?.verb === verb && Object.values(acting.tried.problems).map(problemHtml)}
<div class="buttons"><button class="second">${button}</button>${discardButton(action, acting.left(verb))}</div>
${isKept && keptLine}
</form>`
}

/** A button beside something that takes it away. @param what what that is, for those who hear the buttons one by one */
export const takeAwayForm = ({ visitor, base, ref }: Acting, verb: MaterialVerb, value: string, what: string): Html =>
  html`<form class="inline" method="post" action="${addressOf({ base, ref }, verb)}">${formKeyField(visitor)}${requestKeyField()}<input type="hidden" name="value" value="${value}"><button class="plain">Take away<span class="unseen"> ${what}</span></button></form>`
