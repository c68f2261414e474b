import { fieldsOf, listOf, textOf } from './json.ts'
import { drawBlocks } from './render-blocks.ts'
import { renderTextObject } from './render-elements.ts'
import { indent, widthOf, wrap } from './render-lines.ts'
import { type Names, renderMrkdwn } from './render-text.ts'
import type { Fields } from './types.ts'

export type { Names } from './render-text.ts'
export { renderMrkdwn } from './render-text.ts'

/** What of a message is looked at; everything else is ignored. */
type Shown = { text?: unknown; blocks?: unknown; attachments?: unknown; files?: unknown }
type ShownView = {
  type?: unknown
  title?: unknown
  blocks?: unknown
  submit?: unknown
  close?: unknown
  state?: unknown
  errors?: unknown
}

const columnsOf = (names: Names): number => names.columns ?? 100

/**
 * A message as a person sees it, as plain text in lines: its blocks, or without any its text; then attachments and files.
 * Times are written in `names.timeZone`.
 */
export function renderMessage(message: Shown, names: Names): string {
  const width = columnsOf(names)
  const blocks = drawBlocks(message.blocks, names, width)
  const body = blocks.length > 0 || !textOf(message.text) ? blocks : wrap(renderMrkdwn(textOf(message.text), names), width)
  const attachments = listOf(message.attachments).flatMap((attachment) => drawAttachment(attachment, names, width - 2))
  const files = listOf(message.files).map((file) => `📎 ${textOf(file.name)}`)
  return [...body, ...indent(attachments, '│ '), ...files].join('\n')
}

/** A form with its frame and buttons, filled in as it stands and with what was wrong; or the bot's page, which has no frame. */
export function renderView(view: ShownView, names: Names): string {
  const isModal = view.type !== 'home'
  const width = columnsOf(names) - (isModal ? 2 : 0)
  const around = { values: fieldsOf(fieldsOf(view.state).values), errors: fieldsOf(view.errors) }
  const lines = drawBlocks(view.blocks, names, width, around)
  return isModal ? framed(view, lines, names).join('\n') : lines.join('\n')
}

function framed(view: ShownView, lines: string[], names: Names): string[] {
  const title = renderTextObject(view.title, names)
  const length = Math.min(Math.max(...lines.map(widthOf), 40), columnsOf(names) - 2)
  const buttons = [view.close, view.submit].map((text) => renderTextObject(text, names)).filter(Boolean)
  return [
    `┌ ${title} ${'─'.repeat(Math.max(length - widthOf(title) - 1, 2))}`,
    ...indent(lines, '│ '),
    `└ ${buttons.map((button) => `[${button}]`).join(' ')}`.trimEnd(),
  ]
}

function drawAttachment(attachment: Fields, names: Names, width: number): string[] {
  const texts = [attachment.pretext, attachment.title, attachment.text].map((text) => renderMrkdwn(textOf(text), names))
  const blocks = drawBlocks(attachment.blocks, names, width)
  const shown = [...texts.filter(Boolean).flatMap((text) => wrap(text, width)), ...blocks]
  return shown.length > 0 ? shown : wrap(textOf(attachment.fallback), width)
}
