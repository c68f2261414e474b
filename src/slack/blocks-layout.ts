import type {
  ActionsBlock,
  ActionsBlockElement,
  ContextBlock,
  DividerBlock,
  HeaderBlock,
  ImageBlock,
  InputBlock,
  InputBlockElement,
  SectionBlock,
  SectionBlockAccessory,
} from '@slack/types'
import { clampText, mrkdwn, plain, requiredCode } from './blocks-text.ts'

const blockIdOf = (id: string): string => requiredCode(id, 255, 'block_id')

/** A paragraph, clamped at 3000 characters, with at most one element beside it. @throws Error where the text is empty */
export const section = (text: string, accessory?: SectionBlockAccessory): SectionBlock => ({
  type: 'section',
  text: mrkdwn(text, 3000, 'section'),
  ...(accessory && { accessory }),
})

/** A paragraph that Slack does not format: what people typed stands as they typed it. Clamped at 3000 characters. @throws Error where it is empty */
export const plainSection = (text: string): SectionBlock => ({ type: 'section', text: plain(text, 3000, 'section') })

/** Short texts in two columns, each clamped at 2000 characters. Of more than ten the rest is counted. @throws Error where there are none */
export const fields = (texts: string[]): SectionBlock => ({
  type: 'section',
  fields: atMostTen(texts, 'section').map((text) => mrkdwn(text, 2000, 'field')),
})

/** A large line of plain text, clamped at 150 characters. @throws Error where it is empty */
export const header = (text: string): HeaderBlock => ({ type: 'header', text: plain(text, 150, 'header') })

/** Small grey text; each part clamped at 2000 characters. Of more than ten parts the rest is counted. @throws Error where there are none */
export const context = (...texts: string[]): ContextBlock => ({
  type: 'context',
  elements: atMostTen(texts, 'context').map((text) => mrkdwn(text, 2000, 'context')),
})

function atMostTen(texts: string[], what: string): string[] {
  if (texts.length === 0) throw new Error(`A ${what} needs at least one text.`)
  return texts.length > 10 ? [...texts.slice(0, 9), `… ${texts.length - 9} more`] : texts
}

/** A picture that was uploaded, with a line above it and words for those who cannot see it, clamped at 2000 characters each. */
export const image = (fileId: string, title: string, words: string): ImageBlock => ({
  type: 'image',
  slack_file: { id: fileId },
  title: plain(title, 2000, 'title'),
  alt_text: clampText(words, 2000),
})

export const divider = (): DividerBlock => ({ type: 'divider' })

/**
 * A row of buttons and menus.
 * @param blockId null where nobody needs it
 * @throws Error where there are none or more than 25, or two have the same action_id
 */
export function actions(blockId: string | null, ...elements: ActionsBlockElement[]): ActionsBlock {
  if (elements.length === 0 || elements.length > 25)
    throw new Error(`A row has 1 to 25 elements; this one has ${elements.length}.`)
  const ids = elements.flatMap((element) => element.action_id ?? [])
  const twice = ids.find((id, index) => ids.indexOf(id) !== index)
  if (twice) throw new Error(`The action_id ${twice} is there twice in one row; Slack needs different ones.`)
  return { type: 'actions', ...(blockId !== null && { block_id: blockIdOf(blockId) }), elements }
}

/** A field of a form; label and hint are clamped at 2000 characters. @throws Error where the label is empty */
export const input = (
  label: string,
  blockId: string,
  element: InputBlockElement,
  extras: { optional?: boolean; hint?: string; dispatch?: boolean } = {},
): InputBlock => ({
  type: 'input',
  block_id: blockIdOf(blockId),
  label: plain(label, 2000, 'label'),
  element,
  ...(extras.optional && { optional: true }),
  ...(extras.hint?.trim() && { hint: plain(extras.hint, 2000, 'hint') }),
  ...(extras.dispatch && { dispatch_action: true }),
})
