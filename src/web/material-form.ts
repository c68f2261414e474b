import { type Html, html } from '../core/html.ts'
import type { MaterialKind } from '../core/material/material.ts'
import { type Choice, type Field, materialTable } from '../core/material/material-table.ts'
import type { Typed } from '../core/material/material-typed.ts'
import type { Visitor } from './desk.ts'
import { discardButton, keptLine, type LeftIn } from './left-in.ts'
import { formKeyField } from './page.ts'
import { requestKeyField } from './request-key.ts'

/** Who and what can be chosen; without people, those fields are left out. */
export type Choosable = { people: readonly Choice[] | null; conditions: readonly Choice[] }

/** What somebody has typed so far, and what is wrong with it, by the keys of the fields. */
export type MaterialForm = {
  visitor: Visitor
  /** Where it is sent to. */
  action: string
  kind: MaterialKind
  typed: Typed
  problems: Readonly<Record<string, string>>
  choosable: Choosable
  button: string
  /** What somebody left in it before, where that is what stands in it. */
  left?: LeftIn | null
  /** Where something is changed: what stood in the fields when they were shown, and when that was. */
  shown?: { typed: Typed; at: Date }
  /** What somebody else saved meanwhile, by the keys of the fields in which both wrote. */
  theirs?: Typed
}

/** What has a form of its own on the page of a change. */
const elsewhere: ReadonlySet<string> = new Set(['grounds', 'outcome'])

/** The fields that a form on a page has, where these can be chosen. */
export const fieldsOnPage = (kind: MaterialKind, { people }: Choosable): Field[] =>
  materialTable[kind].fields.filter(({ key, input }) => !elsewhere.has(key) && (input !== 'person' || people !== null))

/** The form for anything that goes into a review: for something new one sentence is enough, and the rest is folded away. */
export function materialForm(form: MaterialForm): Html {
  const { visitor, action, kind, typed, problems, button, shown, theirs = {}, left = null } = form
  const { asks, hint } = materialTable[kind]
  const id = idIn(form)
  const rest = fieldsOnPage(kind, form.choosable).map((field) => fieldHtml(form, field))
  const isMoreOpen = Object.keys({ ...problems, ...left?.fields }).some((key) => key !== 'text')
  return html`<form method="post" action="${action}" data-draft="${action}/draft">
${formKeyField(visitor)}${requestKeyField()}${shown && shownFields(shown)}
${left?.note}
<div class="field"><label for="${id('text')}">${asks}</label>
<textarea id="${id('text')}" class="short" name="text" rows="2" aria-describedby="${id('text')}-hint">
${typed.text ?? ''}</textarea>
<p class="hint" id="${id('text')}-hint">${hint}</p>${theirsHtml(theirs.text)}${problemHtml(problems.text)}</div>
${
  shown
    ? html`<div class="fields">${rest}</div>`
    : html`<details${isMoreOpen && html` open`}><summary>More, if it is known</summary>
<div class="fields">${rest}</div></details>`
}
<div class="buttons"><button>${button}</button>${discardButton(action, left)}</div>
${keptLine}
</form>`
}

/** The form as it stands folded under the part of a review that it adds to; open where this person left something in it. */
export const foldedMaterialForm = (
  of: Pick<MaterialForm, 'visitor' | 'choosable'>,
  base: string,
  kind: MaterialKind,
  left: LeftIn | null,
): Html => html`<details class="edit" id="add-${kind}"${left && html` open`}>
<summary>Add ${materialTable[kind].name}</summary>
${materialForm({ ...of, action: `${base}/add/${kind}`, kind, typed: left?.fields ?? {}, problems: {}, left, button: 'Add it' })}
</details>`

const idIn =
  ({ kind, shown }: MaterialForm) =>
  (key: string): string =>
    `${shown ? 'edit' : 'new'}-${kind}-${key}`

/** So that only what somebody changed is changed, and nobody's words are overwritten unseen. */
const shownFields = ({ typed, at }: { typed: Typed; at: Date }): Html =>
  html`<input type="hidden" name="shownAt" value="${at.toISOString()}">${Object.entries(typed).map(
    ([key, value]) => html`<input type="hidden" name="${`shown.${key}`}" value="${value}">`,
  )}`

function fieldHtml(form: MaterialForm, field: Field): Html {
  const id = idIn(form)(field.key)
  const value = form.typed[field.key] ?? ''
  const hint = field.hint !== undefined && html`<p class="hint" id="${id}-hint">${field.hint}</p>`
  const under = html`${hint}${theirsHtml(form.theirs?.[field.key])}${problemHtml(form.problems[field.key])}`
  if (field.input === 'yes')
    return html`<div class="field"><label><input type="checkbox" name="${field.key}" value="yes"${value === 'yes' && html` checked`}> ${field.label}</label>${under}</div>`
  return html`<div class="field${isLong(field) && html` wide`}"><label for="${id}">${field.label}</label>${inputHtml(id, field, value, form.choosable)}${under}</div>`
}

const isLong = (field: Field): boolean => field.input === 'words' && field.isLong

function inputHtml(id: string, field: Field, value: string, { people, conditions }: Choosable): Html {
  const told = field.hint !== undefined && html` aria-describedby="${id}-hint"`
  switch (field.input) {
    case 'choice':
      return select(id, field.key, choicesOf(field, value), value, told)
    case 'person':
      return select(id, field.key, [{ value: '', label: 'Nobody chosen' }, ...(people ?? [])], value, told)
    case 'condition':
      return select(id, field.key, [nothing, ...conditions], value, told)
    case 'words':
      if (field.isLong)
        return html`<textarea id="${id}" class="short" name="${field.key}" rows="2"${told}>
${value}</textarea>`
      break
    default:
  }
  const type = field.input === 'day' ? 'date' : field.input === 'address' ? 'url' : 'text'
  return html`<input id="${id}" type="${type}" name="${field.key}" value="${value}"${told}>`
}

/** Something is declined in a form of its own, with grounds. */
const choicesOf = ({ choices, isOpen }: Extract<Field, { input: 'choice' }>, chosen: string): Choice[] => [
  ...(isOpen || chosen === '' ? [nothing] : []),
  ...choices.filter(({ value }) => value !== 'declined' || value === chosen),
]

const nothing: Choice = { value: '', label: 'Nothing chosen' }

/** A menu; what is chosen and not among the choices any more stays chosen. */
export function select(id: string, name: string, choices: readonly Choice[], value: string, told: Html | false = false): Html {
  const isThere = choices.some((choice) => choice.value === value)
  const all = isThere ? choices : [...choices, { value, label: 'Somebody or something that is not in this list' }]
  return html`<select id="${id}" name="${name}"${told}>${all.map(
    (choice) => html`<option value="${choice.value}"${choice.value === value && html` selected`}>${choice.label}</option>`,
  )}</select>`
}

const theirsHtml = (theirs: string | undefined): Html | null =>
  theirs === undefined
    ? null
    : html`<p class="theirs">What somebody saved here meanwhile: <bdi class="said">${theirs === '' ? '(nothing any more)' : theirs}</bdi></p>`

/** What is wrong in a field. */
export const problemHtml = (problem: string | undefined): Html | null =>
  problem === undefined ? null : html`<p class="notice" role="alert">${problem}</p>`
