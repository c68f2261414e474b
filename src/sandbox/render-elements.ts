import { isFields, listOf, textOf } from './json.ts'
import { renderDate } from './render-date.ts'
import { type Names, renderMrkdwn, renderPlain } from './render-text.ts'
import type { Fields } from './types.ts'

/** A text object, or a bare text where Slack takes one. */
export function renderTextObject(value: unknown, names: Names): string {
  if (!isFields(value)) return renderPlain(textOf(value))
  return value.type === 'mrkdwn' ? renderMrkdwn(textOf(value.text), names) : renderPlain(textOf(value.text))
}

/** What a person has put into a field, as it stands in `view.state.values`; empty where they have touched nothing. */
export type Filled = Fields

/** One element in one line: `[Update]`, `[Choose ▾]`, `(•) Only me  ( ) The host`. */
export function renderElement(element: Fields, names: Names, filled: Filled = {}): string {
  const type = textOf(element.type)
  if (type === 'mrkdwn' || type === 'plain_text') return renderTextObject(element, names)
  if (type === 'image') return `[image: ${textOf(element.alt_text)}]`
  if (type === 'overflow') return '[…]'
  if (type === 'radio_buttons' || type === 'checkboxes') return choicesOf(element, names, filled).join('  ')
  if (type === 'feedback_buttons') return buttonsOf([element.positive_button, element.negative_button], names)
  if (type.endsWith('_select')) return `[${chosenOf(element, names, filled) || placeholderOf(element, names) || 'Choose'} ▾]`
  if (type.endsWith('picker')) return `[${chosenOf(element, names, filled) || placeholderOf(element, names) || 'Pick'} ▾]`
  if (type === 'file_input') return '[Add a file]'
  if (type.endsWith('input')) return typedOf(element, filled) || '____'
  return `[${renderTextObject(element.text, names)}]`
}

const buttonsOf = (buttons: unknown[], names: Names): string =>
  buttons
    .filter(isFields)
    .map((button) => `[${renderTextObject(button.text, names)}]`)
    .join(' ')

const placeholderOf = (element: Fields, names: Names): string => renderTextObject(element.placeholder, names)

/** Each choice with its mark, its description after it. */
export function choicesOf(element: Fields, names: Names, filled: Filled = {}): string[] {
  const marks = element.type === 'checkboxes' ? { on: '[x]', off: '[ ]' } : { on: '(•)', off: '( )' }
  const chosen = new Set(optionsChosen(element, filled).map((option) => option.value))
  return listOf(element.options).map((option) => {
    const description = renderTextObject(option.description, names)
    const label = renderTextObject(option.text, names)
    return `${chosen.has(option.value) ? marks.on : marks.off} ${label}${description && ` – ${description}`}`
  })
}

function optionsChosen(element: Fields, filled: Filled): Fields[] {
  const { selected_option, selected_options } = filled
  if (selected_option !== undefined) return [selected_option].filter(isFields)
  if (selected_options !== undefined) return listOf(selected_options)
  return [...listOf(element.initial_options), ...[element.initial_option].filter(isFields)]
}

const typedOf = (element: Fields, filled: Filled): string => textOf(filled.value ?? element.initial_value)

/** What a menu or picker shows as chosen; empty where nothing is. */
function chosenOf(element: Fields, names: Names, filled: Filled): string {
  const moment = filled.selected_date_time ?? element.initial_date_time
  const conversations = [...codesOf('channel', element, filled), ...codesOf('conversation', element, filled)]
  const shown = [
    ...optionsChosen(element, filled).map((option) => renderTextObject(option.text, names)),
    ...codesOf('user', element, filled).map((id) => renderMrkdwn(`<@${id}>`, names)),
    ...conversations.map((id) => renderMrkdwn(`<#${id}>`, names)),
    ...codesOf('date', element, filled),
    ...codesOf('time', element, filled),
    ...(typeof moment === 'number' ? [renderDate(String(moment), '{date_short} {time}', names) ?? ''] : []),
  ]
  return shown.join(', ')
}

/** The ids, days or times in `selected_user` or `selected_users`; in `initial_…` where nobody has chosen. */
function codesOf(kind: string, element: Fields, filled: Filled): string[] {
  const one = filled[`selected_${kind}`] ?? element[`initial_${kind}`]
  const many = filled[`selected_${kind}s`] ?? element[`initial_${kind}s`]
  return [one, ...(Array.isArray(many) ? many : [])].filter((code) => typeof code === 'string')
}
