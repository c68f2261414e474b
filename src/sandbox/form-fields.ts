import { elementsOf, plainOf } from './blocks.ts'
import { fieldsOf, isFields, listOf, textOf } from './json.ts'
import type { Block, Fields, FieldValue, NewFile, ViewState } from './types.ts'

/** What a person's word means where the form asks for people or channels: an id; and a file that they choose, uploaded. */
export type Lookup = { user(value: string): string; channel(value: string): string; file?(value: NewFile): Fields }

type Field = {
  /** Where the state holds it, and where the block says what it starts with. */
  held: string
  initial: string
  isMany: boolean
  take(value: Exclude<FieldValue, null>, element: Fields, lookup: Lookup): unknown
}

const oneText: Field = { held: 'value', initial: 'initial_value', isMany: false, take: (value) => String(value) }
const oneOption: Field = {
  held: 'selected_option',
  initial: 'initial_option',
  isMany: false,
  take: (value, element) => optionOf(element, value),
}
const manyOptions: Field = {
  held: 'selected_options',
  initial: 'initial_options',
  isMany: true,
  take: (value, element) => asList(value).map((each) => optionOf(element, each)),
}
const pick = (what: 'user' | 'channel', held: string, initial: string): Field => ({
  held,
  initial,
  isMany: false,
  take: (value, _element, lookup) => lookup[what](idOf(value)),
})
const pickMany = (what: 'user' | 'channel', held: string, initial: string): Field => ({
  held,
  initial,
  isMany: true,
  take: (value, _element, lookup) => asList(value).map((each) => lookup[what](idOf(each))),
})
const moment = (held: string, initial: string, take: (value: FieldValue) => unknown): Field => ({
  held,
  initial,
  isMany: false,
  take,
})

/** Every element that holds something. https://docs.slack.dev/reference/block-kit/block-elements */
const fields: Record<string, Field> = {
  plain_text_input: oneText,
  email_text_input: oneText,
  url_text_input: oneText,
  number_input: oneText,
  rich_text_input: { held: 'rich_text_value', initial: 'initial_value', isMany: false, take: (value) => richText(String(value)) },
  static_select: oneOption,
  external_select: oneOption,
  radio_buttons: oneOption,
  overflow: oneOption,
  checkboxes: manyOptions,
  multi_static_select: manyOptions,
  multi_external_select: manyOptions,
  users_select: pick('user', 'selected_user', 'initial_user'),
  channels_select: pick('channel', 'selected_channel', 'initial_channel'),
  conversations_select: pick('channel', 'selected_conversation', 'initial_conversation'),
  multi_users_select: pickMany('user', 'selected_users', 'initial_users'),
  multi_channels_select: pickMany('channel', 'selected_channels', 'initial_channels'),
  multi_conversations_select: pickMany('channel', 'selected_conversations', 'initial_conversations'),
  file_input: {
    held: 'files',
    initial: 'initial_files',
    isMany: true,
    take: (value, _element, lookup) => asList(value).map((each) => fileOf(each, lookup)),
  },
  datepicker: moment('selected_date', 'initial_date', (value) =>
    value instanceof Date ? value.toISOString().slice(0, 10) : String(value),
  ),
  timepicker: moment('selected_time', 'initial_time', (value) =>
    value instanceof Date ? value.toISOString().slice(11, 16) : String(value),
  ),
  datetimepicker: moment('selected_date_time', 'initial_date_time', (value) => secondsOf(value)),
}

/** Whether an element holds something, rather than only being clicked. */
export const isField = (element: Fields): boolean => fields[textOf(element.type)] !== undefined

/** An element's state when nobody has touched it. */
export function initialState(element: Fields): Fields {
  const field = fields[textOf(element.type)]
  if (!field) return { type: element.type }
  return { type: element.type, [field.held]: element[field.initial] ?? (field.isMany ? [] : null) }
}

/** The state of all fields of a form; what was there before stays where block_id and action_id are the same. */
export function stateOf(blocks: readonly Block[], before: ViewState = { values: {} }): ViewState {
  const held = blocks.flatMap((block) =>
    elementsOf(block)
      .filter((element) => isField(element) && element.type !== 'overflow')
      .map((element) => ({ element, blockId: textOf(block.block_id), actionId: textOf(element.action_id) })),
  )
  const values: ViewState['values'] = {}
  for (const { element, blockId, actionId } of held) {
    const kept = before.values[blockId]?.[actionId]
    const state = kept && kept.type === element.type ? kept : initialState(element)
    values[blockId] = { ...values[blockId], [actionId]: state }
  }
  return { values }
}

/**
 * An element's state with what a person puts in; null empties it.
 * @throws Error where there is no such option, person or channel, or the element takes nothing
 */
export function stateWith(element: Fields, value: FieldValue, lookup: Lookup): Fields {
  const field = fields[textOf(element.type)]
  if (!field) throw new Error(`nothing can be put into a ${textOf(element.type)}`)
  const empty = value === null || value === ''
  return { type: element.type, [field.held]: empty ? (field.isMany ? [] : null) : field.take(value, element, lookup) }
}

/** What is held by an element's state: text, an option, a list of ids, … */
export function heldBy(state: Fields): unknown {
  const field = fields[textOf(state.type)]
  return field ? state[field.held] : null
}

/** The options of an element, groups opened. */
export const optionsOf = (element: Fields): Fields[] => [
  ...listOf(element.options),
  ...listOf(element.option_groups).flatMap((group) => listOf(group.options)),
]

function optionOf(element: Fields, wanted: unknown): Fields {
  const options = optionsOf(element)
  const text = String(wanted)
  const found = options.find((option) => option.value === text || plainOf(option.text) === text)
  if (found)
    return { text: found.text, value: found.value, ...(found.description ? { description: fieldsOf(found.description) } : {}) }
  throw new Error(`no option "${text}" in: ${options.map((option) => plainOf(option.text)).join(' | ')}`)
}

const asList = (value: Exclude<FieldValue, null>): readonly unknown[] => (Array.isArray(value) ? value : [value])

function idOf(value: unknown): string {
  const id = fieldsOf(value).id
  return typeof id === 'string' ? id : String(value)
}

function fileOf(value: unknown, lookup: Lookup): Fields {
  if (!isFields(value) || typeof value.name !== 'string' || !lookup.file) throw new Error('that is no file')
  const { name, content } = value
  return lookup.file({ name, content: typeof content === 'string' || Buffer.isBuffer(content) ? content : '' })
}

const secondsOf = (value: FieldValue): number => (value instanceof Date ? Math.floor(value.getTime() / 1000) : Number(value))

const richText = (text: string): Fields => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }],
})
