import type { KnownBlock, SectionBlock } from '@slack/types'
import type { Incident } from '../../core/incident.ts'
import { partKeyFrom, type RenderedReview, type RenderedSection, type RenderedStatement } from '../../core/review/review.ts'
import { button, escapeText, plainSection, section } from '../blocks.ts'
import { actions } from '../ids.ts'

/** Room of one section block is 3000 characters; lines are packed up to this. */
const packedUpTo = 2600

/** How much of a message one page takes, in characters of its blocks: well below what Slack refuses. */
const pageBudget = 7000
const blocksAPage = 40

/**
 * A review as pages of blocks, each with room left in its message. Nothing is cut.
 * @param writableOf the incident, where the sections that people write have a button to write them
 */
export const reviewPages = (review: RenderedReview, writableOf: Incident | null): KnownBlock[][] =>
  pagesOf(review.sections.flatMap((part) => sectionBlocks(part, writableOf)))

/** Blocks as pages, each with room left in its message. */
export function pagesOf(blocks: readonly KnownBlock[]): KnownBlock[][] {
  const pages: KnownBlock[][] = [[]]
  let size = 0
  for (const block of blocks) {
    const own = JSON.stringify(block).length
    if (size > 0 && (size + own > pageBudget || (pages.at(-1)?.length ?? 0) >= blocksAPage)) {
      pages.push([])
      size = 0
    }
    pages.at(-1)?.push(block)
    size += own
  }
  return pages
}

/** A heading and lines of escaped text under it, in as few blocks as take them. */
export const linesBlocks = (heading: string, lines: readonly string[]): KnownBlock[] =>
  packed([`*${heading}*`, ...lines]).map((text) => verbatim(section(text)))

/** Lines as they are, in as few blocks as take them: Slack formats nothing in them, and only emoji are drawn. */
const plainBlocks = (lines: readonly string[]): KnownBlock[] => packed(lines).map(plainSection)

function sectionBlocks(part: RenderedSection, writableOf: Incident | null): KnownBlock[] {
  const { key, heading, statements, emptyPrompt } = part
  const isWritten = statements.some(({ isProse }) => isProse)
  const write =
    writableOf && partKeyFrom(key)
      ? button(isWritten ? 'Edit' : 'Write', `${actions.writePart}:${key}`, { value: `${writableOf.id} ${key}` })
      : undefined
  const head = section(emptyPrompt === null ? `*${heading}*` : `*${heading}*\n_${escapeText(emptyPrompt)}_`, write)
  return [head, ...plainBlocks(statements.map(lineOf))]
}

/** What people wrote stays text: Slack looks for no names of channels or groups in it, and notifies nobody. */
const verbatim = (block: SectionBlock): SectionBlock =>
  block.text?.type === 'mrkdwn' ? { ...block, text: { ...block.text, verbatim: true } } : block

const lineOf = ({ text, sources, isProse }: RenderedStatement): string =>
  `${isProse ? text : `• ${text.replace(/\n/g, '\n   ')}`}  ${sources.join(', ')}`

export const shownText = (text: string): string => withoutOpenFence(escapeText(text))

/** A code fence that nobody closed would swallow the lines after it. */
const withoutOpenFence = (text: string): string =>
  text.split('```').length % 2 === 0 ? text.replaceAll('```', '`\u200b`\u200b`') : text

/** A line that is longer than a block, in pieces: between words where it can be, never inside an escaped character or an emoji. */
function splitUp(line: string): string[] {
  if (line.length <= packedUpTo) return [line]
  const room = line.slice(0, packedUpTo)
  const space = Math.max(room.lastIndexOf(' '), room.lastIndexOf('\n'))
  const end = space > packedUpTo / 2 ? space : room.replace(/&[a-z]{0,3}$|[\uD800-\uDBFF]$/, '').length
  return [line.slice(0, end), ...splitUp(line.slice(end).trimStart())]
}

/** Lines packed into as few texts as take them. */
function packed(lines: readonly string[]): string[] {
  const texts: string[] = []
  for (const line of lines.flatMap(splitUp).filter((piece) => piece.trim() !== '')) {
    const before = texts.at(-1)
    const together = `${before}\n${line}`
    if (before !== undefined && together.length <= packedUpTo) texts[texts.length - 1] = together
    else texts.push(line)
  }
  return texts
}
