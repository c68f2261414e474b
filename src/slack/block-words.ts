import { z } from 'zod'
import { escapeText } from './blocks-text.ts'

type Text = 'text' | 'url' | 'user_id' | 'usergroup_id' | 'channel_id' | 'name' | 'range' | 'fallback'
type Node = { [name in Text]?: string | undefined } & { type: string; fields: Node[]; elements: Node[] }

const word = z
  .union([z.string(), z.object({ text: z.string() }).transform(({ text }) => text)])
  .optional()
  .catch(undefined)

/** What of any block or element of Block Kit may hold words, or more of its kind. What is odd counts as not there. */
const node: z.ZodType<Node> = z
  .object({
    type: z.string().catch(''),
    text: word,
    url: word,
    user_id: word,
    usergroup_id: word,
    channel_id: word,
    name: word,
    range: word,
    fallback: word,
    fields: z.array(z.lazy(() => node)).catch([]),
    elements: z.array(z.lazy(() => node)).catch([]),
  })
  .catch({ type: '', fields: [], elements: [] })

/** The words in the blocks of a message, in Slack's markup. Buttons and fields are no words; what is unknown has none. */
export const blockWords = (blocks: readonly unknown[]): string[] =>
  blocks.map((block) => wordsIn(node.parse(block)).trim()).filter((words) => words !== '')

function wordsIn(block: Node): string {
  switch (block.type) {
    case 'actions':
    case 'input':
      return ''
    case 'rich_text':
    case 'rich_text_list':
    case 'context':
      return lines(block.elements.map(wordsIn))
    case 'rich_text_section':
    case 'rich_text_quote':
    case 'rich_text_preformatted':
      return block.elements.map(inline).join('')
    default:
      return lines([block.text ?? '', ...block.fields.map(wordsIn)])
  }
}

const lines = (all: string[]): string => all.filter((words) => words !== '').join('\n')

/** A piece of rich text, as it would stand in a message's `text`. */
function inline(piece: Node): string {
  const text = escapeText(piece.text ?? '')
  switch (piece.type) {
    case 'link':
      return text === '' ? `<${piece.url ?? ''}>` : `<${piece.url ?? ''}|${text}>`
    case 'user':
      return `<@${piece.user_id ?? ''}>`
    case 'usergroup':
      return `<!subteam^${piece.usergroup_id ?? ''}>`
    case 'channel':
      return `<#${piece.channel_id ?? ''}>`
    case 'broadcast':
      return `<!${piece.range ?? ''}>`
    case 'emoji':
      return `:${piece.name ?? ''}:`
    case 'date':
      return escapeText(piece.fallback ?? '')
    default:
      return text
  }
}
