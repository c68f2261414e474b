import type { SectionBlock } from '@slack/types'
import { type Incident, nameOf } from '../../core/incident.ts'
import { type Entry, entryRef } from '../../core/timeline.ts'
import {
  actions as blockActions,
  button,
  clampText,
  context,
  dateToken,
  escapeText,
  link,
  type Message,
  mention,
  message,
  section,
} from '../blocks.ts'
import { actions } from '../ids.ts'
import { type ChangeWords, changeLine } from './changes.ts'

/** How many entries one message shows at the most: it stays readable on a phone. */
const entriesAPage = 15
/** What the entries of one message may take as JSON; Slack's limit is 13,200 characters, and a title and buttons need some. */
const pageBudget = 10_500
/** How much of one entry's words is shown. */
const longestWords = 600

/** A page of the timeline, for one person's eyes: mentions in it reach nobody. `page` counts from 0 and is clamped. */
export function timelineMessage(incident: Incident, entries: Entry[], page: number, words: ChangeWords): Message {
  const name = nameOf(incident)
  if (entries.length === 0) return message(`The timeline of ${name} is empty.`, [section(`The timeline of ${name} is empty.`)])
  const pages = pagesOf(entries.map((entry) => section(entryLine(entry, words))))
  const last = pages.length - 1
  const shown = Math.min(Math.max(page, 0), last)
  const lines = pages[shown] ?? []
  const before = pages.slice(0, shown).flat().length
  const where = `${before + 1} to ${before + lines.length} of ${entries.length}`
  return message(`The timeline of ${name}`, [
    section(`*Timeline of ${name} · ${escapeText(incident.title)}*`),
    ...lines,
    ...(last === 0
      ? [context('Add to it: a reaction on a message, or `/incident note`.')]
      : [context(where), pageButtons(incident, shown, last)]),
  ])
}

/** The entries in pages that Slack takes whole, so that none is lost between two of them. */
function pagesOf(lines: SectionBlock[]): SectionBlock[][] {
  const pages: SectionBlock[][] = []
  let left = 0
  for (const line of lines) {
    const size = JSON.stringify(line).length
    const current = pages.at(-1)
    if (current && current.length < entriesAPage && size <= left) current.push(line)
    else {
      pages.push([line])
      left = pageBudget
    }
    left -= size
  }
  return pages
}

function pageButtons(incident: Incident, page: number, last: number) {
  const to = (text: string, target: number) =>
    button(text, `${actions.showTimeline}:${target}`, { value: `${incident.id} ${target}` })
  return blockActions(
    `timeline:${incident.id}`,
    ...(page > 0 ? [to('Earlier', page - 1)] : []),
    ...(page < last ? [to('Later', page + 1)] : []),
  )
}

function entryLine(entry: Entry, words: ChangeWords): string {
  const when = dateToken(entry.happenedAt, '{date_short_pretty} {time}')
  const time = entry.permalink ? link(entry.permalink, `${entryRef(entry.id)}`) : entryRef(entry.id)
  return `${when} · ${whoIn(entry)}${kindIn(entry)}${said(entry, words)}  _${time}_`
}

const whoIn = ({ authorId, authorName }: Entry): string =>
  authorId ? `${mention(authorId)} · ` : authorName ? `${escapeText(authorName)} · ` : ''

const kindIn = ({ kind, change }: Entry): string => (change || kind === 'note' ? '' : `${kind.replace('_', '-')} · `)

function said(entry: Entry, words: ChangeWords): string {
  if (entry.change) return clampText(changeLine(entry, words), longestWords)
  const files = clampText(entry.files.map(({ name }) => escapeText(name)).join(', '), longestWords / 2)
  const text = quoted(entry.text ?? '')
  if (text !== '') return files === '' ? text : `${text} (${files})`
  if (files !== '') return files
  return entry.text === null ? '_its words have not reached me yet_' : '_a message without words_'
}

/** Somebody's words in Slack's own markup, on one line, with what would call a whole group taken out. */
export function quoted(text: string): string {
  const calm = text.replace(
    /<!(?:subteam\^[A-Z0-9]+(?:\|@?([^>]*))?|(channel|here|everyone)(?:\|[^>]*)?)>/g,
    (_all, group, all) => `@${all ?? group ?? 'group'}`,
  )
  return clampText(calm.replace(/\s+/g, ' ').trim(), longestWords)
}
