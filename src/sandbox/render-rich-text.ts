import { isFields, listOf, textOf } from './json.ts'
import { renderDate } from './render-date.ts'
import { withEmoji } from './render-emoji.ts'
import { type Names, renderMrkdwn } from './render-text.ts'
import type { Fields } from './types.ts'

/** A rich_text block, as people's own messages have one, in lines. */
export const renderRichText = (block: Fields, names: Names): string =>
  listOf(block.elements)
    .map((part) => renderPart(part, names))
    .join('\n')

function renderPart(part: Fields, names: Names): string {
  switch (part.type) {
    case 'rich_text_list':
      return listOf(part.elements)
        .map(
          (item, index) =>
            `${'  '.repeat(Number(part.indent ?? 0))}${part.style === 'ordered' ? `${index + 1 + Number(part.offset ?? 0)}.` : '•'} ${lineOf(item, names)}`,
        )
        .join('\n')
    case 'rich_text_quote':
      return lineOf(part, names).replace(/^/gm, '> ')
    default:
      return lineOf(part, names)
  }
}

const lineOf = (part: Fields, names: Names): string =>
  listOf(part.elements)
    .map((piece) => renderPiece(piece, names))
    .join('')

function renderPiece(piece: Fields, names: Names): string {
  switch (piece.type) {
    case 'text':
      return isFields(piece.style) && piece.style.code === true ? `\`${textOf(piece.text)}\`` : textOf(piece.text)
    case 'link':
      return textOf(piece.text) || textOf(piece.url)
    case 'emoji':
      return withEmoji(`:${textOf(piece.name)}:`)
    case 'user':
      return renderMrkdwn(`<@${textOf(piece.user_id)}>`, names)
    case 'channel':
      return renderMrkdwn(`<#${textOf(piece.channel_id)}>`, names)
    case 'usergroup':
      return `@${textOf(piece.usergroup_id)}`
    case 'broadcast':
      return `@${textOf(piece.range)}`
    case 'date':
      return renderDate(String(piece.timestamp), textOf(piece.format), names) ?? textOf(piece.fallback)
    default:
      return textOf(piece.text) || textOf(piece.value)
  }
}
