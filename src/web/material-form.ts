import { type Html, html } from '../core/html.ts'
import type { MaterialKind } from '../core/material.ts'
import { type Field, materialTable } from '../core/material-table.ts'
import type { Visitor } from './desk.ts'
import { formKeyField } from './page.ts'
import { requestKeyField } from './request-key.ts'

/** What somebody has typed so far, and what is wrong with it, by the keys of the fields. */
export type MaterialForm = {
  visitor: Visitor
  base: string
  kind: MaterialKind
  typed: Readonly<Record<string, string>>
  problems: Readonly<Record<string, string>>
}

/** The fields that a page asks: people are chosen in Slack, which knows everybody. */
export const fieldsOnPage = (kind: MaterialKind): Field[] => materialTable[kind].fields.filter(({ input }) => input !== 'person')

/** The form to add something to a review: one sentence is enough, the rest is folded away. */
export function materialForm({ visitor, base, kind, typed, problems }: MaterialForm): Html {
  const { asks, hint } = materialTable[kind]
  const isMoreOpen = Object.keys(problems).some((key) => key !== 'text')
  return html`<form method="post" action="${base}/add/${kind}">
${formKeyField(visitor)}${requestKeyField()}
<div class="field"><label for="${kind}-text">${asks}</label>
<textarea id="${kind}-text" name="text" rows="2" aria-describedby="${kind}-text-hint">
${typed.text ?? ''}</textarea>
<p class="hint" id="${kind}-text-hint">${hint}</p>${problemHtml(problems.text)}</div>
<details${isMoreOpen && html` open`}><summary>More, if it is known</summary>
${fieldsOnPage(kind).map((field) => fieldHtml(kind, field, typed[field.key] ?? '', problems[field.key]))}
</details>
<div class="buttons"><button>Add it</button></div>
</form>`
}

/** The form as it stands folded under the part of a review that it adds to. */
export const foldedMaterialForm = (
  visitor: Visitor,
  base: string,
  kind: MaterialKind,
): Html => html`<details class="edit" id="add-${kind}">
<summary>Add ${materialTable[kind].name}</summary>
${materialForm({ visitor, base, kind, typed: {}, problems: {} })}
</details>`

function fieldHtml(kind: MaterialKind, field: Field, value: string, problem: string | undefined): Html {
  const id = `${kind}-${field.key}`
  const hint = field.hint !== undefined && html`<p class="hint">${field.hint}</p>`
  if (field.input === 'yes')
    return html`<div class="field"><label><input type="checkbox" name="${field.key}" value="yes"${value === 'yes' && html` checked`}> ${field.label}</label>${hint}${problemHtml(problem)}</div>`
  return html`<div class="field"><label for="${id}">${field.label}</label>${inputHtml(id, field, value)}${hint}${problemHtml(problem)}</div>`
}

function inputHtml(id: string, field: Field, value: string): Html {
  if (field.input === 'choice')
    return html`<select id="${id}" name="${field.key}"><option value="">Nothing chosen</option>${field.choices.map(
      (choice) => html`<option value="${choice.value}"${choice.value === value && html` selected`}>${choice.label}</option>`,
    )}</select>`
  if (field.input === 'words' && field.isLong)
    return html`<textarea id="${id}" name="${field.key}" rows="2">
${value}</textarea>`
  const type = field.input === 'day' ? 'date' : 'text'
  return html`<input id="${id}" type="${type}" name="${field.key}" value="${value}">`
}

const problemHtml = (problem: string | undefined): Html | null =>
  problem === undefined ? null : html`<p class="notice" role="alert">${problem}</p>`
