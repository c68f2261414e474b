import { type Incident, nameOf } from '../../core/incident.ts'
import type { Entry } from '../../core/timeline.ts'
import {
  actions as blockActions,
  button,
  context,
  dateToken,
  escapeText,
  type Message,
  mention,
  message,
  section,
} from '../blocks.ts'
import { actions } from '../ids.ts'

/** How changes are worded: the labels of severities and roles come from the configuration. */
export type ChangeWords = { severity(key: string): string; role(key: string): string }

/** One change as a line: the system first, with its old and new value. */
export function changeLine({ change }: Pick<Entry, 'change'>, words: ChangeWords): string {
  if (!change) return ''
  const { field, from, to } = change
  switch (field) {
    case 'status':
      return from === null ? `declared, status: *${to}*` : `status: ${from} to *${to}*`
    case 'severity':
      return `severity: ${escapeText(words.severity(from ?? ''))} to *${escapeText(words.severity(to ?? ''))}*`
    case 'title':
    case 'description':
      return `${field === 'title' ? 'title' : 'what is happening'}: ${escapeText(to ?? '')}`
    default:
      return `${escapeText(words.role(field))}: ${[from, to].flatMap((id) => (id ? mention(id) : [])).join(' to ') || 'nobody'}`
  }
}

/** What changed, and what was said beside it, as one small message in the channel. */
export function changesMessage(entries: Entry[], words: ChangeWords): Message {
  const lines = entries.map((entry) => (entry.change ? changeLine(entry, words) : `“${entry.text ?? ''}”`))
  const by = byText(entries)
  const text = `${capital(lines.join('\n'))}${by}`
  return message(text, [context(text)])
}

/** Who changed it, unless that is said already: as by somebody who takes a role. */
function byText(entries: Entry[]): string {
  const [first] = entries
  if (!first?.authorId || entries.some(({ change }) => change?.to === first.authorId)) return ''
  return ` · by ${mention(first.authorId)}`
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/**
 * On resolving: rest first; what is recorded, in a line; the day on which the review opens; a note to oneself at once, for
 * those who want one.
 * @param summary facts as sentences of the bot's own, the first one how long it took
 */
export function resolutionMessage(
  incident: Incident,
  summary: string[],
  review: { opensAt: Date; state: 'draft' | 'open' | 'published' | 'declined' } | null,
): Message {
  const [took = 'Resolved.', ...facts] = summary
  const name = nameOf(incident)
  const thanks = [section(`*${took}* Thank you. Rest comes first.`), ...(facts.length > 0 ? [context(facts.join(' '))] : [])]
  if (!review) return message(`${name}: ${took}`, thanks)
  const opens =
    review.state === 'draft'
      ? `The review of ${name} opens on ${dateToken(review.opensAt, '{date_long}')}. Nobody needs to remember for long: leave yourself a note now, only you will see it.`
      : `The review of ${name} goes on with what has come since. You can leave yourself a note; only you will see it.`
  return message(`${name}: ${took}`, [
    ...thanks,
    section(opens),
    blockActions(
      `resolution:${incident.id}`,
      button('Leave myself a note', actions.openNote, { value: incident.id }),
      button('Review so far', actions.showReview, { value: incident.id }),
      button('Name a host', actions.nameHost, { value: incident.id }),
    ),
  ])
}
