import {
  differentIn,
  flag,
  like,
  list,
  needsExactlyOneOf,
  needsOneOf,
  object,
  type Rule,
  type Shape,
  string,
  typed,
  webAddress,
  word,
} from './rules.ts'

const plainShape = (max: number): Shape => ({ required: { text: string(max) }, optional: { emoji: flag } })
const mrkdwnShape = (max: number): Shape => ({ required: { text: string(max) }, optional: { verbatim: flag } })

/** https://docs.slack.dev/reference/block-kit/composition-objects/text-object */
export const textShapes = (max: number): Record<string, Shape> => ({ plain_text: plainShape(max), mrkdwn: mrkdwnShape(max) })
export const text = (max = 3000): Rule => typed(() => textShapes(max))
export const plainText = (max = 3000): Rule => typed(() => ({ plain_text: plainShape(max) }))
export const mrkdwnText = (max: number): Rule => typed(() => ({ mrkdwn: mrkdwnShape(max) }))

export const id = string(255)
export const colour = word('primary', 'danger')

/** https://docs.slack.dev/reference/block-kit/composition-objects/confirmation-dialog-object */
export const confirm: Rule = object({
  required: { title: plainText(100), text: text(300), confirm: plainText(30), deny: plainText(30) },
  optional: { style: colour },
})

const optionShape = (label: Rule): Shape => ({
  required: { text: label, value: string(150) },
  optional: { description: plainText(75) },
})

/** https://docs.slack.dev/reference/block-kit/composition-objects/option-object */
export const option = object(optionShape(plainText(75)))
/** Radio buttons and checkboxes allow markup, too. */
export const markedOption = object(optionShape(text(75)))
/** Overflow menus allow an address. */
export const linkOption = object({
  required: { text: plainText(75), value: string(150) },
  optional: { description: plainText(75), url: string(3000) },
})

/** https://docs.slack.dev/reference/block-kit/composition-objects/option-group-object */
export const optionGroup = object({ required: { label: plainText(75), options: list(option, 1, 100) } })

/** https://docs.slack.dev/reference/block-kit/composition-objects/conversation-filter-object */
export const conversationFilter = object({
  optional: {
    include: list(word('im', 'mpim', 'private', 'public'), 1),
    exclude_external_shared_channels: flag,
    exclude_bot_users: flag,
  },
  checks: [needsOneOf('include', 'exclude_external_shared_channels', 'exclude_bot_users')],
})

/** https://docs.slack.dev/reference/block-kit/composition-objects/dispatch-action-configuration-object */
export const dispatchConfig = object({
  required: { trigger_actions_on: list(word('on_enter_pressed', 'on_character_entered'), 1) },
})

const slackFile = object({
  optional: { id: string(), url: webAddress() },
  checks: [needsExactlyOneOf('id', 'url')],
})

/** What an image block and an image element have in common. */
export const imageShape: Shape = {
  required: { alt_text: string(2000) },
  optional: { image_url: webAddress(3000), slack_file: slackFile },
  checks: [needsExactlyOneOf('image_url', 'slack_file')],
}

/** https://docs.slack.dev/reference/block-kit/composition-objects/workflow-object */
export const workflow = object({
  required: {
    trigger: object({
      required: { url: webAddress(3000) },
      optional: { customizable_input_parameters: list(object({ required: { name: string(), value: string() } }), 0) },
      checks: [differentIn('customizable_input_parameters', 'name')],
    }),
  },
})

/** An address that a click opens: any scheme. */
export const address = like(/^[a-z][a-z0-9+.-]*:[^\s]+$/i, 3000)
