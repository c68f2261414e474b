import type {
  Checkboxes,
  Datepicker,
  DateTimepicker,
  FileInput,
  MultiStaticSelect,
  MultiUsersSelect,
  PlainTextInput,
  PlainTextOption,
  RadioButtons,
  StaticSelect,
  UsersSelect,
} from '@slack/types'
import { actionIdOf, counted } from './blocks-elements.ts'
import { clampText, plain } from './blocks-text.ts'

type InputExtras = {
  multiline?: boolean
  minLength?: number
  maxLength?: number
  initial?: string
  placeholder?: string
  focus?: boolean
  /** Whether what is typed is sent as it is typed; the block has to ask for it too: `dispatch`. */
  sendsStrokes?: boolean
}

/**
 * A menu of choices. More than 100, Slack's limit, are put into groups of 100, so that none is lost.
 * @param initialValue value of the choice to begin with; without such a choice nothing is chosen
 * @throws Error where there are none, or more than 10,000
 */
export function staticSelect(
  actionId: string,
  placeholder: string,
  options: PlainTextOption[],
  initialValue?: string | null,
): StaticSelect {
  const initial = options.find((one) => one.value === initialValue)
  return {
    type: 'static_select',
    action_id: actionIdOf(actionId),
    placeholder: plain(placeholder, 150, 'placeholder'),
    ...(options.length > 100 ? { option_groups: groupsOf(options) } : { options: counted(options, 100, 'menu') }),
    ...(initial && { initial_option: initial }),
  }
}

/** As `staticSelect`, for any number of the choices. */
export function multiSelect(
  actionId: string,
  placeholder: string,
  options: PlainTextOption[],
  initialValues: readonly string[] = [],
): MultiStaticSelect {
  const initial = options.filter((one) => one.value !== undefined && initialValues.includes(one.value))
  return {
    type: 'multi_static_select',
    action_id: actionIdOf(actionId),
    placeholder: plain(placeholder, 150, 'placeholder'),
    ...(options.length > 100 ? { option_groups: groupsOf(options) } : { options: counted(options, 100, 'menu') }),
    ...(initial.length > 0 && { initial_options: initial }),
  }
}

function groupsOf(options: PlainTextOption[]): NonNullable<StaticSelect['option_groups']> {
  const starts = Array.from({ length: Math.ceil(counted(options, 10_000, 'menu').length / 100) }, (_, group) => group * 100)
  return starts.map((start) => {
    const members = options.slice(start, start + 100)
    return { label: plain(`${start + 1}–${start + members.length}`), options: members }
  })
}

/** So many choices a group, and so many groups, a menu takes. https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element */
const mostInMenu = 100

/**
 * A menu of choices under headings. A heading with more than 100 choices comes again for the rest, and one with none is left out.
 * @throws Error where there are none, or more than 100 groups
 */
export function groupedSelect(
  actionId: string,
  placeholder: string,
  groups: readonly { label: string; options: PlainTextOption[] }[],
): StaticSelect {
  const pages = groups.flatMap(({ label, options }) =>
    Array.from({ length: Math.ceil(options.length / mostInMenu) }, (_, page) => ({
      label: plain(page === 0 ? label : `${label} (${page + 1})`, 75, 'group of choices'),
      options: options.slice(page * mostInMenu, (page + 1) * mostInMenu),
    })),
  )
  return {
    type: 'static_select',
    action_id: actionIdOf(actionId),
    placeholder: plain(placeholder, 150, 'placeholder'),
    option_groups: counted(pages, mostInMenu, 'menu of groups'),
  }
}

/** A menu of the workspace's people, any of them up to `most`. */
export const usersSelect = (
  actionId: string,
  placeholder: string,
  most: number,
  initialUsers: readonly string[] = [],
): MultiUsersSelect => ({
  type: 'multi_users_select',
  action_id: actionIdOf(actionId),
  placeholder: plain(placeholder, 150, 'placeholder'),
  max_selected_items: most,
  ...(initialUsers.length > 0 && { initial_users: [...initialUsers] }),
})

/** A menu of the workspace's people. */
export const userSelect = (actionId: string, placeholder: string, initialUser?: string | null): UsersSelect => ({
  type: 'users_select',
  action_id: actionIdOf(actionId),
  placeholder: plain(placeholder, 150, 'placeholder'),
  ...(initialUser && { initial_user: initialUser }),
})

/** 1 to 10 choices, one of them. @throws Error for any other number: a menu takes more */
export function radio(actionId: string, options: PlainTextOption[], initialValue?: string | null): RadioButtons {
  const initial = options.find((one) => one.value === initialValue)
  const choices = counted(options, 10, 'radio group')
  return { type: 'radio_buttons', action_id: actionIdOf(actionId), options: choices, ...(initial && { initial_option: initial }) }
}

/** 1 to 10 choices, any of them. @throws Error for any other number */
export function checkboxes(actionId: string, options: PlainTextOption[], initialValues: readonly string[] = []): Checkboxes {
  const initial = options.filter((one) => one.value !== undefined && initialValues.includes(one.value))
  const choices = counted(options, 10, 'group of checkboxes')
  return {
    type: 'checkboxes',
    action_id: actionIdOf(actionId),
    options: choices,
    ...(initial.length > 0 && { initial_options: initial }),
  }
}

/** A field for text; `maxLength` is 3000, Slack's most, where none is given. */
export function plainInput(actionId: string, extras: InputExtras = {}): PlainTextInput {
  const most = Math.min(Math.max(extras.maxLength ?? 3000, 1), 3000)
  return {
    type: 'plain_text_input',
    action_id: actionIdOf(actionId),
    max_length: most,
    ...(extras.minLength !== undefined && { min_length: Math.min(Math.max(extras.minLength, 0), most) }),
    ...(extras.multiline && { multiline: true }),
    ...(extras.initial && { initial_value: clampText(extras.initial, most) }),
    ...(extras.placeholder?.trim() && { placeholder: plain(extras.placeholder, 150, 'placeholder') }),
    ...(extras.focus && { focus_on_load: true }),
    ...(extras.sendsStrokes && { dispatch_action_config: { trigger_actions_on: ['on_character_entered'] } }),
  }
}

/** A field for a day. @param initial `2026-11-22` */
export const datePicker = (actionId: string, initial?: string | null): Datepicker => ({
  type: 'datepicker',
  action_id: actionIdOf(actionId),
  ...(initial && { initial_date: initial }),
})

/** A field for one file of these types. */
export const fileInput = (actionId: string, filetypes: [string, ...string[]]): FileInput => ({
  type: 'file_input',
  action_id: actionIdOf(actionId),
  filetypes,
  max_files: 1,
})

/** A field for a day and a time, which Slack shows in the reader's own zone. */
export const datetimePicker = (actionId: string, initial?: Date | null): DateTimepicker => ({
  type: 'datetimepicker',
  action_id: actionIdOf(actionId),
  ...(initial && { initial_date_time: Math.floor(initial.getTime() / 1000) }),
})
