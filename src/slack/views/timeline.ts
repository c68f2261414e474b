import type { SectionBlock } from '@slack/types'
import { z } from 'zod'
import { handKinds } from '../../core/entry-by-hand.ts'
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
  option,
  overflow,
  section,
  staticSelect,
} from '../blocks.ts'
import { actions } from '../ids.ts'
import { type ChangeWords, changeLine } from './changes.ts'
import { kindLabels } from './entry-form.ts'

/** How many entries one message shows at the most: it stays readable on a phone. */
const entriesAPage = 15
/** What the entries of one message may take as JSON; Slack's limit is 13,200 characters, and a title and buttons need some. */
const pageBudget = 10_500
/** How much of one entry's words is shown. */
const longestWords = 600

/** Whether what is hidden is shown too, and marked as such. */
export type TimelineView = { hasHidden: boolean }

/** A page of the timeline, for one person's eyes: mentions in it reach nobody. `page` counts from 0 and is clamped. */
export function timelineMessage(
  incident: Incident,
  entries: Entry[],
  page: number,
  words: ChangeWords,
  { hasHidden }: TimelineView = { hasHidden: false },
): Message {
  const name = nameOf(incident)
  const wanted = hasHidden ? entries : entries.filter(({ hiddenAt }) => hiddenAt === null)
  const hidden = entries.filter(({ hiddenAt }) => hiddenAt !== null).length
  const row = (number: number, last: number) => pageButtons(incident, { number, last, hasHidden, hidden })
  if (wanted.length === 0)
    return message(`The timeline of ${name} is empty.`, [section(`The timeline of ${name} is empty.`), row(0, 0)])
  const pages = pagesOf(
    wanted.map((entry) => ({ entry, line: entryLine(entry, words) })),
    hasHidden,
  )
  const last = pages.length - 1
  const shown = Math.min(Math.max(page, 0), last)
  const lines = pages[shown] ?? []
  const before = pages.slice(0, shown).flat().length
  const where = `${before + 1} to ${before + lines.length} of ${wanted.length}`
  return message(`The timeline of ${name}`, [
    section(`*Timeline of ${name} · ${escapeText(incident.title)}*`),
    ...lines,
    context(last === 0 ? 'Add to it: a reaction on a message, `/incident note`, or here.' : where),
    row(shown, last),
  ])
}

/** The entries in pages that Slack takes whole, so that none is lost between two of them. */
function pagesOf(lines: { entry: Entry; line: string }[], hasHidden: boolean): SectionBlock[][] {
  const pages: SectionBlock[][] = []
  let left = 0
  for (const { entry, line } of lines) {
    const current = pages.at(-1)
    const block = section(line, entryMenu(entry, Math.max(pages.length - 1, 0), hasHidden))
    const size = JSON.stringify(block).length
    if (current && current.length < entriesAPage && size <= left) current.push(block)
    else {
      pages.push([section(line, entryMenu(entry, pages.length, hasHidden))])
      left = pageBudget
    }
    left -= size
  }
  return pages
}

/** What a choice in a menu says: the entry, what is to be done, and the page that is to be shown afterwards. */
export const menuValue = z.union([
  z.tuple([z.coerce.number().int(), menuVerb(), z.coerce.number().int()]).transform((read) => [...read, ''] as const),
  z.tuple([z.coerce.number().int(), menuVerb(), z.coerce.number().int(), z.literal('hidden')]),
])

function menuVerb() {
  return z.enum([...handKinds, 'edit', 'hide', 'show', 'versions'])
}

/** Where nobody has said what an entry is, one choice says it. */
function entryMenu({ id, kind, change, editedAt, hiddenAt }: Entry, page: number, hasHidden: boolean) {
  const choice = (text: string, what: z.infer<ReturnType<typeof menuVerb>>) =>
    option(text, `${id} ${what} ${page}${hasHidden ? ' hidden' : ''}`)
  const kinds = handKinds.filter((each) => each !== 'note').map((each) => choice(kindLabels[each], each))
  const rest = [
    ...(change ? [] : [choice('Edit', 'edit')]),
    hiddenAt ? choice('Bring back', 'show') : choice('Hide', 'hide'),
    ...(editedAt || hiddenAt ? [choice('Versions', 'versions')] : []),
  ]
  const menuId = `${actions.entryMenu}:${id}`
  return kind === 'note' && !change && !hiddenAt
    ? staticSelect(menuId, 'What is it?', [...kinds, ...rest])
    : overflow(menuId, rest)
}

type Row = { number: number; last: number; hasHidden: boolean; hidden: number }

function pageButtons(incident: Incident, { number, last, hasHidden, hidden }: Row) {
  const named = (target: number, isWithHidden: boolean) => `${incident.id} ${target}${isWithHidden ? ' hidden' : ''}`
  const to = (text: string, target: number) =>
    button(text, `${actions.showTimeline}:${target}`, { value: named(target, hasHidden) })
  const hiding = `${actions.showTimeline}:${last + 1}`
  return blockActions(
    `timeline:${incident.id}`,
    ...(number > 0 ? [to('Earlier', number - 1)] : []),
    ...(number < last ? [to('Later', number + 1)] : []),
    button('Add an entry', actions.addEntry, { value: named(number, hasHidden) }),
    ...(hasHidden ? [button('Leave out what is hidden', hiding, { value: named(0, false) })] : []),
    ...(hidden > 0 && !hasHidden ? [button(`Show ${hidden} hidden`, hiding, { value: named(0, true) })] : []),
  )
}

function entryLine(entry: Entry, words: ChangeWords): string {
  const when = dateToken(entry.happenedAt, '{date_short_pretty} {time}')
  const time = entry.permalink ? link(entry.permalink, `${entryRef(entry.id)}`) : entryRef(entry.id)
  const marks = [...(entry.editedAt ? ['edited'] : []), ...(entry.hiddenAt ? ['hidden'] : [])].map((mark) => ` · _${mark}_`)
  return `${when} · ${whoIn(entry)}${kindIn(entry)}${aboutIn(entry)}${said(entry, words)}  _${time}_${marks.join('')}`
}

const whoIn = ({ authorId, authorName }: Entry): string =>
  authorId ? `${mention(authorId)} · ` : authorName ? `${escapeText(authorName)} · ` : ''

const kindIn = ({ kind, change }: Entry): string => (change || kind === 'note' ? '' : `${kind.replace('_', '-')} · `)

const aboutIn = ({ about }: Entry): string => (about ? `about ${clampText(quoted(about), 100)} · ` : '')

function said(entry: Entry, words: ChangeWords): string {
  if (entry.change) return clampText(changeLine(entry, words), longestWords)
  const files = filesIn(entry)
  const text = quoted(entry.text ?? '')
  if (text !== '') return files === '' ? text : `${text} (${files})`
  if (files !== '') return files
  return entry.text === null ? '_its words have not reached me yet_' : '_a message without words_'
}

/** Half of the room for words at most; what has no room is counted, as half a link would lead nowhere. */
function filesIn({ files }: Entry): string {
  const links: string[] = []
  for (const { name, permalink } of files) {
    const label = clampText(name, 80)
    const next = permalink ? link(permalink, label) : escapeText(label)
    if ([...links, next].join(', ').length > longestWords / 2) return [...links, `${files.length - links.length} more`].join(', ')
    links.push(next)
  }
  return links.join(', ')
}

/** Somebody's words in Slack's own markup, on one line, with what would call a whole group taken out. */
export function quoted(text: string): string {
  const calm = text.replace(
    /<!(?:subteam\^[A-Z0-9]+(?:\|@?([^>]*))?|(channel|here|everyone)(?:\|[^>]*)?)>/g,
    (_all, group, all) => `@${all ?? group ?? 'group'}`,
  )
  return clampText(calm.replace(/\s+/g, ' ').trim(), longestWords)
}
