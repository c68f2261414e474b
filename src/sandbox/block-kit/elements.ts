import { initialAmongOptions } from './choices.ts'
import {
  address,
  colour,
  confirm,
  conversationFilter,
  dispatchConfig,
  id,
  imageShape,
  linkOption,
  markedOption,
  option,
  optionGroup,
  plainText,
  workflow,
} from './objects.ts'
import { richText } from './rich-text.ts'
import { flag, inOrder, like, list, needsExactlyOneOf, object, type Rule, type Shape, string, whole, word } from './rules.ts'

const action = { action_id: id }
const focus = { focus_on_load: flag }
const placeholder = { placeholder: plainText(150) }
const menu = { ...action, ...focus, ...placeholder, confirm }
const manyOf = { max_selected_items: whole(1) }
const field = { ...action, ...focus, ...placeholder, dispatch_action_config: dispatchConfig }
const options = { options: list(option, 1, 100), option_groups: list(optionGroup, 1, 100) }
const conversations = { default_to_current_conversation: flag, filter: conversationFilter }
const ids = list(string(), 1)
const decimal = like(/^-?\d+(\.\d+)?$/)
const label75 = { accessibility_label: string(75) }

const feedbackButton = object({ required: { text: plainText(75), value: string(2000) }, optional: label75 })

/** What can be clicked in messages: https://docs.slack.dev/reference/block-kit/block-elements */
export const buttons = {
  button: {
    required: { text: plainText(75) },
    optional: { ...action, ...label75, value: string(2000), url: address, style: colour, confirm },
  },
  workflow_button: {
    surfaces: ['message'],
    required: { text: plainText(75), workflow },
    optional: { ...action, ...label75, style: colour, confirm },
  },
  overflow: { required: { options: list(linkOption, 1, 5) }, optional: { ...action, confirm } },
  feedback_buttons: {
    surfaces: ['message'],
    required: { positive_button: feedbackButton, negative_button: feedbackButton },
    optional: action,
  },
  icon_button: {
    surfaces: ['message'],
    required: { icon: word('trash'), text: plainText() },
    optional: { ...action, ...label75, value: string(2000), confirm, visible_to_user_ids: list(string(), 1, 10) },
  },
} satisfies Record<string, Shape>

/** Menus, pickers and groups of choices: in a row, beside a section or in a form. */
export const choices = {
  checkboxes: {
    required: { options: list(markedOption, 1, 10) },
    optional: { ...action, ...focus, confirm, initial_options: list(markedOption, 1, 10) },
    checks: [initialAmongOptions],
  },
  radio_buttons: {
    required: { options: list(markedOption, 1, 10) },
    optional: { ...action, ...focus, confirm, initial_option: markedOption },
    checks: [initialAmongOptions],
  },
  static_select: {
    optional: { ...menu, ...options, initial_option: option },
    checks: [needsExactlyOneOf('options', 'option_groups'), initialAmongOptions],
  },
  multi_static_select: {
    optional: { ...menu, ...manyOf, ...options, initial_options: list(option, 1, 100) },
    checks: [needsExactlyOneOf('options', 'option_groups'), initialAmongOptions],
  },
  external_select: { optional: { ...menu, initial_option: option, min_query_length: whole(0) } },
  multi_external_select: {
    optional: { ...menu, ...manyOf, initial_options: list(option, 1, 100), min_query_length: whole(0) },
  },
  users_select: { optional: { ...menu, initial_user: string() } },
  multi_users_select: { optional: { ...menu, ...manyOf, initial_users: ids } },
  conversations_select: {
    optional: { ...menu, ...conversations, initial_conversation: string(), response_url_enabled: flag },
  },
  multi_conversations_select: { optional: { ...menu, ...manyOf, ...conversations, initial_conversations: ids } },
  channels_select: { optional: { ...menu, initial_channel: string(), response_url_enabled: flag } },
  multi_channels_select: { optional: { ...menu, ...manyOf, initial_channels: ids } },
  datepicker: { optional: { ...menu, initial_date: like(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/) } },
  timepicker: { optional: { ...menu, initial_time: like(/^([01]\d|2[0-3]):[0-5]\d$/), timezone: string() } },
  datetimepicker: {
    surfaces: ['message', 'modal'],
    optional: { ...action, ...focus, confirm, initial_date_time: whole(1_000_000_000, 9_999_999_999) },
  },
} satisfies Record<string, Shape>

const richInput: Shape = {
  surfaces: ['modal', 'home'],
  optional: { ...field, initial_value: richText, min_lines: whole(1), max_lines: whole(1) },
  checks: [inOrder('min_lines', 'max_lines')],
}

/** Fields of a form. */
export const inputs = {
  plain_text_input: {
    optional: {
      ...field,
      multiline: flag,
      min_length: whole(0, 3000),
      max_length: whole(1, 3000),
      initial_value: string(3000, 0),
    },
    checks: [inOrder('min_length', 'max_length')],
  },
  rich_text_input: richInput,
  email_text_input: { surfaces: ['modal'], optional: { ...field, initial_value: string() } },
  url_text_input: { surfaces: ['modal'], optional: { ...field, initial_value: string() } },
  number_input: {
    surfaces: ['modal'],
    required: { is_decimal_allowed: flag },
    optional: { ...field, initial_value: decimal, min_value: decimal, max_value: decimal },
    checks: [inOrder('min_value', 'max_value'), inOrder('initial_value', 'max_value'), inOrder('min_value', 'initial_value')],
  },
  file_input: { surfaces: ['modal'], optional: { ...action, filetypes: list(string(), 1), max_files: whole(1, 10) } },
} satisfies Record<string, Shape>

export const image: Record<'image', Shape> = { image: imageShape }

/** An address as the source of something: in task cards. */
export const urlSource: Rule = object({ required: { type: word('url'), url: string(3000), text: string() } })

/** What a row takes. */
export const inActions: Record<string, Shape> = {
  button: buttons.button,
  workflow_button: buttons.workflow_button,
  overflow: buttons.overflow,
  ...choices,
  rich_text_input: richInput,
}

const { datetimepicker: _notBesideText, ...choicesBesideText } = choices

/** What stands beside a section. */
export const inAccessory: Record<string, Shape> = {
  button: buttons.button,
  workflow_button: buttons.workflow_button,
  overflow: buttons.overflow,
  ...choicesBesideText,
  ...image,
}

/** What a field of a form is. */
export const inInput: Record<string, Shape> = { ...choices, ...inputs }
