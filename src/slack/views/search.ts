import type { KnownBlock } from '@slack/types'
import { nameOf } from '../../core/incident.ts'
import { sections } from '../../core/review/review-sections.ts'
import { type Found, type Hit, type SearchResult, type Snippet, searchPlaceLabels } from '../../core/search.ts'
import {
  actions as blockActions,
  button,
  clampText,
  context,
  dateToken,
  escapeText,
  type Message,
  message,
  section,
} from '../blocks.ts'
import { actions } from '../ids.ts'

/** What was found, for one person's eyes, with what was looked for in bold. */
export function searchMessage(result: SearchResult): Message {
  const { words, total, hits } = result
  const shown = escapeText(words)
  if (total === 0) {
    const text = `Nothing that you can see has ${shown}. Fewer words, or others, may find more; answers are not searched.`
    return message(text, [section(text)])
  }
  const heading = `${total === 1 ? '1 incident has' : `${total} incidents have`} ${shown}`
  return message(heading, [section(`*${heading}*`), ...hits.map(hitBlock), ...pageBlocks(result)])
}

function hitBlock({ incident, hasReview, found }: Hit): KnownBlock {
  const name = nameOf(incident)
  const kind = hasReview ? actions.showReview : actions.showTimeline
  const day = dateToken(incident.declaredAt, '{date}', incident.declaredAt.toISOString().slice(0, 10))
  const title = `*${name}* · ${escapeText(incident.title)} · ${day}${incident.isPrivate ? ' · :lock: private' : ''}`
  const lines = found.map(lineOf)
  return section(
    [title, ...lines].join('\n'),
    button(hasReview ? 'Review' : 'Timeline', `${kind}:${incident.number}`, { value: incident.id }),
  )
}

const longestLine = 400

function lineOf({ place, ref, snippet }: Found): string {
  const label = place === 'section' ? (sections.find(({ key }) => key === ref)?.heading ?? ref) : searchPlaceLabels[place]
  const source = place === 'section' || place === 'incident' ? '' : `  _${ref}_`
  return `>${label}: ${clampText(snippetText(snippet), longestLine)}${source}`
}

/** Slack makes bold of what stands between stars where neither side is a letter; people's own stars would unmake it. */
const snippetText = (snippet: Snippet): string =>
  snippet.map(({ text, isFound }) => (isFound ? `*${calm(text)}*` : calm(text))).join('')

const calm = (text: string): string => escapeText(text.replace(/\s+/g, ' ').replaceAll('*', '∗'))

function pageBlocks({ words, page, pages }: SearchResult): KnownBlock[] {
  if (pages === 1) return []
  const to = (text: string, target: number) => button(text, `${actions.searchPage}:${target}`, { value: `${target} ${words}` })
  return [
    context(`Page ${page + 1} of ${pages}`),
    blockActions('search', ...(page > 0 ? [to('Back', page - 1)] : []), ...(page < pages - 1 ? [to('Go on', page + 1)] : [])),
  ]
}
