import type { KnownBlock } from '@slack/types'
import { type Incident, nameOf } from '../../core/incident.ts'
import type { RenderedReview, RenderedSection, RenderedStatement } from '../../core/review.ts'
import { actions as blockActions, button, context, escapeText, type Message, message, section } from '../blocks.ts'
import { actions } from '../ids.ts'

/** Room of one section block is 3000 characters; lines are packed up to this. */
const packedUpTo = 2600

/** The parts of the review as pages: each a message that Slack takes, none cut. */
export function reviewMessage(incident: Incident, review: RenderedReview, page: number): Message {
  const pages = pagesOf(review)
  const shown = Math.min(Math.max(page, 0), pages.length - 1)
  const name = nameOf(incident)
  return message(`The review of ${name}`, [
    section(`*${escapeText(review.title)}* · ${escapeText(incident.title)}`),
    ...(shown === 0 ? [context(legend)] : []),
    ...(pages[shown] ?? []),
    ...(pages.length > 1 ? [context(`Part ${shown + 1} of ${pages.length}`), pageButtons(incident, shown, pages.length)] : []),
  ])
}

const legend =
  'Each line names its source: INC is the record of the incident, E an entry of its timeline, A a released answer, P a text of people’s.'

/** How much of a message one page takes, in characters of its blocks: well below what Slack refuses. */
const pageBudget = 7000
const blocksAPage = 30

function pagesOf(review: RenderedReview): KnownBlock[][] {
  const pages: KnownBlock[][] = [[]]
  let size = 0
  for (const block of review.sections.flatMap(sectionBlocks)) {
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

function sectionBlocks({ heading, statements, emptyPrompt }: RenderedSection): KnownBlock[] {
  if (emptyPrompt !== null) return [section(`*${heading}*\n_${escapeText(emptyPrompt)}_`)]
  return packed(`*${heading}*`, statements.map(lineOf).flatMap(splitUp)).map((text) => section(text))
}

const lineOf = ({ text, sources, isProse }: RenderedStatement): string =>
  isProse
    ? `${shownText(text)}  _${sources.join(', ')}_`
    : `• ${shownText(text).replace(/\n/g, '\n   ')}  _${sources.join(', ')}_`

const shownText = (text: string): string => withoutOpenFence(escapeText(text))

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
function packed(first: string, lines: string[]): string[] {
  const texts = [first]
  for (const line of lines) {
    const together = `${texts.at(-1)}\n${line}`
    if (together.length <= packedUpTo) texts[texts.length - 1] = together
    else texts.push(line)
  }
  return texts
}

function pageButtons(incident: Incident, page: number, count: number) {
  const to = (text: string, target: number) =>
    button(text, `${actions.showReview}:${target}`, { value: `${incident.id} ${target}` })
  return blockActions(
    `review:${incident.id}`,
    ...(page > 0 ? [to('Back', page - 1)] : []),
    ...(page < count - 1 ? [to('Go on', page + 1)] : []),
  )
}
